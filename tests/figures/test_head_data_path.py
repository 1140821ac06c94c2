"""The picture of a head shows the head's own matrices, and refuses those that do not belong together."""

from math import sqrt

import pytest
import torch
from matplotlib.colors import to_hex

from course_lib.figures import COLOURS, draw_head_data_path
from tests.figures.drawn_cells import values_of


def head(words=4, d_model=8, d_k=4, d_v=6, *, is_causal=False):
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(words, d_model, generator=generator)
    w_q, w_k, w_v = (torch.randn(d_model, width, generator=generator) / sqrt(d_model) for width in (d_k, d_k, d_v))
    query, key, value = x @ w_q, x @ w_k, x @ w_v
    scores = query @ key.T / sqrt(d_k)
    if is_causal:
        scores = scores.masked_fill(torch.ones(words, words).triu(1).bool(), float("-inf"))
    weights = scores.softmax(dim=-1)
    return {
        "x": x,
        "w_q": w_q,
        "w_k": w_k,
        "w_v": w_v,
        "query": query,
        "key": key,
        "value": value,
        "scores": scores,
        "weights": weights,
        "output": weights @ value,
    }


def test_every_matrix_is_drawn_with_its_own_numbers_under_its_name_and_shape():
    given = head()
    axes = draw_head_data_path(**given)
    drawn = [values_of(panel).tolist() for panel in axes.child_axes]
    assert drawn == [matrix.double().tolist() for matrix in given.values()]
    assert [text.get_text() for text in axes.texts if "[" in text.get_text()] == [
        "X [4, 8]",
        "W_Q [8, 4]",
        "W_K [8, 4]",
        "W_V [8, 6]",
        "Q [4, 4]",
        "K [4, 4]",
        "V [4, 6]",
        "scores [4, 4]",
        "weights [4, 4]",
        "Z [4, 6]",
    ]


def test_frames_have_the_colours_of_their_roles():
    frames = [panel.spines["left"].get_edgecolor() for panel in draw_head_data_path(**head()).child_axes]
    roles = ["neutral", *["query", "key", "value"] * 2, "neutral", "neutral", "output"]
    assert [to_hex(frame) for frame in frames] == [COLOURS[role] for role in roles]


def test_what_is_done_is_written_and_every_step_has_an_arrow():
    axes = draw_head_data_path(**head())
    written = {text.get_text() for text in axes.texts}
    assert {"X W_Q", "X W_K", "X W_V", "QKᵀ / √d_k", "softmax", "times V"} <= written
    assert sum(text.arrow_patch is not None for text in axes.texts if hasattr(text, "arrow_patch")) == 11


def test_blocked_scores_are_grey_in_this_picture_too():
    axes = draw_head_data_path(**head(is_causal=True))
    assert len(axes.child_axes[7].patches) == 6 and not axes.child_axes[8].patches


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("query", "x @ w_q"),
        ("key", "x @ w_k"),
        ("value", "x @ w_v"),
        ("scores", "query @ key.T / √d_k"),
        ("weights", "softmax of the scores"),
        ("output", "weights @ value"),
    ],
)
def test_a_matrix_of_another_head_is_refused_by_name(name, formula):
    given = head()
    with pytest.raises(ValueError, match=f"^{name} is not {formula}; give the matrices of one head"):
        draw_head_data_path(**{**given, name: given[name] + 0.1})


def test_a_head_in_which_a_word_may_attend_to_nothing_is_accepted():
    given = head(is_causal=True)
    given["scores"][0], given["weights"][0], given["output"][0] = float("-inf"), 0.0, 0.0
    draw_head_data_path(**given)


def test_a_wrong_shape_is_refused_by_name():
    given = head()
    with pytest.raises(ValueError, match=r"w_q has shape \[4, 8\]; expected \[d_model, d_k\] = .* weight.T fits"):
        draw_head_data_path(**{**given, "w_q": given["w_q"].T})
    with pytest.raises(ValueError, match=r"x has shape \[1, 4, 8\]; expected \[words, d_model\]"):
        draw_head_data_path(**{**given, "x": given["x"][None]})


@pytest.mark.browser
@pytest.mark.parametrize("sizes", [(4, 8, 4, 4), (6, 64, 8, 8), (8, 8, 8, 8), (12, 4, 2, 2)])
def test_no_text_covers_another_in_the_browser(sizes, colliding_texts):
    draw_head_data_path(**head(*sizes))
    assert colliding_texts() == []
