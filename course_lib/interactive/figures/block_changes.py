"""The Transformer's block of 2017 as code, and what has changed since as a diff of it."""

from collections.abc import Collection
from html import escape
from typing import NamedTuple, cast

import torch
from IPython.display import HTML

from course_lib.demonstrations.modern_block import (
    CHANGES,
    D_FF,
    D_MODEL,
    NUM_HEADS,
    Choices,
    choices_with,
    make_block_writer,
)
from course_lib.demonstrations.story_writer import STORY_TOKENS
from course_lib.interactive.parts.figure import interactive_figure
from course_lib.language import say
from course_lib.transformer import EncoderLayer, LanguageModel, number_of_parameters

HEADS_OF_QUERIES_FOR_ONE_OF_KEYS = 4
BYTES_OF_A_NUMBER = 2  # half precision
WORDS_AT_FIRST = 4096


class Line(NamedTuple):
    """A line of the code, and the changes with which it comes (any one of them) and goes."""

    text: str
    comes_with: tuple[str, ...] = ()
    goes_with: tuple[str, ...] = ()


PRE_NORM, RMS, GATED, ROTARY, SHARED, BARE, HEAD_NORM, LAST = CHANGES
CODE = (
    Line("x = tokens[ids] * d_model**0.5"),
    Line("x = x + sinusoids[places]", (), (ROTARY,)),
    Line("for layer in layers:"),
    Line("    x = norm(x + attention(x))", (), (PRE_NORM,)),
    Line("    x = x + attention(norm(x))", (PRE_NORM,)),
    Line("    x = norm(x + feed_forward(x))", (), (PRE_NORM,)),
    Line("    x = x + feed_forward(norm(x))", (PRE_NORM,)),
    Line("x = norm(x)", (PRE_NORM,)),
    Line("logits = x @ tokens.T", (), (LAST,)),
    Line("logits = x @ last.T", (LAST,)),
    Line("def norm(x):"),
    Line("    x = x - mean(x)", (), (RMS,)),
    Line("    x = x / rms(x)"),
    Line("    return x * gain + offset", (), (RMS, BARE)),
    Line("    return x * gain", (RMS, BARE)),
    Line("def attention(x):"),
    Line("    q = x @ W_Q  # heads: {heads}"),
    Line("    k = x @ W_K  # heads: {heads}", (), (SHARED,)),
    Line("    k = x @ W_K  # heads: {fewer}", (SHARED,)),
    Line("    v = x @ W_V  # heads: {heads}", (), (SHARED,)),
    Line("    v = x @ W_V  # heads: {fewer}", (SHARED,)),
    Line("    q, k = rms_norm(q), rms_norm(k)", (HEAD_NORM,)),
    Line("    q, k = turn(q), turn(k)", (ROTARY,)),
    Line("    scores = q @ k.T / d_head**0.5"),
    Line("    weights = softmax(masked(scores))"),
    Line("    return weights @ v @ W_O"),
    Line("def feed_forward(x):  # {wide} wide", (), (GATED,)),
    Line("def feed_forward(x):  # {narrow} wide", (GATED,)),
    Line("    x = relu(x @ W_1 + b_1)", (), (GATED, BARE)),
    Line("    x = relu(x @ W_1)", (BARE,), (GATED,)),
    Line("    x = silu(x @ W_gate) * (x @ W_1)", (GATED,)),
    Line("    return x @ W_2 + b_2", (), (GATED, BARE)),
    Line("    return x @ W_2", (GATED, BARE)),
)


def block_changes(changes: Collection[str] = ()) -> HTML:
    """Show the block of 2017 as code; each change since then can be ticked, and shows as a diff.

    Beside the code stand the parameters of the whole model and the bytes of its cache of keys and values. There are
    three models to choose from. The first is that of `course_lib.demonstrations.modern_block`; but where keys and
    values are shared, a quarter of the heads have them, in all three.

    Args:
        changes: what is ticked at first, names of `course_lib.demonstrations.modern_block.CHANGES`.

    Raises:
        ValueError: a change of another name.
    """
    if strange := [name for name in changes if name not in CHANGES]:
        raise ValueError(
            say("changes has {name!r}; expected some of {known}.", name=strange[0], known=", ".join(CHANGES))
        )
    names = _names()
    data = {
        "changes": [[in_script(name), label] for name, label in names.items()],
        "ticked": [in_script(name) for name in names if name in changes],
        "lines": [[text, *([in_script(name) for name in some] for some in moving)] for text, *moving in CODE],
        "sizes": [
            _size(say("this chapter"), D_MODEL, NUM_HEADS, 2, D_FF, len(STORY_TOKENS)),
            _size("GPT-2 small", 768, 12, 12, 3072, 50_257),
            _size(say("7 billion"), 4096, 32, 32, 16_384, 32_000),
        ],
        "words": WORDS_AT_FIRST,
    }
    return interactive_figure(
        "block_changes",
        parts=["block_size", "code_diff", "tick_box", "buttons", "radio_group", "slider", "readout"],
        title=say("The block as a diff"),
        instruction=say("Tick what has changed since 2017."),
        data=data,
        fallback=_table(names),
    )


def in_script(name: str) -> str:
    """Return a change's name as the script has it: no words that a reader would see."""
    return name.replace(" ", "-")


def choices_in_figure(changes: Collection[str], num_heads: int = NUM_HEADS) -> Choices:
    """Return what the figure's model of so many heads is made of: a quarter of them have keys, if these are shared."""
    fewer = num_heads // HEADS_OF_QUERIES_FOR_ONE_OF_KEYS
    return choices_with(changes, num_heads=num_heads, num_kv_heads=fewer)


def width_with(changes: Collection[str], d_ff: int = D_FF) -> int:
    """Return how wide the feed-forward block is: a gated one has three matrices, and 2/3 of the width."""
    return round(2 / 3 * d_ff) if GATED in changes else d_ff


def cache_bytes(model: LanguageModel, words: int) -> int:
    """Return how many bytes a model's keys and values of a text have, in half precision."""
    layers = [cast(EncoderLayer, layer) for layer in model.blocks.layers]
    return sum(2 * layer.self_attention.w_k.out_features * words * BYTES_OF_A_NUMBER for layer in layers)


def _names() -> dict[str, str]:
    """Return what each change is called in the reader's language."""
    return {
        PRE_NORM: say("pre-norm"),
        RMS: say("RMSNorm"),
        GATED: say("gated feed-forward, 2/3 as wide"),
        ROTARY: say("rotary positions"),
        SHARED: say("shared keys and values"),
        BARE: say("no offsets"),
        HEAD_NORM: say("norm of queries and keys"),
        LAST: say("a last table of its own"),
    }


def _size(name: str, d_model: int, num_heads: int, num_layers: int, d_ff: int, vocab_size: int) -> dict[str, object]:
    return {
        "name": name,
        "dModel": d_model,
        "numHeads": num_heads,
        "numLayers": num_layers,
        "dFf": d_ff,
        "vocabSize": vocab_size,
    }


def _table(names: dict[str, str]) -> str:
    intro = say(
        "The block of 2017 as code, and below it what each change makes of the model of this chapter. With scripts "
        "allowed, you can tick the changes and see what they do to the code."
    )
    head = (say("change"), say("parameters"), say("bytes in the cache, {words} words", words=f"{WORDS_AT_FIRST:,}"))
    titles = "".join(f"<th>{escape(title)}</th>" for title in head)
    rows = [(say("none: 2017"), []), *((label, [name]) for name, label in names.items()), (say("all"), list(CHANGES))]
    body = "".join(_row(label, changes) for label, changes in rows)
    code = "\n".join(line.text for line in CODE if not line.comes_with)
    for place, number in (("{heads}", NUM_HEADS), ("{wide}", D_FF)):
        code = code.replace(place, str(number))
    return f'<p>{escape(intro)}</p><div class="listing">{escape(code)}</div><table><tr>{titles}</tr>{body}</table>'


def _row(label: str, changes: Collection[str]) -> str:
    with torch.random.fork_rng(devices=()):  # a figure leaves the notebook's random numbers as they are
        model = make_block_writer(choices_in_figure(changes), width_with(changes))
    counts = number_of_parameters(model), cache_bytes(model, WORDS_AT_FIRST)
    return f"<tr><th>{escape(label)}</th>{''.join(f'<td>{count:,}</td>' for count in counts)}</tr>"
