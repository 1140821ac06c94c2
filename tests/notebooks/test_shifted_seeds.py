"""The seeds are shifted wherever they are set, and only then."""

import random
from collections.abc import Callable, Iterator
from typing import Any

import numpy
import pytest
import torch

from course_lib.demonstrations.soft_lookup import train_soft_lookup
from course_lib.exercises.engine.probes import random_tensor
from course_lib.reproducibility import set_seed
from course_lib.tiny_corpora import royalty_sentences
from tests.notebooks.shifted_seeds import shifted_seeds

SHIFT = 1000


def after(seed: Callable[[int], object], draw: Callable[[], Any]) -> Callable[[int], Any]:
    """Return a function that seeds and then draws."""
    return lambda number: (seed(number), draw())[1]


DRAWS: dict[str, Callable[[int], Any]] = {
    "torch": after(lambda seed: torch.manual_seed(seed), lambda: torch.rand(3).tolist()),
    "a generator of torch": lambda seed: torch.rand(3, generator=torch.Generator().manual_seed(seed)).tolist(),
    "random": after(lambda seed: random.seed(seed), random.random),
    "random, by name": after(lambda seed: random.seed(a=seed), random.random),
    "a generator of random": lambda seed: random.Random(seed).random(),
    "a generator of random, seeded again": lambda seed: (chance := random.Random(), chance.seed(seed), chance.random())[
        -1
    ],
    "numpy": after(lambda seed: numpy.random.seed(seed), lambda: numpy.random.rand()),  # noqa: NPY002
    "a generator of numpy": lambda seed: numpy.random.default_rng(seed).random(),
    "a generator of numpy, by name": lambda seed: numpy.random.default_rng(seed=seed).random(),
    "a chapter's setup": after(set_seed, lambda: (random.random(), torch.rand(3).tolist())),
    "a corpus": lambda seed: royalty_sentences(5, seed),
    "an exercise's probes": lambda seed: random_tensor(3, seed=seed).tolist(),
    "a training": lambda seed: train_soft_lookup(d_k=4, scaled=True, learning_rate=1.0, seed=seed, steps=2),
}


@pytest.fixture(autouse=True)
def global_generators_stay_as_they_are() -> Iterator[None]:
    """Undo what seeding does to the generators that other tests draw from."""
    states = random.getstate(), numpy.random.get_state(), torch.get_rng_state()  # noqa: NPY002
    yield
    random.setstate(states[0])
    numpy.random.set_state(states[1])  # noqa: NPY002
    torch.set_rng_state(states[2])


@pytest.mark.parametrize("draw", DRAWS.values(), ids=DRAWS.keys())
def test_a_seed_counts_as_that_seed_plus_the_shift(draw: Callable[[int], Any]) -> None:
    with shifted_seeds(SHIFT):
        shifted = draw(3)
    assert shifted != draw(3)
    assert shifted == draw(3 + SHIFT)


def test_without_a_seed_nothing_is_shifted_and_nothing_fails() -> None:
    with shifted_seeds(SHIFT):
        assert random.Random().random() != random.Random().random()
        assert numpy.random.default_rng().random() != numpy.random.default_rng(None).random()
        assert random.Random("a word").random() == random.Random("a word").random()
