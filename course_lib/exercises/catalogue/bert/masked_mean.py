"""Take the mean of the vectors of each text's words, without those of pads."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def mean_of_words(vectors: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    """Return [batch, d_model] from vectors [batch, words, d_model] and ids [batch, words], with pads anywhere."""
    is_word = (ids != pad_id)[..., None]
    return (vectors * is_word).sum(dim=1) / is_word.sum(dim=1)


def _case(words: str, d_model: int, ids: list[list[int]], pad_id: int) -> Case:
    """Make a case of these texts, with a random vector for each word and each pad."""
    return Case(words, lambda: (random_tensor(len(ids), len(ids[0]), d_model, seed=d_model), torch.tensor(ids), pad_id))


CASES = (
    Case(
        "one text of two words and one pad",
        lambda: (torch.tensor([[[1.0, 2.0], [3.0, 6.0], [8.0, 10.0]]]), torch.tensor([[5, 7, 0]]), 0),
    ),
    _case("two texts of three places, pad 0", 2, [[4, 5, 6], [7, 0, 0]], 0),
    _case("one text, pads at both ends", 3, [[1, 1, 6, 4, 1]], 1),
    _case("three texts of four places, pad 2, 0 is a word", 5, [[2, 1, 0, 2], [9, 2, 2, 2], [3, 0, 7, 1]], 2),
    _case("as many texts as places", 4, [[9, 6, 9], [0, 4, 9], [1, 5, 3]], 9),
    _case("as many numbers in a vector as texts", 3, [[3, 5, 3, 5, 4], [5, 6, 5, 5, 5], [1, 5, 8, 2, 0]], 5),
    _case("four texts of six places, pad 3", 7, [[4, 3, 1, 8, 3, 3], [3] * 5 + [5], [2] * 6, [0, 9] + [3] * 4], 3),
)


def _text_by_text(vectors: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    found = torch.zeros(vectors.shape[0], vectors.shape[2], dtype=vectors.dtype)
    for row in range(len(ids)):
        words = [vectors[row, place] for place in range(ids.shape[1]) if ids[row, place] != pad_id]
        found[row] = sum(words) / len(words)
    return found


def _with_weights(vectors: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    weights = torch.ne(ids, pad_id).to(vectors.dtype)
    weights = weights / weights.sum(dim=-1, keepdim=True)
    return torch.einsum("bw,bwd->bd", weights, vectors)


def _with_softmax(vectors: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    scores = torch.zeros(ids.shape, dtype=vectors.dtype).masked_fill(ids == pad_id, -torch.inf)
    return (scores.softmax(dim=-1).unsqueeze(1) @ vectors).squeeze(1)


def _pads_taken_out(vectors: Tensor, ids: Tensor, pad_id: int) -> Tensor:
    pads = ids == pad_id
    without = vectors.masked_fill(pads.unsqueeze(-1), float("nan"))
    return without.nanmean(dim=1)


IS_WORD = "(ids != pad_id)[..., None]"
SUM, COUNT = "(vectors * is_word).sum(dim=1)", "is_word.sum(dim=1)"
MEAN = f"{SUM} / {COUNT}"

MISTAKES = (
    Mistake(
        "pads-in-the-mean",
        "The pads are in your mean. Take the words alone, and divide by their number.",
        {MEAN: "vectors.mean(dim=1)"},
    ),
    Mistake(
        "divided-by-all-places",
        "You left the pads out of the sum, but divided by the number of all places. Divide by that of the words.",
        {COUNT: "ids.shape[1]"},
    ),
    Mistake(
        "pads-in-the-sum",
        "You divided by the number of words, but the pads are in the sum.",
        {SUM: "vectors.sum(dim=1)"},
    ),
    Mistake("sum-not-mean", "This is the sum. Divide it by the number of words.", {MEAN: SUM}),
    Mistake("mean-of-pads", "You took the mean of the pads. A word is what is not pad_id: !=.", {"!=": "=="}),
    Mistake("pad-is-0", "You took 0 for the pad. Its number is pad_id, and 0 may be a word.", {"pad_id)": "0)"}),
    Mistake(
        "pad-is-smallest",
        "You took only numbers above pad_id for words. Words may have smaller numbers too: !=.",
        {"!=": ">"},
    ),
    Mistake(
        "one-number-for-all",
        "You divided each text by the same number. Each has its own number of words: sum(dim=1).",
        (
            {COUNT: "is_word.sum()"},
            {COUNT: "is_word[0].sum()"},
            {COUNT: "is_word.sum(dim=1).max()"},
        ),
    ),
    Mistake(
        "one-mean-for-the-batch",
        "This is one vector for the whole batch. Each text has its own mean.",
        (
            {MEAN: "(vectors * is_word).sum(dim=(0, 1)) / is_word.sum()"},
            {MEAN: "vectors[ids != pad_id].mean(dim=0)"},
            {MEAN: f"({MEAN}).mean(dim=0)"},
        ),
    ),
    Mistake(
        "means-of-vectors",
        "You took the mean of the numbers in each vector. Take that of the words: dim=1.",
        (
            {MEAN: "vectors.mean(dim=2)"},
            {MEAN: "(vectors * is_word).sum(dim=2) / vectors.shape[2]"},
            {MEAN: "(vectors * is_word).sum(dim=2) / is_word.sum(dim=1)"},
        ),
    ),
    Mistake(
        "down-the-batch",
        "You added the texts to one another. Add up the words of each: dim=1.",
        (
            {MEAN: "(vectors * is_word).sum(dim=0) / is_word.sum(dim=0)"},
            {SUM: "(vectors * is_word).sum(dim=0)"},
        ),
    ),
    Mistake(
        "pads-only-at-the-right",
        "You took the first places, as many as there are words. Pads may stand before or between the words.",
        {
            MEAN: "torch.stack([text[:count].mean(dim=0) for text, count in zip(vectors, is_word.sum(dim=(1, 2)))])",
        },
    ),
    Mistake(
        "up-to-the-first-pad",
        "You stopped at the first pad. Words may stand behind it.",
        (
            {IS_WORD: "((ids != pad_id).long().cumprod(dim=1))[..., None]"},
            {IS_WORD: "((ids == pad_id).cumsum(dim=1) == 0)[..., None]"},
        ),
    ),
    Mistake(
        "word-axis-missing",
        "ids != pad_id is [batch, words], and the vectors have one more axis, behind these: [..., None] puts it in.",
        (
            {IS_WORD: "(ids != pad_id)"},
            {IS_WORD: "(ids != pad_id)[:, None]"},
            {SUM: "(vectors * is_word[..., 0]).sum(dim=1)"},
        ),
    ),
    Mistake(
        "count-without-its-axis",
        "The numbers of words have the shape [batch], and the sums [batch, d_model]: keepdim=True keeps the axis.",
        {COUNT: "is_word[..., 0].sum(dim=1)"},
    ),
    Mistake(
        "axis-kept",
        "An axis of size 1 is left over. Wanted is [batch, d_model].",
        {
            MEAN: "(vectors * is_word).sum(dim=1, keepdim=True) / is_word.sum(dim=1, keepdim=True)",
        },
    ),
    Mistake(
        "pads-added-to-the-count",
        "You divided by one more than the number of words.",
        {COUNT: f"({COUNT} + 1)"},
    ),
    Mistake(
        "weighted-by-the-ids",
        "You multiplied the vectors by the ids. What is wanted is where a word stands: ids != pad_id.",
        (
            {"vectors * is_word": "vectors * ids[..., None] * is_word"},
            {"vectors * is_word": "vectors * ids[..., None]"},
        ),
    ),
    Mistake(
        "largest-numbers",
        "These are the largest numbers over the words. Take the mean.",
        (
            {MEAN: "vectors.masked_fill(~is_word, -torch.inf).amax(dim=1)"},
            {MEAN: "(vectors * is_word).amax(dim=1)"},
        ),
    ),
    Mistake(
        "last-word",
        "This is the vector of one word. Take the mean of all.",
        (
            {MEAN: "torch.stack([text[here][-1] for text, here in zip(vectors, is_word[..., 0])])"},
            {MEAN: "torch.stack([text[here][0] for text, here in zip(vectors, is_word[..., 0])])"},
        ),
    ),
    Mistake(
        "pads-not-zero",
        "You filled the pads with −∞ or NaN, and added that up. In a sum, what is left out must be 0.",
        (
            {"(vectors * is_word)": "vectors.masked_fill(~is_word, -torch.inf)"},
            {"(vectors * is_word)": "vectors.masked_fill(~is_word, torch.nan)"},
            {MEAN: "vectors.masked_fill(~is_word, -torch.inf).mean(dim=1)"},
            {MEAN: "vectors.masked_fill(~is_word, torch.nan).mean(dim=1)"},
        ),
    ),
    Mistake(
        "one-text-only",
        "Only one text is there. Is the `return` inside the loop, or is the result overwritten?",
        ({MEAN: f"({MEAN})[0]"}, {MEAN: f"({MEAN})[-1]"}),
    ),
)

EXERCISE = Exercise(
    name="masked-mean",
    chapter="bert",
    minutes=8,
    difficulty="easy",
    solution=mean_of_words,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_text_by_text, _with_weights, _with_softmax, _pads_taken_out),
)
