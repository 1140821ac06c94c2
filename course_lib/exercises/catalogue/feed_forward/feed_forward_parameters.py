"""Compute which share of a layer's parameters stands in the feed-forward block."""

from torch import nn

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake

Shares = tuple[float, float]


def block_shares(d_model: int, d_ff: int) -> tuple[float, float]:
    """Return the block's share in an encoder layer and in a decoder layer, which has two attentions."""
    block = 2 * d_model * d_ff + d_ff + d_model
    attention = 4 * d_model**2
    return block / (attention + block), block / (2 * attention + block)


CASES = (
    Case("width 2, three hidden units", lambda: (2, 3)),
    Case("width 4, sixteen hidden units", lambda: (4, 16)),
    Case("width 6, six hidden units", lambda: (6, 6)),
    Case("width 512, 2048 hidden units", lambda: (512, 2048)),
    Case("width 768, 1000 hidden units", lambda: (768, 1000)),
)


def _counted(d_model: int, d_ff: int) -> Shares:
    layers = nn.Linear(d_model, d_ff, device="meta"), nn.Linear(d_ff, d_model, device="meta")
    block = sum(p.numel() for layer in layers for p in layer.parameters())
    encoder, decoder = (block / (block + count * 4 * d_model * d_model) for count in (1, 2))
    return encoder, decoder


def _by_the_rest(d_model: int, d_ff: int) -> Shares:
    block = (d_model + 1) * d_ff + (d_ff + 1) * d_model
    return 1 / (1 + 4 * d_model**2 / block), 1 - 8 * d_model**2 / (8 * d_model**2 + block)


def _block(d_model: int, d_ff: int) -> int:
    return 2 * d_model * d_ff + d_ff + d_model


def _shares(block: int, attention: int) -> Shares:
    return block / (attention + block), block / (2 * attention + block)


def _no_offsets(d_model: int, d_ff: int) -> Shares:
    return _shares(2 * d_model * d_ff, 4 * d_model**2)


def _one_matrix(d_model: int, d_ff: int) -> Shares:
    return _shares(d_model * d_ff + d_ff, 4 * d_model**2)


def _first_offset_only(d_model: int, d_ff: int) -> Shares:
    return _shares(2 * d_model * d_ff + d_ff, 4 * d_model**2)


def _second_offset_only(d_model: int, d_ff: int) -> Shares:
    return _shares(2 * d_model * d_ff + d_model, 4 * d_model**2)


def _wide_offsets(d_model: int, d_ff: int) -> Shares:
    return _shares(2 * d_model * d_ff + 2 * d_ff, 4 * d_model**2)


def _one_number_each(d_model: int, d_ff: int) -> Shares:
    return _shares(2 * d_model * d_ff + 2, 4 * d_model**2)


def _three_matrices(d_model: int, d_ff: int) -> Shares:
    return _shares(_block(d_model, d_ff), 3 * d_model**2)


def _attention_with_offsets(d_model: int, d_ff: int) -> Shares:
    return _shares(_block(d_model, d_ff), 4 * d_model**2 + 4 * d_model)


def _with_norms(d_model: int, d_ff: int) -> Shares:
    block, attention = _block(d_model, d_ff), 4 * d_model**2
    return block / (attention + block + 4 * d_model), block / (2 * attention + block + 6 * d_model)


def _one_attention(d_model: int, d_ff: int) -> Shares:
    encoder, _ = block_shares(d_model, d_ff)
    return encoder, encoder


def _swapped(d_model: int, d_ff: int) -> Shares:
    encoder, decoder = block_shares(d_model, d_ff)
    return decoder, encoder


def _shares_of_attention(d_model: int, d_ff: int) -> Shares:
    encoder, decoder = block_shares(d_model, d_ff)
    return 1 - encoder, 1 - decoder


def _ratios(d_model: int, d_ff: int) -> Shares:
    block = _block(d_model, d_ff)
    return block / (4 * d_model**2), block / (8 * d_model**2)


def _in_percent(d_model: int, d_ff: int) -> Shares:
    encoder, decoder = block_shares(d_model, d_ff)
    return 100 * encoder, 100 * decoder


def _always_four_times(d_model: int, d_ff: int) -> Shares:
    return block_shares(d_model, 4 * d_model)


def _counts(d_model: int, d_ff: int) -> tuple[int, int]:
    block = _block(d_model, d_ff)
    return 4 * d_model**2 + block, 8 * d_model**2 + block


def _whole_division(d_model: int, d_ff: int) -> tuple[int, int]:
    return 0, 0


MISTAKES = (
    Mistake(
        "no-offsets",
        "The block's offsets are missing: d_ff for the first layer and d_model for the second.",
        _no_offsets,
    ),
    Mistake("one-matrix", "The block has two layers: the one back from d_ff to d_model is missing.", _one_matrix),
    Mistake("first-offset-only", "The second layer has offsets as well: d_model of them.", _first_offset_only),
    Mistake("second-offset-only", "The first layer has offsets as well: d_ff of them.", _second_offset_only),
    Mistake(
        "wide-offsets", "The second layer gives d_model numbers, so it has d_model offsets, not d_ff.", _wide_offsets
    ),
    Mistake("one-offset-each", "A layer has one offset for each number that comes out, not one.", _one_number_each),
    Mistake(
        "three-attention-matrices",
        "Attention has four matrices here: w_q, w_k, w_v and w_o, each with d_model² numbers.",
        _three_matrices,
    ),
    Mistake(
        "attention-with-offsets",
        "You gave the projections of attention offsets. Here they have none; only the feed-forward block has.",
        _attention_with_offsets,
    ),
    Mistake("norms-counted", "You counted the norms as well. The task leaves them out.", _with_norms),
    Mistake(
        "one-attention-in-the-decoder",
        "Your two shares are equal. A decoder layer has two attentions, one over its own words and one over the "
        "encoder's, but only one feed-forward block.",
        _one_attention,
    ),
    Mistake("swapped", "The two results are in the wrong order: first the encoder layer, then the decoder.", _swapped),
    Mistake(
        "shares-of-attention", "These are the shares of attention. The task asks for the rest.", _shares_of_attention
    ),
    Mistake(
        "ratios",
        "You divided the block by attention. A share is the part divided by the whole: attention plus block.",
        _ratios,
    ),
    Mistake("percent", "These are percentages. Return shares between 0 and 1.", _in_percent),
    Mistake("always-four-times", "You took d_ff = 4 · d_model, whatever d_ff says.", _always_four_times),
    Mistake("counts", "These are the sizes of the layers. Divide the block's size by each.", _counts),
    Mistake("whole-division", "A share is a fraction: // rounds it down to 0. Use /.", _whole_division),
)

EXERCISE = Exercise(
    name="feed-forward-parameters",
    chapter="feed-forward",
    minutes=6,
    difficulty="medium",
    solution=block_shares,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_counted, _by_the_rest),
)
