"""The peak memory of one attention, forward and backward, measured in a process of its own."""

import re
import subprocess
import sys
from pathlib import Path

import psutil

from benchmarks.attention_formula import explicit, forward_and_backward, random_heads
from course_lib.attention import scaled_dot_product_attention


def megabytes(which: str, length: int) -> float:
    """Return by how much a fresh process grows at its peak; `which` is "course" or "explicit"."""
    command = [sys.executable, "-m", "benchmarks.peak_memory", which, str(length)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def main(which: str, length: int) -> None:
    """Run once on a few words, so that everything is loaded, then at the length; print the growth."""
    attend = {"course": scaled_dot_product_attention, "explicit": explicit}[which]
    warm_up, inputs = random_heads(64), random_heads(length)
    forward_and_backward(attend(*warm_up), warm_up)
    before = psutil.Process().memory_info().rss
    forward_and_backward(attend(*inputs), inputs)
    # Not getrusage: its maximum is inherited from the process that started this one.
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    if peak is None:
        raise OSError("this system does not say how much memory a process had at its peak; Linux does.")
    print(max(0, int(peak[1]) * 1024 - before) / 1e6)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
