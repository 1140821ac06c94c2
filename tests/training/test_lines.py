"""Every line has its answer: a translation, or what is wrong with it, by its number."""

import pytest

from course_lib.training.lines import read_lines, refuse_untranslatable, translate_lines
from course_lib.training.messages import SENTENCE

BALL = "the ball is blue"


@pytest.fixture
def file(tmp_path):
    """Give a function that writes bytes to a file and returns its path."""

    def write(content):
        path = tmp_path / "lines.txt"
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize(
    "content", [b"one\n\ntwo\n", b"one\r\n\r\ntwo\r\n", b"one\r\rtwo", b"\xef\xbb\xbfone\n\ntwo", b"one\r\n\ntwo\r"]
)
def test_lines_end_as_in_an_editor(file, content):
    assert list(read_lines(file(content))) == ["one", "", "two"]


def test_an_empty_file_has_no_lines(file):
    assert list(read_lines(file(b""))) == []


@pytest.mark.parametrize("name", ["nowhere", "."])
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path, name):
    with pytest.raises(ValueError, match=r"cannot be read \(.*\); give a text file with one sentence on each line"):
        list(read_lines(tmp_path / name))


def test_a_line_that_cannot_be_translated_is_named_and_the_others_are_translated(translator, file):
    lines = file(f"{BALL}\nthe boll\n\nthe \xff ball\n{'ball ' * 600}\nno\0text\n{BALL}\n".encode("latin-1"))
    for at_once in (1, 3, 256):
        answers = list(translate_lines(translator, read_lines(lines), at_once=at_once))
        problems = [answer.problem for answer in answers]
        assert [answer.translation for answer in answers if answer.problem] == [""] * 4
        assert answers[0].translation == answers[6].translation != "" and answers[2].translation == ""
        assert problems[1].startswith("line 2 cannot be translated: token 2 is 'boll'")
        assert problems[3] == "line 4 cannot be translated: it is not UTF-8 text; save it as UTF-8."
        assert problems[4].startswith("line 5 cannot be translated: it has 601 tokens")
        assert problems[5].startswith("line 6 cannot be translated: it is not UTF-8 text")
        assert [problems[place] for place in (0, 2, 6)] == [None] * 3


def test_what_is_written_stays_in_one_line(translator, monkeypatch):
    monkeypatch.setattr(translator, "translate", lambda sentences: ["la bola\nes\u2028azul"] * len(sentences))
    assert [answer.translation for answer in translate_lines(translator, [BALL])] == ["la bola es azul"]


def test_what_cannot_be_translated_can_be_refused_beforehand(translator):
    refuse_untranslatable(translator, [BALL, "", " "])
    with pytest.raises(ValueError, match=r"^sentence 2 cannot be translated: token 2 is 'boll'"):
        refuse_untranslatable(translator, [BALL, "the boll"], kind=SENTENCE)
    with pytest.raises(ValueError, match=r"^line 1 cannot be translated: it is not UTF-8"):
        refuse_untranslatable(translator, ["the \udcff ball"])
