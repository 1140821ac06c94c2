"""The answering word: what reaches the answer, what training repeats, what is counted, and how a head is taken out.

What trained models attend to is tested in test_what_answering_words_attend_to.py.
"""

import pytest
import torch

from course_lib.attention import merge_heads, scaled_dot_product_attention, split_heads
from course_lib.demonstrations.answering_word import AnsweringWord, train_answering_word, without_head
from course_lib.tiny_corpora import Question, apple_questions, creature_questions, garden_questions

pytestmark = pytest.mark.usefixtures("one_thread")
GARDENS = garden_questions(60, asked=("kind", "attitude"))
WORDS, PLACE = GARDENS[0].words, GARDENS[0].asked


def scores(model: AnsweringWord, *sentences: tuple[str, ...], asked: int = PLACE) -> dict[str, torch.Tensor]:
    with torch.no_grad():
        return model(model.ids_of(sentences), torch.full((len(sentences),), asked))


def same_parameters(first: AnsweringWord, second: AnsweringWord) -> bool:
    pairs = zip(first.parameters(), second.parameters(), strict=True)
    return all(torch.equal(one, other) for one, other in pairs)


def test_there_is_one_score_for_each_answer_that_occurs():
    got = scores(AnsweringWord(GARDENS), WORDS, GARDENS[1].words)
    assert {name: list(of_name.shape) for name, of_name in got.items()} == {"kind": [2, 3], "attitude": [2, 4]}


@pytest.mark.parametrize("use_positions", [False, True])
def test_weights_are_those_of_every_word_in_every_head_and_sum_to_one(use_positions):
    weights = AnsweringWord(GARDENS, num_heads=4, embedding_std=1.0, use_positions=use_positions).weights(WORDS)
    assert weights.shape == (4, 5, 5) and not weights.requires_grad
    torch.testing.assert_close(weights.sum(dim=-1), torch.ones(4, 5))
    assert weights.std(dim=0).max() > 0.01  # the heads differ


def test_only_the_new_vector_of_the_word_asked_is_answered_from():
    model = AnsweringWord(GARDENS, num_heads=2, embedding_std=1.0)
    x = model.embed(model.ids_of([WORDS]))
    of_asked = model.attention(x, x, x)[:, PLACE]
    for name, of_name in scores(model, WORDS).items():
        torch.testing.assert_close(of_name, model.answer[name](of_asked).detach())


def test_with_a_residual_the_old_vector_is_added_to_what_attention_makes_of_it():
    model = AnsweringWord(GARDENS, num_heads=2, embedding_std=1.0, residual=True)
    x = model.embed(model.ids_of([WORDS]))
    of_asked = (x + model.attention(x, x, x))[:, PLACE]
    for name, of_name in scores(model, WORDS).items():
        torch.testing.assert_close(of_name, model.answer[name](of_asked).detach())


@pytest.mark.parametrize("use_positions", [False, True])
def test_a_sentence_filled_up_with_pads_gets_the_scores_it_gets_alone(use_positions):
    questions = sorted(creature_questions(40), key=lambda question: len(question.words))
    short, long = questions[0].words, questions[-1].words
    model = AnsweringWord(questions, use_positions=use_positions, embedding_std=1.0)
    assert (model.ids_of([short, long])[0] == model.pad_id).sum() == len(long) - len(short) > 0
    for name, alone in scores(model, short, asked=1).items():
        torch.testing.assert_close(scores(model, short, long, asked=1)[name][:1], alone)


def test_only_with_positions_does_the_order_of_the_other_words_matter():
    questions = apple_questions(20)
    giver, gives, receiver, *rest = questions[0].words
    for use_positions in (False, True):
        model = AnsweringWord(questions, use_positions=use_positions, embedding_std=1.0)
        as_said, swapped = (
            scores(model, (*names, *rest), asked=4)["giver"]
            for names in ((giver, gives, receiver), (receiver, gives, giver))
        )
        assert torch.allclose(as_said, swapped, atol=1e-6) != use_positions


def test_larger_embeddings_make_attention_less_even():
    spread = [float(AnsweringWord(GARDENS, embedding_std=std).weights(WORDS).std(dim=-1).mean()) for std in (0.1, 1.0)]
    assert spread[0] < 0.01 < 0.05 < spread[1]


def test_the_same_seeds_give_the_same_model_and_others_another():
    first, again, other = (AnsweringWord(GARDENS, seed=seed) for seed in (1, 1, 2))
    assert same_parameters(first, again) and not same_parameters(first, other)
    for model, seed in ((first, 3), (again, 3)):
        assert train_answering_word(model, GARDENS, steps=4, seed=seed) is model
    assert same_parameters(first, again)
    other = train_answering_word(AnsweringWord(GARDENS, seed=1), GARDENS, steps=4, seed=4)
    assert not same_parameters(first, other)


def test_training_leaves_the_global_generator_alone():
    model = AnsweringWord(GARDENS)
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    train_answering_word(model, GARDENS, steps=2)
    assert torch.equal(torch.rand(1), expected)


def test_before_step_sees_the_untrained_model_every_step_and_the_trained_one():
    model = AnsweringWord(GARDENS)
    untrained, film = model.embedding.weight.detach().clone(), {}
    train_answering_word(
        model, GARDENS, steps=3, before_step=lambda step: film.update({step: model.embedding.weight.detach().clone()})
    )
    assert list(film) == [0, 1, 2, 3]
    assert torch.equal(film[0], untrained) and torch.equal(film[3], model.embedding.weight)
    assert not any(torch.equal(film[step], film[step + 1]) for step in range(3))


def test_training_teaches_what_the_words_tell():
    questions = garden_questions(200)
    model = AnsweringWord(questions, embedding_std=0.5)
    assert model.accuracy(questions)["kind"] < 0.7
    assert train_answering_word(model, questions, steps=80, learning_rate=0.01).accuracy(questions)["kind"] > 0.95


def test_accuracy_counts_only_what_a_question_asks_and_names_only_what_is_asked():
    questions = [
        Question(("a", "b"), 0, {"x": "yes"}),
        Question(("a", "c"), 1, {"x": "no", "y": "no"}),
        Question(("b", "c"), 0, {"y": "yes"}),
        Question(("c", "c"), 0, {"y": "yes"}),
    ]
    model = AnsweringWord(questions)
    for name, layer in model.answer.items():
        torch.nn.init.zeros_(layer.weight)  # it always answers yes
        layer.bias.data = torch.tensor([float(choice == "yes") for choice in model.choices[name].tokens])
    assert model.accuracy(questions) == pytest.approx({"x": 1 / 2, "y": 2 / 3})
    assert model.accuracy(questions[2:]) == {"y": 1.0}


def test_a_thing_that_only_one_question_asks_does_not_spoil_the_training():
    rare = [*garden_questions(300), *garden_questions(1, asked=("kind", "attitude"))]
    model = train_answering_word(AnsweringWord(rare), rare, steps=5, batch=4)
    assert all(parameter.isfinite().all() for parameter in model.parameters())


@pytest.mark.parametrize(("words", "answer", "unknown"), [(("我", "拿"), "place", "拿"), (WORDS, "animal", "animal")])
def test_a_word_or_an_answer_the_model_was_not_made_for_is_refused_by_name(words, answer, unknown):
    with pytest.raises(ValueError, match=f"is '{unknown}', which is not among"):
        AnsweringWord(GARDENS).accuracy([Question(words, 0, {"kind": answer})])


@pytest.mark.parametrize("head", range(4))
def test_without_head_is_the_model_with_that_heads_output_set_to_zero(head):
    model = AnsweringWord(GARDENS, num_heads=4, embedding_std=1.0)
    before = model.attention.w_o.weight.detach().clone()
    got = scores(without_head(model, head), WORDS)
    assert torch.equal(model.attention.w_o.weight, before)

    x, attention = model.embed(model.ids_of([WORDS])), model.attention
    query, key, value = (split_heads(w(x), 4) for w in (attention.w_q, attention.w_k, attention.w_v))
    of_heads = scaled_dot_product_attention(query, key, value)  # [1, heads, words, d_head]
    of_heads[:, head] = 0
    output = attention.w_o(merge_heads(of_heads))[:, PLACE]
    for name, layer in model.answer.items():
        torch.testing.assert_close(got[name], layer(output).detach())


def test_without_its_only_head_a_model_answers_the_same_whatever_the_words():
    model = without_head(AnsweringWord(GARDENS, embedding_std=1.0), 0)
    first, second = GARDENS[0].words, GARDENS[1].words
    for name, of_name in scores(model, first, second).items():
        assert first != second and torch.equal(of_name[0], of_name[1])
        assert torch.equal(of_name[0], model.answer[name].bias)


def gathered(model: AnsweringWord) -> torch.Tensor:
    with torch.no_grad():
        return model.gather(model.ids_of([q.words for q in GARDENS]), torch.tensor([q.asked for q in GARDENS]))


@pytest.mark.parametrize("residual", [False, True])
def test_with_its_mean_in_its_place_a_head_adds_the_same_to_every_sentence_and_the_mean_stays(residual):
    model = AnsweringWord(GARDENS, num_heads=4, embedding_std=1.0, residual=residual)
    missing = gathered(model) - gathered(without_head(model, 1))  # what the head adds
    replaced = gathered(without_head(model, 1, mean_over=GARDENS))
    torch.testing.assert_close(replaced, gathered(model) - missing + missing.mean(dim=0))
    assert missing.std(dim=0).min() > 1e-3  # it did add something else to each sentence

    both = without_head(without_head(model, 1, mean_over=GARDENS), 2, mean_over=GARDENS)
    torch.testing.assert_close(gathered(both).mean(dim=0), gathered(model).mean(dim=0))
    assert model.attention.w_o.bias is None


@pytest.mark.parametrize("head", [-1, 2])
def test_a_head_that_the_model_does_not_have_cannot_be_taken_out(head):
    with pytest.raises(ValueError, match=f"head is {head}; the model has 2"):
        without_head(AnsweringWord(GARDENS, num_heads=2), head)
