"""Models of the hub load from repositories that `transformers` wrote, and what goes wrong is one sentence."""

import json

import pytest
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertForPreTraining, GPT2Config, GPT2LMHeadModel

from course_lib.pretrained import WeightsUnavailableError, load_bert, load_gpt2
from tests.pretrained.mirror import ask, mirror
from tests.transformer.inputs import randomise

IDS = torch.tensor([[5, 1, 12, 3, 7, 5, 5, 2, 3], [1, 1, 9, 4, 11, 6, 0, 0, 0]])
SIZES = {"vocab_size": 13, "num_hidden_layers": 2, "num_attention_heads": 3, "hidden_size": 12}


def write(folder, model):
    """Write a repository of the model, with a tokenizer of 13 words."""
    model.save_pretrained(folder)
    tokenizer = Tokenizer(models.WordLevel({word: number for number, word in enumerate("abcdefghijklm")}, "a"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture
def gpt2(tmp_path):
    sizes = {"vocab_size": 13, "n_positions": 9, "n_embd": 12, "n_layer": 2, "n_head": 3}
    model = randomise(GPT2LMHeadModel(GPT2Config(**sizes, bos_token_id=None, eos_token_id=None))).eval()
    return write(tmp_path, model), model


@pytest.fixture
def bert(tmp_path):
    """Give a BERT as it was published: with the head for the next sentence."""
    model = randomise(BertForPreTraining(BertConfig(**SIZES, intermediate_size=20, max_position_embeddings=9))).eval()
    return write(tmp_path, model), model


def rename(folder, new_name):
    """Give the weights of a repository other names; what becomes None goes."""
    state = load_file(folder / "model.safetensors")
    renamed = {new: tensor for name, tensor in state.items() if (new := new_name(name))}
    save_file(renamed, folder / "model.safetensors")


@torch.no_grad()
def test_gpt2_has_the_scores_of_the_repository(gpt2):
    folder, theirs = gpt2
    ours = load_gpt2(folder)
    assert not ours.model.training
    assert float((ours.model(IDS) - theirs(IDS).logits).abs().max()) <= 1e-5
    assert ours.model.to_logits.weight is ours.model.embed.tokens.table.weight
    assert ours.tokenizer.encode("c a b").ids == [2, 0, 1]


@torch.no_grad()
def test_gpt2_as_it_was_published_has_shorter_names(gpt2):
    folder, theirs = gpt2
    rename(folder, lambda name: name.removeprefix("transformer."))
    assert float((load_gpt2(folder).model(IDS) - theirs(IDS).logits).abs().max()) <= 1e-5


@torch.no_grad()
@pytest.mark.parametrize("old_names", [True, False])
def test_bert_has_the_scores_of_the_repository(bert, old_names):
    folder, theirs = bert
    if old_names:
        rename(
            folder,
            lambda name: name.replace("LayerNorm.weight", "LayerNorm.gamma").replace(
                "LayerNorm.bias", "LayerNorm.beta"
            ),
        )
    ours, words = load_bert(folder), IDS != 0
    expected = theirs(IDS, attention_mask=words.long()).prediction_logits
    assert float((ours.model(IDS) - expected)[words].abs().max()) <= 1e-5


@pytest.mark.parametrize("load", [load_gpt2, load_bert])
def test_a_weight_that_is_missing_is_named(gpt2, load, request):
    folder, name = gpt2[0], "transformer.h.1.mlp.c_fc.bias"
    if load is load_bert:
        folder, name = request.getfixturevalue("bert")[0], "bert.encoder.layer.1.output.dense.bias"
    rename(folder, lambda other: other if other != name else None)
    with pytest.raises(ValueError, match=f"^state lacks {name}"):
        load(folder)


@pytest.mark.parametrize(("name", "value"), [("activation_function", "relu"), ("model_type", "llama")])
def test_settings_that_the_course_does_not_have_are_refused(gpt2, name, value):
    file = gpt2[0] / "config.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), name: value}))
    with pytest.raises(ValueError, match=rf"^config\.json has {name} '{value}'; expected '"):
        load_gpt2(gpt2[0])


def test_a_folder_without_a_file_is_refused(gpt2):
    (gpt2[0] / "tokenizer.json").unlink()
    with pytest.raises(WeightsUnavailableError, match=r"has no tokenizer\.json; expected a repository or folder with"):
        load_gpt2(gpt2[0])


LINE = "openai-community/gpt2: 551 MB, downloaded once from Hugging Face's hub; licence MIT.\n"


def test_offline_is_one_sentence_and_nothing_of_a_download_is_shown(tmp_path):
    shown = ask("http://127.0.0.1:9", tmp_path)
    assert shown.stdout == LINE + (
        "openai-community/gpt2 could not be downloaded: http://127.0.0.1:9 was not reached; make sure that this "
        "computer is online, or set HF_ENDPOINT to a mirror that it reaches, and call again.\n"
    )
    assert shown.stderr == ""


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        ("Cannot send a request, as the client has been closed.", r"was not reached; make sure"),  # 1.2 to 1.18
        ("Data processing error", r"the package huggingface_hub says: Data processing error$"),
    ],
)
def test_what_the_hub_package_raises_without_a_kind_of_its_own_is_one_sentence(monkeypatch, raised, said):
    def fail(*arguments, **options):
        raise RuntimeError(raised)

    monkeypatch.setattr("huggingface_hub.hf_hub_download", fail)
    with pytest.raises(WeightsUnavailableError, match=rf"^nobody/nothing could not be downloaded.* {said}"):
        load_bert("nobody/nothing")


def test_the_mirror_in_hf_endpoint_is_asked_and_one_without_the_model_is_named(tmp_path):
    with mirror() as (endpoint, asked):
        shown = ask(endpoint, tmp_path, "load_bert('nobody/nothing')")
    assert any("nobody/nothing" in path for path in asked)
    assert shown.stdout.startswith(f"nobody/nothing could not be downloaded: {endpoint} does not have it, or not for")
