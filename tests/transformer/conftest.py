"""The tests of the Transformer compute on one thread, as those of attention do."""

from tests.attention.conftest import one_thread

__all__ = ["one_thread"]
