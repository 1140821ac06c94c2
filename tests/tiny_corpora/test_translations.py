"""A translation of a corpus becomes plain text, word by word."""

from course_lib.tiny_corpora import Translation, as_text


def test_sentences_become_text_in_their_order():
    ball = Translation(("the", "blue", "ball"), ("la", "bola", "azul"), (0, 2, 1))
    cat = Translation(("a", "cat"), ("un", "gato"), (0, 1))
    assert as_text([ball, cat]) == [("the blue ball", "la bola azul"), ("a cat", "un gato")]
    assert as_text([]) == []
