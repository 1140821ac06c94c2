"""A notebook that nobody has run yet says something sensible wherever Jupyter takes scripts, styles and SVG away."""

import io

import matplotlib.pyplot as plt
from PIL import Image

from course_lib.figures import draw_architecture, draw_bars, use_course_style
from course_lib.notebook import small_picture
from tests.jupyter.sanitiser import sanitised, seen_words


def test_of_the_drawn_transformer_a_sentence_stays_and_no_loose_word_or_dead_link() -> None:
    left = sanitised(draw_architecture("decoder").data)
    assert not left("a")
    assert seen_words(left) == (
        "The Transformer Lit: cross-attention, decoder. Choose a part to go to its chapter. "
        "The drawing appears when you run this cell."
    )


def test_a_figure_has_a_picture_of_few_kilobytes_with_its_words_and_lines() -> None:
    with plt.rc_context():
        use_course_style()
        figure = draw_bars(["a", "b"], [1.0, -2.0]).figure
        picture = small_picture(figure.figure)
        plt.close("all")
    assert len(picture) < 20_000
    with Image.open(io.BytesIO(picture)) as opened:
        assert 400 < opened.width < 500
        darkest, lightest = opened.convert("L").getextrema()
    assert darkest < 60 and lightest > 240
