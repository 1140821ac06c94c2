"""Compute which share of a layer's parameters stands in the feed-forward block."""

from torch import nn

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def block_shares(d_model: int, d_ff: int) -> tuple[float, float]:
    """Return the block's share in an encoder layer and in a decoder layer, which has two attentions."""
    block = 2 * d_model * d_ff + d_ff + d_model
    attention = 4 * d_model**2
    return block / (attention + block), block / (2 * attention + block)


CASES = (
    Case("width 2, three hidden units", lambda: (2, 3)),
    Case("width 4, sixteen hidden units", lambda: (4, 16)),
    Case("width 6, six hidden units", lambda: (6, 6)),
    Case("width 1, one hidden unit", lambda: (1, 1)),
    Case("width 512, 2048 hidden units", lambda: (512, 2048)),
    Case("width 50, twenty hidden units", lambda: (50, 20)),
)


def _counted(d_model: int, d_ff: int) -> tuple[float, ...]:
    layers = nn.Linear(d_model, d_ff, device="meta"), nn.Linear(d_ff, d_model, device="meta")
    block = sum(p.numel() for layer in layers for p in layer.parameters())
    return tuple(block / (block + count * 4 * d_model * d_model) for count in (1, 2))


def _by_the_rest(d_model: int, d_ff: int) -> tuple[float, float]:
    block = (d_model + 1) * d_ff + (d_ff + 1) * d_model
    return 1 / (1 + 4 * d_model**2 / block), 1 - 8 * d_model**2 / (8 * d_model**2 + block)


def _in_steps(d_model: int, d_ff: int) -> tuple[float, float]:
    block, attention = 2 * d_model * d_ff + d_model + d_ff, 4 * d_model**2
    encoder, decoder = attention + block, 2 * attention + block
    return block / encoder, block / decoder


MISTAKES = (
    Mistake(
        "offsets-missing",
        "Offsets of the block are missing: d_ff numbers for the first layer, d_model for the second.",
        ({" + d_ff + d_model": ""}, {"d_ff + d_model": "d_ff"}, {"d_ff + d_model": "d_model"}),
    ),
    Mistake(
        "other-offsets",
        "A layer has one offset for each number that comes out: d_ff for the first, d_model for the second.",
        ({"d_ff + d_model": "2 * d_ff"}, {"d_ff + d_model": "2 * d_model"}, {"d_ff + d_model": "2"}),
    ),
    Mistake(
        "one-matrix",
        "The block has two layers: the one back to d_model is missing.",
        ({"2 * d_model * d_ff + d_ff + d_model": "d_model * d_ff + d_ff"}, {"2 * d_model": "d_model"}),
    ),
    Mistake(
        "other-number-of-matrices",
        "Attention has four matrices here: w_q, w_k, w_v and w_o.",
        ({"4 *": "3 *"}, {"4 *": "2 *"}, {"4 *": "1 *"}),
    ),
    Mistake(
        "not-squared",
        "A matrix [d_model, d_model] has d_model² numbers.",
        ({"d_model**2": "2 * d_model"}, {"d_model**2": "d_model"}),
    ),
    Mistake(
        "attention-with-offsets",
        "The matrices of attention have no offsets here.",
        {"4 * d_model**2": "4 * (d_model**2 + d_model)"},
    ),
    Mistake(
        "norms-counted",
        "You counted the norms as well.",
        {"encoder, block": "(encoder + 4 * d_model), block", "/ decoder": "/ (decoder + 6 * d_model)"},
        of=_in_steps,
    ),
    Mistake(
        "one-attention-in-the-decoder",
        "Your two shares are equal. A decoder layer has two attentions, but only one feed-forward block.",
        {"2 * attention": "attention"},
    ),
    Mistake(
        "swapped",
        "The order is wrong: first the encoder layer, then the decoder.",
        {"block / encoder, block / decoder": "block / decoder, block / encoder"},
        of=_in_steps,
    ),
    Mistake(
        "shares-of-attention",
        "These are the shares of attention.",
        {"block / encoder, block /": "1 - block / encoder, 1 - block /"},
        of=_in_steps,
    ),
    Mistake(
        "divided-by-attention",
        "You divided by attention alone. Divide by the whole layer: attention plus block.",
        {"(attention + block)": "attention", "(2 * attention + block)": "(2 * attention)"},
    ),
    Mistake(
        "brackets-missing",
        "Brackets are missing: block / (attention + block).",
        (
            {"encoder, block / decoder": "attention + block, block / 2 * attention + block"},
            {"encoder, block / decoder": "block + attention, block / block + 2 * attention"},
        ),
        of=_in_steps,
    ),
    Mistake(
        "percent",
        "Return shares between 0 and 1, not percentages.",
        {"block / encoder, block /": "100 * block / encoder, 100 * block /"},
        of=_in_steps,
    ),
    Mistake(
        "always-four-times",
        "You took d_ff = 4 · d_model, whatever d_ff says.",
        {"    block =": "    d_ff = 4 * d_model\n    block ="},
    ),
    Mistake(
        "counts",
        "These are the layers' sizes. Divide the block's size by each.",
        {"block / encoder, block / decoder": "encoder, decoder"},
        of=_in_steps,
    ),
    Mistake(
        "rounded",
        "You rounded, or divided by //. Return the shares as they are.",
        (
            {"block / encoder, block /": "block // encoder, block //"},
            {"block / encoder, block / decoder": "round(block / encoder, 2), round(block / decoder, 2)"},
            {"block / encoder, block / decoder": "round(block / encoder, 3), round(block / decoder, 3)"},
        ),
        of=_in_steps,
    ),
)

EXERCISE = Exercise(
    name="feed-forward-parameters",
    chapter="feed-forward",
    minutes=6,
    difficulty="medium",
    solution=block_shares,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_counted, _by_the_rest, _in_steps),
    parts=(("share in an encoder layer", "share in a decoder layer"),),
)
