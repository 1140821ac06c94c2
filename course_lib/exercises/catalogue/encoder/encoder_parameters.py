"""Count the parameters of a whole encoder."""

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


# Other ways to count


def _the_modules_themselves(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    """Count what course_lib's own encoder has."""
    parts: list[nn.Module] = [EmbedWithPositions(vocab_size, d_model, pad_id=0)]
    parts.append(Encoder(num_layers, d_model, 1, d_ff))
    return sum(parameter.numel() for part in parts for parameter in part.parameters())


def _layer_by_layer(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    total = vocab_size * d_model
    for _ in range(num_layers):
        total += d_model * d_ff + d_ff + d_ff * d_model + d_model
        for _ in ("w_q", "w_k", "w_v", "w_o"):
            total += d_model * d_model
        for _ in ("norm_1", "norm_2"):
            total += d_model + d_model
    return total


def _put_together(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return d_model * (vocab_size + num_layers * (4 * d_model + 2 * d_ff + 5)) + num_layers * d_ff


# Ways to get it wrong


def _more(a_layer: int, once: int, vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    """Return the right number, and so many more in each layer and once."""
    return encoder_parameters(vocab_size, d_model, d_ff, num_layers) + num_layers * a_layer + once


def _table_in_every_layer(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return _more(vocab_size * d_model, -vocab_size * d_model, vocab_size, d_model, d_ff, num_layers)


def _no_table(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return _more(0, -vocab_size * d_model, vocab_size, d_model, d_ff, num_layers)


def _vocab_size_only(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return _more(0, vocab_size - vocab_size * d_model, vocab_size, d_model, d_ff, num_layers)


def _positions_counted(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return _more(0, 512 * d_model, vocab_size, d_model, d_ff, num_layers)


def _last_layer_counted(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return _more(0, vocab_size * d_model, vocab_size, d_model, d_ff, num_layers)


def _final_norm_counted(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return _more(0, 2 * d_model, vocab_size, d_model, d_ff, num_layers)


def _one_layer(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return encoder_parameters(vocab_size, d_model, d_ff, 1)


def _eight_heads(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return _more(7 * 4 * d_model**2, 0, vocab_size, d_model, d_ff, num_layers)


def _three_matrices(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return _more(-(d_model**2), 0, vocab_size, d_model, d_ff, num_layers)


def _two_attentions(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return _more(4 * d_model**2, 0, vocab_size, d_model, d_ff, num_layers)


def _attention_with_offsets(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return _more(4 * d_model, 0, vocab_size, d_model, d_ff, num_layers)


def _one_hidden_matrix(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return _more(-d_model * d_ff - d_model, 0, vocab_size, d_model, d_ff, num_layers)


def _no_offsets(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return _more(-d_ff - d_model, 0, vocab_size, d_model, d_ff, num_layers)


def _matrices_only(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return _more(-d_ff - 5 * d_model, 0, vocab_size, d_model, d_ff, num_layers)


def _first_offset_only(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return _more(-d_model, 0, vocab_size, d_model, d_ff, num_layers)


def _wide_offsets(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return _more(d_ff - d_model, 0, vocab_size, d_model, d_ff, num_layers)


def _no_norms(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return _more(-4 * d_model, 0, vocab_size, d_model, d_ff, num_layers)


def _one_norm(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return _more(-2 * d_model, 0, vocab_size, d_model, d_ff, num_layers)


def _two_numbers_each(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return _more(4 - 4 * d_model, 0, vocab_size, d_model, d_ff, num_layers)


def _always_four_times(vocab_size: int, d_model: int, d_ff: int, num_layers: int) -> int:
    return encoder_parameters(vocab_size, d_model, 4 * d_model, num_layers)


MISTAKES = (
    Mistake(
        "table-in-every-layer",
        "You counted the table in every layer. It stands once, below the first layer; the others get vectors.",
        _table_in_every_layer,
    ),
    Mistake("no-table", "The table is missing: one vector of d_model numbers for each token.", _no_table),
    Mistake("one-number-a-token", "A token has d_model numbers in the table, not one.", _vocab_size_only),
    Mistake(
        "positions-counted",
        "You counted a table of 512 places. The positions here are sines and cosines: computed, not learned.",
        _positions_counted,
    ),
    Mistake(
        "last-layer-counted",
        "You counted the table twice. An encoder gives vectors, no words: it has no last layer back to the tokens.",
        _last_layer_counted,
    ),
    Mistake(
        "final-norm-counted",
        "You counted a norm behind the last layer. Pre-norm needs one; here every layer ends with a norm already.",
        _final_norm_counted,
    ),
    Mistake(
        "one-layer",
        "You counted one layer. There are num_layers of the same structure, each with weights of its own.",
        _one_layer,
    ),
    Mistake(
        "matrices-for-each-of-eight-heads",
        "You counted the attention matrices eight times. The heads share the width: their number changes nothing.",
        _eight_heads,
    ),
    Mistake("three-matrices", "Attention has four matrices: w_q, w_k, w_v, and w_o as well.", _three_matrices),
    Mistake(
        "two-attentions",
        "You counted two attentions in a layer. That is the decoder; an encoder layer has one.",
        _two_attentions,
    ),
    Mistake(
        "attention-with-offsets",
        "You gave the four projections of attention offsets. Here only the feed-forward block has some.",
        _attention_with_offsets,
    ),
    Mistake(
        "one-hidden-matrix",
        "The feed-forward block has two layers: the one back from d_ff to d_model is missing.",
        _one_hidden_matrix,
    ),
    Mistake(
        "no-offsets",
        "The offsets of the feed-forward block are missing: d_ff for the first layer, d_model for the second.",
        _no_offsets,
    ),
    Mistake(
        "matrices-only",
        "You counted matrices only. The feed-forward block has offsets, d_ff and d_model of them, and each of the two "
        "norms a gain and an offset.",
        _matrices_only,
    ),
    Mistake("first-offset-only", "The second feed-forward layer has offsets too: d_model of them.", _first_offset_only),
    Mistake(
        "wide-offsets", "The second layer gives d_model numbers, so it has d_model offsets, not d_ff.", _wide_offsets
    ),
    Mistake("no-norms", "The norms are missing: two in each layer, each with a gain and an offset.", _no_norms),
    Mistake(
        "one-norm",
        "4 · d_model belongs to the norms of one layer, but you have 2 · d_model. Either one of the two norms is "
        "missing, or in both the gain or the offset.",
        _one_norm,
    ),
    Mistake(
        "two-numbers-a-norm",
        "A norm's gain and offset have one number for each component: 2 · d_model together, not 2.",
        _two_numbers_each,
    ),
    Mistake("always-four-times", "You took d_ff = 4 · d_model, whatever d_ff says.", _always_four_times),
)

EXERCISE = Exercise(
    name="encoder-parameters",
    chapter="encoder",
    minutes=8,
    difficulty="medium",
    solution=encoder_parameters,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_the_modules_themselves, _layer_by_layer, _put_together),
)
