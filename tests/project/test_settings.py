"""What pytest's runs need from the environment is set by conftest.py, in time: no shell has to know it."""

import os

import matplotlib
import torch


def test_torch_works_on_the_threads_that_were_set_before_it_came():
    assert torch.get_num_threads() == int(os.environ["OMP_NUM_THREADS"])


def test_figures_open_no_window():
    assert matplotlib.get_backend() == os.environ["MPLBACKEND"] == "agg"
