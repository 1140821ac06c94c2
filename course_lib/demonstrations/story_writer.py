"""A small language model that learns to write stories, beside what the stories themselves are known to cost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import torch
from jaxtyping import Float, Int
from torch import Tensor
from torch.optim.lr_scheduler import LambdaLR

from course_lib.decoding import sample
from course_lib.positions import RotaryPositions
from course_lib.tiny_corpora.known_entropy import read
from course_lib.tiny_corpora.known_stories import END, STORY_WORDS, stories, story
from course_lib.training.batches import pad_rows
from course_lib.training.loss import translation_loss
from course_lib.training.schedule import rise_stay_fall
from course_lib.training.special_tokens import BOS_ID, PAD_ID
from course_lib.training.word_tokenizer import WordTokenizer
from course_lib.transformer import GatedFeedForward, LanguageModel, NextWord

STORY_TOKENS = WordTokenizer(STORY_WORDS)
PEAK_RATE, WARM_UP = 1.5e-3, 50
MOST_WORDS = 63  # of a story that is learned from; with the start before it, a row has 64


@dataclass(frozen=True)
class Bits:
    """What words cost in the mean: by a model, and in truth."""

    model: float
    entropy: float
    words: int

    @property
    def excess(self) -> float:
        """Return by how many bits the model is above the entropy."""
        return self.model - self.entropy


def make_story_writer(seed: int = 0) -> LanguageModel:
    """Make an untrained model of 2 layers, which learns stories in a minute; its first weights follow from the seed."""
    torch.manual_seed(seed)
    return LanguageModel(
        len(STORY_TOKENS),
        d_model=64,
        num_heads=4,
        num_layers=2,
        d_ff=172,
        dropout=0.0,
        positions=RotaryPositions,
        feed_forward=GatedFeedForward,
        bias=False,
        tie_embeddings=False,
        initial_spread=0.05,
        pad_id=PAD_ID,
    )


def story_rows(stories: Sequence[Sequence[str]]) -> Int[Tensor, "rows longest"]:
    """Return the ids of stories behind a start each, filled up with pads at the right."""
    return pad_rows([[BOS_ID, *STORY_TOKENS.encode(" ".join(words))] for words in stories])


def train_story_writer(
    model: LanguageModel,
    rows: Int[Tensor, "rows longest"],
    steps: int,
    *,
    batch_size: int = 32,
    peak_rate: float = PEAK_RATE,
    seed: int = 0,
    watch: Callable[[int], None] = lambda step: None,
) -> None:
    """Train a model to say the next word of each row; the rate rises, stays, and falls to 0 over the last part.

    Args:
        model: trained in place.
        rows: ids with a start in front and pads behind.
        steps: how many batches.
        batch_size: rows in a batch.
        peak_rate: the largest learning rate.
        seed: of the choice of rows.
        watch: called with the number of steps done, before each step.
    """
    optimiser = torch.optim.Adam(model.parameters(), lr=peak_rate, betas=(0.9, 0.98))
    rates = LambdaLR(optimiser, partial(rise_stay_fall, steps=steps, rise=WARM_UP))
    generator = torch.Generator().manual_seed(seed)
    for step in range(steps):
        watch(step)
        ids = rows[torch.randint(len(rows), (batch_size,), generator=generator)]  # [batch, words]
        loss = translation_loss(model(ids[:, :-1]), ids[:, 1:])  # as when translating: pads count for nothing
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        rates.step()


@torch.no_grad()
def write_stories(model: LanguageModel, count: int = 100, seed: int = 0, **settings: Any) -> list[list[str]]:
    """Draw stories from a model, each up to its end or its first 63 words.

    Args:
        model: a writer of stories.
        count: how many.
        seed: of the draws.
        settings: of `sample`, such as `temperature`.
    """
    ids = sample(
        NextWord(model),
        torch.full((count, 1), BOS_ID),
        eos_id=None,
        pad_id=PAD_ID,
        max_length=MOST_WORDS + 1,
        generator=torch.Generator().manual_seed(seed),
        **settings,
    )  # [stories, 64]
    texts = [STORY_TOKENS.decode(row[1:]).split() for row in ids.tolist()]
    ends = [words.index(END) + 1 if END in words else MOST_WORDS for words in texts]
    return [words[:stop] for words, stop in zip(texts, ends, strict=True)]


@torch.no_grad()
def bits_of_words(model: LanguageModel, stories: Sequence[Sequence[str]]) -> Float[Tensor, "rows words"]:
    """Return what each word of each story costs by the model, −log2 of its share; behind a story's end, zeros."""
    ids = story_rows(stories)
    costs = torch.nn.functional.cross_entropy(
        model(ids[:, :-1]).transpose(1, 2), ids[:, 1:], ignore_index=PAD_ID, reduction="none"
    )
    return costs / torch.log(torch.tensor(2.0))


def bits_by_kind(model: LanguageModel, stories: Sequence[Sequence[str]]) -> dict[str, Bits]:
    """Return what words cost in the mean, by what decides them ("grammar", "cast", each kind of fact), and of "all"."""
    costs = bits_of_words(model, stories).tolist()
    of_kind: dict[str, list[tuple[float, float]]] = {"all": []}
    for row, words in zip(costs, stories, strict=True):
        for cost, word in zip(row, read(story(), words).words, strict=False):
            for kind in (word.next.kind, "all"):
                of_kind.setdefault(kind, []).append((cost, word.next.entropy))
    return {kind: _mean(pairs) for kind, pairs in of_kind.items()}


def _mean(pairs: list[tuple[float, float]]) -> Bits:
    costs, entropies = zip(*pairs, strict=True)
    return Bits(sum(costs) / len(pairs), sum(entropies) / len(pairs), len(pairs))


def excess_after_training(*, steps: int, seed: int) -> dict[str, float]:
    """Train a writer, and return by how many bits it is above the entropy of 300 other stories, by kind of word."""
    rows, held_out = rows_and_others()
    model = make_story_writer(seed)
    train_story_writer(model, rows, steps, seed=seed)
    return {kind: bits.excess for kind, bits in bits_by_kind(model, held_out).items()}


@cache
def rows_and_others() -> tuple[Int[Tensor, "rows longest"], list[tuple[str, ...]]]:
    """Return the rows of 20 000 stories to learn from, and 300 other stories."""
    return story_rows(stories(20_000, seed=1, most=MOST_WORDS)), stories(300, seed=2, most=MOST_WORDS)


def every_setting() -> list[dict[str, object]]:
    """Return the lengths of training of the sweep: five starts of the notebook's, fewer of the longer ones."""
    seeds = {350: 3, 700: 5, 1400: 3, 2800: 2}
    return [{"steps": steps, "seed": seed} for steps, count in seeds.items() for seed in range(count)]
