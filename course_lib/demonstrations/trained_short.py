"""Models that learned from texts of 32 words, asked about later places: does a kind of positions carry on?"""

from collections.abc import Sequence
from functools import cache, partial

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from course_lib.demonstrations.modern_block import make_block_writer
from course_lib.demonstrations.story_writer import bits_of_words, story_rows, train_story_writer
from course_lib.positions import LearnedPositions, NoPositions, RotaryPositions, SinusoidalPositions
from course_lib.tiny_corpora.known_entropy import ReadWord, read
from course_lib.tiny_corpora.known_stories import stories, story
from course_lib.transformer import LanguageModel
from course_lib.transformer.embed import MakePositions

SHORT, LONG = 32, 128
STEPS, RATE = 500, 2e-3
KINDS: dict[str, MakePositions] = {
    "rotary": RotaryPositions,
    "sinusoids": SinusoidalPositions,
    "learned": partial(LearnedPositions, LONG),
    "none": NoPositions,
}
PARTS = ((16, 32), (32, 64), (64, 128))  # places of the words that are asked for


def train_on(length: int, kind: str, seed: int) -> LanguageModel:
    """Train a writer with this kind of positions on the first `length` words of 20 000 stories."""
    model = make_block_writer({"positions": KINDS[kind]}, seed=seed)
    train_story_writer(model, _all_rows()[:, : length + 1], STEPS, peak_rate=RATE, seed=seed)
    return model


@cache
def _all_rows() -> Int[Tensor, "rows longest"]:
    return story_rows(stories(20_000, seed=1, most=LONG))


@cache
def _read_long_stories() -> list[list[ReadWord]]:
    """Read 150 other stories that are longer than LONG words, up to there."""
    found = [words for words in stories(1500, seed=7, most=1000) if len(words) >= LONG][:150]
    return [list(read(story(), words).words[:LONG]) for words in found]


@cache
def long_stories() -> tuple[list[tuple[str, ...]], Float[Tensor, "stories words"]]:
    """Return the beginnings, LONG words each, of 150 other stories that are longer, and the entropy of each word."""
    found = _read_long_stories()
    texts = [tuple(word.word for word in words) for words in found]
    return texts, torch.tensor([[word.next.entropy for word in words] for words in found])


def excess_by_place(model: LanguageModel, parts: Sequence[tuple[int, int]] = PARTS) -> dict[str, float]:
    """Return by how many bits a word costs a model more than its entropy, in the mean over places."""
    texts, entropies = long_stories()
    excess = bits_of_words(model, texts)[:, :LONG] - entropies  # [stories, words]
    return {f"{start} to {end}": excess[:, start:end].mean().item() for start, end in parts}


def excess_of_grammar(model: LanguageModel, *, only_window: bool) -> float:
    """Return the mean excess of words beyond place SHORT whose sentence decides them: the last 8 of each 32 words.

    The model reads all that stands before them, or with `only_window` no more than those 32 words, so that no distance
    is longer than in training.
    """
    texts, entropies = long_stories()
    found = []
    for stop in range(2 * SHORT, LONG + 1, SHORT):
        start = stop - SHORT if only_window else 0
        bits = bits_of_words(model, [words[start:stop] for words in texts])[:, -8:]  # [stories, 8]
        late = slice(stop - 8, stop)
        found.append((bits - entropies[:, late])[_decided_by_grammar()[:, late]])
    return torch.cat(found).mean().item()


@cache
def _decided_by_grammar() -> Bool[Tensor, "stories words"]:
    return torch.tensor([[word.next.kind == "grammar" for word in words] for words in _read_long_stories()])


def excess_after_short_texts(*, kind: str, length: int, seed: int) -> dict[str, float]:
    """Train a writer on texts of this length, and return its excess by place."""
    return excess_by_place(train_on(length, kind, seed))


def every_kind() -> list[dict[str, object]]:
    """Return the settings of the sweep: each kind on short texts, and one on long ones for comparison."""
    lengths = [*((kind, SHORT) for kind in KINDS), ("rotary", LONG)]
    return [{"kind": kind, "length": length, "seed": seed} for kind, length in lengths for seed in range(5)]
