"""A small model that learns to copy: rows that repeat a segment, among rows of senseless prose."""

from collections.abc import Callable
from functools import partial

import torch
from jaxtyping import Int
from torch import Tensor

from course_lib.positions import RotaryPositions
from course_lib.tiny_corpora.prose import Prose
from course_lib.tiny_corpora.repeats import RepeatedRows, repeated_rows
from course_lib.transformer import LanguageModel, NoFeedForward

WORDS, LENGTH = 31, 32
PROSE = Prose(WORDS, spread=3.0)
draw_repeats: Callable[..., RepeatedRows] = partial(
    repeated_rows, words=WORDS, length=LENGTH, shortest=6, longest=LENGTH // 2
)
RATE, WARM_UP = 3e-3, 50


def make_copier(num_layers: int, seed: int = 0) -> LanguageModel:
    """Make an untrained model of 8 heads a layer and nothing but attention; its first weights follow from the seed."""
    torch.manual_seed(seed)
    return LanguageModel(
        WORDS + 1,
        d_model=64,
        num_heads=8,
        num_layers=num_layers,
        dropout=0.0,
        positions=RotaryPositions,
        feed_forward=NoFeedForward,
        tie_embeddings=False,
    )


def train_copier(
    model: LanguageModel, steps: int, seed: int = 0, watch: Callable[[int], None] = lambda step: None
) -> None:
    """Train a model in place on batches of 16 rows that repeat and 16 of prose; `watch` is called before each step."""
    optimiser = torch.optim.AdamW(model.parameters(), lr=RATE, betas=(0.9, 0.98))
    generator = torch.Generator().manual_seed(seed)
    for step in range(steps):
        watch(step)
        optimiser.param_groups[0]["lr"] = RATE * min(1.0, (step + 1) / WARM_UP)
        ids = torch.cat([draw_repeats(16, generator=generator).ids, PROSE.rows(16, length=LENGTH, generator=generator)])
        loss = next_word_loss(model, ids)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()


def next_word_loss(model: LanguageModel, ids: Int[Tensor, "rows words"]) -> Tensor:
    """Return the mean loss of the next word, in nats."""
    return torch.nn.functional.cross_entropy(model(ids[:, :-1]).transpose(1, 2), ids[:, 1:])


@torch.no_grad()
def share_copied(model: LanguageModel, rows: RepeatedRows) -> float:
    """Return how many of the words that can be foretold are the likeliest for the model."""
    right = model(rows.ids[:, :-1]).argmax(dim=-1) == rows.ids[:, 1:]  # [rows, words]
    return right[rows.is_foretold[:, 1:]].float().mean().item()
