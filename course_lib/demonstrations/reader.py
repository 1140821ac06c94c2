"""A small model that learns to guess hidden words, and then answers questions with few labels."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import partial

import torch
from jaxtyping import Int
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.optim.lr_scheduler import LambdaLR

from course_lib.positions import LearnedPositions
from course_lib.tiny_corpora.agreement import ANSWERS, Labelled, all_words, labelled_sentences, sentences
from course_lib.training.batches import pad_rows
from course_lib.training.hidden_words import NOT_ASKED, hide_words
from course_lib.training.schedule import rise_stay_fall
from course_lib.training.special_tokens import SPECIAL_TOKENS
from course_lib.training.word_tokenizer import WordTokenizer
from course_lib.transformer import MaskedLanguageModel, TextClassifier, first_word

CLS, MASK = "[CLS]", "[MASK]"
READER_TOKENS = WordTokenizer([CLS, MASK, *all_words()])
PAD_ID = 0
CLS_ID, MASK_ID = READER_TOKENS.encode(f"{CLS} {MASK}")
SPECIAL_IDS = (*range(len(SPECIAL_TOKENS)), CLS_ID, MASK_ID)
PLACES = 12  # the longest sentence has nine words, before which stands [CLS]
PEAK_RATE, WARM_UP = 3e-3, 50

hide: Callable[..., tuple[Tensor, Tensor]] = partial(
    hide_words, mask_id=MASK_ID, vocab_size=len(READER_TOKENS), special_ids=SPECIAL_IDS
)


def make_reader(seed: int = 0) -> MaskedLanguageModel:
    """Make an untrained model of 2 layers; its first weights follow from the seed."""
    torch.manual_seed(seed)
    return MaskedLanguageModel(
        len(READER_TOKENS),
        pad_id=PAD_ID,
        d_model=64,
        num_heads=4,
        num_layers=2,
        d_ff=128,
        num_segments=1,
        dropout=0.0,
        positions=partial(LearnedPositions, PLACES),
        norm=nn.LayerNorm,
        initial_spread=0.05,
    )


def as_rows(sentences: Sequence[Sequence[str]]) -> Int[Tensor, "rows words"]:
    """Return the ids of sentences behind a [CLS] each, filled up with pads at the right."""
    return pad_rows([[CLS_ID, *READER_TOKENS.encode(" ".join(words))] for words in sentences])


def train_reader(
    model: MaskedLanguageModel,
    rows: Int[Tensor, "rows words"],
    steps: int,
    *,
    mixture: tuple[float, float, float] = (0.8, 0.1, 0.1),
    share: float = 0.15,
    batch_size: int = 64,
    seed: int = 0,
) -> None:
    """Train a model in place to guess hidden words; the rate rises, stays, and falls to 0 over the last part."""
    optimiser = torch.optim.Adam(model.parameters(), lr=PEAK_RATE, betas=(0.9, 0.98))
    rates = LambdaLR(optimiser, partial(rise_stay_fall, steps=steps, rise=WARM_UP))
    generator = torch.Generator().manual_seed(seed)
    model.train()
    for _ in range(steps):
        ids = rows[torch.randint(len(rows), (batch_size,), generator=generator)]  # [batch, words]
        inputs, targets = hide(ids, share=share, mixture=mixture, generator=generator)
        loss = cross_entropy(model(inputs).transpose(1, 2), targets, ignore_index=NOT_ASKED)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        rates.step()
    model.eval()


def train_classifier(
    model: TextClassifier, labelled: Sequence[Labelled], steps: int = 150, rate: float = 1e-3, seed: int = 0
) -> None:
    """Train in place whatever is not frozen, on batches of 16 labelled sentences."""
    rows, answers = as_rows([one.words for one in labelled]), torch.tensor([one.answer for one in labelled])
    optimiser = torch.optim.Adam([p for p in model.parameters() if p.requires_grad], lr=rate)
    generator = torch.Generator().manual_seed(seed)
    model.train()
    for _ in range(steps):
        chosen = torch.randint(len(rows), (16,), generator=generator)
        loss = cross_entropy(model(rows[chosen]), answers[chosen])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    model.eval()


@torch.no_grad()
def share_right(model: nn.Module, labelled: Sequence[Labelled]) -> float:
    """Return the share of sentences whose answer the model gives."""
    guessed = model(as_rows([one.words for one in labelled])).argmax(dim=-1)
    return (guessed == torch.tensor([one.answer for one in labelled])).float().mean().item()


def make_classifier(
    reader: MaskedLanguageModel, seed: int = 0, pool: Callable[..., Tensor] = first_word
) -> TextClassifier:
    """Put an untrained head on a reader; its first weights follow from the seed."""
    torch.manual_seed(seed)
    return TextClassifier(reader, len(ANSWERS), pool=pool, dropout=0.0)


def three_ways(reader: MaskedLanguageModel, labelled: Sequence[Labelled], seed: int = 0) -> dict[str, TextClassifier]:
    """Train a classifier on a copy of a reader, on one that is frozen, and on one that has read nothing."""
    fine_tuned, frozen = (make_classifier(deepcopy(reader), seed) for _ in range(2))
    from_scratch = make_classifier(make_reader(seed + 50), seed)
    frozen.reader.requires_grad_(False)
    train_classifier(fine_tuned, labelled, seed=seed)
    train_classifier(frozen, labelled, steps=450, rate=3e-3, seed=seed)  # few numbers learn faster, and need longer
    train_classifier(from_scratch, labelled, seed=seed)
    return {"fine-tuned": fine_tuned, "frozen": frozen, "from scratch": from_scratch}


def right_answers(*, seed: int) -> dict[str, float]:
    """Train a reader, and say what share of 400 questions each of `three_ways` answers after few labels."""
    reader, held_out = make_reader(seed), labelled_sentences(400, seed=99)
    train_reader(reader, as_rows(sentences(6000, seed=1)), 1500, seed=seed)
    result = {}
    for labels in (8, 32, 128):
        few = labelled_sentences(labels, seed=seed, besides=held_out)
        for way, model in three_ways(reader, few, seed).items():
            result[f"{labels} labels, {way}"] = share_right(model, held_out)
    return result


def five_starts() -> list[dict[str, object]]:
    """Return the starts of the sweep."""
    return [{"seed": seed} for seed in range(5)]
