"""A small language model that learns to write stories, beside what the stories themselves are known to cost."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from jaxtyping import Float, Int
from torch import Tensor

from course_lib.positions import RotaryPositions
from course_lib.tiny_corpora.known_entropy import read
from course_lib.tiny_corpora.known_stories import STORY_WORDS, story
from course_lib.training.batches import pad_rows
from course_lib.training.special_tokens import BOS_ID, PAD_ID
from course_lib.training.word_tokenizer import WordTokenizer
from course_lib.transformer import GatedFeedForward, LanguageModel

STORY_TOKENS = WordTokenizer(STORY_WORDS)


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
