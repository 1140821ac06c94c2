"""Other processors, as far as one machine can imitate them: environments in which the same code rounds otherwise.

PyTorch chooses its own code by what the processor can do, and MKL its matrix products; each rounds in its own way.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

from book._tools.notebooks import ROOT

REPORTS = ROOT / "_build/processors"

# MKL asks this function whether the processor is Intel's. On all others it takes one path, whatever its settings say;
# found first, this one says yes.
INTEL_SOURCE = "int mkl_serv_intel_cpu_true(void) { return 1; }\n"
INTEL_LIBRARY = REPORTS / "intel.so"
AS_INTEL = {"LD_PRELOAD": str(INTEL_LIBRARY)}

PLAIN = "plain"
CONFIGURATIONS: dict[str, dict[str, str]] = {
    PLAIN: {},
    "aten-default": {"ATEN_CPU_CAPABILITY": "default"},
    "aten-avx2": {"ATEN_CPU_CAPABILITY": "avx2"},
    "intel": AS_INTEL,
    "intel-avx2": {**AS_INTEL, "MKL_ENABLE_INSTRUCTIONS": "AVX2"},
    "intel-sse4.2": {**AS_INTEL, "MKL_ENABLE_INSTRUCTIONS": "SSE4_2"},
    "mkl-compatible": {"MKL_CBWR": "COMPATIBLE"},
    # Threads that wait awake take the processor from the one they wait for: on a busy machine, twenty times the time.
    "two-threads": {"OMP_NUM_THREADS": "2", "MKL_NUM_THREADS": "2", "OMP_WAIT_POLICY": "passive"},
}
# Where the caller has set one of these, it would hold in every configuration.
_SETTINGS = {name for settings in CONFIGURATIONS.values() for name in settings}


def environment(configuration: str) -> dict[str, str]:
    """Return the environment of a process in a configuration: one thread, unless it says two."""
    inherited = {name: value for name, value in os.environ.items() if name not in _SETTINGS}
    one_thread = {"OMP_NUM_THREADS": "1"}
    return {**inherited, "MPLBACKEND": "agg", "PYTHONPATH": str(ROOT), **one_thread, **CONFIGURATIONS[configuration]}


def why_not_here(configuration: str) -> str | None:
    """Say why this machine cannot imitate a configuration, or return None; compile what is needed for it."""
    if not AS_INTEL.items() <= CONFIGURATIONS[configuration].items():
        return None
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        return "this needs Linux and a C compiler called cc"
    INTEL_LIBRARY.parent.mkdir(parents=True, exist_ok=True)
    command = [compiler, "-shared", "-fPIC", "-x", "c", "-", "-o", str(INTEL_LIBRARY)]
    built = subprocess.run(command, input=INTEL_SOURCE, capture_output=True, text=True)
    return f"the compiler says: {built.stderr.strip()}" if built.returncode else None


def numbers(configuration: str) -> dict[str, str]:
    """Return the fingerprints of what a process in this configuration computes, see `arithmetic`."""
    command = [sys.executable, "-m", "tests.notebooks.arithmetic"]
    done = subprocess.run(command, cwd=ROOT, env=environment(configuration), stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def changed_numbers(plain: Mapping[str, str], other: Mapping[str, str]) -> str:
    """Say which kinds of numbers differ between two configurations."""
    changed = [kind for kind in plain if plain[kind] != other[kind]]
    return f"other {', '.join(changed)} than {PLAIN}" if changed else f"no number differs from {PLAIN}"
