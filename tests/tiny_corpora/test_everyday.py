"""Hand-written pairs: clean columns, and sentences kept from training that the others prepare for."""

import re
from itertools import chain

from course_lib.tiny_corpora.everyday import everyday_sentences

WORD = re.compile(r"[\w']+")


def test_no_sentence_is_in_both_lists_or_twice():
    learn, keep = everyday_sentences()
    sources = [source for source, _ in learn + keep]
    assert len(set(sources)) == len(sources) == 161 + 24


def test_no_pair_has_a_tab_or_space_at_its_ends():
    for pair in chain(*everyday_sentences()):
        assert all(side and side == side.strip() and "\t" not in side for side in pair)


def test_questions_and_exclamations_keep_their_signs_in_spanish():
    for english, spanish in chain(*everyday_sentences()):
        assert english.endswith("?") == (spanish.startswith("¿") and spanish.endswith("?"))
        assert spanish.startswith("¡") == spanish.endswith("!")


def test_nearly_every_word_of_a_kept_sentence_was_read():
    learn, keep = everyday_sentences()
    read = {word for source, _ in learn for word in WORD.findall(source.lower())}
    new = {word for source, _ in keep for word in WORD.findall(source.lower())} - read
    assert new == {"carmen", "spain", "thirty"}
