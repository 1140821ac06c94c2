"""The encoder that finds out what *it* means: what it may see, and what the book says about it once it is trained."""

from statistics import median

import pytest
import torch

from course_lib.demonstrations.pronoun import PronounReader, train_pronoun_reader
from course_lib.tiny_corpora import crossing_questions
from course_lib.tiny_corpora.crossings import IT, LAST, PLACE, SECOND_CLAUSE, WALKER, crossing, place_of_meant

pytestmark = pytest.mark.usefixtures("one_thread")
over_seeds = pytest.mark.parametrize("seed", range(6))
six_trainings = pytest.mark.timeout(1200)  # take minutes when others compute as well

SEEN, HELD_OUT = crossing_questions()
TIRED, WIDE = (crossing("animal", "street", word).words for word in ("tired", "wide"))


def changed(place: int) -> tuple[str, ...]:
    """Return the sentence about the tired animal with another word, which the model knows, at one place."""
    return (*TIRED[:place], "dog", *TIRED[place + 1 :])


def animal_to_street(model: PronounReader) -> torch.Tensor:
    """Return how many times more *it* attends to the animal than to the street, by layer, if tired and if wide."""
    of_it = model.weights([TIRED, WIDE])[:, :, IT]  # [layers, sentences, words]
    return of_it[..., WALKER] / of_it[..., PLACE]


@torch.no_grad()
def scores(model: PronounReader, words: tuple[str, ...], hidden: int | None = None) -> torch.Tensor:
    """Return the score of each box for one sentence."""
    return model(model.ids_of([words]), None if hidden is None else torch.tensor([hidden]))[0]


@torch.no_grad()
def after_first_layer(model: PronounReader, words: tuple[str, ...]) -> torch.Tensor:
    """Return what the first layer makes of each word."""
    made = []
    with model.encoder.layers[0].register_forward_hook(lambda *call: made.append(call[-1][0])):
        model(model.ids_of([words]))
    return made[0]


@pytest.mark.parametrize("num_layers", [1, 2])
def test_in_the_first_layer_the_last_word_does_not_tell_animal_from_street_later_it_can(num_layers):
    ratio = animal_to_street(PronounReader(SEEN, num_layers=num_layers))
    torch.testing.assert_close(ratio[0, 0], ratio[0, 1], rtol=1e-4, atol=0)
    assert all(abs(if_tired / if_wide - 1) > 1e-3 for if_tired, if_wide in ratio[1:])


def test_with_one_road_it_looks_at_its_own_clause_first_and_then_at_the_other_and_other_words_at_themselves():
    earlier, last = PronounReader(SEEN, roads="one").weights([TIRED])[:, 0] > 0
    own_clause = torch.arange(len(TIRED)) >= SECOND_CLAUSE
    for layer, seen_by_it in ((earlier, own_clause), (last, ~own_clause)):
        only_itself = torch.eye(len(TIRED), dtype=torch.bool)
        only_itself[IT] = seen_by_it
        assert torch.equal(layer, only_itself)


def test_with_all_roads_every_word_looks_at_every_word():
    assert (PronounReader(SEEN, roads="all").weights([TIRED]) > 0).all()


def test_with_one_road_the_first_layer_changes_only_where_a_word_is_seen():
    model = PronounReader(SEEN, roads="one")
    before = after_first_layer(model, TIRED)
    for place in range(len(TIRED)):
        differs = (after_first_layer(model, changed(place)) != before).any(dim=-1).nonzero().flatten().tolist()
        assert differs == sorted({place, IT} if place >= SECOND_CLAUSE else {place})


def test_with_one_road_and_one_layer_the_other_clause_alone_decides():
    model = PronounReader(SEEN, num_layers=1, roads="one")
    same = [torch.equal(scores(model, changed(place)), scores(model, TIRED)) for place in range(len(TIRED))]
    # *It* itself asks, so the place of "it" decides too.
    assert [place for place, is_same in enumerate(same) if not is_same] == [*range(SECOND_CLAUSE), IT]


@pytest.mark.parametrize("roads", ["one", "all"])
def test_with_one_road_the_answer_is_made_of_what_attention_brings_and_of_nothing_else(roads):
    model = PronounReader(SEEN, roads=roads)
    assert not torch.equal(scores(model, TIRED), scores(model, WIDE))
    for numbers in model.encoder.layers[-1].self_attention.w_v.parameters():
        torch.nn.init.zeros_(numbers)
    assert torch.equal(scores(model, TIRED), scores(model, WIDE)) == (roads == "one")


@pytest.mark.parametrize(("roads", "num_layers"), [("one", 2), ("one", 1), ("all", 1)])
@pytest.mark.parametrize("place", [WALKER, PLACE])
def test_a_hidden_word_decides_nothing(roads, num_layers, place):
    model = PronounReader(SEEN, roads=roads, num_layers=num_layers)
    assert not torch.equal(scores(model, TIRED), scores(model, changed(place)))
    assert torch.equal(scores(model, TIRED, place), scores(model, changed(place), place))


def test_hidden_is_the_noun_that_is_meant_or_the_other_one_or_the_last_word(monkeypatch):
    model, hidden = PronounReader(SEEN), []
    forward = model.forward
    monkeypatch.setattr(model, "forward", lambda ids, places: hidden.append(places) or forward(ids, places))
    questions = [crossing("animal", "street", word) for word in ("tired", "wide")]
    for which in ("meant", "other", "last", None):
        model.accuracy(questions, which)
    assert [places if places is None else places.tolist() for places in hidden] == [
        [WALKER, PLACE],
        [PLACE, WALKER],
        [LAST, LAST],
        None,
    ]


def test_the_seed_decides_everything():
    def trained(seed_of_model: int, seed_of_training: int) -> torch.Tensor:
        return scores(
            train_pronoun_reader(PronounReader(SEEN, seed=seed_of_model), SEEN, steps=3, seed=seed_of_training), TIRED
        )

    assert torch.equal(trained(0, 0), trained(0, 0))
    assert not torch.equal(trained(0, 0), trained(1, 0)) and not torch.equal(trained(0, 0), trained(0, 1))


def trained(seed: int, **settings) -> PronounReader:
    """Return a model that has learned the sentences of this seed."""
    seen, _ = crossing_questions(seed)
    return train_pronoun_reader(PronounReader(seen, seed=seed, **settings), seen, seed=seed)


def on_meant_and_other(model: PronounReader, seed: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the weights of *it*, in the last layer, on the two nouns of each sentence that was held out."""
    _, held_out = crossing_questions(seed)
    of_it = model.weights([question.words for question in held_out])[-1, :, IT]  # [sentences, words]
    meant, rows = torch.tensor([place_of_meant(question) for question in held_out]), torch.arange(len(held_out))
    return of_it[rows, meant], of_it[rows, WALKER + PLACE - meant]


@pytest.mark.seeds
@six_trainings
def test_with_one_road_it_attends_to_what_it_means_and_answers_by_that_in_the_median_of_six():
    """One training in many takes one of the ten last words for another, on some processors."""
    of_each = []
    for seed in range(6):
        _, held_out = crossing_questions(seed)
        model = trained(seed, roads="one")
        meant, other = on_meant_and_other(model, seed)
        if_tired, if_wide = animal_to_street(model)[-1]
        of_each.append(
            {
                "more on the meant": (meant > other).float().mean().item(),
                "times more": (meant.mean() / other.mean()).item(),
                "right": model.accuracy(held_out),
                "right without the other": model.accuracy(held_out, "other"),
                "right without the meant": model.accuracy(held_out, "meant"),
                "if tired": if_tired.item(),
                "if wide": if_wide.item(),
            }
        )
    middle = {name: median(one[name] for one in of_each) for name in of_each[0]}
    assert middle["more on the meant"] > 0.95 and middle["times more"] > 10, of_each
    assert middle["right"] > 0.95 and middle["right without the other"] > 0.95, of_each
    assert middle["right without the meant"] < 0.2, of_each
    assert middle["if tired"] > 3 and middle["if wide"] < 1 / 3, of_each


@pytest.mark.seeds
@over_seeds
def test_one_layer_attends_more_to_what_it_means_in_exactly_half_of_the_sentences(seed):
    meant, other = on_meant_and_other(trained(seed, num_layers=1), seed)
    assert (meant > other).float().mean() == 0.5


@pytest.mark.seeds
@six_trainings
def test_with_all_roads_the_answer_can_come_another_way_in_the_median_of_six():
    right, right_if_hidden = [], []
    for seed in range(6):
        seen, held_out = crossing_questions(seed)
        model = train_pronoun_reader(PronounReader(seen, seed=seed), seen, steps=350, seed=seed)
        right.append(model.accuracy(held_out))
        right_if_hidden.append(model.accuracy(held_out, "meant"))
    assert median(right) > 0.9 and median(right_if_hidden) > 0.2
