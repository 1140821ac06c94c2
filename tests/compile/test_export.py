"""`torch.export` and `torch.jit.trace` promise a program apart from the Python code that computes the same."""

import pytest
import torch
from torch.export import Dim, export

from tests.compile.parts import CORE, every_part, make_part

IN_WORDS = {0: Dim("batch", min=2, max=64), 1: Dim("words", min=2, max=512)}
IN_SOURCE = {0: IN_WORDS[0], 1: Dim("source", min=2, max=512)}


@every_part
def test_every_part_can_be_exported(library, name):
    part, tensors = make_part(library, name)
    torch.testing.assert_close(export(part, tensors).module()(*tensors), part(*tensors))


@torch.no_grad()
def test_a_model_exported_with_free_lengths_takes_other_batches_and_other_lengths(library):
    model, tensors = make_part(library, "transformer")
    program = export(model, tensors, dynamic_shapes=(IN_SOURCE, IN_WORDS)).module()
    source, target = torch.randint(1, 11, (3, 7)), torch.randint(1, 13, (3, 9))
    source[1, 4:] = 0
    torch.testing.assert_close(program(source, target), model(source, target))


@torch.no_grad()
def test_a_language_model_exported_with_free_lengths_takes_other_batches_and_other_lengths(library):
    model, tensors = make_part(library, "language model, rotary")
    program = export(model, tensors, dynamic_shapes=(IN_WORDS,)).module()
    ids = torch.randint(1, 13, (3, 9))
    torch.testing.assert_close(program(ids), model(ids))


@every_part
@pytest.mark.filterwarnings("ignore:`torch.jit.trace:DeprecationWarning")  # newer versions prefer `torch.export`
@pytest.mark.filterwarnings("ignore::torch.jit.TracerWarning")  # a trace is for one length, and says so
def test_every_part_can_be_traced(library, name):
    part, tensors = make_part(library, name)
    traced = torch.jit.trace(part, tensors)
    torch.testing.assert_close(traced(*tensors), part(*tensors))
    if name in CORE and len(tensors) == 4:  # the mask is an input, not a constant
        other = (*tensors[:3], ~tensors[3])
        torch.testing.assert_close(traced(*other), part(*other))
