"""The parts of the Transformer, and the chapter that explains each."""

from types import MappingProxyType

from course_lib.language import say

# Each part and the page of its chapter, below the folder `book`; in the order in which a keyboard visits the links.
CHAPTERS = MappingProxyType(
    {
        "embeddings": "foundations/embeddings",
        "positions": "transformer/position",
        "self-attention": "attention/multi-head",
        "residual": "transformer/residual",
        "feed-forward": "transformer/feed-forward",
        "encoder": "transformer/encoder",
        "masked self-attention": "attention/masking",
        "cross-attention": "transformer/decoder",
        "decoder": "transformer/decoder",
        "output": "transformer/output",
    }
)


def refuse_unknown_part(argument: str, name: str) -> None:
    """Raise a ValueError that lists the parts, if `name` is none of them."""
    if name not in CHAPTERS:
        raise ValueError(
            say(
                "{argument} names {name!r}; the parts are {parts}.",
                argument=argument,
                name=name,
                parts=", ".join(map(repr, CHAPTERS)),
            )
        )


def parts_of_same_chapter(part: str) -> list[str]:
    """Return `part` and whatever else its chapter explains, in the order of `CHAPTERS`."""
    return [name for name, chapter in CHAPTERS.items() if chapter == CHAPTERS[part]]
