"""What every run of pytest shares, on the tests and on the notebooks alike: settings that must come before torch."""

import os

# Tests run on two workers. The tensors are tiny: more threads only wait for one another, for minutes on a busy machine.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("MPLBACKEND", "agg")  # figures need no window
