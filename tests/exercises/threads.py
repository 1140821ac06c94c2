"""Watch the threads in which the reader's function is called."""

import threading
import time


def assert_no_thread_is_left() -> None:
    """Assert that the call's thread ends, soon after the call was stopped."""
    give_up = time.monotonic() + 2
    while threading.active_count() > 1:
        assert time.monotonic() < give_up, "the function still runs"
        time.sleep(0.01)
