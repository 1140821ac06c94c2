"""Real weights for tests: where they cannot be had, the tests are skipped loudly, and in CI they fail."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from course_lib.pretrained import WeightsUnavailableError
from tests.conftest import NO_WEIGHTS

Loaded = TypeVar("Loaded")


def real(load: Callable[..., Loaded], *arguments: Any, **options: Any) -> Loaded:
    """Load; if the weights cannot be had, skip, or fail where the environment has CI."""
    try:
        return load(*arguments, **options)
    except WeightsUnavailableError as trouble:
        if os.environ.get("CI"):
            pytest.fail(f"{NO_WEIGHTS} {trouble}", pytrace=False)
        pytest.skip(f"{NO_WEIGHTS} {trouble}")
