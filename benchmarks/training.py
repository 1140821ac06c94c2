"""A training step of the course's Transformer beside one of `torch.nn.Transformer` with the same weights."""

from collections.abc import Callable
from copy import deepcopy
from itertools import product
from math import sqrt
from statistics import median
from time import perf_counter
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from benchmarks.results import Row, Size, times
from benchmarks.timing import in_turns, times_faster
from course_lib.positions import sinusoidal_positions
from course_lib.transformer import Transformer, stack_from_torch

TITLE = "Training step: forward, loss, backward, Adam; batch 32, 8 heads"
LIMIT = (
    "Without dropout both sides spend nearly all of their time in the same products of matrices. One product for "
    "query, key and value was tried in turns with this code: the median was 1.03 × with the three matrices put side by "
    "side in each step, 1.04 × with matrices stored side by side, 1.05 × as it is."
)
BATCH, VOCAB_SIZE, NUM_HEADS, PAD_ID = 32, 1000, 8, 0


class Case(NamedTuple):
    """One size of model and text."""

    d_model: int
    num_layers: int
    length: int
    dropout: float


GRIDS: dict[Size, list[tuple[int, int, int]]] = {
    "tiny": [(16, 1, 8)],
    "usual": [(128, 2, 16), (128, 2, 64), (128, 2, 256), (256, 4, 64), (512, 2, 64), (512, 6, 16)],
    "full": list(product((128, 256, 512), (2, 4, 6), (16, 64, 256))),
}


def measure(size: Size, rounds: int) -> list[Row]:
    """Compare all cases of a grid, without dropout and with it, and give the median of each half."""
    rows = []
    for dropout, target in ((0.0, "≥ 1.1 in the median, never slower"), (0.1, "≥ 1.25")):
        ratios = []
        for grid_point in GRIDS[size]:
            case = Case(*grid_point, dropout)
            ratios.append(ratio_of(case, rounds))
            rows.append(Row(_name_of(case), "`nn.Transformer`", times(ratios[-1])))
        rows.append(Row(f"median, dropout {dropout}", "`nn.Transformer`", times(median(ratios)), target))
    if size != "tiny":
        rows.append(row_of_compiling(Case(128, 2, 64, 0.0), rounds))
    return rows


def row_of_compiling(case: Case, rounds: int) -> Row:
    """Compare the course's step with the same one compiled by `torch.compile`, and say how long that takes."""
    model, words = same_model(TextbookTransformer(case), case), batch_of_words(case.length)
    compiled = torch.compile(deepcopy(model), fullgraph=True)
    steps = {"plain": training_step(model, *words), "compiled": training_step(compiled, *words)}
    begin = perf_counter()
    steps["compiled"]()
    seconds = perf_counter() - begin
    ratio = times_faster(in_turns(steps, rounds=rounds), "compiled", "plain")
    name = f"the course's own, compiled by `torch.compile`; {_name_of(case)}"
    return Row(name, f"not compiled; compiling takes {seconds:.0f} s", times(ratio))


def _name_of(case: Case) -> str:
    return f"d_model {case.d_model}, {case.num_layers} layers, length {case.length}, dropout {case.dropout}"


def ratio_of(case: Case, rounds: int) -> float:
    """Return how many times faster the course's step is, after checking that it is the same step."""
    torch.manual_seed(0)
    theirs = TextbookTransformer(case)
    ours, (src, tgt) = same_model(theirs, case), batch_of_words(case.length)
    check_same_logits_and_gradients(ours, theirs, src, tgt)
    steps = {"ours": training_step(ours, src, tgt), "theirs": training_step(theirs, src, tgt)}
    return times_faster(in_turns(steps, rounds=rounds), "ours", "theirs")


def check_same_logits_and_gradients(ours: Transformer, theirs: nn.Module, src: Tensor, tgt: Tensor) -> None:
    """Fail unless both models, without dropout, score alike and learn alike; leave them in training mode."""
    outputs, gradients = [], []
    for model in (ours, theirs):
        # Dropout off by its share: in eval mode PyTorch's encoder takes another path.
        copy = without_dropout(model.train())
        logits = copy(src, tgt)
        outputs.append(logits.detach())
        gradients.append(torch.autograd.grad(loss_of(logits, tgt), copy.embed_source.parameters())[0])
    torch.testing.assert_close(*outputs, atol=1e-4, rtol=1e-4)
    torch.testing.assert_close(*gradients, atol=1e-5, rtol=1e-4)


def without_dropout(model: nn.Module) -> nn.Module:
    """Return a copy that drops nothing."""
    copy = deepcopy(model)
    for part in copy.modules():
        if isinstance(part, nn.Dropout):
            part.p = 0.0
        elif hasattr(part, "dropout") and isinstance(part.dropout, float):
            part.dropout = 0.0
    return copy


class TextbookTransformer(nn.Module):
    """`nn.Transformer` between embeddings and logits, with masks made once for each batch, as its tutorial does it."""

    def __init__(self, case: Case) -> None:
        """Make the usual parts; a table holds the positions."""
        super().__init__()
        self.d_model, self.dropout = case.d_model, nn.Dropout(case.dropout)
        self.embed_source, self.embed_target = (nn.Embedding(VOCAB_SIZE, case.d_model, PAD_ID) for _ in range(2))
        self.register_buffer("places", sinusoidal_positions(case.length, case.d_model))
        self.transformer = nn.Transformer(
            case.d_model,
            NUM_HEADS,
            case.num_layers,
            case.num_layers,
            4 * case.d_model,
            case.dropout,
            batch_first=True,
        )
        self.to_logits = nn.Linear(case.d_model, VOCAB_SIZE, bias=False)
        for table in (self.embed_source, self.embed_target):
            nn.init.normal_(table.weight, std=case.d_model**-0.5)

    def forward(self, src: Tensor, tgt: Tensor) -> Tensor:
        """Score, for every target word, which word comes after it."""
        src_pads = src == PAD_ID
        x = self.transformer(
            self._embed(self.embed_source, src),
            self._embed(self.embed_target, tgt),
            tgt_mask=nn.Transformer.generate_square_subsequent_mask(tgt.shape[1]),
            tgt_is_causal=True,
            src_key_padding_mask=src_pads,
            memory_key_padding_mask=src_pads,
        )
        return self.to_logits(x)

    def _embed(self, table: nn.Embedding, ids: Tensor) -> Tensor:
        return self.dropout(table(ids) * sqrt(self.d_model) + self.places[: ids.shape[1]])


def same_model(theirs: TextbookTransformer, case: Case) -> Transformer:
    """Return the course's Transformer with the weights of `theirs`."""
    sizes = {"d_model": case.d_model, "num_layers": case.num_layers, "num_heads": NUM_HEADS, "d_ff": 4 * case.d_model}
    ours = Transformer(VOCAB_SIZE, VOCAB_SIZE, **sizes, dropout=case.dropout, pad_id=PAD_ID)
    ours.encoder, ours.decoder = (
        stack_from_torch(stack) for stack in (theirs.transformer.encoder, theirs.transformer.decoder)
    )
    ours.to_logits = deepcopy(theirs.to_logits)
    with torch.no_grad():
        ours.embed_source.tokens.table.weight.copy_(theirs.embed_source.weight)
        ours.embed_target.tokens.table.weight.copy_(theirs.embed_target.weight)
    return ours


def batch_of_words(length: int) -> tuple[Tensor, Tensor]:
    """Return source and target ids: of a batch sorted by length, the last eighth of the words may be pads."""
    generator = torch.Generator().manual_seed(length)
    src, tgt = torch.randint(1, VOCAB_SIZE, (2, BATCH, length), generator=generator)
    ends = torch.randint(length - length // 8, length + 1, (BATCH, 1), generator=generator)
    return src.masked_fill(torch.arange(length) >= ends, PAD_ID), tgt


def training_step(model: nn.Module, src: Tensor, tgt: Tensor) -> Callable[[], None]:
    """Return a function that does one step: forward, loss, backward, Adam."""
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-4, fused=True)

    def step() -> None:
        optimizer.zero_grad()
        loss_of(model(src, tgt), tgt).backward()
        optimizer.step()

    return step


def loss_of(logits: Tensor, tgt: Tensor) -> Tensor:
    """Return the mean loss over the words that are no pads."""
    return cross_entropy(logits[:, :-1].flatten(0, 1), tgt[:, 1:].flatten(), ignore_index=PAD_ID)
