"""How well a translator does, judged by what it wrote and what was expected."""

from collections.abc import Sequence
from operator import eq

from sacrebleu import corpus_bleu

from course_lib.language import say
from course_lib.training.messages import NO_SCORES, UNEQUAL_LISTS


def exact_match(written: Sequence[str], expected: Sequence[str]) -> float:
    """Return the share of translations that are the expected ones, letter by letter.

    Raises:
        ValueError: there are no translations, or the lists are not equally long.
    """
    _refuse_unfit_lists(written, expected)
    return sum(map(eq, written, expected)) / len(written)


def bleu(written: Sequence[str], expected: Sequence[str]) -> float:
    """Return the BLEU score of translations, from 0 to 100, as sacrebleu computes it for the whole list.

    It counts which sequences of one to four words occur in both. `tokenize="none"`: words are what stands between
    spaces. Say so next to a score, which means little without it.

    Raises:
        ValueError: the lists are not equally long, or empty.

    Sources: Papineni et al. (2002), "BLEU: a method for automatic evaluation of machine translation"; Post (2018),
    "A call for clarity in reporting BLEU scores".
    """
    _refuse_unfit_lists(written, expected)
    # force: no warning that the text has its full stops set off, which is what the grammar's words are like.
    return corpus_bleu(list(written), [list(expected)], tokenize="none", force=True).score


def _refuse_unfit_lists(written: Sequence[str], expected: Sequence[str]) -> None:
    if len(written) != len(expected):
        raise ValueError(say(UNEQUAL_LISTS, written=len(written), expected=len(expected)))
    if not len(written):
        raise ValueError(say(NO_SCORES))
