"""What a check must not change in the reader's session: randomness, settings of PyTorch, NumPy and Python, streams."""

import os
import random
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch

Setting = tuple[Callable[[], Any], Callable[[Any], Any]]  # how to read it, how to set it


def _attribute(owner: Any, name: str) -> Setting:
    return lambda: getattr(owner, name), lambda value: setattr(owner, name, value)


def _set_default_device(device: torch.device) -> None:
    # Set again without need, it would stay a mode of its own that slows every call down.
    if torch.get_default_device() != device:
        torch.set_default_device(device)


def _set_threads(count: int) -> None:
    if torch.get_num_threads() != count:
        torch.set_num_threads(count)


def _deterministic() -> tuple[bool, bool]:
    return torch.are_deterministic_algorithms_enabled(), torch.is_deterministic_algorithms_warn_only_enabled()


def _set_environment(variables: dict[str, str]) -> None:
    if dict(os.environ) != variables:
        os.environ.clear()
        os.environ.update(variables)


def _working_folder() -> Path | None:
    try:
        return Path.cwd()
    except OSError:  # someone has deleted it
        return None


def _set_working_folder(folder: Path | None) -> None:
    if folder is not None and folder != _working_folder():
        os.chdir(folder)


def _gpu_states() -> list[torch.Tensor]:
    return torch.cuda.get_rng_state_all() if torch.cuda.is_initialized() else []


def _set_gpu_states(states: list[torch.Tensor]) -> None:
    if states:
        torch.cuda.set_rng_state_all(states)


def _print_options() -> dict[str, Any]:
    return dict(vars(torch._tensor_str.PRINT_OPTS))  # PyTorch has no public way to read them


def _set_print_options(options: dict[str, Any]) -> None:
    vars(torch._tensor_str.PRINT_OPTS).update(options)


def _set_path(entries: list[str]) -> None:
    sys.path[:] = entries


SETTINGS: tuple[Setting, ...] = (
    (torch.default_generator.get_state, torch.default_generator.set_state),
    (_gpu_states, _set_gpu_states),
    (random.getstate, random.setstate),
    (np.random.get_state, np.random.set_state),
    (torch.get_default_dtype, torch.set_default_dtype),
    (torch.get_default_device, _set_default_device),
    (torch.get_num_threads, _set_threads),
    (torch.is_grad_enabled, torch.set_grad_enabled),
    (torch.is_anomaly_enabled, torch.set_anomaly_enabled),
    (_deterministic, lambda flags: torch.use_deterministic_algorithms(flags[0], warn_only=flags[1])),
    (torch.get_float32_matmul_precision, torch.set_float32_matmul_precision),
    (_print_options, _set_print_options),
    (np.get_printoptions, lambda options: np.set_printoptions(**options)),
    (np.geterr, lambda errors: np.seterr(**errors)),
    (sys.getrecursionlimit, sys.setrecursionlimit),
    (sys.getswitchinterval, sys.setswitchinterval),
    (_working_folder, _set_working_folder),
    (lambda: dict(os.environ), _set_environment),
    (lambda: list(sys.path), _set_path),
    *(_attribute(sys, name) for name in ("stdin", "stdout", "stderr", "displayhook", "excepthook")),
    _attribute(torch.backends.mkldnn, "enabled"),
)


@contextmanager
def session_kept() -> Iterator[None]:
    """Let the reader's session go on afterwards as if nothing had happened."""
    with ExitStack() as afterwards:
        afterwards.enter_context(warnings.catch_warnings())
        for read, restore in SETTINGS:
            afterwards.callback(restore, read())
        yield
