"""Training learns, repeats by seed, and goes on after an interruption as if there had been none."""

import os
import signal
from dataclasses import replace

import pytest
import torch

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


def press_ctrl_c_at(number):
    """Make a watcher that sends this process the signal of Ctrl-C."""

    def watch(step, history):
        if step == number:
            os.kill(os.getpid(), signal.SIGINT)

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


def test_ctrl_c_ends_the_step_saves_and_raises_and_the_result_stays_the_same(
    pairs, translator, uninterrupted, tmp_path
):
    path = tmp_path / "translator.safetensors"
    before = signal.getsignal(signal.SIGINT)
    torch.manual_seed(1)
    with pytest.raises(KeyboardInterrupt):
        train(translator, pairs, SETTINGS, checkpoint=path, watch=press_ctrl_c_at(5), watch_every=1)
    assert signal.getsignal(signal.SIGINT) is before
    again, history = go_on(pairs, path)
    assert torch.equal(weights_of(again), uninterrupted[0]) and history == uninterrupted[1]


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
