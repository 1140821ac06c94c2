"""Watch the threads in which the reader's function is called."""

import threading
import time

from course_lib.exercises.engine.time_limit import THREAD_NAME


def assert_no_thread_is_left() -> None:
    """Assert that the call's thread ends once the call was stopped; other tests' threads do not matter."""
    give_up = time.monotonic() + 60  # so long because a busy machine may let the thread wait
    while any(thread.name == THREAD_NAME for thread in threading.enumerate()):
        assert time.monotonic() < give_up, "the function still runs"
        time.sleep(0.01)
