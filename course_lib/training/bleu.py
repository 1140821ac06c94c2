"""BLEU: how much of a translation also stands in the expected one."""

from collections.abc import Sequence

from sacrebleu import corpus_bleu


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
        raise ValueError(f"there are {len(written)} translations and {len(expected)} expected ones; give one for each.")
    if not len(written):
        raise ValueError("there are no translations to judge; expected at least one.")
    # force: no warning that the text has its full stops set off, which is what the grammar's words are like.
    return corpus_bleu(list(written), [list(expected)], tokenize="none", force=True).score
