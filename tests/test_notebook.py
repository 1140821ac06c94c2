"""What a chapter's setup gives: repeatable randomness, quiet figures, source shown as it stands."""

import inspect
import random

import numpy as np
import torch

from course_lib.attention import softmax
from course_lib.notebook import begin_chapter, show_source
from course_lib.reproducibility import set_seed


def draw():
    return (
        random.random(),
        np.random.standard_normal(),  # noqa: NPY002 - the global generator is what must repeat
        torch.rand(1).item(),
    )


def test_the_same_seed_repeats_every_generator():
    set_seed(7)
    first = draw()
    set_seed(7)
    assert draw() == first
    set_seed(8)
    assert all(a != b for a, b in zip(draw(), first, strict=True))


def test_a_chapter_begins_outside_a_notebook_too():
    begin_chapter(seed=7)
    first = draw()
    set_seed(7)
    assert draw() == first
    torch.set_printoptions(profile="default")


def test_source_is_shown_as_it_stands():
    shown = show_source(softmax).data
    assert shown.startswith("```python\n") and shown.endswith("\n```")
    assert inspect.getsource(inspect.unwrap(softmax)).rstrip() in shown


def test_several_sources_are_shown_in_their_order_with_room_between():
    shown = show_source(set_seed, softmax).data
    first, second = (inspect.getsource(inspect.unwrap(thing)).rstrip() for thing in (set_seed, softmax))
    assert shown == f"```python\n{first}\n\n\n{second}\n```"
