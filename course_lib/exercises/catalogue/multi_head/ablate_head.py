"""Switch one head off and see what the layer gives without it."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def ablate_head(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    """Return the layer's output with one head's output set to zero, [batch, words, d_model]."""
    kept = heads.clone()
    kept[:, head] = 0
    return kept.transpose(1, 2).flatten(2) @ w_o


def _case(words: str, head: int, *heads: int, d_model: int) -> Case:
    rows = heads[1] * heads[3]
    return Case(words, lambda: (random_tensor(*heads), head, random_tensor(rows, d_model, seed=2)))


# No case in float64: what a loop has put into torch.zeros is float32, and does not go with w_o.
CASES = (
    Case(
        "one sentence, two heads, two words, width 1; without head 0",
        lambda: (torch.tensor([[[[1.0], [2.0]], [[3.0], [4.0]]]]), 0, torch.tensor([[1.0, 0.0], [10.0, 1.0]])),
    ),
    _case("batch of 2, three heads, four words, width 5; without head 1", 1, 2, 3, 4, 5, d_model=15),
    _case("batch of 2, three heads, four words, width 5, d_model 7; without head 2", 2, 2, 3, 4, 5, d_model=7),
    _case("batch of 3, all other sizes 3; without head 0", 0, 3, 3, 3, 3, d_model=9),
    _case("batch of 4, one head: nothing is left", 0, 4, 1, 3, 2, d_model=2),
    _case("batch of 2, four heads, three words, width 2; without head 1", 1, 2, 4, 3, 2, d_model=8),
)


def _contribution_taken_off(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    d_v = heads.shape[-1]
    output = heads.transpose(1, 2).flatten(2) @ w_o
    return output - heads[:, head] @ w_o[head * d_v : (head + 1) * d_v]


def _with_a_loop(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    output, blocks = torch.zeros(heads.shape[0], heads.shape[2], w_o.shape[1]), w_o.chunk(heads.shape[1])
    for i in range(heads.shape[1]):
        if i != head:
            output += torch.einsum("bwd,dm->bwm", heads[:, i], blocks[i])
    return output


def _rows_of_w_o(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    d_v = heads.shape[-1]
    rows = w_o.clone()
    rows[head * d_v : (head + 1) * d_v] = 0
    return heads.transpose(1, 2).flatten(2) @ rows


def _left_out(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    others = [i for i in range(heads.shape[1]) if i != head]
    rows = w_o.unflatten(0, (heads.shape[1], -1))[others]
    return heads[:, others].transpose(1, 2).flatten(2) @ rows.flatten(0, 1)


MISTAKES = (
    Mistake(
        "in-place",
        "The output is right, but you zeroed the caller's `heads`: write into a copy, `heads.clone()`.",
        {"heads.clone()": "heads"},
    ),
    Mistake(
        "in-place-at-times",
        "flatten copies only where it must. Where it need not, with one head, you zeroed the caller's `heads`: write "
        "into a copy.",
        {
            "kept = heads.clone()": "kept, d_v = heads.transpose(1, 2).flatten(2), heads.shape[-1]",
            "kept[:, head] = 0": "kept[..., head * d_v : (head + 1) * d_v] = 0",
            "kept.transpose(1, 2).flatten(2)": "kept",
        },
    ),
    Mistake(
        "in-place-in-w_o",
        "The output is right, but you zeroed rows of the caller's `w_o`: write into a copy.",
        {"w_o.clone()": "w_o"},
        of=_rows_of_w_o,
    ),
    Mistake("nothing-removed", "This is the output with all heads.", {"    kept[:, head] = 0\n": ""}),
    Mistake(
        "only-this-head",
        "This is what the head contributes, or that with a minus. The task asks for the output without it.",
        ({"output - heads": "heads"}, {"output - heads": "-heads"}),
        of=_contribution_taken_off,
    ),
    Mistake(
        "another-axis",
        "You zeroed a sentence, a word or a component. Axis 0 is the batch; the heads are axis 1.",
        tuple({"[:, head]": other} for other in ("[head]", "[:, :, head]", "[..., head]")),
    ),
    Mistake(
        "head-dropped",
        "You took the head away, and what is left no longer fits w_o. Put zeros in its place.",
        {"kept[:, head] = 0": "kept = torch.cat((kept[:, :head], kept[:, head + 1 :]), dim=1)"},
    ),
    Mistake(
        "rows-of-other-heads",
        "You took the head away, and the heads behind it meet rows of w_o of another. Put zeros in its place.",
        {"rows.flatten(0, 1)": "w_o[: heads[0, others, 0].numel()]"},
        of=_left_out,
    ),
    Mistake(
        "columns-of-w_o",
        "You zeroed columns of w_o. With rows as words, merged @ w_o, a head's components meet *rows* of w_o.",
        ({"rows[head": "rows[:, head"}, {"rows[head * d_v : (head + 1) * d_v]": "rows[:, head]"}),
        of=_rows_of_w_o,
    ),
    Mistake(
        "one-row-of-w_o",
        "You took away one component of the merged vector, or its row of w_o. A head owns d_v of them.",
        {"rows[head * d_v : (head + 1) * d_v]": "rows[head]"},
        of=_rows_of_w_o,
    ),
    Mistake(
        "width-from-w_o",
        "You took d_model / heads for the width of a head. It need not be: read it from heads.shape[-1].",
        {"heads.shape[-1]": "w_o.shape[1] // heads.shape[1]"},
        of=_rows_of_w_o,
    ),
    Mistake(
        "merged-wrongly",
        "The right head is zero, but the merging mixes words or components. First swap heads and words, axes 1 and 2.",
        (
            {"transpose(1, 2).flatten(2)": "reshape(len(heads), heads.shape[2], -1)"},
            {"transpose(1, 2)": "permute(0, 2, 3, 1)"},
        ),
    ),
    Mistake(
        "not-merged",
        "The heads do not stand side by side yet: merge them before w_o.",
        ({".transpose(1, 2).flatten(2)": ""}, {".flatten(2)": ""}),
    ),
    Mistake(
        "view-after-transpose",
        "After a transpose a row's numbers no longer lie side by side in memory, and `view` refuses. Use `reshape`.",
        {"flatten(2)": "view(heads.shape[0], heads.shape[2], -1)"},
    ),
    Mistake(
        "a-mean-in-its-place",
        "You put a mean in the head's place. The task asks for zero.",
        tuple(
            {"= 0": f"= heads{mean}"}
            for mean in ("[:, head].mean()", "[:, head].mean(dim=1, keepdim=True)", ".mean(dim=1)")
        ),
    ),
    Mistake("without-w_o", "These are the merged heads. Multiply them by w_o.", {" @ w_o": ""}),
    Mistake("w_o-transposed", "w_o is transposed. It is merged @ w_o.", {"@ w_o": "@ w_o.T"}),
    Mistake("one-too-early", "You switched off the head before: heads count from 0.", {"[:, head]": "[:, head - 1]"}),
    Mistake(
        "scaled-up",
        "You made the other heads larger to make up for the missing one. Leave them alone.",
        {"@ w_o": "@ w_o * heads.shape[1] / max(heads.shape[1] - 1, 1)"},
    ),
)

EXERCISE = Exercise(
    name="ablate-head",
    chapter="multi-head",
    minutes=6,
    difficulty="medium",
    solution=ablate_head,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_contribution_taken_off, _with_a_loop, _rows_of_w_o, _left_out),
)
