"""BLEU: how much of a translation also stands in the expected one."""

from collections.abc import Sequence

from sacrebleu import corpus_bleu

from course_lib.training.messages import NO_SCORES, UNEQUAL_LISTS


def bleu(written: Sequence[str], expected: Sequence[str]) -> float:
    """Return the BLEU score of translations, from 0 to 100, as sacrebleu computes it for the whole list.

    It counts which sequences of one to four words occur in both. `tokenize="none"`: words are what stands between
    spaces. Say so next to a score, which means little without it.

    Raises:
        ValueError: the lists are not equally long, or empty.

    Sources: Papineni et al. (2002), "BLEU: a method for automatic evaluation of machine translation"; Post (2018),
    "A call for clarity in reporting BLEU scores".
    """
    if len(written) != len(expected):
        raise ValueError(UNEQUAL_LISTS.format(written=len(written), expected=len(expected)))
    if not len(written):
        raise ValueError(NO_SCORES)
    # force: no warning that the text has its full stops set off, which is what the grammar's words are like.
    return corpus_bleu(list(written), [list(expected)], tokenize="none", force=True).score
