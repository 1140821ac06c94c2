"""Say in one sentence why a Python cannot make the course's environment. The Makefile runs this before it installs.

Any Python must be able to read this file, even Python 2: no f-strings, no annotations, nothing but old modules.
"""

import platform
import sys

OLDEST, NEWEST = (3, 11), (3, 14)  # of the newer ones, some pinned package has no wheel


def complaint(command, version, implementation, bits, machine, modules):
    """Return what is wrong with a Python and what to do, or "" if it will do.

    Args:
        command: What starts this Python, as ``python3``.
        version: Its version, as (3, 11, 0).
        implementation: Its maker, as ``CPython``.
        bits: 64 or 32.
        machine: System and processor it runs on, as ``Linux x86_64``.
        modules: Which of the modules that make environments can be imported.
    """
    number = ".".join(str(part) for part in version)
    if not OLDEST <= tuple(version[:2]) <= NEWEST or implementation != "CPython" or bits != 64:
        return (
            "The course needs CPython " + dotted(OLDEST) + " to " + dotted(NEWEST) + " of 64 bits, but " + command
            + " is " + implementation + " " + number + " of " + str(bits) + " bits: name another,"
            + " as in `make book PYTHON=python" + dotted(NEWEST) + "`."
        )  # fmt: skip
    if machine == "Darwin x86_64":
        return "PyTorch is no longer built for Macs with an Intel processor: open the notebooks on Colab instead."
    if not {"venv", "ensurepip"} <= set(modules):
        return (
            command + " (Python " + number + ") cannot make environments, because its module venv or ensurepip is"
            + " missing: on Debian and Ubuntu `sudo apt install python" + dotted(version[:2]) + "-venv` brings them."
        )  # fmt: skip
    return ""


def dotted(version):
    """Return a version as people write it."""
    return ".".join(str(part) for part in version)


def can_import(name):
    """Say whether a module is there."""
    try:
        __import__(name)
    except ImportError:
        return False
    return True


def main():
    """Print the complaint about this very Python, if any, and return the exit status."""
    found = complaint(
        sys.argv[1] if len(sys.argv) > 1 else sys.executable,
        sys.version_info[:3],
        platform.python_implementation(),
        64 if sys.maxsize > 2**32 else 32,
        platform.system() + " " + platform.machine(),
        [name for name in ("venv", "ensurepip") if can_import(name)],
    )
    if found:
        print(found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
