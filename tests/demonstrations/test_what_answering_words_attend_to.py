"""What the book says about trained answering words holds over seeds, not for a lucky one."""

from itertools import combinations

import pytest
import torch

from course_lib.demonstrations.answering_word import AnsweringWord, train_answering_word, without_head
from course_lib.tiny_corpora import (
    apple_questions,
    creature_questions,
    creatures,
    garden_questions,
    gardens,
    milk_questions,
)
from course_lib.tiny_corpora.milk import MILK, SENTENCES

pytestmark = [pytest.mark.seeds, pytest.mark.usefixtures("one_thread")]
over_seeds = pytest.mark.parametrize("seed", range(6))

EVERYTHING = ("kind", "attitude", "distance")
TELLS = {"attitude": 1, "distance": 2, "kind": 4}  # the place of the word that tells it, in a sentence about a garden


@over_seeds
def test_creature_attends_to_its_own_adjectives_and_not_to_the(seed):
    questions = creature_questions(1500, seed)
    model = train_answering_word(
        AnsweringWord(questions, use_positions=True, seed=seed), questions, steps=600, seed=seed
    )
    assert min(model.accuracy(creature_questions(300, 1000 + seed)).values()) > 0.97
    weights = model.weights(creatures.HELD_OUT)[0]
    _, fluffy, blue, creature, _, the, verdant, _ = weights[3]
    assert fluffy + blue > 0.9 and the < 0.05 and verdant < 0.05 and creature < 0.05
    assert weights[7, 6] > weights[7, 1:3].sum() + 0.4  # forest: verdant, not fluffy and blue


@over_seeds
def test_milk_attends_to_the_verb_before_the_subject_and_to_the_subject_before_the_adjective(seed):
    questions = milk_questions(4000, seed)
    model = train_answering_word(AnsweringWord(questions, seed=seed), questions, seed=seed)
    weights = {words: model.weights(words)[0, MILK] for words in SENTENCES}
    _, black, cat, drank, _, _ = weights["the", "black", "cat", "drank", "the", "milk"]
    assert drank > 1.1 * cat > 2 * 1.1 * black
    _, adjective, subject, verb, _, _ = torch.stack(list(weights.values())).mean(dim=0)
    assert verb > 1.4 * subject > 2 * 1.4 * adjective


@over_seeds
def test_an_adjective_that_is_asked_for_the_kind_of_thing_attends_to_the_noun(seed):
    questions = garden_questions(600, seed)
    model = AnsweringWord(questions, embedding_std=0.5, seed=seed)
    train_answering_word(model, questions, learning_rate=0.01, seed=seed)
    *others, garden = model.weights(gardens.HELD_OUT)[0, gardens.ADJECTIVE]
    assert garden > 1.5 * max(others)


def trained_on_gardens(seed: int, num_heads: int) -> tuple[AnsweringWord, dict[str, float]]:
    """Return a model that learned to answer everything, and the share it gets right."""
    questions = garden_questions(600, seed, asked=EVERYTHING)
    model = AnsweringWord(questions, num_heads=num_heads, embedding_std=0.3, seed=seed)
    return model, train_answering_word(model, questions, learning_rate=0.01, seed=seed).accuracy(questions)


@over_seeds
def test_one_head_answers_three_questions_and_everything_goes_through_it(seed):
    model, accuracy = trained_on_gardens(seed, num_heads=1)
    assert min(accuracy.values()) > 0.97
    left = without_head(model, 0).accuracy(garden_questions(600, seed, asked=EVERYTHING))
    assert all(left[name] < 0.65 for name in EVERYTHING)


@over_seeds
def test_of_four_heads_there_is_one_whose_map_misleads(seed):
    model, accuracy = trained_on_gardens(seed, num_heads=4)
    assert min(accuracy.values()) > 0.97
    weights = model.weights(gardens.HELD_OUT)[:, gardens.ADJECTIVE]
    costs_little = []
    for head in range(4):
        left = without_head(model, head).accuracy(garden_questions(600, seed, asked=EVERYTHING))
        looks_at = max(EVERYTHING, key=lambda name: weights[head, TELLS[name]])
        if accuracy[looks_at] - left[looks_at] < 0.05:
            costs_little.append(float(weights[head, TELLS[looks_at]]))
    # It gives more than a third of its weight to one word, and the question that word answers hardly misses it.
    assert max(costs_little, default=0) > 1 / 3


@over_seeds
def test_of_four_heads_two_together_cost_more_than_the_sum_of_what_each_costs_alone(seed):
    questions = garden_questions(600, seed, asked=EVERYTHING)
    model, _ = trained_on_gardens(seed, num_heads=4)
    alone = [without_head(model, head).accuracy(questions) for head in range(4)]
    beyond = []
    for one, other in combinations(range(4), 2):
        left = without_head(without_head(model, one), other).accuracy(questions)
        beyond += [1 - left[name] - (1 - alone[one][name]) - (1 - alone[other][name]) for name in EVERYTHING]
    assert max(beyond) > 0.1


def trained_on_apples(seed: int, num_heads: int) -> tuple[AnsweringWord, dict[str, float]]:
    """Return a model that learned about apples, and the share it gets right in other sentences."""
    questions = apple_questions(3000, seed)
    model = AnsweringWord(questions, num_heads=num_heads, use_positions=True, seed=seed)
    train_answering_word(model, questions, steps=600, seed=seed)
    return model, model.accuracy(apple_questions(300, 1000 + seed))


@over_seeds
def test_one_head_does_not_keep_giver_and_receiver_apart(seed):
    _, accuracy = trained_on_apples(seed, num_heads=1)
    assert min(accuracy["giver"], accuracy["receiver"]) < 0.95


@over_seeds
def test_two_heads_keep_giver_and_receiver_apart_one_each(seed):
    model, accuracy = trained_on_apples(seed, num_heads=2)
    assert accuracy["giver"] > 0.97 and accuracy["receiver"] > 0.97 and accuracy["sense"] > 0.95
    # Of 22 seeds tried, 19 part the names like this. With 9, 14 and 17 the heads share a name between them: the book
    # must not say that heads always part their work.
    left = [without_head(model, head).accuracy(apple_questions(300, 1000 + seed)) for head in (0, 1)]
    kept = [max(("giver", "receiver"), key=lambda name: of_head[name]) for of_head in left]
    assert sorted(kept) == ["giver", "receiver"]
    for of_head, name in zip(left, kept, strict=True):
        (ruined,) = {"giver", "receiver"} - {name}
        assert of_head[name] > 0.75 and of_head[ruined] < 0.2
