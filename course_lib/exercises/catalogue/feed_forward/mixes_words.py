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


def softmax_over_components(x: Tensor) -> Tensor:
    """Act per position."""
    return x.softmax(dim=-1)


def mean_over_words(x: Tensor) -> Tensor:
    """Give each word the mean of its sentence."""
    return torch.zeros_like(x) + x.mean(dim=1, keepdim=True)


def softmax_over_words(x: Tensor) -> Tensor:
    """Let the words compete in each component."""
    return x.softmax(dim=1)


def sums_so_far(x: Tensor) -> Tensor:
    """Give each word the sum up to itself: the last word changes no other."""
    return x.cumsum(dim=1)


def sums_from_the_end(x: Tensor) -> Tensor:
    """Give each word the sum from itself on: the first word changes no other."""
    return x.flip(1).cumsum(dim=1).flip(1)


def shift_by_one_word(x: Tensor) -> Tensor:
    """Give each word its predecessor; the own word does not matter at all."""
    return x.roll(1, dims=1)


def middle_word_to_first(x: Tensor) -> Tensor:
    """Add one component of the middle word to the first word: the ends change no other word."""
    added = x.clone()
    added[:, 0, 0] += x[:, x.shape[1] // 2, 0]
    return added


def mean_in_the_last_sentence(x: Tensor) -> Tensor:
    """Mix words in one sentence of the batch only."""
    mixed = x.clone()
    mixed[-1] += x[-1].mean(dim=0)
    return mixed


def mean_of_lengths(x: Tensor) -> Tensor:
    """Scale by the mean length of the words' deviations: adding one number to all components of a word hides it."""
    return x - x.mean(dim=-1, keepdim=True) + x.std(dim=-1, keepdim=True).mean(dim=1, keepdim=True)


def positive_sums_so_far(x: Tensor) -> Tensor:
    """Sum what is positive: setting a negative word to zero hides it."""
    return x + x.clamp(min=0).sum(dim=1, keepdim=True)


def mean_of_directions(x: Tensor) -> Tensor:
    """Add the mean direction: making a word longer hides it."""
    return x + torch.nn.functional.normalize(x, dim=-1).mean(dim=1, keepdim=True)


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
    _case(softmax_over_components, 4, 2, 5),
    _case(add_place_numbers, 2, 3, 4),
    _case(softmax_over_words, 2, 3, 5),
    _case(sums_so_far, 2, 3, 4),
    _case(sums_from_the_end, 3, 2, 4),
    _case(shift_by_one_word, 2, 5, 3),
    _case(middle_word_to_first, 2, 5, 3),
    _case(middle_word_to_first, 4, 3, 2),
    _case(mean_in_the_last_sentence, 3, 2, 4),
    _case(mean_of_lengths, 2, 3, 4),
    _case(positive_sums_so_far, 2, 3, 4, negative=True),
    _case(mean_of_directions, 2, 3, 4),
    _case(mean_over_sentences, 3, 2, 4),
    _case(mean_over_words, 3, 1, 4),
    _case(feed_forward, 2, 3, 4, dtype=torch.float64),
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


def _after_changing(block: Block, x: Tensor, change: Callable[[Tensor], Tensor], words: range) -> bool:
    """Try these words, all sentences, with a change of another kind."""
    before = block(x)
    for sentence in range(x.shape[0]):
        for word in words:
            changed = x.clone()
            changed[sentence, word] = change(x[sentence, word])
            after = block(changed).clone()
            after[sentence, word] = before[sentence, word]
            if not torch.allclose(after, before):
                return False
    return True


def _random(word: Tensor) -> Tensor:
    return torch.randn_like(word)


def _first_word_only(block: Block, x: Tensor) -> bool:
    return _after_changing(block, x, _random, range(1))


def _one_try_only(block: Block, x: Tensor) -> bool:
    return _first_word_only(lambda first: block(torch.cat([first, x[1:]])), x[:1])


def _last_word_only(block: Block, x: Tensor) -> bool:
    return _after_changing(block, x, _random, range(x.shape[1] - 1, x.shape[1]))


def _ends_only(block: Block, x: Tensor) -> bool:
    return _first_word_only(block, x) and _last_word_only(block, x)


def _adds_one(block: Block, x: Tensor) -> bool:
    return _after_changing(block, x, lambda word: word + 1, range(x.shape[1]))


def _sets_to_zero(block: Block, x: Tensor) -> bool:
    return _after_changing(block, x, torch.zeros_like, range(x.shape[1]))


def _doubles(block: Block, x: Tensor) -> bool:
    return _after_changing(block, x, lambda word: 2 * word, range(x.shape[1]))


def _first_sentence_only(block: Block, x: Tensor) -> bool:
    return acts_per_position(lambda first: block(torch.cat([first, x[1:]])), x[:1])


def _all_sentences_at_once(block: Block, x: Tensor) -> bool:
    before = block(x)
    for word in range(x.shape[1]):
        changed = x.clone()
        changed[:, word] = torch.randn_like(x[:, word])
        after = block(changed).clone()
        after[:, word] = before[:, word]
        if not torch.allclose(after, before):
            return False
    return True


def _own_output_compared(block: Block, x: Tensor) -> bool:
    return torch.equal(block(torch.randn_like(x)), block(x))


def _permuted(block: Block, x: Tensor) -> bool:
    return torch.allclose(block(x.flip(1)), block(x).flip(1))


def _word_alone(block: Block, x: Tensor) -> bool:
    alone = [block(x[:, word : word + 1]) for word in range(x.shape[1])]
    return torch.allclose(torch.cat(alone, dim=1), block(x))


def _after_the_first_try(block: Block, x: Tensor) -> bool:
    return acts_per_position(lambda first: block(torch.cat([first, x[:, 1:]], dim=1))[:, :1], x[:, :1])


def _inverted(block: Block, x: Tensor) -> bool:
    return not acts_per_position(block, x)


def _shape_only(block: Block, x: Tensor) -> bool:
    return block(x).shape == x.shape


MISTAKES = (
    Mistake(
        "first-word-only",
        "You changed the first word of each sentence only. Other words may be the ones that are looked at: change each "
        "in turn.",
        _first_word_only,
    ),
    Mistake(
        "one-try-only",
        "You changed one word only, the first of the first sentence, or returned True after the first try. Return "
        "True when all words have been tried.",
        _one_try_only,
    ),
    Mistake(
        "last-word-only",
        "You changed the last word only. Where words look back, nobody looks at it: change each word in turn.",
        _last_word_only,
    ),
    Mistake("both-ends-only", "You changed the first and the last word. Change those between as well.", _ends_only),
    Mistake(
        "adds-the-same-number",
        "You added one number to all components. A block may subtract the word's mean first, and never see it: put "
        "random numbers there.",
        _adds_one,
    ),
    Mistake(
        "sets-to-zero",
        "You set the word to zero. A block that cuts off negative numbers does not see that, where they were negative: "
        "put random numbers there.",
        _sets_to_zero,
    ),
    Mistake(
        "makes-longer",
        "You multiplied the word by a number. A block that takes directions only does not see that: put random numbers "
        "there.",
        _doubles,
    ),
    Mistake("first-sentence-only", "You tried the words of the first sentence only.", _first_sentence_only),
    Mistake(
        "all-sentences-at-once",
        "You changed a word in all sentences at once. A block may mix sentences, as batch norm does: change a single "
        "word of a single sentence.",
        _all_sentences_at_once,
    ),
    Mistake(
        "own-output-compared",
        "You compared the whole output. The changed word's own output may change; compare the others.",
        _own_output_compared,
    ),
    Mistake(
        "permuted",
        "You tried whether reordered words give reordered outputs. A mean over words passes that test, too. Change one "
        "word instead.",
        _permuted,
    ),
    Mistake(
        "word-alone",
        "You compared with the output for the word alone. But its place changes as well then, and a block may treat "
        "places differently. Keep x as long as it is, and change one word.",
        _word_alone,
    ),
    Mistake(
        "own-output-only",
        "You looked at the output of the changed word itself. Look at the others.",
        _after_the_first_try,
    ),
    Mistake("inverted", "It is the other way round: True where no word changes another word's output.", _inverted),
    Mistake("shapes-only", "You compared shapes. Compare the numbers: change a word and look.", _shape_only),
)

EXERCISE = Exercise(
    name="mixes-words",
    chapter="feed-forward",
    minutes=10,
    difficulty="medium",
    solution=acts_per_position,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_by_changing_all_others, _with_a_mask),
)
