"""The drawing of training and inference shows every word where it is read and said, and marks what went wrong."""

from itertools import combinations, pairwise

import matplotlib.pyplot as plt
import pytest
from matplotlib.patches import FancyBboxPatch

from course_lib.figures import draw_training_and_inference

END = "‹end›"
SOURCE = ["the", "ball", "is", "blue"]
TARGET = ["la", "bola", "es", "azul", END]
ERRED = ["la", "gata", "es", "azul", "azul", END]  # one wrong word, then one too many
NURSES = ["las", "enfermeras", "cansadas", "encuentran", "los", "caballos", "pequeños", "hoy", END]


def boxes_of(axes):
    """Return the frames of words and the boxes of the model, in inches."""
    return [patch for patch in axes.patches if isinstance(patch, FancyBboxPatch)]


def box_around(axes, text):
    """Return the frame or box that a text stands in, or None."""
    return next((box for box in boxes_of(axes) if box.get_bbox().contains(*text.get_position())), None)


def passes_of(axes):
    """Return, for each box from the top, its two lines, the words before it and the words after it, as one reads."""
    names = [text for text in axes.texts if text.get_text() in ("Encoder", "Decoder")]
    passes = []
    above = None
    for name in sorted(names, key=lambda text: -text.get_position()[1]):
        box = box_around(axes, name).get_bbox()
        lines = [t.get_text() for t in axes.texts if t is not name and t.get_text() and box.contains(*t.get_position())]
        framed = [(text, text.get_position()) for text in axes.texts if text.get_text() and box_around(axes, text)]
        words = [(t.get_text(), at) for t, at in framed if box.y0 <= at[1] < (above or at[1] + 1)]
        words.sort(key=lambda word: (-round(word[1][1], 2), word[1][0]))
        before = [word for word, (x, _) in words if x < box.x0]
        after = [word for word, (x, _) in words if x > box.x1]
        passes.append((name.get_text(), *lines, before, after))
        above = box.y0
    return passes


def arrows_of(axes):
    """Return where each arrow comes from and where its tip is, in inches."""
    return [(text.xyann, text.xy) for text in axes.texts if getattr(text, "arrow_patch", None) is not None]


def inference_passes(read):
    """Return the passes that write these words, each from the words before it."""
    return [("Decoder", f"pass {n + 1}", ["‹start›", *read[:n]], [word]) for n, word in enumerate(read)]


@pytest.mark.parametrize("written", [TARGET, ERRED, ["la", END], [END]])
def test_training_is_one_pass_over_the_right_words_and_inference_one_pass_per_own_word(written):
    encoder, training, *inference = passes_of(draw_training_and_inference(SOURCE, TARGET, written))
    assert encoder == ("Encoder", "one pass", SOURCE, [])
    assert training == ("Decoder", "one pass", ["‹start›", *TARGET[:-1]], TARGET)
    assert inference == inference_passes(written)


def test_words_that_need_several_lines_stay_in_reading_order():
    inference = passes_of(draw_training_and_inference(SOURCE, NURSES, NURSES))[2:]
    assert inference == inference_passes(NURSES)


def test_in_training_each_word_that_is_read_is_level_with_the_next_one_that_is_wanted():
    axes = draw_training_and_inference(SOURCE, TARGET, TARGET)
    heights = [
        round(text.get_position()[1], 2)
        for text in axes.texts
        if text.get_text() in ("‹start›", *TARGET) and box_around(axes, text)
    ]
    first = heights[: 2 * len(TARGET)]  # drawn in pairs
    assert first[::2] == pytest.approx(first[1::2], abs=0.03)
    assert all(one > other for one, other in pairwise(first[::2]))


def test_arrows_lead_into_the_decoder_and_out_of_it_at_each_place_and_the_memory_from_above():
    axes = draw_training_and_inference(SOURCE, TARGET, TARGET)
    names = [text for text in axes.texts if text.get_text() in ("Encoder", "Decoder")]
    boxes = [box_around(axes, name).get_bbox() for name in sorted(names, key=lambda text: -text.get_position()[1])]
    encoder, training, *inference = boxes
    arrows = arrows_of(axes)
    for box, places in ((encoder, 1), (training, len(TARGET)), *((box, 1) for box in inference)):
        assert sum(tip[0] == box.x0 and box.y0 < tip[1] < box.y1 for _, tip in arrows) == places
        leaving = sum(start[0] == box.x1 and box.y0 < start[1] < box.y1 for start, _ in arrows)
        assert leaving == (0 if box is encoder else places)
    middle = (training.x0 + training.x1) / 2
    assert [arrow for arrow in arrows if arrow[0][0] == middle] == [((middle, encoder.y0), (middle, training.y1))]


@pytest.mark.parametrize("target", [TARGET, NURSES])
def test_each_word_but_the_last_is_handed_on_to_the_next_pass(target):
    axes = draw_training_and_inference(SOURCE, target, target)
    paths = [line.get_xydata() for line in axes.lines if len(line.get_xydata()) > 2]
    tips = dict(arrows_of(axes))
    ends = [(path[0], tips[tuple(path[-1])]) for path in paths]
    frames = [(text.get_text(), box.get_bbox()) for text in axes.texts if (box := box_around(axes, text))]

    def word_at(x, y):
        return next(word for word, box in frames if box.x0 < x < box.x1 and y in (box.y0, box.y1))

    assert [(word_at(*start), word_at(*tip)) for start, tip in ends] == [(word, word) for word in target[:-1]]


def test_a_wrong_word_is_dashed_wherever_it_is_read_and_the_right_one_stands_beside_it():
    axes = draw_training_and_inference(SOURCE, TARGET, ERRED)
    framed = [(text.get_text(), box_around(axes, text)) for text in axes.texts if text.get_text()]
    dashed = [word for word, box in framed if box and box.get_linestyle() == "--"]
    # gata: written once, read in four passes; the second azul: written, read once; the end came too late.
    assert sorted(dashed) == sorted(["gata"] * 5 + ["azul"] * 2 + [END])
    texts = [text.get_text() for text in axes.texts]
    assert [text for text in texts if text.startswith("≠ ") and "frame" not in text] == [
        "≠ bola",
        f"≠ {END}",
        "≠ no word",
    ]
    assert "≠ and a dashed frame: not the right word at this place." in texts


def test_without_a_wrong_word_nothing_is_marked():
    axes = draw_training_and_inference(SOURCE, TARGET, TARGET)
    assert not any("≠" in text.get_text() for text in axes.texts)
    assert {box.get_linestyle() for box in boxes_of(axes)} == {"-"}


CASES = {
    "the book's": (SOURCE, TARGET, TARGET),
    "all wrong": (SOURCE, TARGET, ["enfermeras", "la", "encuentran", "es", "bola", "bola", END]),
    "nine long words": (["the", "tired", "nurses", "find", "the", "small", "horses", "today"], NURSES, NURSES),
    "one word": (["run"], ["corre", END], [END]),
    "Chinese": (["老", "鼹鼠", "在", "挖", "一个很长的隧道"], ["老", "鼹鼠", END], ["鼹鼠", "一个很长的隧道", END]),
}


@pytest.fixture(params=CASES)
def drawn(request):
    """Draw one case."""
    return draw_training_and_inference(*CASES[request.param])


@pytest.mark.browser
def test_no_text_covers_another_in_the_browser(drawn, colliding_texts):
    assert colliding_texts() == []


@pytest.mark.parametrize("drawn", sorted(CASES.keys() - {"Chinese"}), indirect=True)  # the font's own letters only
def test_every_text_is_clear_of_all_edges_and_lines(drawn):
    figure = drawn.figure
    figure.draw_without_rendering()
    to_inches = drawn.transData.inverted()
    lines = [line.get_path() for line in drawn.lines]
    for text in drawn.texts:
        if text.get_text():
            area = text.get_window_extent().transformed(to_inches)
            boxes = [box.get_bbox() for box in boxes_of(drawn)]
            assert all(box.count_overlaps([area]) == 0 or within(area, box) for box in boxes), text.get_text()
            assert not any(line.intersects_bbox(area, filled=False) for line in lines), text.get_text()
            assert within(area, drawn.viewLim), text.get_text()


def within(area, box):
    """Say whether one rectangle lies inside another."""
    return box.x0 <= area.x0 and area.x1 <= box.x1 and box.y0 <= area.y0 and area.y1 <= box.y1


def test_no_frame_touches_another_or_lies_under_a_line(drawn):
    boxes = [box.get_bbox() for box in boxes_of(drawn)]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    inner = [box.padded(-0.01) for box in boxes]
    for line in drawn.lines:
        assert not any(line.get_path().intersects_bbox(box, filled=False) for box in inner)
    assert all(within(box, drawn.viewLim) for box in boxes)


def test_text_is_readable_on_a_phone(drawn):
    width = plt.gcf().get_size_inches()[0] + 0.2  # what a notebook puts around a figure
    pixels = 358 / (72 * width)  # a page 390 pixels wide leaves this much for a figure
    assert min(text.get_fontsize() for text in drawn.texts) * pixels >= 9


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("the ball", TARGET, TARGET), "source is 'the ball'; expected a list"),
        ((SOURCE, "la bola", TARGET), "target is 'la bola'; expected a list"),
        ((SOURCE, TARGET, []), r"written is \[\]; expected a list of at least one word"),
        ((SOURCE, ["‹start›", *TARGET], TARGET), "target has the start sign '‹start›'; leave it out"),
        ((SOURCE, TARGET, TARGET[:-1]), r"written is \['la', .*'‹end›', to be the end sign"),
        ((SOURCE, TARGET, [END, "la", END]), "written is .* once, as the last word"),
        ((SOURCE, ["la", "bola", "la"], ["la"]), "target is .* once, as the last word"),
    ],
)
def test_words_that_make_no_translation_are_refused(words, message):
    with pytest.raises(ValueError, match=message):
        draw_training_and_inference(*words)
