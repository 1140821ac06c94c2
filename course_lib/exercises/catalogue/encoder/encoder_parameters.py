"""Count the parameters of a whole encoder."""

import math

from torch import nn

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.transformer import EmbedWithPositions, Encoder


def encoder_parameters(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    """Return the size of the table of vectors and of all layers, attention without offsets, post-norm."""
    attention = 4 * d_model**2
    feed_forward = 2 * d_model * d_ff + d_ff + d_model
    norms = 4 * d_model
    return vocab_size * d_model + num_layers * (attention + feed_forward + norms)


CASES = (
    Case("ten tokens, width 4, eight hidden units, two layers", lambda: (10, 4, 8, 2)),
    Case("ten tokens, width 4, eight hidden units, one layer", lambda: (10, 4, 8, 1)),
    Case("seven tokens, width 4, no layer at all", lambda: (7, 4, 5, 0)),
    Case("50 tokens, width 6, six hidden units, three layers", lambda: (50, 6, 6, 3)),
    Case("1000 tokens, width 64, 256 hidden units, six layers", lambda: (1000, 64, 256, 6)),
    Case("300 tokens, width 24, 50 hidden units, twelve layers", lambda: (300, 24, 50, 12)),
)


def _the_modules_themselves(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    """Count what course_lib's own encoder has."""
    parts: list[nn.Module] = [EmbedWithPositions(vocab_size, d_model, pad_id=0)]
    parts.append(Encoder(num_layers, d_model, 1, d_ff))
    return sum(parameter.numel() for part in parts for parameter in part.parameters())


def _shape_by_shape(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    shapes = [(d_model, d_model)] * 4 + [(d_model, d_ff), (d_ff,), (d_ff, d_model), (d_model,)] + [(d_model,)] * 4
    return sum(math.prod(shape) for shape in [(vocab_size, d_model), *shapes * num_layers])


def _put_together(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return d_model * (vocab_size + num_layers * (4 * d_model + 2 * d_ff + 5)) + num_layers * d_ff


MISTAKES = (
    Mistake(
        "table-in-every-layer",
        "You counted the table in every layer. It stands once, below the first layer; the others get vectors.",
        {"vocab_size * d_model + num_layers * (": "num_layers * (vocab_size * d_model + "},
    ),
    Mistake(
        "no-table",
        "The table is missing: one vector of d_model numbers for each token.",
        {"vocab_size * d_model + ": ""},
    ),
    Mistake(
        "one-number-a-token",
        "A token has d_model numbers in the table, not one.",
        {"vocab_size * d_model": "vocab_size"},
    ),
    Mistake(
        "positions-counted",
        "You counted a table of 512 places. The positions here are sines and cosines: computed, not learned.",
        {"vocab_size * d_model": "(vocab_size + 512) * d_model"},
    ),
    Mistake(
        "last-layer-counted",
        "You counted the table twice. An encoder gives vectors, no words: it has no last layer back to the tokens.",
        {"vocab_size * d_model": "2 * vocab_size * d_model"},
    ),
    Mistake(
        "final-norm-counted",
        "You counted a norm behind the last layer. Pre-norm needs one; here every layer ends with a norm already.",
        {"vocab_size * d_model": "2 * d_model + vocab_size * d_model"},
    ),
    Mistake(
        "fixed-number-of-layers",
        "You took a fixed number of layers. There are num_layers, each with weights of its own.",
        ({"num_layers * ": ""}, {"num_layers * ": "2 * "}, {"num_layers * ": "6 * "}),
    ),
    Mistake(
        "counted-once",
        "You counted a part of the layer once only. Each layer has attention, feed-forward block and norms of its own.",
        (
            {" + norms)": ") + norms"},
            {"(attention + feed_forward": "attention + (feed_forward"},
            {" + feed_forward + norms)": " + norms) + feed_forward"},
            {" + feed_forward + norms)": ") + feed_forward + norms"},
        ),
    ),
    Mistake(
        "matrices-for-each-head",
        "You counted the attention matrices several times. A layer has four: the heads share the width.",
        ({"4 * d_model**2": "8 * 4 * d_model**2"}, {"4 * d_model**2": "2 * 4 * d_model**2"}),
    ),
    Mistake(
        "three-matrices",
        "Attention has four matrices: w_q, w_k, w_v, and w_o as well.",
        {"4 * d_model**2": "3 * d_model**2"},
    ),
    Mistake(
        "attention-with-offsets",
        "You gave the four projections of attention offsets. Here only the feed-forward block has some.",
        {"4 * d_model**2": "4 * d_model**2 + 4 * d_model"},
    ),
    Mistake(
        "one-hidden-matrix",
        "The feed-forward block has two matrices: the one back from d_ff to d_model is missing.",
        ({"2 * d_model * d_ff": "d_model * d_ff"}, {"2 * d_model * d_ff + d_ff + d_model": "d_model * d_ff + d_ff"}),
    ),
    Mistake(
        "no-offsets",
        "The offsets of the feed-forward block are missing: d_ff for the first layer, d_model for the second.",
        {" + d_ff + d_model": ""},
    ),
    Mistake(
        "matrices-only",
        "You counted matrices only. The offsets of the feed-forward block and the norms are missing.",
        {" + d_ff + d_model": "", "4 * d_model\n": "0\n"},
    ),
    Mistake(
        "one-offset-missing",
        "Both layers of the feed-forward block have offsets: d_ff in the first, d_model in the second.",
        ({" + d_ff + d_model": " + d_ff"}, {" + d_ff + d_model": " + d_model"}),
    ),
    Mistake(
        "same-offsets-twice",
        "The first layer gives d_ff numbers, so it has d_ff offsets; the second gives d_model and has as many.",
        ({" + d_ff + d_model": " + 2 * d_ff"}, {" + d_ff + d_model": " + 2 * d_model"}),
    ),
    Mistake(
        "no-norms",
        "The norms are missing: two in each layer, each with a gain and an offset.",
        {"4 * d_model\n": "0\n"},
    ),
    Mistake(
        "half-of-the-norms",
        "4 · d_model belongs to the norms of one layer, but you have 2 · d_model. Either one of the two norms is "
        "missing, or in both the gain or the offset.",
        {"4 * d_model\n": "2 * d_model\n"},
    ),
    Mistake(
        "two-numbers-a-norm",
        "A norm's gain and offset have one number for each component: 2 · d_model together, not 2.",
        ({"4 * d_model\n": "4\n"}, {"4 * d_model\n": "2\n"}),
    ),
    Mistake(
        "norms-as-wide-as-the-hidden-layer",
        "Both norms work on vectors of d_model numbers, not of d_ff.",
        (
            {"4 * d_model\n": "4 * d_ff\n"},
            {"4 * d_model\n": "2 * d_ff\n"},
            {"4 * d_model\n": "2 * d_model + 2 * d_ff\n"},
        ),
    ),
    Mistake(
        "always-four-times",
        "You took d_ff = 4 · d_model, whatever d_ff says.",
        {"2 * d_model * d_ff + d_ff": "8 * d_model**2 + 4 * d_model"},
    ),
)

EXERCISE = Exercise(
    name="encoder-parameters",
    chapter="encoder",
    minutes=8,
    difficulty="medium",
    solution=encoder_parameters,
    cases=CASES,
    mistakes=MISTAKES,
    dtype_asked=True,
    also_right=(_the_modules_themselves, _shape_by_shape, _put_together),
)
