"""A small model that learns to copy: rows that repeat a segment, among rows of senseless prose."""

from collections.abc import Callable
from functools import partial

import torch
from jaxtyping import Int
from torch import Tensor

from course_lib.positions import RotaryPositions
from course_lib.tiny_corpora.prose import Prose
from course_lib.tiny_corpora.repeats import RepeatedRows, repeated_rows
from course_lib.training.loss import translation_loss
from course_lib.training.schedule import rise_stay_fall
from course_lib.transformer import (
    Head,
    LanguageModel,
    NoFeedForward,
    best_heads,
    head_scores,
    random_heads,
    without_heads,
)

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
        optimiser.param_groups[0]["lr"] = RATE * rise_stay_fall(step, steps, rise=WARM_UP, fall=0.0)
        ids = torch.cat([draw_repeats(16, generator=generator).ids, PROSE.rows(16, length=LENGTH, generator=generator)])
        loss = next_word_loss(model, ids)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()


def next_word_loss(model: LanguageModel, ids: Int[Tensor, "rows words"]) -> Tensor:
    """Return the mean loss of the next word, in nats; no word has the id of a pad."""
    return translation_loss(model(ids[:, :-1]), ids[:, 1:])


@torch.no_grad()
def share_copied(model: LanguageModel, rows: RepeatedRows) -> float:
    """Return how many of the words that can be foretold are the likeliest for the model."""
    right = model(rows.ids[:, :-1]).argmax(dim=-1) == rows.ids[:, 1:]  # [rows, words]
    return right[rows.is_foretold[:, 1:]].float().mean().item()


def copying_after_losses(*, seed: int, steps: int = 900) -> dict[str, float]:
    """Train a copier of two layers and one of one layer; say what share they copy, and the former without some heads.

    The heads taken away are the best four of induction, the best that looks one back, and twenty random sets of four
    others, of which the one that harms copying most is told.
    """
    chance = torch.Generator().manual_seed(7)
    repeats = draw_repeats(200, generator=chance)
    two_layers, one_layer = make_copier(2, seed), make_copier(1, seed)
    train_copier(two_layers, steps, seed)
    train_copier(one_layer, steps, seed)
    scores = head_scores(two_layers, repeats.ids)
    finders, inducers = best_heads(scores.previous_token, 1), best_heads(scores.induction, 4)
    draws = torch.Generator().manual_seed(seed)
    others = [random_heads(scores.induction, 4, besides=[*finders, *inducers], generator=draws) for _ in range(20)]

    def without(heads: list[Head]) -> float:
        with without_heads(two_layers, heads):
            return share_copied(two_layers, repeats)

    return {
        "copied": share_copied(two_layers, repeats),
        "best four gone": without(inducers),
        "one back gone": without(finders),
        "random, worst": min(without(heads) for heads in others),
        "one layer": share_copied(one_layer, repeats),
    }


def four_starts() -> list[dict[str, object]]:
    """Return the starts of the sweep."""
    return [{"seed": seed} for seed in range(4)]
