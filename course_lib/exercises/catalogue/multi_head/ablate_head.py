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


def _layer(*heads: int, d_model: int, dtype: torch.dtype = torch.float32) -> tuple[Tensor, Tensor]:
    return random_tensor(*heads, dtype=dtype), random_tensor(heads[1] * heads[3], d_model, seed=2, dtype=dtype)


def _case(words: str, head: int, *heads: int, d_model: int, dtype: torch.dtype = torch.float32) -> Case:
    def arguments() -> tuple[Tensor, int, Tensor]:
        outputs, w_o = _layer(*heads, d_model=d_model, dtype=dtype)
        return outputs, head, w_o

    return Case(words, arguments)


CASES = (
    Case(
        "one sentence, two heads, two words, width 1; without head 0",
        lambda: (torch.tensor([[[[1.0], [2.0]], [[3.0], [4.0]]]]), 0, torch.tensor([[1.0, 0.0], [10.0, 1.0]])),
    ),
    _case("batch of 2, three heads, four words, width 5; without head 1", 1, 2, 3, 4, 5, d_model=15),
    _case("batch of 2, three heads, four words, width 5, d_model 7; without head 2", 2, 2, 3, 4, 5, d_model=7),
    _case("batch of 3, all other sizes 3; without head 0", 0, 3, 3, 3, 3, d_model=9),
    _case("batch of 4, one head: nothing is left", 0, 4, 1, 3, 2, d_model=2),
    _case("float64", 1, 2, 4, 3, 2, d_model=8, dtype=torch.float64),
)


def _contribution_taken_off(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    d_v = heads.shape[-1]
    output = heads.transpose(1, 2).flatten(2) @ w_o
    return output - heads[:, head] @ w_o[head * d_v : (head + 1) * d_v]


def _with_a_loop(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    parts = zip(heads.unbind(1), w_o.chunk(heads.shape[1]), strict=True)
    return torch.stack([part @ block * (i != head) for i, (part, block) in enumerate(parts)]).sum(dim=0)


def _with_a_mask(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    keep = (torch.arange(heads.shape[1]) != head)[None, :, None, None]
    return torch.cat((heads * keep).unbind(dim=1), dim=-1) @ w_o


def _rows_of_w_o(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    d_v = heads.shape[-1]
    rows = w_o.clone()
    rows[head * d_v : (head + 1) * d_v] = 0
    return _merged(heads) @ rows


def _merged(heads: Tensor) -> Tensor:
    return heads.transpose(1, 2).flatten(2)


def _in_place(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    heads[:, head] = 0
    return _merged(heads) @ w_o


def _in_place_in_w_o(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    d_v = heads.shape[-1]
    w_o[head * d_v : (head + 1) * d_v] = 0
    return _merged(heads) @ w_o


def _nothing_removed(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    return _merged(heads) @ w_o


def _only_this_head(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    return _nothing_removed(heads, head, w_o) - ablate_head(heads, head, w_o)


def _sentence_removed(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    kept = heads.clone()
    kept[head] = 0
    return _merged(kept) @ w_o


def _word_removed(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    kept = heads.clone()
    kept[:, :, head] = 0
    return _merged(kept) @ w_o


def _component_removed(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    kept = heads.clone()
    kept[..., head] = 0
    return _merged(kept) @ w_o


def _columns_of_w_o(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    d_v = heads.shape[-1]
    columns = w_o.clone()
    columns[:, head * d_v : (head + 1) * d_v] = 0
    return _merged(heads) @ columns


def _one_row_of_w_o(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    rows = w_o.clone()
    rows[head] = 0
    return _merged(heads) @ rows


def _reshaped_only(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    kept = heads.clone()
    kept[:, head] = 0
    return kept.reshape(heads.shape[0], heads.shape[2], -1) @ w_o


def _mean_of_the_head(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    kept = heads.clone()
    kept[:, head] = heads[:, head].mean()
    return _merged(kept) @ w_o


def _mean_of_the_others(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    kept = heads.clone()
    kept[:, head] = heads.mean(dim=1)
    return _merged(kept) @ w_o


def _without_w_o(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    kept = heads.clone()
    kept[:, head] = 0
    return _merged(kept)


def _one_too_early(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    return ablate_head(heads, head - 1, w_o)


def _scaled_up(heads: Tensor, head: int, w_o: Tensor) -> Tensor:
    count = heads.shape[1]
    return ablate_head(heads, head, w_o) * count / max(count - 1, 1)


MISTAKES = (
    Mistake(
        "in-place",
        "The output is right, but you zeroed the caller's `heads`: the next measurement starts without this head. "
        "Write into a copy, `heads.clone()`.",
        _in_place,
    ),
    Mistake(
        "in-place-in-w_o",
        "The output is right, but you zeroed rows of the caller's `w_o`: the layer stays damaged. Write into a copy.",
        _in_place_in_w_o,
    ),
    Mistake("nothing-removed", "This is the output with all heads, as if nothing was switched off.", _nothing_removed),
    Mistake(
        "only-this-head", "This is what the head contributes. The task asks for the output without it.", _only_this_head
    ),
    Mistake("sentence-removed", "You zeroed a sentence: axis 0 is the batch. The heads are axis 1.", _sentence_removed),
    Mistake("word-removed", "You zeroed a word in all heads: axis 2. The heads are axis 1.", _word_removed),
    Mistake(
        "component-removed", "You zeroed one component of every head: last axis. Heads: axis 1.", _component_removed
    ),
    Mistake(
        "columns-of-w_o",
        "You zeroed columns of w_o. With rows as words, merged @ w_o, a head's components meet *rows* of w_o.",
        _columns_of_w_o,
    ),
    Mistake("one-row-of-w_o", "You zeroed one row of w_o. A head owns d_v rows of it.", _one_row_of_w_o),
    Mistake(
        "reshaped-only",
        "The right head is zero, but the heads were merged by reshape alone, which mixes words. First transpose heads "
        "and words.",
        _reshaped_only,
    ),
    Mistake("mean-of-the-head", "You put the head's mean in its place. The task asks for zero.", _mean_of_the_head),
    Mistake(
        "mean-of-all-heads", "You put the mean of all heads in its place. The task asks for zero.", _mean_of_the_others
    ),
    Mistake("without-w_o", "These are the merged heads. Multiply them by w_o.", _without_w_o),
    Mistake("one-too-early", "You switched off the head before. Heads count from 0.", _one_too_early),
    Mistake(
        "scaled-up", "You made the other heads larger to make up for the missing one. Leave them alone.", _scaled_up
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
    also_right=(_contribution_taken_off, _with_a_loop, _with_a_mask, _rows_of_w_o),
)
