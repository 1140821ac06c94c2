"""Without a network the tests of real models are skipped loudly; in CI, which has one, that is a failure."""

import pytest

from course_lib.pretrained import WeightsUnavailableError
from tests.conftest import NO_WEIGHTS
from tests.pretrained.real_weights import real


def offline() -> None:
    """Be a loader that is offline."""
    raise WeightsUnavailableError("pip reached no package index")


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("true", pytest.fail.Exception)])
def test_without_weights_a_test_says_so(monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match=f"^{NO_WEIGHTS} pip reached no package index"):
        real(offline)


def test_with_weights_a_test_gets_them() -> None:
    assert real(lambda one, *, other: one + other, 1, other=2) == 3
