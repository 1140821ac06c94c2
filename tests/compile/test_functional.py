"""`torch.func` promises what a loop over masks or sentences gives; on the meta device shapes come out, no numbers."""

import pytest
import torch
from torch.func import functional_call, grad, vmap

from tests.compile.parts import CORE, LAYERS, MODELS, every_part, make_part


@pytest.mark.parametrize("name", [name for name in CORE if "no mask" not in name and ", mask" in name])
def test_a_batch_of_masks_over_the_same_words_gives_what_each_mask_gives(library, name):
    part, (*inputs, mask) = make_part(library, name)
    one = [tensor[0] for tensor in inputs]
    together = vmap(lambda each: part(*one, each))(mask)
    torch.testing.assert_close(together, stacked([part(*one, each) for each in mask]))


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.filterwarnings("ignore:There is a performance drop because we have not yet implemented the batching rule")
def test_layers_take_a_batch_of_masks_as_well(library, name):
    part, tensors = make_part(library, name)
    words = [tensor for tensor in tensors if tensor.is_floating_point()]
    masks = [tensor for tensor in tensors if not tensor.is_floating_point()]
    masks = [torch.stack([mask, mask.flip(0), torch.ones_like(mask)]) for mask in masks]
    together = vmap(lambda *each: part(*words, *each))(*masks)
    torch.testing.assert_close(together, stacked([part(*words, *each) for each in zip(*masks, strict=True)]))


@pytest.mark.parametrize("name", [*LAYERS, *MODELS])
def test_the_gradients_of_each_sentence_are_those_of_a_batch_with_this_sentence_alone(library, name):
    part, tensors = make_part(library, name)
    parameters = dict(part.named_parameters())

    def loss(parameters, *sentence):
        output = functional_call(part, parameters, tuple(tensor[None] for tensor in sentence))
        return (output if isinstance(output, torch.Tensor) else output[0]).sin().sum()

    together = vmap(grad(loss), in_dims=(None, *[0] * len(tensors)))(parameters, *tensors)
    for row in range(2):
        alone = grad(loss)(parameters, *(tensor[row] for tensor in tensors))
        torch.testing.assert_close({key: gradient[row] for key, gradient in together.items()}, alone)


@every_part
def test_on_the_meta_device_shapes_come_out(library, name):
    part, tensors = make_part(library, name)
    expected = part(*tensors)
    got = part.to("meta")(*(tensor.to("meta") for tensor in tensors))
    pairs = [(got, expected)] if isinstance(got, torch.Tensor) else zip(got, expected, strict=True)
    assert all(ours.is_meta and ours.shape == theirs.shape for ours, theirs in pairs)


def stacked(outputs):
    """Stack outputs, or outputs and weights, of several calls."""
    if isinstance(outputs[0], torch.Tensor):
        return torch.stack(outputs)
    return tuple(torch.stack(each) for each in zip(*outputs, strict=True))
