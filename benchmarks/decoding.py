"""Greedy decoding with a cache, beside decoding without one and beside `transformers`' cached generate."""

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor, nn

from benchmarks.marian import same_marian
from benchmarks.results import Row, Size, times
from benchmarks.timing import in_turns, times_faster
from course_lib.decoding import WithoutCache, greedy_decode
from course_lib.transformer import NextTargetWord, Transformer

TITLE = "Greedy decoding with a cache; d_model 128, 2 + 2 layers, 20 source words"
LIMIT = (
    "A word at batch 1 takes 0.36 ms; the operations of PyTorch alone, written in a row, take 0.17. Most of the rest "
    "are 56 calls of modules, 1.8 µs each, by which the parts can be read, watched and taken away. One stored product "
    "for query, key and value would save 0.02 ms, and cost the names `w_q`, `w_k` and `w_v`."
)
VOCAB_SIZE, D_MODEL, BOS_ID, PAD_ID, SOURCE_WORDS = 1000, 128, 1, 0, 20
LENGTHS: dict[Size, list[int]] = {"tiny": [6], "usual": [16, 64, 256], "full": [16, 64, 128, 256, 512]}
CACHE_TARGETS = {(256, 32): "≥ 12"}
MARIAN_TARGETS = {1: "≥ 1.9", 32: "≥ 1.3"}


def measure(size: Size, rounds: int) -> list[Row]:
    """Compare at each length, for one sentence and for 32."""
    ours, rows = make_model(), []
    for batch in (1, 32):
        for length in LENGTHS[size]:
            runs = {
                "ours": partial(with_cache, ours, source(batch), length),
                "theirs": partial(without_cache, ours, source(batch), length),
            }
            ratio = ratio_of(runs, rounds)
            target = CACHE_TARGETS.get((length, batch), "")
            rows.append(Row(f"{length} target words, batch {batch}", "without a cache", times(ratio), target))
    for batch in (1, 32):
        for length in LENGTHS[size]:
            runs = {
                "ours": partial(with_cache, ours, source(batch), length),
                "theirs": marian(ours, source(batch), length),
            }
            case, ratio = f"{length} target words, batch {batch}", ratio_of(runs, rounds)
            rows.append(Row(case, "`transformers`, Marian of the same weights", times(ratio), MARIAN_TARGETS[batch]))
    return rows


def make_model() -> Transformer:
    """Make a model as Marian is: post-norm, biases everywhere, one table of embeddings for all."""
    torch.manual_seed(0)
    sizes = {"d_model": D_MODEL, "num_heads": 8, "num_layers": 2, "d_ff": 4 * D_MODEL}
    model = Transformer(VOCAB_SIZE, VOCAB_SIZE, **sizes, bias=True, tie_embeddings=True, pad_id=PAD_ID).eval()
    model.embed_source.tokens.table.weight = model.embed_target.tokens.table.weight
    for name, parameter in model.named_parameters():
        if name.endswith("bias"):
            nn.init.normal_(parameter, std=0.1)  # zeros would not show a bias that was not copied
    return model


def source(batch: int) -> Tensor:
    """Return sentences of random words; of several, all but the first end with two pads."""
    ids = torch.randint(3, VOCAB_SIZE, (batch, SOURCE_WORDS), generator=torch.Generator().manual_seed(batch))
    ids[1:, -2:] = PAD_ID
    return ids


def with_cache(model: Transformer, src: Tensor, length: int) -> Tensor:
    """Write so many words after BOS; no sentence ends earlier."""
    return _write(NextTargetWord(model, src), len(src), length)


def without_cache(model: Transformer, src: Tensor, length: int) -> Tensor:
    """Write the same, but compute all words anew for each next one; only the source is encoded once."""
    with torch.no_grad():
        memory = model.encode(src)
    score = WithoutCache(
        lambda ids, memory, mask: model.decode(ids, memory, mask)[:, -1], memory, model.source_mask(src)
    )
    return _write(score, len(src), length)


def marian(model: Transformer, src: Tensor, length: int) -> Callable[[], Tensor]:
    """Return `transformers`' cached generate for a Marian with the same weights."""
    theirs = same_marian(model, bos_id=BOS_ID, max_length=max(length, SOURCE_WORDS) + 1)
    mask = (src != PAD_ID).long()
    return lambda: theirs.generate(input_ids=src, attention_mask=mask, max_new_tokens=length)


def ratio_of(runs: dict[str, Callable[[], Tensor]], rounds: int) -> float:
    """Return how many times faster the first is, after checking that both write the same words."""
    ours, theirs = (write() for write in runs.values())
    if not torch.equal(ours, theirs):
        raise AssertionError(f"{int((ours != theirs).sum())} of {ours.numel()} words differ.")
    return times_faster(in_turns(runs, rounds=rounds), "ours", "theirs")


def _write(model: NextTargetWord | WithoutCache, batch: int, length: int) -> Tensor:
    start = torch.full((batch, 1), BOS_ID)
    return greedy_decode(model, start, eos_id=None, pad_id=PAD_ID, max_length=length + 1)
