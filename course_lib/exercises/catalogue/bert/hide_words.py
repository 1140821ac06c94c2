"""Hide the chosen words of a batch, and keep them as the targets."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def hide(ids: Tensor, chosen: Tensor, mask_id: int) -> tuple[Tensor, Tensor]:
    """Return inputs and targets, each [batch, words]: −100 is the target of a place that is not chosen."""
    inputs = ids.masked_fill(chosen, mask_id)
    targets = ids.masked_fill(~chosen, -100)
    return inputs, targets


def _case(words: str, ids: list[list[int]], chosen: list[str], mask_id: int) -> Case:
    """Make a case; `chosen` has a text of dots for each row, with an x at each chosen place."""
    return Case(
        words,
        lambda: (torch.tensor(ids), torch.tensor([[mark == "x" for mark in row] for row in chosen]), mask_id),
    )


CASES = (
    _case("one text of two words, the second one chosen", [[7, 5]], [".x"], 9),
    _case("two texts of three words", [[5, 8, 6], [4, 7, 5]], [".x.", "x.x"], 1),
    _case("three texts of two words, one with no word chosen", [[3, 0], [0, 2], [5, 5]], ["x.", "..", ".x"], 4),
    _case("one text, every word chosen", [[6, 2, 2, 8]], ["xxxx"], 3),
    _case("as many texts as words, the mask is 0", [[4, 1, 7], [2, 9, 3], [8, 6, 5]], ["x..", ".x.", "xx."], 0),
    _case(
        "mask_id stands in the text at a place that is not chosen",
        [[2, 6, 3, 5, 4], [7, 1, 2, 8, 2]],
        ["..x.x", ".xx.."],
        2,
    ),
    _case(
        "four texts of six words, words repeat",
        [[1, 2, 1, 3, 1, 2], [0, 0, 3, 3, 0, 1], [2, 2, 2, 2, 2, 2], [3, 1, 0, 2, 0, 1]],
        ["x.....", "..x..x", ".x.x..", "......"],
        7,
    ),
)


def _with_where(ids: Tensor, chosen: Tensor, mask_id: int) -> tuple[Tensor, Tensor]:
    return torch.where(chosen, mask_id, ids), torch.where(chosen, ids, -100)


def _with_copies(ids: Tensor, chosen: Tensor, mask_id: int) -> tuple[Tensor, Tensor]:
    inputs = ids.clone()
    inputs[chosen] = mask_id
    targets = torch.full_like(ids, -100)
    targets[chosen] = ids[chosen]
    return inputs, targets


def _with_numbers(ids: Tensor, chosen: Tensor, mask_id: int) -> tuple[Tensor, Tensor]:
    share = chosen.int()
    return ids * (1 - share) + mask_id * share, ids * share - 100 * (1 - share)


def _word_by_word(ids: Tensor, chosen: Tensor, mask_id: int) -> tuple[Tensor, Tensor]:
    inputs = torch.zeros(ids.shape, dtype=torch.int32)
    targets = torch.zeros(ids.shape, dtype=torch.int32)
    for row in range(ids.shape[0]):
        for place in range(ids.shape[1]):
            word = int(ids[row, place])
            inputs[row, place] = mask_id if chosen[row, place] else word
            targets[row, place] = word if chosen[row, place] else -100
    return inputs, targets


INPUTS, TARGETS = "ids.masked_fill(chosen, mask_id)", "ids.masked_fill(~chosen, -100)"
RETURNED = "return inputs, targets"

MISTAKES = (
    Mistake(
        "argument-changed",
        "The results are right, but you wrote into `ids`. Work on a copy: masked_fill, torch.where or ids.clone().",
        {RETURNED: "ids.masked_fill_(chosen, mask_id)\n    return inputs, targets"},
    ),
    Mistake(
        "targets-read-too-late",
        "Your targets are `mask_id` at the chosen places: you took them from what is hidden already. "
        "Take them from the given ids.",
        {TARGETS: "inputs.masked_fill(~chosen, -100)"},
    ),
    Mistake(
        "the-others-hidden",
        "You hid the words that are not chosen, and ask for them. `chosen` is True where a word is hidden.",
        {INPUTS: "ids.masked_fill(~chosen, mask_id)", TARGETS: "ids.masked_fill(chosen, -100)"},
    ),
    Mistake(
        "inputs-turned-round",
        "In the inputs you hid the words that are not chosen.",
        {INPUTS: "ids.masked_fill(~chosen, mask_id)"},
    ),
    Mistake(
        "targets-turned-round",
        "In the targets −100 stands at the chosen places. It stands at the others.",
        {TARGETS: "ids.masked_fill(chosen, -100)"},
    ),
    Mistake(
        "asked-everywhere",
        "Your targets are words at all places, so the visible ones are asked for too. There the target is −100.",
        {TARGETS: "ids.clone()"},
    ),
    Mistake(
        "zero-not-left-out",
        "Your targets are 0 where nothing is asked. But 0 may be a word; what cross_entropy leaves out is −100.",
        {"-100": "0"},
    ),
    Mistake(
        "mask-as-target",
        "Your targets are `mask_id` where nothing is asked, so the model is asked for the mask there. Put −100.",
        {"-100": "mask_id"},
    ),
    Mistake(
        "other-number-left-out",
        "Where nothing is asked, the target is −100: no other number is left out by itself.",
        ({"-100": "-1"}, {"-100": "100"}),
    ),
    Mistake(
        "inputs-with-minus-100",
        "−100 stands in your inputs. It belongs into the targets only; a hidden word becomes `mask_id`.",
        {"mask_id)": "-100)"},
    ),
    Mistake(
        "nothing-hidden",
        "Your inputs are the whole text: the model could read the words it is asked for. Put `mask_id` there.",
        {INPUTS: "ids.clone()"},
    ),
    Mistake(
        "zero-for-the-mask",
        "You put 0 for the hidden words. Their number is `mask_id`.",
        {"mask_id)": "0)"},
    ),
    Mistake(
        "mask-added",
        "You added `mask_id` to the words. It stands in their place: torch.where(chosen, mask_id, ids).",
        {INPUTS: "ids + mask_id * chosen"},
    ),
    Mistake("targets-first", "Inputs come first, then targets.", {RETURNED: "return targets, inputs"}),
    Mistake(
        "chosen-words-only",
        "Your targets hold the chosen words only. They have a place for each word: [batch, words].",
        {TARGETS: "ids[chosen]"},
    ),
    Mistake(
        "visible-words-only",
        "Your inputs lack the hidden words. `mask_id` stands in the place of each.",
        {INPUTS: "ids[~chosen]"},
    ),
    Mistake(
        "first-text-s-choice",
        "You hid in each text what is chosen in the first one. Each row of `chosen` belongs to one text.",
        {
            INPUTS: "ids.masked_fill(chosen[0], mask_id)",
            TARGETS: "ids.masked_fill(~chosen[0], -100)",
        },
    ),
    Mistake(
        "found-by-the-mask",
        "You took each place with `mask_id` for a chosen one. It may stand in the text already: ask `chosen`.",
        {"~chosen": "inputs != mask_id"},
    ),
    Mistake(
        "found-by-a-change",
        "You took the places that differ from the text for the chosen ones. A chosen word may be `mask_id` itself: "
        "ask `chosen`.",
        {"~chosen": "inputs == ids"},
    ),
    Mistake(
        "in-floats",
        "Your results are floating-point numbers. Words are whole ones.",
        (
            {TARGETS: "ids.float().masked_fill(~chosen, -100)"},
            {INPUTS: "ids.float().masked_fill(chosen, mask_id)"},
            {RETURNED: "return inputs.float(), targets.float()"},
        ),
    ),
    Mistake(
        "one-tensor-twice",
        "Inputs and targets are one tensor, so both hold what you wrote last. Make a copy for each: ids.clone().",
        {
            INPUTS: "ids.masked_fill(chosen, mask_id).masked_fill(~chosen, -100)",
            TARGETS: "inputs",
        },
    ),
    Mistake(
        "truth-values-for-targets",
        "Your targets say where a word is hidden, not which: put the word there, and −100 elsewhere.",
        {TARGETS: "chosen.clone()"},
    ),
    Mistake("inputs-only", "The targets are missing: return two tensors.", {RETURNED: "return inputs"}),
    Mistake("targets-only", "The inputs are missing: return two tensors.", {RETURNED: "return targets"}),
)

EXERCISE = Exercise(
    name="hide-words",
    chapter="bert",
    minutes=8,
    difficulty="easy",
    solution=hide,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_where, _with_copies, _with_numbers, _word_by_word),
    dtype_asked="kind",
    parts=(("inputs", "targets"),),
)
