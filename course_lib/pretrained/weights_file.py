"""Read a file of weights, whichever of the two kinds it is."""

from pathlib import Path
from pickle import UnpicklingError

import torch
from safetensors.torch import load_file
from torch import Tensor

from course_lib.language import say
from course_lib.pretrained.unavailable import WeightsUnavailableError

SAFETENSORS, PICKLED = WEIGHTS = ("model.safetensors", "pytorch_model.bin")  # the second in older repositories
KEEPS_OUT_CODE = "2.6"  # the first PyTorch whose `weights_only` cannot be got around (CVE-2025-32434)


def read_weights(file: Path) -> dict[str, Tensor]:
    """Return the tensors in a file by their names; nothing in it is run.

    safetensors holds numbers only. What `torch.save` wrote is a program that makes the tensors, of which PyTorch runs
    only the steps that it knows.

    Raises:
        WeightsUnavailableError: the file holds more than tensors, or is none, or this PyTorch is too old to be safe.
    """
    if file.suffix == ".safetensors":
        return load_file(file)
    if torch.__version__ < KEEPS_OUT_CODE:
        raise WeightsUnavailableError(
            say(
                "{file} could hold code, which this PyTorch {version} may run; update PyTorch to 2.6 or later.",
                file=file.name,
                version=torch.__version__,
            )
        )
    try:
        return torch.load(file, map_location="cpu", weights_only=True)
    except (UnpicklingError, RuntimeError, EOFError) as trouble:
        raise WeightsUnavailableError(
            say("{file} holds more than tensors, or is no file of PyTorch; it was not opened.", file=file.name)
        ) from trouble
