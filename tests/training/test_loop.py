"""Training learns, repeats by seed, and goes on after an interruption as if there had been none."""

import errno
import importlib
import os
import signal
import threading
from dataclasses import replace
from itertools import count

import pytest
import torch
from torch.optim import Adam

from course_lib.training import ModelSettings, TrainingSettings, exact_match, load_translator, train
from tests.training.small import SETTINGS, small_translator, weights_of


class Stop(Exception):
    """Raised by a test that breaks a training off."""


def break_off_at(number):
    """Make a watcher that breaks off at a step, as a fault of the machine would: nothing is saved then."""

    def watch(step, history):
        if step == number:
            raise Stop

    return watch


def send_at(number, what=signal.SIGINT):
    """Make a watcher that sends this process a signal, such as that of Ctrl-C."""

    def watch(step, history):
        if step == number:
            os.kill(os.getpid(), what)

    return watch


@pytest.fixture
def uninterrupted(pairs):
    """The weights and the history of the training in one go."""
    torch.manual_seed(0)
    translator = small_translator(pairs)
    torch.manual_seed(1)
    history = train(translator, pairs, SETTINGS)
    return weights_of(translator), history


def go_on(pairs, path, **settings):
    """Go on in another process, so to speak: other first weights, another state of the random numbers."""
    torch.manual_seed(7)
    translator = small_translator(pairs)
    return translator, train(translator, pairs, replace(SETTINGS, **settings), checkpoint=path)


def test_a_translator_learns_short_sentences(pairs):
    torch.manual_seed(0)
    translator = small_translator(pairs, ModelSettings(d_model=32, d_ff=64))
    few = pairs[:60]
    history = train(translator, few, TrainingSettings(steps=120, batch_size=20, peak_rate=1e-2))
    assert history.recent_loss(20) < 0.1 < 3 < history.losses[0]
    assert exact_match(*translator.written_and_expected(few)) > 0.9


def test_the_seed_decides_the_result(pairs, uninterrupted):
    weights = []
    for seed in (0, 1):
        torch.manual_seed(0)
        translator = small_translator(pairs)
        torch.manual_seed(1)
        train(translator, pairs, replace(SETTINGS, seed=seed))
        weights.append(weights_of(translator))
    assert torch.equal(weights[0], uninterrupted[0]) and not torch.equal(weights[1], uninterrupted[0])


@pytest.mark.parametrize("step", [4, 7, 11])  # saved were 3, 6, 9
def test_a_training_that_broke_off_goes_on_to_the_same_weights_and_history(
    pairs, translator, uninterrupted, tmp_path, step
):
    path = tmp_path / "translator.safetensors"
    torch.manual_seed(1)
    with pytest.raises(Stop):
        train(translator, pairs, SETTINGS, checkpoint=path, save_every=3, watch=break_off_at(step), watch_every=1)
    again, history = go_on(pairs, path)
    assert torch.equal(weights_of(again), uninterrupted[0])
    assert history == uninterrupted[1] and history.steps == SETTINGS.steps


@pytest.mark.skipif(os.name == "nt", reason="Windows sends itself no such signals")
@pytest.mark.parametrize(("what", "ending"), [("SIGINT", KeyboardInterrupt), ("SIGTERM", SystemExit)])
def test_a_signal_ends_the_step_saves_and_raises_and_the_result_stays_the_same(
    pairs, translator, uninterrupted, tmp_path, what, ending
):
    path, number = tmp_path / "translator.safetensors", getattr(signal, what)
    before = signal.getsignal(number)
    torch.manual_seed(1)
    with pytest.raises(ending):
        train(translator, pairs, SETTINGS, checkpoint=path, watch=send_at(5, number), watch_every=1)
    assert signal.getsignal(number) is before
    again, history = go_on(pairs, path)
    assert torch.equal(weights_of(again), uninterrupted[0]) and history == uninterrupted[1]


def test_in_a_thread_it_trains_and_saves_as_well(pairs, translator, uninterrupted, tmp_path):
    path = tmp_path / "translator.safetensors"
    torch.manual_seed(1)
    thread = threading.Thread(target=train, args=(translator, pairs, SETTINGS), kwargs={"checkpoint": path})
    thread.start()
    thread.join()
    assert torch.equal(weights_of(load_translator(path)), uninterrupted[0])


def test_a_second_ctrl_c_interrupts_at_once(pairs, translator):
    def press_twice(step, history):
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)
        pytest.fail("the second Ctrl-C was not heard")

    with pytest.raises(KeyboardInterrupt):
        train(
            translator, pairs, SETTINGS, watch=lambda step, history: step and press_twice(step, history), watch_every=2
        )


def test_a_finished_training_is_not_trained_further(pairs, translator, tmp_path):
    path = tmp_path / "translator.safetensors"
    train(translator, pairs, SETTINGS, checkpoint=path)
    again, history = go_on(pairs, path)
    assert torch.equal(weights_of(again), weights_of(translator)) and history.steps == SETTINGS.steps


def test_a_training_that_has_ended_takes_more_steps_at_the_rate_of_the_longer_one(pairs, translator, tmp_path):
    path = tmp_path / "translator.safetensors"
    first = train(translator, pairs, SETTINGS, checkpoint=path)
    again, history = go_on(pairs, path, steps=24)
    longer = replace(SETTINGS, steps=24)
    assert history.steps == 24 and history.losses[:12] == first.losses
    assert history.rates == pytest.approx(first.rates + [1e-2 * longer.rate_factor(step) for step in range(12, 24)])
    assert not torch.equal(weights_of(again), weights_of(translator))


def test_more_steps_that_break_off_come_to_the_same_result(pairs, translator, tmp_path):
    for name in ("whole", "broken"):
        torch.manual_seed(0)
        own = small_translator(pairs)
        train(own, pairs, SETTINGS, checkpoint=tmp_path / name)
    whole, _ = go_on(pairs, tmp_path / "whole", steps=24)
    longer = replace(SETTINGS, steps=24)
    with pytest.raises(Stop):
        train(
            small_translator(pairs),
            pairs,
            longer,
            checkpoint=tmp_path / "broken",
            save_every=5,
            watch=break_off_at(17),
            watch_every=1,
        )
    again, history = go_on(pairs, tmp_path / "broken", steps=24)
    assert torch.equal(weights_of(again), weights_of(whole)) and history.steps == 24


def test_a_training_that_has_not_ended_gets_no_more_steps(pairs, translator, tmp_path):
    path = tmp_path / "translator.safetensors"
    with pytest.raises(Stop):
        train(translator, pairs, SETTINGS, checkpoint=path, save_every=3, watch=break_off_at(7), watch_every=1)
    with pytest.raises(ValueError, match=r"steps 12 instead of 24; .* gets more steps when .* has taken 6 of 12"):
        go_on(pairs, path, steps=24)


@pytest.mark.parametrize("change", [{"steps": 6}, {"seed": 1}, {"peak_rate": 0.5}])
def test_a_checkpoint_of_other_settings_is_refused_and_what_differs_is_named(pairs, translator, tmp_path, change):
    path = tmp_path / "translator.safetensors"
    train(translator, pairs, SETTINGS, checkpoint=path)
    name, value = next(iter(change.items()))
    with pytest.raises(ValueError, match=f"another training, with {name} .* instead of {value}; go on with the same"):
        go_on(pairs, path, **change)


def test_a_checkpoint_of_another_model_or_other_sentences_is_refused(pairs, translator, tmp_path):
    path = tmp_path / "translator.safetensors"
    train(translator, pairs, SETTINGS, checkpoint=path)
    with pytest.raises(ValueError, match="d_model 16 instead of 32"):
        train(
            small_translator(pairs, ModelSettings(d_model=32, num_heads=2, d_ff=16)), pairs, SETTINGS, checkpoint=path
        )
    with pytest.raises(ValueError, match="another training, with other sentences; go on"):
        train(translator, pairs[1:], SETTINGS, checkpoint=path)


def test_the_rate_follows_the_schedule_and_the_gradient_is_kept_short(pairs, translator, monkeypatch):
    lengths = []
    clip = torch.nn.utils.clip_grad_norm_
    monkeypatch.setattr(
        torch.nn.utils, "clip_grad_norm_", lambda weights, length: lengths.append(length) or clip(weights, length)
    )
    history = train(translator, pairs, SETTINGS)
    assert history.rates == pytest.approx([1e-2 * SETTINGS.rate_factor(step) for step in range(12)])
    assert lengths == [1.0] * 12


def with_a_fault_at(step, monkeypatch, name):
    """Let what is called `name` return nan from the call with this number on."""
    module, _, attribute = name.rpartition(".")
    target = importlib.import_module(module)
    original, calls = getattr(target, attribute), count(1)
    monkeypatch.setattr(
        target, attribute, lambda *given, **named: original(*given, **named) * (torch.nan if next(calls) >= step else 1)
    )


@pytest.mark.parametrize(
    ("name", "quantity"),
    [
        ("course_lib.training.translator.translation_loss", "loss is nan"),
        ("torch.nn.utils.clip_grad_norm_", "length of the gradient is nan"),
    ],
)
def test_a_loss_or_gradient_that_is_not_finite_stops_before_the_step_and_the_last_good_file_stays(
    pairs, translator, tmp_path, monkeypatch, name, quantity
):
    path = tmp_path / "translator.safetensors"
    # The loss is also computed once after each step, to see whether it can be saved.
    with_a_fault_at(9 if "loss" in name else 5, monkeypatch, name)
    with pytest.raises(ValueError, match=f"At step 5 the {quantity}: .* below 0.01") as refusal:
        train(translator, pairs, SETTINGS, checkpoint=path, save_every=1)
    assert "\n" not in str(refusal.value)
    assert torch.equal(weights_of(load_translator(path)), weights_of(translator))


def test_weights_that_a_step_has_spoilt_are_not_saved(pairs, translator, tmp_path, monkeypatch):
    path = tmp_path / "translator.safetensors"
    first = train(translator, pairs, SETTINGS, checkpoint=path)
    content, step = path.read_bytes(), Adam.step

    def spoil(optimizer, *given):
        step(optimizer, *given)
        with torch.no_grad():
            optimizer.param_groups[0]["params"][-1].fill_(torch.inf)

    monkeypatch.setattr(Adam, "step", spoil)
    with pytest.raises(ValueError, match="At step 13 the loss after it is nan"):
        go_on_with = small_translator(pairs)
        train(go_on_with, pairs, replace(SETTINGS, steps=24), checkpoint=path, save_every=1)
    assert path.read_bytes() == content and first.steps == 12


def test_a_learning_rate_that_is_far_too_high_is_one_sentence_and_leaves_no_file(pairs, translator, tmp_path):
    at_once = replace(SETTINGS, peak_rate=1e29, warm_up_share=0.0)  # with a warm-up the first step changes nothing
    with pytest.raises(ValueError, match=r"Begin again with a learning rate below 1e\+29"):
        train(translator, pairs, at_once, checkpoint=tmp_path / "x", save_every=1)
    assert list(tmp_path.iterdir()) == []


def test_saving_on_the_way_changes_no_number(pairs, translator, uninterrupted, tmp_path):
    torch.manual_seed(1)
    history = train(translator, pairs, SETTINGS, checkpoint=tmp_path / "x", save_every=1)
    assert torch.equal(weights_of(translator), uninterrupted[0]) and history == uninterrupted[1]


def test_a_full_disk_names_the_file_and_leaves_the_last_good_one(pairs, translator, tmp_path, monkeypatch):
    path, replacing = tmp_path / "translator.safetensors", os.fsync
    saved = []

    def full_at_the_third_saving(handle):
        if len(saved) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        return replacing(handle)

    def watch(step, history):
        if path.exists() and (not saved or saved[-1] != path.read_bytes()):
            saved.append(path.read_bytes())

    monkeypatch.setattr(os, "fsync", full_at_the_third_saving)
    with pytest.raises(OSError, match=r"translator.safetensors could not be saved \(No space left on device\)"):
        train(translator, pairs, SETTINGS, checkpoint=path, save_every=2, watch=watch, watch_every=1)
    assert path.read_bytes() == saved[-1] and [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("wrong", [{"save_every": 0}, {"watch_every": 0}])
def test_wrong_intervals_are_refused(pairs, translator, wrong):
    with pytest.raises(ValueError, match=f"{next(iter(wrong))} is 0; expected a whole number from 1"):
        train(translator, pairs, SETTINGS, **wrong)


def test_the_watcher_is_called_before_every_few_steps_and_at_the_end(pairs, translator):
    seen = []
    train(
        translator,
        pairs,
        SETTINGS,
        watch=lambda step, history: seen.append((step, history.steps, translator.model.training)),
        watch_every=5,
    )
    assert [step for step, _, _ in seen] == [0, 5, 10, 12]
    assert all(step == steps for step, steps, _ in seen)
    assert not any(is_training for _, _, is_training in seen)
    assert not translator.model.training


def test_nothing_is_printed_where_there_is_no_terminal(pairs, translator, capsys):
    train(translator, pairs, SETTINGS)
    assert tuple(capsys.readouterr()) == ("", "")
    train(translator, pairs, SETTINGS, progress=True)
    assert "12/12" in capsys.readouterr().err


def test_no_pairs_are_refused(translator):
    with pytest.raises(ValueError, match="no pairs of sentences"):
        train(translator, [])


def test_a_saved_translator_translates_as_before_and_draws_no_random_numbers(pairs, translator, tmp_path):
    path = tmp_path / "translator.safetensors"
    train(translator, pairs, SETTINGS, checkpoint=path)
    before = torch.get_rng_state()
    again = load_translator(path)
    assert torch.equal(before, torch.get_rng_state())
    sentences = [source for source, _ in pairs[:20]]
    assert again.translate(sentences) == translator.translate(sentences)
    assert torch.equal(weights_of(again), weights_of(translator)) and not again.model.training
