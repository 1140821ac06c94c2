"""A translator of many layers, with and without residual, norm and warm-up: what does it learn in 200 steps?"""

from collections import Counter
from functools import cache, partial
from itertools import islice, product
from math import inf, isfinite, log

import torch
from torch import Tensor, nn
from torch.optim.lr_scheduler import LambdaLR

from course_lib.tiny_corpora import as_text
from course_lib.tiny_corpora.spanish import spanish_corpus
from course_lib.training import PAD_ID, Translator, batches_from_step, rise_stay_fall, translation_loss
from course_lib.transformer import PostNorm, PreNorm, Transformer
from course_lib.transformer.residual import Block, Residual, WithoutResidual

STEPS, WARM_UP = 200, 50
LAST = 20  # the loss is the mean over so many last steps


class PreNormWithoutResidual(Residual):
    """block(LayerNorm(x)): pre-norm with the sum taken away, to see what it was there for."""

    needs_final_norm = True

    def forward(self, x: Tensor, block: Block) -> Tensor:
        """Put what the block makes of its normalised input in the place of that input."""
        return self.dropout(block(self.norm(x)))


# What stands around each block: a wrapper and a norm.
AROUND = {
    "pre-norm": (PreNorm, nn.LayerNorm),
    "post-norm": (PostNorm, nn.LayerNorm),
    "no norm": (PostNorm, nn.Identity),
    "pre-norm, no residual": (PreNormWithoutResidual, nn.LayerNorm),
    "post-norm, no residual": (WithoutResidual, nn.LayerNorm),
    "neither": (WithoutResidual, nn.Identity),
}


def deep_translator_loss(
    *, around: str, warm_up: bool, peak_rate: float, seed: int, layers: int = 5, width: int = 32
) -> float:
    """Train a translator of short sentences for 200 steps, and return its loss at the end; inf if it is no number.

    Args:
        around: what stands around each block, one of `AROUND`.
        warm_up: let the learning rate rise from 0 over the first 50 steps; it is constant otherwise.
        peak_rate: the learning rate of Adam, after the warm-up.
        seed: of the first numbers and of the batches.
        layers: of the encoder, and as many of the decoder.
        width: d_model; the feed-forward blocks are four times as wide.
    """
    (source_words, target_words), ids = _short_sentences()
    residual, norm = AROUND[around]
    torch.manual_seed(seed)
    model = Transformer(
        source_words,
        target_words,
        d_model=width,
        num_heads=4,
        num_layers=layers,
        d_ff=4 * width,
        dropout=0.0,
        residual=residual,
        norm=norm,
    )
    optimiser = torch.optim.Adam(model.parameters(), lr=peak_rate)
    rise = WARM_UP if warm_up else 0
    schedule = LambdaLR(optimiser, partial(rise_stay_fall, steps=STEPS, rise=rise, fall=0.0))
    losses = []
    for batch in islice(batches_from_step(ids, 32, seed=seed), STEPS):
        loss = translation_loss(model(batch.src, batch.inputs), batch.targets)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        losses.append(loss.item())
    loss_at_the_end = sum(losses[-LAST:]) / LAST
    return loss_at_the_end if isfinite(loss_at_the_end) else inf


def loss_of_word_counts() -> float:
    """Return the loss of a model that knows how often each word to be predicted occurs, and nothing else.

    It is the entropy of these words, ends of sentences among them, over the batches of one training.
    """
    _, ids = _short_sentences()
    batches = islice(batches_from_step(ids, 32, seed=0), STEPS)
    counts = Counter(word for batch in batches for word in batch.targets.flatten().tolist() if word != PAD_ID)
    return -sum(count / counts.total() * log(count / counts.total()) for count in counts.values())


def every_setting() -> list[dict[str, object]]:
    """Return the settings of the sweep: what stands around the blocks, warm-up, three rates, three seeds."""
    names = ("around", "warm_up", "peak_rate", "seed")
    values = (AROUND, (True, False), (0.0005, 0.002, 0.008), range(3))
    return [dict(zip(names, setting, strict=True)) for setting in product(*values)]


@cache
def _short_sentences() -> tuple[tuple[int, int], list[tuple[list[int], list[int]]]]:
    """Return the two sizes of the vocabularies, and short sentences as ids."""
    corpus = spanish_corpus(8000, held_out=1, new_combinations=1)
    pairs = as_text(corpus.train)
    words = Translator.of_words(pairs)
    short = [pair for pair in pairs if len(pair[0].split()) <= 6]
    return (len(words.source), len(words.target)), words.encode_pairs(short)
