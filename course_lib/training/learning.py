"""What the command does alike for translating and for writing: go on or begin, learn, save."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

from course_lib.language import say
from course_lib.training.checkpoint import Checkpoint
from course_lib.training.learner import Learner
from course_lib.training.loop import Watch, go_on
from course_lib.training.messages import MORE_STEPS
from course_lib.training.options import refuse_a_confusion_of_files, settings_of
from course_lib.training.settings import TrainingSettings
from course_lib.training.training_state import TrainingState

Kind = TypeVar("Kind", bound=Learner)


def checkpoint_to_resume(options: Namespace, kind: type[Kind], settings: Callable[..., Any]) -> Checkpoint[Kind] | None:
    """Return the checkpoint from which to go on, if it is one of such a training.

    Args:
        options: what the reader gave.
        kind: what the checkpoint must hold.
        settings: makes the settings of its model.

    Raises:
        ValueError: a checkpoint of something else, or one that would be written over.
    """
    if options.checkpoint is None:
        return None
    refuse_a_confusion_of_files(options)
    if not options.resume:
        return None
    checkpoint = Checkpoint.read(options.checkpoint, kind)
    given = {"model": settings_of(settings, options), "training": settings_of(TrainingSettings, options)}
    checkpoint.refuse_another_training({part: asdict(each) for part, each in given.items()})
    return checkpoint


def learn(
    learner: Learner,
    data: Any,
    options: Namespace,
    checkpoint: Checkpoint[Any] | None,
    *,
    watch: Watch | None = None,
    watch_every: int = 100,
) -> None:
    """Take all steps, or those that are left after the checkpoint; see `train`."""
    learner.use_gpu_if_any()
    state = TrainingState.at_the_start(learner, data, settings_of(TrainingSettings, options))
    if checkpoint:
        checkpoint.restore(state)
        if checkpoint.ended_before(options.steps):
            print(say(MORE_STEPS, taken=state.history.steps, steps=options.steps), flush=True)
    go_on(
        state,
        data,
        checkpoint=options.checkpoint,
        save_every=options.save_every,
        watch=watch,
        watch_every=watch_every,
        progress=False if options.quiet else None,
    )
