"""One file that holds a translator, and all that is needed to go on with its training."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor
from torch.optim import Adam

from course_lib.training.history import History
from course_lib.training.safe_file import replace_content
from course_lib.training.settings import TrainingSettings
from course_lib.training.tokenizer import tokenizer_from_json
from course_lib.training.translator import ModelSettings, TextPair, Translator

FORMAT = "course_lib translator, version 1"
MOMENTS = ("step", "exp_avg", "exp_avg_sq")  # what Adam remembers of each parameter


@dataclass
class TrainingState:
    """A training as it stands after some step."""

    translator: Translator
    optimizer: Adam
    settings: TrainingSettings
    history: History
    pairs: Sequence[TextPair]

    def described(self) -> dict[str, Any]:
        """Return what must be the same when training goes on; of the sentences, a checksum."""
        text = hashlib.sha256(json.dumps(list(self.pairs)).encode()).hexdigest()
        return {"model": asdict(self.translator.settings), "training": asdict(self.settings), "sentences": text}


def save_checkpoint(path: str | Path, state: TrainingState) -> None:
    """Write weights, Adam's moments, random numbers' state and history; settings and vocabularies as its metadata."""
    translator = state.translator
    tensors = {"random": torch.get_rng_state()}
    for name, parameter in translator.model.named_parameters():  # names a tied table once
        tensors[f"model.{name}"] = parameter.detach()
        for moment, tensor in state.optimizer.state[parameter].items():
            tensors[f"adam.{moment}.{name}"] = tensor
    if torch.cuda.is_available():
        tensors["random.cuda"] = torch.cuda.get_rng_state()
    for name in ("losses", "rates"):
        tensors[f"history.{name}"] = torch.tensor(getattr(state.history, name), dtype=torch.float64)
    tensors = {name: tensor.cpu().contiguous() for name, tensor in tensors.items()}
    about = {
        **state.described(),
        "source": translator.source.to_json(),
        "target": translator.target.to_json(),
        "checksum": _checksum(tensors),
    }
    replace_content(Path(path), save(tensors, {"format": FORMAT, "about": json.dumps(about)}))


def load_translator(path: str | Path) -> Translator:
    """Make again the translator that a checkpoint holds, with its languages, ready to translate.

    Raises:
        ValueError: the file is not there, is broken, or is no checkpoint of this course.
    """
    tensors, about = _read(Path(path))
    # The first weights are drawn and then overwritten: nobody else's random numbers shall change by it.
    with torch.random.fork_rng():
        translator = Translator(
            tokenizer_from_json(about["source"]), tokenizer_from_json(about["target"]), ModelSettings(**about["model"])
        )
    _copy_weights(translator, tensors)
    translator.model.eval()
    return translator


def read_state(path: str | Path, state: TrainingState) -> None:
    """Bring a training that has not begun to where the checkpoint's stood.

    Raises:
        ValueError: the file is broken or no checkpoint, or belongs to another model, other settings or sentences.
    """
    tensors, about = _read(Path(path))
    _refuse_another_training(Path(path), about, state)
    _copy_weights(state.translator, tensors)
    of_adam = state.optimizer.state_dict()
    for number, (name, _) in enumerate(state.translator.model.named_parameters()):
        of_adam["state"][number] = {moment: tensors[f"adam.{moment}.{name}"] for moment in MOMENTS}
    state.optimizer.load_state_dict(of_adam)  # brings each number to the device of its weights
    state.history.losses[:] = tensors["history.losses"].tolist()
    state.history.rates[:] = tensors["history.rates"].tolist()
    torch.set_rng_state(tensors["random"])
    if "random.cuda" in tensors and torch.cuda.is_available():
        torch.cuda.set_rng_state(tensors["random.cuda"])


def _copy_weights(translator: Translator, tensors: dict[str, Tensor]) -> None:
    with torch.no_grad():
        for name, parameter in translator.model.named_parameters():
            parameter.copy_(tensors[f"model.{name}"])


def _read(path: Path) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """Return the tensors and what is said about them, or say what is wrong with the file."""
    again = "give another file, or train again"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ValueError(f"{path} cannot be read ({error.strerror}); expected a checkpoint: {again}.") from error
    try:
        tensors = load(content)
        metadata = _metadata(content)
    except (SafetensorError, ValueError) as error:
        raise ValueError(f"{path} is broken, or no checkpoint at all: {again}.") from error
    if metadata.get("format") != FORMAT:
        raise ValueError(f"{path} is no checkpoint of this course's translator, but another safetensors file: {again}.")
    about = json.loads(metadata["about"])
    if _checksum(tensors) != about["checksum"]:
        raise ValueError(f"{path} is broken: its numbers have changed since it was written; {again}.")
    return tensors, about


def _metadata(content: bytes) -> dict[str, str]:
    """Return the metadata, which stands in front of the tensors: eight bytes with the length of the JSON, then that."""
    length = int.from_bytes(content[:8], "little")
    return json.loads(content[8 : 8 + length]).get("__metadata__", {})


def _checksum(tensors: dict[str, Tensor]) -> str:
    """Return a checksum of all numbers: a file whose header is whole can still be damaged further on."""
    checksum = hashlib.sha256()
    for name in sorted(tensors):
        checksum.update(name.encode() + tensors[name].numpy().tobytes())
    return checksum.hexdigest()


def _refuse_another_training(path: Path, about: dict[str, Any], state: TrainingState) -> None:
    """Raise ValueError, with the names of what differs, unless the checkpoint is one of this training."""
    described = state.described()
    differences = [
        f"{name} {about[part].get(name)} instead of {value}"
        for part in ("model", "training")
        for name, value in described[part].items()
        if about[part].get(name) != value
    ]
    if about["sentences"] != described["sentences"]:
        differences.append("other sentences")
    for side, tokenizer in (("source", state.translator.source), ("target", state.translator.target)):
        if about[side] != tokenizer.to_json():
            differences.append(f"other {side} tokens")
    if differences:
        raise ValueError(
            f"{path} is the checkpoint of another training, with {', '.join(differences)}; "
            "go on with the same settings, or give another file."
        )
