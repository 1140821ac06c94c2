"""The loop in which a translator or a writer learns."""

from collections.abc import Callable
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.optim.lr_scheduler import LambdaLR
from tqdm import tqdm  # type: ignore[import-untyped]

from course_lib.language import say
from course_lib.training.checkpoint import Checkpoint, save_checkpoint
from course_lib.training.checkpoint_place import reserved
from course_lib.training.history import History
from course_lib.training.interruption import patient_interrupt
from course_lib.training.learner import Learner
from course_lib.training.limits import refuse_out_of_limits
from course_lib.training.messages import ASTRAY, GRADIENT, LOSS, LOSS_AFTERWARDS, LOSS_SO_FAR, STEP
from course_lib.training.settings import TrainingSettings
from course_lib.training.training_state import TrainingState

Watch = Callable[[int, History], None]


def train(
    learner: Learner,
    data: Any,
    settings: TrainingSettings | None = None,
    *,
    checkpoint: str | Path | None = None,
    save_every: int = 500,
    watch: Watch | None = None,
    watch_every: int = 100,
    progress: bool | None = None,
) -> History:
    """Let a translator learn from sentences and their translations, or a writer from a text.

    With a checkpoint, an interrupted training goes on: call `train` again with the same arguments, and the result is
    that of a training without interruption, bit for bit on the same machine. A training that has ended goes on too, if
    `settings` has more steps and is otherwise the same: the learning rate is then that of a training of so many steps
    from where it stands, so that it jumps up and falls again.

    Args:
        learner: a `Translator` or a `Writer`; put its model on another device before, if there is one.
        data: pairs of sentences for a translator, a text for a writer.
        settings: steps, batch size, rate, seed.
        checkpoint: a file to save to, at the end, when interrupted (Ctrl-C), and every `save_every` steps; if it is
            there already, training goes on from it. No other run can write it meanwhile.
        save_every: how many steps can be lost at most when the power fails.
        watch: called with the number of steps taken and the history, before the first step, every `watch_every` steps
            and at the end; for example to measure how many sentences come out right.
        progress: show a bar; None shows it on a terminal only, so that a notebook's outputs stay the same.

    Raises:
        ValueError: nothing to learn from, a word that the learner does not know, a checkpoint of another training or
            in an impossible place, or a loss that is not finite.
        OSError: the checkpoint could not be saved; what it held before is still there.
        KeyboardInterrupt: Ctrl-C, after the checkpoint has been saved.
        SystemExit: the system asked the program to end; after the checkpoint has been saved.

    Source: Vaswani et al. (2017), "Attention is all you need", section 5.
    """
    settings = settings or TrainingSettings()
    state = TrainingState.at_the_start(learner, data, settings)
    how: dict[str, Any] = {"save_every": save_every, "watch": watch, "watch_every": watch_every, "progress": progress}
    if checkpoint is None:
        return go_on(state, data, **how)
    checkpoint = Path(checkpoint)
    with reserved(checkpoint):
        if checkpoint.exists():
            Checkpoint.read(checkpoint, type(learner)).restore(state)
        return go_on(state, data, checkpoint=checkpoint, **how)


def go_on(
    state: TrainingState,
    data: Any,
    *,
    checkpoint: Path | None = None,
    save_every: int = 500,
    watch: Watch | None = None,
    watch_every: int = 100,
    progress: bool | None = None,
) -> History:
    """Take the steps that are left. See `train`; who gives a checkpoint has reserved its place."""
    refuse_out_of_limits({"save_every": save_every, "watch_every": watch_every})
    settings, history, learner = state.settings, state.history, state.learner
    model, device, start = learner.model, next(learner.model.parameters()).device, history.steps
    schedule = LambdaLR(state.optimizer, settings.rate_factor, last_epoch=start - 1)
    batches = learner.batches(data, settings.batch_size, seed=settings.seed, step=start)
    if watch is not None and start == 0:
        model.eval()
        watch(0, history)
    model.train()
    with (
        patient_interrupt() as interrupted,
        tqdm(
            total=settings.steps, initial=start, unit=say(STEP), disable=None if progress is None else not progress
        ) as bar,
    ):
        for step, batch in enumerate(islice(batches, settings.steps - start), start=start + 1):
            batch = batch.to(device)
            loss = learner.loss(batch, label_smoothing=settings.label_smoothing)
            state.optimizer.zero_grad()
            loss.backward()
            norm = nn.utils.clip_grad_norm_(model.parameters(), settings.max_norm)
            _refuse_astray(step, settings, {LOSS: loss.item(), GRADIENT: norm.item()})
            state.optimizer.step()
            history.add(loss.item(), float(schedule.get_last_lr()[0]))
            schedule.step()

            bar.set_postfix_str(say(LOSS_SO_FAR, loss=history.recent_loss()), refresh=False)
            bar.update()
            finished = step == settings.steps
            if watch is not None and (finished or step % watch_every == 0):
                model.eval()
                watch(step, history)
                model.train()
            stop = bool(interrupted)  # asked once: what is saved and whether it ends belong together
            if finished or stop or step % save_every == 0:
                _refuse_astray(step, settings, {LOSS_AFTERWARDS: _loss_now(learner, batch)})
                if checkpoint is not None:
                    save_checkpoint(checkpoint, state)
            if stop:
                break
    model.eval()
    return history


def _refuse_astray(step: int, settings: TrainingSettings, quantities: dict[str, float]) -> None:
    """Raise ValueError if a number of this step is not finite: no later step would mend it."""
    for quantity, value in quantities.items():
        if not isfinite(value):
            raise ValueError(say(ASTRAY, step=step, quantity=say(quantity), value=value, peak_rate=settings.peak_rate))


@torch.no_grad()
def _loss_now(learner: Learner, batch: Any) -> float:
    """Return the loss after a step, without dropout, so that no random number is drawn."""
    learner.model.eval()
    loss = learner.loss(batch).item()
    learner.model.train()
    return loss
