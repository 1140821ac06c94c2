"""A signal waits for the end of the block, then ends the program as it is used to; a second one does not wait."""

import os
import signal
import threading

import pytest

from course_lib.training.interruption import NAMES, Terminated, patient_interrupt

SIGNALS = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
ENDINGS = {
    number: (KeyboardInterrupt, "") if number == signal.SIGINT else (Terminated, str(128 + number))
    for number in SIGNALS
}
ONLY_POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals to itself")


@pytest.fixture(autouse=True)
def a_closed_terminal_is_heard():
    """Hear its signal also where the tests run under nohup, which has it ignored."""
    if hasattr(signal, "SIGHUP"):
        before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
        yield
        signal.signal(signal.SIGHUP, before)
    else:
        yield


def handlers():
    return [signal.getsignal(number) for number in SIGNALS]


@ONLY_POSIX
@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_is_noted_takes_effect_at_the_end_and_the_handlers_are_given_back(number):
    before, reached = handlers(), []
    kind, message = ENDINGS[number]
    with pytest.raises(kind) as ending, patient_interrupt() as noted:
        assert not noted
        signal.raise_signal(number)
        assert noted
        reached.append("the end")
    assert reached and str(ending.value) == message and handlers() == before


@ONLY_POSIX
@pytest.mark.parametrize("number", SIGNALS)
def test_a_second_signal_does_not_wait(number):
    before = handlers()
    with pytest.raises(ENDINGS[number][0]), patient_interrupt():
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(number)
        pytest.fail("the second signal was not heard")
    assert handlers() == before


def test_nothing_is_raised_and_the_handlers_are_given_back_where_no_signal_comes():
    before = handlers()
    with patient_interrupt() as noted:
        assert handlers() != before
    assert not noted and handlers() == before


def test_an_error_in_the_block_is_not_hidden_by_a_signal():
    before = handlers()
    with pytest.raises(ZeroDivisionError), patient_interrupt():
        signal.raise_signal(signal.SIGINT)
        raise ZeroDivisionError
    assert handlers() == before


@ONLY_POSIX
def test_a_signal_that_is_ignored_stays_ignored_as_under_nohup():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with patient_interrupt() as noted:
            signal.raise_signal(signal.SIGHUP)
        assert not noted and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_in_another_thread_where_signals_cannot_be_set_nothing_changes():
    seen = []

    def work():
        with patient_interrupt() as noted:
            seen.append((bool(noted), handlers()))

    before = handlers()
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [(False, before)]


def test_left_alone_it_ends_a_program_quietly_with_the_exit_code_of_the_signal():
    assert isinstance(Terminated(signal.SIGTERM), SystemExit) and Terminated(signal.SIGTERM).code == 143
