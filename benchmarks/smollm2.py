"""The real chat model SmolLM2-135M beside `transformers` with the same weights: loading, reading, writing."""

from collections.abc import Callable, Mapping
from functools import partial
from statistics import median
from typing import NamedTuple

import torch
from torch import Tensor, nn
from transformers import LlamaForCausalLM

from benchmarks.llama import same_llama
from benchmarks.results import Row, Size, times
from benchmarks.timing import Seconds, in_turns, times_faster
from course_lib.attention import GroupedQueryAttention
from course_lib.decoding import NextWordModel, greedy_decode
from course_lib.positions import RotaryPositions
from course_lib.pretrained import load_smollm2
from course_lib.transformer import GatedFeedForward, LanguageModel, NextWord, PackedNextWord

TITLE = "SmolLM2-135M, a real chat model, single precision: loading, reading, greedy decoding with a cache"
LIMIT = (
    "On an AMD EPYC with two threads all products of matrices that a word needs take 34 ms, reading the weights 18: "
    "however little is done besides, no more than half of the speed of memory can be reached at batch 1. At batch 8 "
    "the products in single precision, which are the same on both sides, take five times as long as reading."
)
LLAMA = "`transformers`, Llama of the same weights"
PACKED, PLAIN, HALF = "`PackedNextWord`", "`NextWord`", "`PackedNextWord`, bfloat16"
TARGETS = {(PACKED, 1): "≥ 1.4", (PACKED, 8): "≥ 1.2"}
PROMPT = 8


class Sizes(NamedTuple):
    """How much is written and read, and how often the model is loaded."""

    new_words: int
    start: int
    loads: int


SIZES: dict[Size, Sizes] = {"tiny": Sizes(4, 12, 1), "usual": Sizes(32, 1024, 3), "full": Sizes(128, 1024, 5)}


def measure(size: Size, rounds: int) -> list[Row]:
    """Load, read a long start, then write one text and eight."""
    sizes = SIZES[size]
    load = random_model if size == "tiny" else lambda: load_smollm2(progress=False).model
    seconds = in_turns({"load": load}, rounds=sizes.loads, warm_up=0)["load"]
    ours = load()
    theirs = same_llama(ours, max_length=max(sizes.start, PROMPT + sizes.new_words))
    rows = [Row("loading", "seconds", f"{median(seconds):.1f} s", "≤ 5 s")]
    for name, writer in ((PACKED, PackedNextWord(ours)), (PLAIN, NextWord(ours))):
        ratio = ratio_of_reading(writer, theirs, words(1, sizes.start), rounds)
        rows.append(Row(f"reading {sizes.start} words, {name}", LLAMA, times(ratio), "≥ 1" if name == PACKED else ""))
    for texts in (1, 8):
        rows += rows_of_writing(ours, theirs, texts, sizes.new_words, rounds)
    return rows


def random_model() -> LanguageModel:
    """Make a tiny model of SmolLM2's kind, with opinions."""
    torch.manual_seed(0)
    return LanguageModel(
        50,
        d_model=24,
        num_heads=6,
        num_layers=2,
        d_ff=32,
        dropout=0.0,
        positions=RotaryPositions,
        norm=partial(nn.RMSNorm, eps=1e-5),
        attention=partial(GroupedQueryAttention, num_kv_heads=2),
        feed_forward=GatedFeedForward,
        bias=False,
        initial_spread=0.3,
    ).eval()


def words(texts: int, length: int) -> Tensor:
    """Return so many random words for each text, of the first ones of the vocabulary."""
    return torch.randint(3, 50, (texts, length), generator=torch.Generator().manual_seed(texts))


def ratio_of_reading(writer: NextWordModel, theirs: LlamaForCausalLM, ids: Tensor, rounds: int) -> float:
    """Return how many times faster a start is read, after checking that both score the next word alike."""

    @torch.inference_mode()
    def read_theirs() -> Tensor:
        return theirs(ids, use_cache=True, logits_to_keep=1).logits[:, -1]

    with torch.inference_mode():
        runs = {"ours": lambda: writer.next_logits(ids, None)[0], "theirs": read_theirs}
        torch.testing.assert_close(runs["ours"](), runs["theirs"](), atol=1e-3, rtol=1e-3)
        return times_faster(in_turns(runs, rounds=rounds), "ours", "theirs")


def rows_of_writing(
    ours: LanguageModel, theirs: LlamaForCausalLM, texts: int, new_words: int, rounds: int
) -> list[Row]:
    """Compare all ways to write in one loop, in which all weights are read as well; the last way may differ."""
    start = words(texts, PROMPT)
    write = partial(greedy_decode, start_ids=start, eos_id=None, pad_id=0, max_length=PROMPT + new_words)
    writers = {
        PACKED: PackedNextWord(ours, texts=texts),
        PLAIN: NextWord(ours),
        HALF: PackedNextWord(ours, texts=texts, dtype=torch.bfloat16),
    }
    runs: dict[str, Callable[[], Tensor]] = {
        LLAMA: lambda: theirs.generate(start, attention_mask=torch.ones_like(start), max_new_tokens=new_words)
    }
    runs |= {name: partial(write, writer) for name, writer in writers.items()}
    differ = words_that_differ(runs)
    if differ[PACKED] or differ[PLAIN]:
        raise AssertionError(f"{differ[PACKED]} and {differ[PLAIN]} of {texts * new_words} words differ.")
    seconds = in_turns(runs | {"weights": partial(read_weights, ours)}, rounds=rounds)
    case = f"writing {new_words} words, batch {texts}"
    rows = [
        Row(f"{case}, {name}", LLAMA, times(times_faster(seconds, name, LLAMA)), TARGETS.get((name, texts), ""))
        for name in writers
    ]
    other = f"; {differ[HALF]} of {texts * new_words} words differ"
    rows[-1] = rows[-1]._replace(number=rows[-1].number + other)
    if texts == 1:
        share = share_of_memory_speed(seconds, new_words)
        rows.append(Row(f"{case}, {PACKED}", "the speed at which all weights are read", f"{share:.2f}", "≥ 0.7"))
    return rows


def words_that_differ(runs: Mapping[str, Callable[[], Tensor]]) -> dict[str, int]:
    """Return how many words each way writes otherwise than `transformers`."""
    expected = runs[LLAMA]()
    return {name: int((run() != expected).sum()) for name, run in runs.items()}


@torch.inference_mode()
def read_weights(model: LanguageModel) -> list[Tensor]:
    """Read every weight once, as each new word must; tied ones count once."""
    return [parameter.sum() for parameter in model.parameters()]


def share_of_memory_speed(seconds: Seconds, new_words: int) -> float:
    """Return how much of the time would be left if a word took as long as to read the weights; the rounds' median."""
    pairs = zip(seconds["weights"], seconds[PACKED], strict=True)
    return median(new_words * reading / writing for reading, writing in pairs)
