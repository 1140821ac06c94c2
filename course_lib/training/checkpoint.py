"""One file that holds a translator or a writer, and all that is needed to go on with its training."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

import torch
from torch import Tensor

from course_lib.language import say
from course_lib.training.checkpoint_file import Content, read_content, what_does_not_fit_is_named, write_content
from course_lib.training.learner import Learner
from course_lib.training.messages import (
    ANOTHER_TRAINING,
    INSTEAD_OF,
    MORE_STEPS_LATER,
    NO_WAY_ON,
    OTHERS,
)
from course_lib.training.training_state import TrainingState
from course_lib.training.translator import Translator
from course_lib.training.writer import Writer

MOMENTS = ("step", "exp_avg", "exp_avg_sq")  # what Adam remembers of each parameter
Kind = TypeVar("Kind", bound=Learner)


def save_checkpoint(path: str | Path, state: TrainingState) -> None:
    """Write weights, Adam's moments, random numbers' state and history; settings and vocabularies as its metadata.

    Raises:
        OSError: the disk is full, or says no for another reason; what was there before stays.
    """
    tensors = {"random": torch.get_rng_state()}
    for name, parameter in state.learner.model.named_parameters():  # names a tied table once
        tensors[f"model.{name}"] = parameter.detach()
        for moment, tensor in state.optimizer.state[parameter].items():
            tensors[f"adam.{moment}.{name}"] = tensor
    if torch.cuda.is_available():
        tensors["random.cuda"] = torch.cuda.get_rng_state()
    for name in ("losses", "rates"):
        tensors[f"history.{name}"] = torch.tensor(getattr(state.history, name), dtype=torch.float64)
    write_content(Path(path), Content(tensors, state.described()), state.learner.FORMAT)


def load_translator(path: str | Path) -> Translator:
    """Make again the translator that a checkpoint holds, with its languages, ready to translate.

    Raises:
        ValueError: the file is not there, is broken, or is no checkpoint of this course.
    """
    return Checkpoint.read(path, Translator).learner()


def load_writer(path: str | Path) -> Writer:
    """Make again the writer that a checkpoint holds, with its tokens, ready to write.

    Raises:
        ValueError: the file is not there, is broken, or is no checkpoint of this course.
    """
    return Checkpoint.read(path, Writer).learner()


@dataclass(frozen=True)
class Checkpoint(Generic[Kind]):
    """A checkpoint that has been read."""

    path: Path
    content: Content
    kind: type[Kind]

    @classmethod
    def read(cls, path: str | Path, kind: type[Kind]) -> "Checkpoint[Kind]":
        """Read the file of a translator or of a writer.

        Raises:
            ValueError: the file is not there, is broken, or is no checkpoint of this course.
        """
        return cls(Path(path), read_content(Path(path), kind.FORMAT), kind)

    def learner(self) -> Kind:
        """Make what the file holds, ready to be used.

        Raises:
            ValueError: it does not fit together.
        """
        with what_does_not_fit_is_named(self.path):
            # At first without memory: the file shall not decide how much of it is taken.
            with torch.device("meta"):
                self._weights_of(self.kind.from_json(self.content.about))
            # The first weights are drawn and then overwritten: nobody else's random numbers shall change by it.
            with torch.random.fork_rng(devices=[]):
                learner = cast(Kind, self.kind.from_json(self.content.about))
            self._copy_weights(learner)
        learner.model.eval()
        return learner

    def restore(self, state: TrainingState) -> None:
        """Bring a training that has not begun to where this one stood. A training that has ended may get more steps.

        Raises:
            ValueError: the checkpoint belongs to another model, other settings or sentences, or holds no state.
        """
        tensors = self.content.tensors
        self.refuse_another_training(state.described())
        with what_does_not_fit_is_named(self.path, NO_WAY_ON):
            self._weights_of(state.learner)
            of_adam = state.optimizer.state_dict()
            for number, (name, parameter) in enumerate(state.learner.model.named_parameters()):
                moments = {moment: tensors[f"adam.{moment}.{name}"].to(parameter.device) for moment in MOMENTS}
                _expect("one number", moments["step"], ())
                for moment in MOMENTS[1:]:
                    _expect(moment, moments[moment], parameter.shape)
                of_adam["state"][number] = moments
            losses, rates = tensors["history.losses"].tolist(), tensors["history.rates"].tolist()
            if len(losses) != len(rates):
                raise ValueError(say("a rate for each loss"))
            torch.set_rng_state(tensors["random"])
        if "random.cuda" in tensors and torch.cuda.is_available():
            torch.cuda.set_rng_state(tensors["random.cuda"])
        self._copy_weights(state.learner)
        state.optimizer.load_state_dict(of_adam)
        state.history.losses[:], state.history.rates[:] = losses, rates

    def ended_before(self, steps: int) -> bool:
        """Say whether this training has taken all of its steps, and they were fewer."""
        return self._taken == self._steps < steps

    def refuse_another_training(self, described: dict[str, Any]) -> None:
        """Raise ValueError, with the names of what differs, unless the checkpoint is one of this training.

        Args:
            described: what `TrainingState.described` gives, or the part of it that is known.
        """
        with what_does_not_fit_is_named(self.path, NO_WAY_ON):
            differences = [
                say(INSTEAD_OF, name=name, saved=self.content.about[part].get(name), given=value)
                for part in ("model", "training")
                for name, value in described[part].items()
                if self.content.about[part].get(name) != value and not (name == "steps" and self.ended_before(value))
            ]
            wants_more = self._taken < self._steps < described["training"]["steps"]
            differences += [
                say(words)
                for part, words in OTHERS.items()
                if part in described and self.content.about.get(part) != described[part]
            ]
        if differences:
            sentences = [say(ANOTHER_TRAINING, path=self.path, differences=", ".join(differences))]
            if wants_more:
                sentences.append(say(MORE_STEPS_LATER, taken=self._taken, steps=self._steps))
            raise ValueError(" ".join(sentences))

    @property
    def _taken(self) -> int:
        return len(self.content.tensors["history.losses"])

    @property
    def _steps(self) -> int:
        return int(self.content.about["training"]["steps"])

    def _weights_of(self, learner: Learner) -> dict[str, Tensor]:
        """Return the weights by the names of the parameters, if they are exactly those that the model has."""
        start = "model."
        found = {name: tensor for name, tensor in self.content.tensors.items() if name.startswith(start)}
        weights = {name.removeprefix(start): tensor for name, tensor in found.items()}
        parameters = dict(learner.model.named_parameters())
        if weights.keys() != parameters.keys():
            raise ValueError(say("other weights"))
        for name, parameter in parameters.items():
            _expect(name, weights[name], parameter.shape)
        return weights

    def _copy_weights(self, learner: Learner) -> None:
        weights = self._weights_of(learner)
        with torch.no_grad():
            for name, parameter in learner.model.named_parameters():
                parameter.copy_(weights[name])


def _expect(name: str, tensor: Tensor, shape: tuple[int, ...]) -> None:
    """Raise ValueError unless a tensor has this shape and finite numbers in single precision."""
    if tensor.shape != shape or tensor.dtype != torch.float32 or not tensor.isfinite().all():
        raise ValueError(say("{name} is not what was expected", name=name))
