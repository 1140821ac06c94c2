"""Train a translator: the loop."""

from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from torch import nn
from torch.optim import Adam
from torch.optim.lr_scheduler import LambdaLR
from tqdm import tqdm  # type: ignore[import-untyped]

from course_lib.training.batches import batches_from_step
from course_lib.training.checkpoint import TrainingState, read_state, save_checkpoint
from course_lib.training.history import History
from course_lib.training.interruption import patient_interrupt
from course_lib.training.loss import translation_loss
from course_lib.training.settings import TrainingSettings
from course_lib.training.translator import TextPair, Translator

Watch = Callable[[int, History], None]


def train(
    translator: Translator,
    pairs: Sequence[TextPair],
    settings: TrainingSettings | None = None,
    *,
    checkpoint: str | Path | None = None,
    save_every: int = 500,
    watch: Watch | None = None,
    watch_every: int = 100,
    progress: bool | None = None,
) -> History:
    """Let a translator learn from sentences and their translations.

    With a checkpoint, an interrupted training goes on: call `train` again with the same arguments, and the result is
    that of a training without interruption, bit for bit on the same machine.

    Args:
        translator: learns; put its model on another device before, if there is one.
        pairs: sentences and their translations.
        settings: steps, batch size, rate, seed.
        checkpoint: a file to save to, at the end, when interrupted (Ctrl-C), and every `save_every` steps; if it is
            there already, training goes on from it.
        save_every: how many steps can be lost at most when the power fails.
        watch: called with the number of steps taken and the history, before the first step, every `watch_every` steps
            and at the end; for example to measure how many sentences come out right.
        progress: show a bar; None shows it on a terminal only, so that a notebook's outputs stay the same.

    Raises:
        ValueError: no pairs, a word that the translator does not know, or a checkpoint of another training.
        KeyboardInterrupt: Ctrl-C, after the checkpoint has been saved.

    Source: Vaswani et al. (2017), "Attention is all you need", section 5.
    """
    settings = settings or TrainingSettings()
    if not pairs:
        raise ValueError("there are no pairs of sentences to learn from; expected at least one.")
    model, ids = translator.model, translator.encode_pairs(pairs)
    device = next(model.parameters()).device
    # LambdaLR wants to know the full rate when it does not start at the first step.
    weights = {"params": list(model.parameters()), "initial_lr": settings.peak_rate}
    optimizer = Adam([weights], lr=settings.peak_rate, betas=(0.9, 0.98), eps=1e-9, fused=True)
    state = TrainingState(translator, optimizer, settings, History(), pairs)
    if checkpoint is not None and Path(checkpoint).exists():
        read_state(checkpoint, state)
    history, start = state.history, state.history.steps
    schedule = LambdaLR(optimizer, settings.rate_factor, last_epoch=start - 1)
    batches = batches_from_step(ids, settings.batch_size, seed=settings.seed, step=start)
    if watch is not None and start == 0:
        model.eval()
        watch(0, history)
    model.train()
    with (
        patient_interrupt() as interrupted,
        tqdm(
            total=settings.steps, initial=start, unit="step", disable=None if progress is None else not progress
        ) as bar,
    ):
        for step, batch in enumerate(islice(batches, settings.steps - start), start=start + 1):
            batch = batch.to(device)
            logits = model(batch.src, batch.inputs)  # [batch, target words, vocab_size]
            loss = translation_loss(logits, batch.targets, label_smoothing=settings.label_smoothing)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), settings.longest_gradient)
            optimizer.step()
            history.add(loss.item(), float(schedule.get_last_lr()[0]))
            schedule.step()

            bar.set_postfix_str(f"loss {history.recent_loss():.3f}", refresh=False)
            bar.update()
            finished = step == settings.steps
            if watch is not None and (finished or step % watch_every == 0):
                model.eval()
                watch(step, history)
                model.train()
            stop = interrupted()  # asked once: what is saved and what is raised belong together
            if checkpoint is not None and (finished or stop or step % save_every == 0):
                save_checkpoint(checkpoint, state)
            if stop:
                raise KeyboardInterrupt
    model.eval()
    return history
