"""The picture of LayerNorm: thin arrows to the centred words, thick ones to the circle."""

import matplotlib.pyplot as plt
import pytest
import torch

from course_lib.figures import draw_layer_norm

WORDS = torch.tensor([[1.0, 3.0, 5.0], [2.0, 0.5, 0.0], [0.1, 0.0, 0.2]])


def tips():
    axes = draw_layer_norm(WORDS)
    return torch.tensor([text.xy for text in axes.texts])


@pytest.fixture(autouse=True)
def _close():
    yield
    plt.close("all")


def test_the_thin_arrows_have_the_lengths_of_the_words_without_their_mean():
    centred = WORDS - WORDS.mean(dim=-1, keepdim=True)
    torch.testing.assert_close(tips()[:3].norm(dim=-1), centred.norm(dim=-1), atol=1e-4, rtol=0)


def test_the_thick_arrows_end_on_the_circle_and_keep_the_direction():
    before, after = tips()[:3], tips()[3:]
    torch.testing.assert_close(after.norm(dim=-1), torch.full((3,), 3**0.5), atol=1e-2, rtol=0)
    torch.testing.assert_close(torch.cosine_similarity(before, after), torch.ones(3))
