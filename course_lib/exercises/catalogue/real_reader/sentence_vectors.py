"""Make one vector of length 1 for each sentence: the direction of the mean of its pieces, without pads."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def sentence_vectors(vectors: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    """Return [sentences, d] from vectors [sentences, pieces, d] and ids [sentences, pieces], padded at the right."""
    is_piece = (ids != pad_id)[..., None]
    sums = (vectors * is_piece).sum(dim=1)
    return sums / sums.norm(dim=1, keepdim=True)


def _case(words: str, d: int, ids: list[list[int]], pad_id: int, dtype: torch.dtype = torch.float32) -> Case:
    """Make a case of these sentences, with a random vector for each piece and each pad, of uneven lengths."""

    def arguments() -> tuple[Tensor, Tensor, int]:
        vectors = random_tensor(len(ids), len(ids[0]), d, seed=d, dtype=dtype)
        return vectors * torch.arange(1, len(ids[0]) + 1)[:, None], torch.tensor(ids), pad_id

    return Case(words, arguments)


CASES = (
    Case(
        "one sentence of two pieces and one pad",
        lambda: (torch.tensor([[[2.0, 1.0], [4.0, 7.0], [9.0, 0.0]]]), torch.tensor([[5, 7, 0]]), 0),
    ),
    _case("two sentences of four pieces, without pads", 3, [[1, 5, 6, 2], [1, 7, 5, 2]], 0),
    _case("two sentences of five places, pad 0", 2, [[1, 5, 6, 8, 2], [1, 7, 2, 0, 0]], 0),
    _case("one piece and three pads", 4, [[6, 1, 1, 1]], 1),
    _case("three sentences of four places, pad 2, 0 is a piece", 5, [[0, 1, 0, 2], [9, 2, 2, 2], [3, 0, 7, 1]], 2),
    _case("as many sentences as places", 4, [[6, 9, 9], [0, 4, 9], [1, 5, 3]], 9),
    _case("as many numbers in a vector as sentences", 3, [[3, 3, 3, 5, 5], [1, 6, 5, 5, 5], [7, 0, 2, 9, 4]], 5),
    _case("as many numbers in a vector as places", 6, [[3, 3, 3, 7, 7, 7], [1, 6, 0, 4, 2, 7]], 7),
    _case("four sentences of six places, pad 3", 7, [[4, 1, 1, 8, 3, 3], [5] + [3] * 5, [2] * 6, [0, 9] + [3] * 4], 3),
    _case("float64", 5, [[4, 8, 6], [1, 0, 0]], 0, torch.float64),
)


def _mean_then_normalised(vectors: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    is_piece = (ids != pad_id).unsqueeze(-1)
    means = (vectors * is_piece).sum(dim=1) / is_piece.sum(dim=1)
    return torch.nn.functional.normalize(means, dim=-1)


def _sentence_by_sentence(vectors: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    found = torch.zeros(vectors.shape[0], vectors.shape[2], dtype=vectors.dtype)
    for row in range(len(ids)):
        mean = vectors[row, ids[row] != pad_id].mean(dim=0)
        found[row] = mean / mean.square().sum().sqrt()
    return found


def _with_an_einsum(vectors: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    weights = torch.ne(ids, pad_id).to(vectors.dtype)
    sums = torch.einsum("sp,spd->sd", weights / weights.sum(dim=1, keepdim=True), vectors)
    return sums / torch.linalg.vector_norm(sums, dim=-1)[:, None]


def _specials_left_out(vectors: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    last = (ids != pad_id).sum(dim=1) - 1
    means = torch.stack([own[1:end].sum(dim=0) for own, end in zip(vectors, last, strict=True)])
    return means / means.norm(dim=1, keepdim=True)


IS_PIECE = "(ids != pad_id)[..., None]"
SUMS, LENGTH = "(vectors * is_piece).sum(dim=1)", "sums.norm(dim=1, keepdim=True)"
PLAIN_MEAN = f"{SUMS} / is_piece.sum(dim=1)"
RESULT = f"sums / {LENGTH}"
OVER_PIECES = "vectors / vectors.norm(dim=1, keepdim=True)"
DIRECTIONS = "vectors / vectors.norm(dim=-1, keepdim=True)"

MISTAKES = (
    Mistake(
        "pads-counted",
        "The pads are in your mean. What stands there means nothing: leave it out.",
        {SUMS: "vectors.sum(dim=1)"},
    ),
    Mistake(
        "length-not-1",
        "This is the mean. Divide each sentence's vector by its length.",
        {SUMS: PLAIN_MEAN, RESULT: "sums"},
    ),
    Mistake(
        "mean-with-pads-length-not-1",
        "The pads are in your mean, and its length is not 1 yet.",
        ({SUMS: "vectors.mean(dim=1)", RESULT: "sums"}, {SUMS: "(vectors * is_piece).mean(dim=1)", RESULT: "sums"}),
    ),
    Mistake("sum-length-not-1", "This is the sum of the pieces. Divide it by its length.", {RESULT: "sums"}),
    Mistake(
        "length-1-before-the-mean",
        "You brought the pieces to length 1, and then took the mean. Take the mean first, and bring that to length 1.",
        (
            {SUMS: f"({DIRECTIONS} * is_piece).sum(dim=1) / is_piece.sum(dim=1)", RESULT: "sums"},
            {SUMS: f"({DIRECTIONS} * is_piece).sum(dim=1)", RESULT: "sums"},
            {SUMS: f"({DIRECTIONS} * is_piece).mean(dim=1)", RESULT: "sums"},
        ),
    ),
    Mistake(
        "length-over-the-pieces",
        "You divided by norms over the pieces. The length of a vector runs over its numbers, and the mean comes first.",
        tuple(
            {SUMS: f"({OVER_PIECES} * is_piece).sum(dim=1){number}", RESULT: "sums"}
            for number in ("", " / is_piece.sum(dim=1)", " / ids.shape[1]")
        ),
    ),
    Mistake(
        "length-1-twice",
        "You brought the pieces to length 1 as well. They have lengths of their own: only the mean gets length 1.",
        {SUMS: f"({DIRECTIONS} * is_piece).sum(dim=1)"},
    ),
    Mistake(
        "length-with-pads",
        "You divided by the length of a mean that has the pads in it.",
        (
            {SUMS: PLAIN_MEAN, LENGTH: "vectors.mean(dim=1).norm(dim=1, keepdim=True)"},
            {LENGTH: "vectors.sum(dim=1).norm(dim=1, keepdim=True)"},
        ),
    ),
    Mistake(
        "one-length-for-all",
        "You divided all sentences by one number. Each has a length of its own: norm(dim=1).",
        (
            {LENGTH: "sums.norm()"},
            {SUMS: PLAIN_MEAN, LENGTH: "sums.norm()"},
            {SUMS: PLAIN_MEAN, LENGTH: "sums.norm(dim=1).max()"},
            {LENGTH: "sums.norm(dim=1).max()"},
            {SUMS: PLAIN_MEAN, LENGTH: "sums.norm(dim=1)[0]"},
        ),
    ),
    Mistake(
        "length-over-the-sentences",
        "You took the norm over the sentences. The length of a vector runs over its numbers: dim=1.",
        ({"norm(dim=1": "norm(dim=0"}, {SUMS: PLAIN_MEAN, LENGTH: "sums.norm(dim=0, keepdim=True)"}),
    ),
    Mistake(
        "length-without-its-axis",
        "The lengths have the shape [sentences], and the sums [sentences, d]: keepdim=True keeps the axis.",
        ({", keepdim=True": ""}, {SUMS: PLAIN_MEAN, LENGTH: "sums.norm(dim=1)"}),
    ),
    Mistake(
        "squared-length",
        "You divided by the square of the length. Take its root.",
        (
            {LENGTH: f"{LENGTH} ** 2"},
            {SUMS: PLAIN_MEAN, LENGTH: f"{LENGTH} ** 2"},
        ),
    ),
    Mistake(
        "not-the-length",
        "You divided by the sum of the numbers, or of their sizes, or by the largest. The length is norm(dim=1).",
        tuple({"norm(dim": other} for other in ("norm(1, dim", "sum(dim", "abs().amax(dim", "amax(dim")),
    ),
    Mistake(
        "longest-piece",
        "You divided by the length of the longest piece. Divide the mean by its own length.",
        tuple(
            {SUMS: total, LENGTH: f"({pieces}).norm(dim=-1).amax(dim=1, keepdim=True)"}
            for total in (SUMS, PLAIN_MEAN)
            for pieces in ("vectors", "vectors * is_piece")
        ),
    ),
    Mistake(
        "root-of-d",
        "You divided by the root of d, which is the same for all. Divide by the vector's own length.",
        tuple({SUMS: total, LENGTH: "sums.shape[1] ** 0.5"} for total in (SUMS, PLAIN_MEAN)),
    ),
    Mistake("shares", "softmax makes numbers that sum to 1. What is wanted has length 1.", {RESULT: "sums.softmax(1)"}),
    Mistake(
        "first-piece",
        "This is the vector of [CLS]. Take the mean of all pieces.",
        ({SUMS: "vectors[:, 0]"}, {SUMS: "vectors[:, 0]", RESULT: "sums"}),
    ),
    Mistake(
        "specials-left-out",
        "You left out the first and the last piece. [CLS] and [SEP] count like all others; only pads go.",
        _specials_left_out,
    ),
    Mistake(
        "first-left-out",
        "You left out the first piece, or the last. [CLS] and [SEP] count like all others; only pads go.",
        (
            {SUMS: "(vectors * is_piece)[:, 1:].sum(dim=1)"},
            {SUMS: "(vectors * is_piece)[:, 1:].sum(dim=1)", RESULT: "torch.nn.functional.normalize(sums)"},
            {IS_PIECE: "(ids != pad_id).roll(-1, 1).index_fill(1, torch.tensor([ids.shape[1] - 1]), False)[..., None]"},
        ),
    ),
    Mistake(
        "mean-of-pads",
        "You took the mean of the pads. A piece is what is not pad_id: !=.",
        ({"!=": "=="}, {"!=": "==", RESULT: "torch.nn.functional.normalize(sums)"}),
    ),
    Mistake("pad-is-0", "You took 0 for the pad. Its number is pad_id, and 0 may be a piece.", {"pad_id)": "0)"}),
    Mistake(
        "pad-is-smallest",
        "You took only numbers above pad_id for pieces. Pieces may have smaller numbers too: !=.",
        {"!=": ">"},
    ),
    Mistake(
        "weighted-by-the-ids",
        "You multiplied the vectors by the ids. What is wanted is where a piece stands: ids != pad_id.",
        {"vectors * is_piece": "vectors * ids[..., None]"},
    ),
    Mistake(
        "over-the-wrong-axis",
        "You added up over the sentences, or over the numbers of a vector. The pieces are the axis dim=1.",
        (
            {SUMS: "(vectors * is_piece).sum(dim=0)"},
            {SUMS: "(vectors * is_piece).sum(dim=2)"},
            {SUMS: "(vectors * is_piece).mean(dim=2)", RESULT: "sums"},
            {SUMS: "vectors.mean(dim=2)", RESULT: "sums"},
            {SUMS: "(vectors * is_piece).sum(dim=0) / is_piece.sum(dim=0)"},
        ),
    ),
    Mistake(
        "one-vector-for-the-batch",
        "This is one vector for the whole batch. Each sentence has its own.",
        (
            {SUMS: "vectors[ids != pad_id].mean(dim=0, keepdim=True)"},
            {SUMS: "vectors[ids != pad_id].mean(dim=0)", LENGTH: "sums.norm()"},
        ),
    ),
    Mistake(
        "piece-axis-missing",
        "ids != pad_id is [sentences, pieces], and the vectors have one more axis behind these: [..., None] adds it.",
        ({IS_PIECE: "(ids != pad_id)"}, {IS_PIECE: "(ids != pad_id)[:, None]"}),
    ),
    Mistake(
        "pads-not-zero",
        "You filled the pads with −∞ or NaN, and added that up. In a sum, what is left out must be 0.",
        (
            {"(vectors * is_piece)": "vectors.masked_fill(~is_piece, -torch.inf)"},
            {"(vectors * is_piece)": "vectors.masked_fill(~is_piece, torch.nan)"},
        ),
    ),
    Mistake(
        "largest-numbers",
        "These are the largest numbers over the pieces. Take the mean.",
        (
            {SUMS: "vectors.masked_fill(~is_piece, -torch.inf).amax(dim=1)"},
            {SUMS: "(vectors * is_piece).amax(dim=1)"},
        ),
    ),
    Mistake(
        "axis-kept",
        "An axis of size 1 is left over. Wanted is [sentences, d].",
        {SUMS: "(vectors * is_piece).sum(dim=1, keepdim=True)", "norm(dim=1": "norm(dim=2"},
    ),
    Mistake(
        "pieces-not-sentences",
        "You brought each piece to length 1. Wanted is one vector for each sentence: take the mean first.",
        ({SUMS: "vectors", "norm(dim=1": "norm(dim=2"}, {SUMS: "vectors * is_piece", "norm(dim=1": "norm(dim=2"}),
    ),
    Mistake(
        "one-sentence-only",
        "Only one sentence is there. Is the `return` inside the loop, or is the result overwritten?",
        ({RESULT: f"({RESULT})[0]"}, {RESULT: f"({RESULT})[-1]"}),
    ),
)

EXERCISE = Exercise(
    name="sentence-vectors",
    chapter="real-reader",
    minutes=10,
    difficulty="easy",
    solution=sentence_vectors,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_mean_then_normalised, _sentence_by_sentence, _with_an_einsum),
    equivalent_mutations=(
        "line 3: '(vectors * is_piece).sum' → '(vectors * is_piece).mean'",  # a factor, which the length takes out
    ),
)
