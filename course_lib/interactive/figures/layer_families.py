"""One layer with two switches, a mask and a middle part: what each family of models is built from."""

from html import escape
from itertools import product

from IPython.display import HTML

from course_lib.figures.architecture.one_layer import layer_as_svg
from course_lib.figures.architecture.page import STYLES
from course_lib.interactive.parts.figure import interactive_figure
from course_lib.language import say
from course_lib.transformer import DecoderLayer, EncoderLayer, number_of_parameters

WORDS = ("the", "ball", "is", "blue")


def layer_families(
    d_model: int = 512, num_heads: int = 8, d_ff: int = 2048, is_causal: bool = True, has_source: bool = True
) -> HTML:
    """Draw one layer; its mask and its middle part can be put in and taken out.

    Args:
        d_model, num_heads, d_ff: the sizes of the layer whose parameters are counted.
        is_causal, has_source: where the switches stand at first: no word looks ahead, a middle part looks at a source.

    Raises:
        ValueError: sizes that a layer refuses.
    """
    sizes = (d_model, num_heads, d_ff)
    parameters = {
        False: number_of_parameters(EncoderLayer(*sizes, device="meta")),
        True: number_of_parameters(DecoderLayer(*sizes, device="meta")),
    }
    data = {
        "drawings": {
            _state(causal, source): layer_as_svg(is_causal=causal, has_source=source)
            for causal, source in product((False, True), repeat=2)
        },
        "parameters": [parameters[False], parameters[True]],
        "sizes": ", ".join(map(str, sizes)),
        "words": WORDS,
        "causal": is_causal,
        "source": has_source,
    }
    return interactive_figure(
        "layer_families",
        parts=["columns", "tick_box", "drawing", "readout"],
        title=say("One layer, two switches"),
        instruction=say("Put the mask and the middle part in, or take them out."),
        data=data,
        fallback=_table(parameters),
        styles=STYLES[-1:],
    )


def _state(causal: bool, source: bool) -> str:
    return f"{'masked' if causal else 'open'}{' source' if source else ''}"


def _table(parameters: dict[bool, int]) -> str:
    no, yes = say("no"), say("yes")
    rows = [
        (say("reads: BERT, and the Transformer’s encoder"), no, no, parameters[False]),
        (say("writes: GPT"), yes, no, parameters[False]),
        (say("translates: the Transformer’s decoder"), yes, yes, parameters[True]),
    ]
    head = (say("what it does"), say("mask"), say("middle part"), say("parameters"))
    intro = say("With scripts allowed, you can switch mask and middle part.")
    body = "".join(
        f"<tr><th>{escape(what)}</th><td>{mask}</td><td>{middle}</td><td>{count:,}</td></tr>"
        for what, mask, middle, count in rows
    )
    titles = "".join(f"<th>{escape(title)}</th>" for title in head)
    return f"<p>{escape(intro)}</p><table><tr>{titles}</tr>{body}</table>"
