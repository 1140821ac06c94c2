"""Find out by trying whether a block treats each word by itself."""

from collections.abc import Callable

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor

Block = Callable[[Tensor], Tensor]


def acts_per_position(block: Block, x: Tensor) -> bool:
    """Say whether changing one word of x [batch, words, d_model] leaves the block's output for all others alone."""
    before = block(x)
    for sentence in range(x.shape[0]):
        for word in range(x.shape[1]):
            changed = x.clone()
            changed[sentence, word] = torch.randn(x.shape[2])
            differs = (block(changed) != before).any(dim=-1)  # [batch, words]
            differs[sentence, word] = False  # its own output may change
            if differs.any():
                return False
    return True


# The blocks have names without underscore: the reader sees them.


def relu(x: Tensor) -> Tensor:
    """Act per position."""
    return x.relu()


def feed_forward(x: Tensor) -> Tensor:
    """Act per position: two layers with fixed random weights."""
    w_1, w_2 = random_tensor(x.shape[-1], 7, dtype=x.dtype), random_tensor(7, x.shape[-1], seed=2, dtype=x.dtype)
    return (x @ w_1).relu() @ w_2


def add_place_numbers(x: Tensor) -> Tensor:
    """Act per position, though not alike at each: what a position gets depends on its number."""
    return x + torch.arange(x.shape[1])[:, None]


def mean_over_words(x: Tensor) -> Tensor:
    """Give each word the mean of its sentence."""
    return torch.zeros_like(x) + x.mean(dim=1, keepdim=True)


def sums_so_far(x: Tensor) -> Tensor:
    """Give each word the sum up to itself: the last word changes no other."""
    return x.cumsum(dim=1)


def sums_from_the_end(x: Tensor) -> Tensor:
    """Add the last component of each word from itself on: the first word changes no other."""
    return x + x[..., -1:].flip(1).cumsum(dim=1).flip(1)


def shift_by_one_word(x: Tensor) -> Tensor:
    """Give each word its predecessor; the own word does not matter at all."""
    return x.roll(1, dims=1)


def middle_word_to_last(x: Tensor) -> Tensor:
    """Add two components of the middle word to one of the last: the ends change no other word."""
    added = x.clone()
    middle = x[:, x.shape[1] // 2]
    added[:, -1, 0] += middle[:, 0] + 2 * middle[:, -1]
    return added


def last_word_to_first(x: Tensor) -> Tensor:
    """Add the first component of the last word to the first word: the others do not matter."""
    added = x.clone()
    added[:, 0, -1] += x[:, -1, 0]
    return added


def mean_in_the_last_sentence(x: Tensor) -> Tensor:
    """Mix words in one sentence of the batch only."""
    mixed = x.clone()
    mixed[-1] += x[-1].mean(dim=0)
    return mixed


def mean_of_deviations(x: Tensor) -> Tensor:
    """Scale by the mean length of the words' deviations: adding one number to all components of a word hides it."""
    return x - x.mean(dim=-1, keepdim=True) + x.std(dim=-1, keepdim=True).mean(dim=1, keepdim=True)


def positive_sums_so_far(x: Tensor) -> Tensor:
    """Sum what is positive: setting a negative word to zero hides it."""
    return x + x.clamp(min=0).sum(dim=1, keepdim=True)


def mean_of_directions(x: Tensor) -> Tensor:
    """Add the mean direction: making a word longer hides it."""
    return x + torch.nn.functional.normalize(x, dim=-1).mean(dim=1, keepdim=True)


def lengths_so_far(x: Tensor) -> Tensor:
    """Add the lengths: another sign or order of the components hides it."""
    return x + x.norm(dim=-1, keepdim=True).cumsum(dim=1)


def rounded_sums_so_far(x: Tensor) -> Tensor:
    """Sum what is rounded: no derivative shows it."""
    return x + (100 * x).round().cumsum(dim=1)


def small_sums_so_far(x: Tensor) -> Tensor:
    """Add a very small part of the sum up to each word."""
    return x + 3e-5 * x.cumsum(dim=1)


def mean_over_sentences(x: Tensor) -> Tensor:
    """Mix words of one place, across the batch."""
    return x - x.mean(dim=0, keepdim=True)


def _case(block: Block, *shape: int, negative: bool = False, dtype: torch.dtype = torch.float32) -> Case:
    def arguments() -> tuple[Block, Tensor]:
        x = random_tensor(*shape, dtype=dtype)
        return block, -x.abs() if negative else x

    kind = ", float64" if dtype == torch.float64 else ""
    return Case(f"{block.__name__.replace('_', ' ')}, x of shape {list(shape)}{kind}", arguments)


CASES = (
    _case(relu, 1, 2, 3),
    _case(mean_over_words, 1, 2, 3),
    _case(feed_forward, 2, 4, 3),
    _case(add_place_numbers, 2, 3, 4),
    _case(sums_so_far, 2, 3, 4),
    _case(sums_from_the_end, 3, 2, 4),
    _case(shift_by_one_word, 2, 5, 3),
    _case(middle_word_to_last, 2, 5, 3),
    _case(last_word_to_first, 1, 3, 4),
    _case(mean_in_the_last_sentence, 3, 2, 4),
    _case(mean_of_deviations, 2, 3, 4),
    _case(positive_sums_so_far, 2, 3, 4, negative=True),
    _case(mean_of_directions, 2, 3, 4),
    _case(lengths_so_far, 2, 2, 3),
    _case(rounded_sums_so_far, 1, 3, 2),
    _case(small_sums_so_far, 2, 4, 5),
    _case(mean_over_sentences, 3, 2, 4),
    _case(mean_over_words, 3, 1, 4),
    _case(mean_over_words, 1, 1, 4),
    _case(sums_so_far, 2, 3, 4, dtype=torch.float64),
)


def _by_changing_all_others(block: Block, x: Tensor) -> bool:
    before = block(x)
    for index in [(sentence, word) for sentence in range(x.shape[0]) for word in range(x.shape[1])]:
        changed = torch.randn_like(x)
        changed[index] = x[index]
        if not torch.allclose(block(changed)[index], before[index]):
            return False
    return True


def _with_a_mask(block: Block, x: Tensor) -> bool:
    other, before = torch.ones(x.shape[:2], dtype=torch.bool), block(x)
    for index in range(other.numel()):
        others = other.clone()
        others.view(-1)[index] = False
        changed = torch.where(others[..., None], x, torch.rand_like(x) + 1)
        if not torch.allclose(block(changed)[others], before[others]):
            return False
    return True


def _without_its_row(block: Block, x: Tensor) -> bool:
    before = block(x.double()).reshape(-1, x.shape[2])
    for i in range(len(before)):
        changed = x.double().clone()
        changed.reshape(-1, x.shape[2])[i] += 5 * torch.randn(x.shape[2])
        after = block(changed).reshape(before.shape)
        if (torch.cat([after[:i], after[i + 1 :]]) - torch.cat([before[:i], before[i + 1 :]])).abs().sum() > 1e-6:
            return False
    return True


def _by_derivatives(block: Block, x: Tensor) -> bool:
    reach = (torch.autograd.functional.jacobian(block, x) != 0).any(dim=5).any(dim=2).flatten(2).flatten(0, 1)
    return not reach.fill_diagonal_(False).any()


def _permuted(block: Block, x: Tensor) -> bool:
    return torch.allclose(block(x.flip(1)), block(x).flip(1))


def _word_alone(block: Block, x: Tensor) -> bool:
    alone = [block(x[:, word : word + 1]) for word in range(x.shape[1])]
    return torch.allclose(torch.cat(alone, dim=1), block(x))


MISTAKES = (
    Mistake(
        "one-is-enough",
        "You returned True after one word. Return True when all words of all sentences have been tried.",
        (
            {"    return True": "            return True"},
            {"if differs": "if not differs", "return False": "return True", "    return True": "    return False"},
        ),
    ),
    Mistake(
        "not-every-word",
        "You did not change every word. Any of them may be the one that others look at: change each in turn.",
        tuple({"range(x.shape[1])": some} for some in ("range(1)", "[x.shape[1] - 1]", "{0, x.shape[1] - 1}")),
    ),
    Mistake(
        "first-sentence-only", "You tried the words of the first sentence only.", {"range(x.shape[0])": "range(1)"}
    ),
    Mistake(
        "one-component-only",
        "You changed one component of the word only. A block may look at another one.",
        tuple({"word] = torch.randn(x.shape[2])": f"word, {i}] = torch.randn(())"} for i in (0, -1)),
    ),
    Mistake(
        "special-change",
        "Some blocks do not see your change: a number added to all components, a factor, a sign or order turned "
        "round, or zeros. Put random numbers there.",
        tuple(
            {"torch.randn(x.shape[2])": change}
            for change in (
                "x[sentence, word] + 1",
                "2 * x[sentence, word]",
                "-x[sentence, word]",
                "x[sentence, word].flip(0)",
                "0",
            )
        ),
    ),
    Mistake(
        "by-derivatives",
        "You looked at derivatives. They are 0 where a block has steps, or cuts off: change a word and compare.",
        _by_derivatives,
    ),
    Mistake(
        "sentences-not-told-apart",
        "A block may mix sentences, as batch norm does. Change a word in one sentence, and compare the others, too.",
        (
            {"changed[sentence, word]": "changed[:, word]", "differs[sentence, word]": "differs[:, word]"},
            {"differs[sentence, word]": "differs[:, word]"},
        ),
    ),
    Mistake(
        "later-words-only",
        "You compared the words after the changed one only. Those before it may look at it, too.",
        tuple({"differs[sentence, word]": f"differs[{which}, : word + 1]"} for which in (":", "sentence")),
    ),
    Mistake(
        "all-components",
        "You asked whether all components of a word differ. One is enough: .any(dim=-1).",
        {"any(dim=-1)": "all(dim=-1)"},
    ),
    Mistake(
        "small-differences-overlooked",
        "You let small differences pass. The other outputs must stay exactly as they were.",
        {"block(changed) != before": "(block(changed) - before).abs() > 1e-3"},
    ),
    Mistake(
        "not-cloned",
        "You changed x itself. Leave it as it is: take x.clone() each time.",
        ({"x.clone()": "x"}, {"x.clone()": "x", "if differs": "before = block(x).clone()\n            if differs"}),
    ),
    Mistake(
        "permuted",
        "You tried whether reordered words give reordered outputs. A mean over words passes that, too: change a word.",
        _permuted,
    ),
    Mistake(
        "word-alone",
        "You compared with the output for the word alone, but there its place is another. Keep x as long as it is.",
        tuple(
            {"torch.allclose": equal, "block(x[:, word : word + 1])": alone}
            for equal in ("torch.allclose", "torch.equal")
            for alone in (
                "block(x[:, word : word + 1])",
                "torch.cat([block(row[None, word : word + 1]) for row in x])",
            )
        ),
        of=_word_alone,
    ),
    Mistake(
        "own-output-only",
        "You looked at the output of the changed word itself. Look at the others.",
        {"differs[sentence, word] = False": "differs = differs[sentence, word]"},
    ),
    Mistake(
        "inverted",
        "It is the other way round: True where no word changes another word's output.",
        {"return False": "return True", "    return True": "    return False"},
    ),
    Mistake(
        "always-false",
        "Your answer is False for every block. The changed word's own output may change: compare the others only.",
        {"differs[sentence, word] = False": "pass"},
    ),
    Mistake(
        "always-true",
        "Your answer is True for every block. Change a word, and compare the numbers.",
        {"return False": "return True"},
    ),
)

EXERCISE = Exercise(
    name="mixes-words",
    chapter="feed-forward",
    minutes=10,
    difficulty="medium",
    solution=acts_per_position,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_by_changing_all_others, _with_a_mask, _without_its_row),
)
