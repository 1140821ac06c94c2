"""Which words reach which in the decoder: earlier target words, and all source words but pads."""

import pytest
import torch

from course_lib.attention import causal_mask, padding_mask
from tests.transformer.inputs import BATCH, SOURCE, TARGET_WORDS, inputs_of, make_part

PADS = padding_mask(SOURCE[:BATCH], pad_id=0)
WORDS = PADS[:, 0, 0]
DECODERS = pytest.mark.parametrize("kind", ["decoder layer", "decoder"])
NORMS = pytest.mark.parametrize("norm", ["pre", "post"])
TARGET_MASK = padding_mask(torch.tensor([[1, 1, 1, 0], [1, 0, 1, 1]]), pad_id=0)


def run(decoder, *arguments):
    """Run a decoder with the same random numbers each time."""
    torch.manual_seed(0)
    return decoder(*arguments)


@DECODERS
@NORMS
@pytest.mark.parametrize("mask", [None, TARGET_MASK], ids=["no mask", "padding"])
@pytest.mark.parametrize("dropout", [0.0, 0.3])
def test_changing_a_later_target_word_changes_no_earlier_output(kind, norm, mask, dropout):
    decoder, (x, memory) = make_part(kind, norm=norm, dropout=dropout), inputs_of(kind)
    before = run(decoder, x, memory, mask, PADS)
    x[:, 2] += x[:, 2].cos()
    changed = ~torch.isclose(run(decoder, x, memory, mask, PADS), before).all(dim=-1)
    assert changed.tolist() == [[False, False, True, True]] * BATCH


@DECODERS
def test_no_gradient_flows_back_from_an_output_to_a_later_target_word(kind):
    decoder, (x, memory) = make_part(kind), inputs_of(kind)
    decoder(x.requires_grad_(), memory)[:, 1].sin().sum().backward()
    assert (x.grad[:, 2:] == 0).all() and (x.grad[:, :2] != 0).any(dim=-1).all()


@DECODERS
@NORMS
def test_a_target_mask_adds_to_never_looking_ahead(kind, norm):
    decoder, (x, memory) = make_part(kind, norm=norm), inputs_of(kind)
    expected = decoder(x, memory, TARGET_MASK & causal_mask(TARGET_WORDS))
    torch.testing.assert_close(decoder(x, memory, TARGET_MASK), expected)
    assert not torch.allclose(decoder(x, memory), expected)


@DECODERS
@NORMS
def test_changing_a_source_pad_changes_nothing(kind, norm):
    decoder, (x, memory) = make_part(kind, norm=norm), inputs_of(kind)
    before = decoder(x, memory, None, PADS)
    memory[~WORDS] += 100
    torch.testing.assert_close(decoder(x, memory, None, PADS), before)
    assert not torch.allclose(decoder(x, memory), before)


@DECODERS
@NORMS
def test_changing_a_source_word_changes_every_output_of_its_sentence_and_no_other_sentence(kind, norm):
    decoder, (x, memory) = make_part(kind, norm=norm), inputs_of(kind)
    before = decoder(x, memory, None, PADS)
    memory[1, 2] += 1
    changed = ~torch.isclose(decoder(x, memory, None, PADS), before).all(dim=-1)
    assert changed.tolist() == [[False] * TARGET_WORDS, [True] * TARGET_WORDS]


@DECODERS
@NORMS
def test_the_order_of_the_source_words_does_not_matter(kind, norm):
    decoder, (x, memory) = make_part(kind, norm=norm), inputs_of(kind)
    order = torch.tensor([3, 0, 4, 1, 2])
    expected = decoder(x, memory, None, PADS)
    torch.testing.assert_close(decoder(x, memory[:, order], None, PADS[..., order]), expected)


REFUSED = {
    "memory of another batch": ({"memory": torch.zeros(3, 5, 6).double()}, r"^key has shape \[3, 3, 5, 2\] but query"),
    "memory of another width": ({"memory": torch.zeros(2, 5, 8).double()}, r"^key has shape \[2, 5, 8\]; expected"),
    "a memory mask [batch, keys]": ({"memory_mask": PADS[:, 0, 0]}, r"^mask has shape \[2, 5\].*write mask\[:, None"),
    "a mask of numbers": ({"mask": TARGET_MASK.float()}, r"^mask has dtype torch\.float32; expected torch\.bool"),
    "the masks exchanged": ({"mask": PADS}, r"^mask has shape \[2, 1, 1, 5\]; expected axes .* \[2, 3, 4, 4\]\.$"),
}


@pytest.mark.usefixtures("without_run_time_types")
@DECODERS
@pytest.mark.parametrize("wrong", REFUSED)
def test_what_does_not_fit_is_refused_and_named(kind, wrong):
    change, message = REFUSED[wrong]
    arguments = dict(zip(("x", "memory"), inputs_of(kind), strict=True)) | change
    with pytest.raises(ValueError, match=message):
        make_part(kind)(**arguments)
