"""Which words reach which in the encoder: all but pads, in any order."""

import pytest
import torch

from course_lib.attention import padding_mask
from tests.transformer.inputs import BATCH, D_MODEL, SOURCE, SOURCE_WORDS, inputs_of, make_part

IDS = SOURCE[:BATCH]
PADS = padding_mask(IDS, pad_id=0)
WORDS = PADS[:, 0, 0]
ENCODERS = pytest.mark.parametrize("kind", ["encoder layer", "encoder"])
NORMS = pytest.mark.parametrize("norm", ["pre", "post"])


@ENCODERS
@NORMS
@pytest.mark.parametrize("mask", [None, PADS], ids=["no mask", "padding"])
def test_permuting_the_words_permutes_the_output_the_same_way(kind, norm, mask):
    encoder, (x,) = make_part(kind, norm=norm), inputs_of(kind)
    order = torch.tensor([3, 0, 4, 1, 2])
    permuted = None if mask is None else mask[..., order]
    torch.testing.assert_close(encoder(x[:, order], permuted), encoder(x, mask)[:, order])


@ENCODERS
@NORMS
def test_changing_a_pad_changes_no_word(kind, norm):
    encoder, (x,) = make_part(kind, norm=norm), inputs_of(kind)
    before = encoder(x, PADS)
    x[~WORDS] += 100 * x[~WORDS].sin()
    after = encoder(x, PADS)
    torch.testing.assert_close(after[WORDS], before[WORDS])
    assert not torch.allclose(after[~WORDS], before[~WORDS])


@ENCODERS
@NORMS
def test_changing_a_word_changes_every_word_of_its_sentence_and_no_other_sentence(kind, norm):
    encoder, (x,) = make_part(kind, norm=norm), inputs_of(kind)
    before = encoder(x)
    x[1, 2] += x[1, 2].cos()
    changed = ~torch.isclose(encoder(x), before).all(dim=-1)
    assert changed.tolist() == [[False] * SOURCE_WORDS, [True] * SOURCE_WORDS]


@ENCODERS
def test_a_sentence_of_nothing_but_pads_gives_finite_numbers_and_gradients(kind):
    encoder, (x,) = make_part(kind), inputs_of(kind)
    mask = PADS.clone()
    mask[1] = False
    output = encoder(x.requires_grad_(), mask)
    output.sin().sum().backward()
    assert output.isfinite().all() and all(t.grad.isfinite().all() for t in (x, *encoder.parameters()))


REFUSED = {
    "a mask [batch, keys]": (PADS[:, 0, 0], r"^mask has shape \[2, 5\].*write mask\[:, None, None, :\]\.$"),
    "a mask of numbers": (PADS.float(), r"^mask has dtype torch\.float32; expected torch\.bool"),
    "a mask for other words": (
        PADS[..., :4],
        r"^mask has shape \[2, 1, 1, 4\]; expected axes that broadcast to .* \[2, 3, 5, 5\]\.$",
    ),
}


@pytest.mark.usefixtures("without_run_time_types")
@ENCODERS
@pytest.mark.parametrize("wrong", REFUSED)
def test_a_mask_that_does_not_fit_is_refused_and_named(kind, wrong):
    mask, message = REFUSED[wrong]
    with pytest.raises(ValueError, match=message):
        make_part(kind)(*inputs_of(kind), mask)


@pytest.mark.usefixtures("without_run_time_types")
@ENCODERS
@NORMS
def test_words_without_a_batch_are_refused_and_named(kind, norm):
    encoder = make_part(kind, norm=norm)
    with pytest.raises(
        ValueError, match=rf"has shape \[5, {D_MODEL}\]; expected \[batch, words, {D_MODEL}\], none of them 0\.$"
    ):
        encoder(inputs_of(kind)[0][0])
