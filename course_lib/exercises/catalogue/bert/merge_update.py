"""Merge a low-rank update into the weight of its layer."""

import torch
from torch import Tensor
from torch.nn.functional import linear

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def merge(weight: Tensor, a: Tensor, b: Tensor, alpha: float | int) -> Tensor:
    """Return a weight [d_out, d_in] that computes what weight, a [d_in, rank] and b [rank, d_out] do together."""
    rank = a.shape[1]
    return weight + alpha / rank * (a @ b).T


def _case(words: str, d_in: int, rank: int, d_out: int, alpha: float | int) -> Case:
    """Make a case of random matrices of these sizes."""
    return Case(
        words,
        lambda: (
            random_tensor(d_out, d_in, seed=1),
            random_tensor(d_in, rank, seed=2),
            random_tensor(rank, d_out, seed=3),
            alpha,
        ),
    )


CASES = (
    Case(
        "two numbers in, one out, rank 1, alpha 2",
        lambda: (torch.tensor([[1.0, 1.0]]), torch.tensor([[1.0], [3.0]]), torch.tensor([[0.5]]), 2.0),
    ),
    Case(
        "two numbers in, three out, rank 1, alpha 1",
        lambda: (torch.zeros(3, 2), torch.tensor([[1.0], [2.0]]), torch.tensor([[1.0, 0.0, 3.0]]), 1.0),
    ),
    _case("three numbers in, four out, rank 2, alpha 6", 3, 2, 4, 6.0),
    _case("as many numbers in as out, rank 2, alpha 1", 4, 2, 4, 1.0),
    _case("five numbers in, three out, rank 2, alpha 3", 5, 2, 3, 3.0),
    _case("as many numbers in as out, and a rank as large, alpha 0.5", 3, 3, 3, 0.5),
    _case("nine numbers in, seven out, rank 4, alpha 16, a whole number", 9, 4, 7, 16),
    _case("alpha 0: no change", 2, 3, 4, 0.0),
)


def _factors_turned(weight: Tensor, a: Tensor, b: Tensor, alpha: float | int) -> Tensor:
    return weight + (b.T @ a.T) * (alpha / b.shape[0])


def _with_einsum(weight: Tensor, a: Tensor, b: Tensor, alpha: float | int) -> Tensor:
    return torch.einsum("ir,ro->oi", a, b).mul(alpha).div(a.size(-1)).add(weight)


def _direction_by_direction(weight: Tensor, a: Tensor, b: Tensor, alpha: float | int) -> Tensor:
    merged = weight.clone()
    for column, row in zip(a.T, b, strict=True):
        merged += alpha / len(b) * torch.outer(row, column)
    return merged


def _from_what_the_layer_computes(weight: Tensor, a: Tensor, b: Tensor, alpha: float | int) -> Tensor:
    x = torch.eye(weight.shape[1], dtype=weight.dtype)
    return (linear(x, weight) + alpha / a.shape[1] * (x @ a @ b)).T


RANK, SCALE, CHANGE = "a.shape[1]", "alpha / rank", "(a @ b).T"
MERGED = f"weight + {SCALE} * {CHANGE}"

MISTAKES = (
    Mistake(
        "argument-changed",
        "The result is right, but you changed `weight`: `+=` and add_ write into it. Write weight + ….",
        {f"return {MERGED}": f"weight += {SCALE} * {CHANGE}\n    return weight"},
    ),
    Mistake(
        "not-transposed",
        "a @ b is [d_in, d_out], and the weight is [d_out, d_in]: transpose the product.",
        {CHANGE: "(a @ b)"},
    ),
    Mistake(
        "reshaped",
        "reshape reads the numbers on in their old order, so they come to other places. Transpose: .T.",
        {CHANGE: "(a @ b).reshape(weight.shape)"},
    ),
    Mistake(
        "weight-transposed",
        "Your result is [d_in, d_out]. A weight of nn.Linear is [d_out, d_in]: transpose the change, not the weight.",
        ({MERGED: f"weight.T + {SCALE} * (a @ b)"}, {MERGED: f"({MERGED}).T"}),
    ),
    Mistake(
        "wrong-way-transposed",
        "You transposed only one, or turned the factors without transposing them: (a @ b).T is b.T @ a.T.",
        (
            {CHANGE: "(b @ a)"},
            {CHANGE: "(b @ a).T"},
            {CHANGE: "(a.T @ b.T)"},
            {CHANGE: "(a.T @ b)"},
            {CHANGE: "(b.T @ a)"},
            {CHANGE: "(a @ b.T)"},
            {CHANGE: "(b @ a.T)"},
        ),
    ),
    Mistake("scale-forgotten", "The change lacks its factor alpha / rank.", {f"{SCALE} * ": ""}),
    Mistake("rank-forgotten", "You multiplied by alpha. Divide by the rank too.", {SCALE: "alpha"}),
    Mistake("alpha-forgotten", "You divided by the rank. Multiply by alpha too.", {SCALE: "1 / rank"}),
    Mistake("multiplied-by-the-rank", "You multiplied by the rank. Divide by it.", {SCALE: "alpha * rank"}),
    Mistake("divided-by-alpha", "The factor is upside down: alpha / rank.", {SCALE: "rank / max(alpha, 1e-9)"}),
    Mistake(
        "not-the-rank",
        "You divided by another size. The rank is the one that a and b have in common: a.shape[1], or b.shape[0].",
        ({RANK: "a.shape[0]"}, {RANK: "b.shape[1]"}, {RANK: "weight.numel()"}, {RANK: "a.numel()"}),
    ),
    Mistake(
        "root-of-the-rank",
        "You divided by the root of the rank. Here it is the rank itself.",
        {SCALE: "alpha / rank**0.5"},
    ),
    Mistake(
        "whole-division",
        "// drops what is left over. Write alpha / rank.",
        {SCALE: "alpha // rank"},
    ),
    Mistake(
        "scaled-twice",
        "The factor is in it twice. It belongs to the product once, not to each of a and b.",
        {SCALE: "(alpha / rank) ** 2"},
    ),
    Mistake("subtracted", "You subtracted the change. Add it.", {"weight + ": "weight - "}),
    Mistake("change-only", "This is the change alone. Add the weight.", {"weight + ": ""}),
    Mistake(
        "weight-only",
        "This is the weight without its change.",
        {MERGED: "weight.clone()"},
    ),
    Mistake(
        "weight-scaled-too",
        "You multiplied the weight by alpha / rank as well. The factor belongs to the change alone.",
        {MERGED: f"{SCALE} * (weight + {CHANGE})"},
    ),
    Mistake(
        "weight-times-change",
        "You multiplied the weight by the change. The layer adds the two results, so the two matrices are added.",
        (
            {"weight + ": "weight * "},
            {MERGED: f"weight @ ({SCALE} * {CHANGE})"},
            {MERGED: f"weight * (1 + {SCALE} * {CHANGE})"},
        ),
    ),
    Mistake(
        "entry-by-entry",
        "* multiplies entry by entry. a @ b is the product of matrices.",
        ({CHANGE: "(a * b).T"}, {CHANGE: "(a * b)"}, {CHANGE: "(a.T * b)"}, {CHANGE: "(a * b.T)"}),
    ),
    Mistake(
        "one-direction-only",
        "You took only one direction of the change. Add up all: a @ b.",
        (
            {CHANGE: "torch.outer(b[0], a[:, 0])"},
            {CHANGE: "torch.outer(b[-1], a[:, -1])"},
        ),
    ),
)

EXERCISE = Exercise(
    name="merge-update",
    chapter="bert",
    minutes=10,
    difficulty="medium",
    solution=merge,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_factors_turned, _with_einsum, _direction_by_direction, _from_what_the_layer_computes),
)
