"""The course's language model beside `transformers`' GPT-2 with the same weights: learning, and writing."""

from collections.abc import Callable
from functools import partial
from statistics import median
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from transformers import GenerationConfig, GPT2Config, GPT2LMHeadModel

from benchmarks.decoding import ratio_of as ratio_of_writing
from benchmarks.results import Row, Size, times
from benchmarks.timing import in_turns, times_faster
from course_lib.decoding import greedy_decode
from course_lib.transformer import LanguageModel, NextWord, language_model_from_gpt2

TITLE = "A language model: training step, and greedy decoding with a cache; batch 32 in training"
GPT2 = "`transformers`, GPT-2 of the same weights"
BATCH, VOCAB_SIZE, PROMPT = 32, 1000, 16


class Case(NamedTuple):
    """One size of model and text."""

    d_model: int
    num_layers: int
    length: int


GRIDS: dict[Size, list[Case]] = {
    "tiny": [Case(16, 1, 8)],
    "usual": [Case(64, 2, 64), Case(128, 2, 64), Case(128, 4, 128), Case(256, 4, 64)],
    "full": [Case(width, layers, length) for width in (64, 128, 256) for layers in (2, 4) for length in (64, 256)],
}
LENGTHS: dict[Size, list[int]] = {"tiny": [6], "usual": [32, 128], "full": [32, 128, 512]}


def measure(size: Size, rounds: int) -> list[Row]:
    """Compare learning without dropout and with it, then writing, for one text and for 32."""
    rows = []
    for dropout in (0.0, 0.1):
        ratios = [ratio_of_learning(case, dropout, rounds) for case in GRIDS[size]]
        for case, ratio in zip(GRIDS[size], ratios, strict=True):
            rows.append(Row(f"learning, {_name_of(case)}, dropout {dropout}", GPT2, times(ratio)))
        target = "≥ 1.15 in the median, never slower"
        rows.append(Row(f"learning, median, dropout {dropout}", GPT2, times(median(ratios)), target))
    for batch in (1, 32):
        for length in LENGTHS[size]:
            ratio = ratio_of_writing(writers(Case(128, 4, PROMPT + length), batch, length), rounds)
            rows.append(
                Row(f"writing {length} words, d_model 128, 4 layers, batch {batch}", GPT2, times(ratio), "≥ 1.3")
            )
    return rows


def _name_of(case: Case) -> str:
    return f"d_model {case.d_model}, {case.num_layers} layers, length {case.length}"


def both_models(case: Case, dropout: float = 0.0) -> tuple[LanguageModel, GPT2LMHeadModel]:
    """Return the course's model and a GPT-2, with the same weights, at random."""
    torch.manual_seed(0)
    theirs = GPT2LMHeadModel(
        GPT2Config(
            vocab_size=VOCAB_SIZE,
            n_positions=case.length,
            n_embd=case.d_model,
            n_layer=case.num_layers,
            n_head=4,
            bos_token_id=None,
            eos_token_id=None,
            **dict.fromkeys(("resid_pdrop", "embd_pdrop", "attn_pdrop"), dropout),
        )
    )
    return language_model_from_gpt2(theirs.state_dict(), 4, dropout=dropout), theirs


def ratio_of_learning(case: Case, dropout: float, rounds: int) -> float:
    """Return how many times faster the course's step is, after checking that both models score alike."""
    ours, theirs = both_models(case, dropout)
    ids = torch.randint(VOCAB_SIZE, (BATCH, case.length), generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        torch.testing.assert_close(ours.eval()(ids), theirs.eval()(ids).logits, atol=1e-4, rtol=1e-4)
    steps = {
        "ours": learning_step(ours.train(), ours, ids),
        "theirs": learning_step(theirs.train(), lambda ids: theirs(ids, use_cache=False).logits, ids),
    }
    return times_faster(in_turns(steps, rounds=rounds), "ours", "theirs")


def learning_step(model: nn.Module, logits_of: Callable[[Tensor], Tensor], ids: Tensor) -> Callable[[], None]:
    """Return a function that does one step: forward, loss, backward, Adam."""
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-4, fused=True)

    def step() -> None:
        optimizer.zero_grad()
        cross_entropy(logits_of(ids)[:, :-1].flatten(0, 1), ids[:, 1:].flatten()).backward()
        optimizer.step()

    return step


def writers(case: Case, batch: int, length: int) -> dict[str, Callable[[], Tensor]]:
    """Return both ways to go on with a prompt: the course's decoding, and `generate` with its cache."""
    ours, theirs = both_models(case)
    theirs.eval().generation_config = GenerationConfig(pad_token_id=0, eos_token_id=None, do_sample=False, num_beams=1)
    start = torch.randint(1, VOCAB_SIZE, (batch, PROMPT), generator=torch.Generator().manual_seed(2))
    write = partial(greedy_decode, eos_id=None, pad_id=0, max_length=PROMPT + length)
    return {
        "ours": lambda: write(NextWord(ours.eval()), start),
        "theirs": lambda: theirs.generate(start, attention_mask=torch.ones_like(start), max_new_tokens=length),
    }
