"""Marian's translators load from repositories that `transformers` wrote, and write what it writes."""

import json
import os
from copy import deepcopy
from pathlib import Path

import pytest
import torch
from torch.torch_version import TorchVersion

from course_lib.pretrained import MarianTokenizer, WeightsUnavailableError, load_marian
from course_lib.pretrained.sentencepiece_file import read_sentencepiece
from course_lib.training import pad_rows
from tests.pretrained.mirror import ask, mirror
from tests.transformer.marian import make_marian

FOLDER = Path(__file__).parent / "sentencepiece"
CONTENT = (FOLDER / "pieces.spm").read_bytes()
SENTENCES = ["The cat sleeps.", "", "All human beings are born free and equal.", "a", "the ball is blue 🙂"]
IS_SAFE = pytest.mark.skipif(torch.__version__ < "2.6", reason="this PyTorch may run code in such a file")
FORMATS = ["model.safetensors", pytest.param("pytorch_model.bin", marks=IS_SAFE)]


def write(folder, weights="model.safetensors", *, halved=False):
    """Write a repository, and return its model; its list of ids has neither the order of SentencePiece nor its 🙂."""
    cut = read_sentencepiece(CONTENT, "source.spm")
    pieces = sorted({piece for sentence in SENTENCES for piece in cut.encode(sentence).tokens} - {"🙂"})
    ids = {piece: number for number, piece in enumerate(["</s>", "<unk>", ">>fra<<", *pieces, "<pad>"])}
    theirs = make_marian(vocab_size=len(ids), places=64)
    stored = deepcopy(theirs).half() if halved else theirs
    stored.save_pretrained(folder)
    if weights == "pytorch_model.bin":  # what `transformers` wrote for years, each table under all of its names
        (folder / "model.safetensors").unlink()
        torch.save(stored.state_dict(), folder / weights)
    (folder / "vocab.json").write_text(json.dumps(ids))
    (folder / "source.spm").write_bytes(CONTENT)
    return stored.float()


@pytest.fixture
def marian(tmp_path):
    return tmp_path, write(tmp_path)


def set_config(folder, **settings):
    file = folder / "config.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | settings))


def their_translations(theirs, tokenizer):
    """Return what `generate` writes for the sentences that are not empty, all beside one another."""
    pad_id = theirs.config.pad_token_id
    src = pad_rows([[*tokenizer.encode(sentence), 0] for sentence in SENTENCES if sentence], pad_id=pad_id)
    written = theirs.generate(src, attention_mask=(src != pad_id).long(), max_new_tokens=63)
    return iter([tokenizer.decode(ids) for ids in written.tolist()])


@pytest.mark.parametrize("weights", FORMATS)
@pytest.mark.parametrize("halved", [False, True])
def test_the_translations_are_those_of_transformers(tmp_path, weights, halved):
    theirs = write(tmp_path, weights, halved=halved)
    ours = load_marian(tmp_path)
    assert not ours.model.training and ours.model.to_logits.weight.dtype == torch.float32
    expected = their_translations(theirs, ours.tokenizer)
    written = ours.translate(SENTENCES)
    assert written == [next(expected) if sentence else "" for sentence in SENTENCES]
    assert len(set(written)) == len(SENTENCES)


def test_a_pad_is_never_written_however_likely_it_is(marian):
    folder, theirs = marian
    before = load_marian(folder).translate(SENTENCES)
    theirs.final_logits_bias[0, -1] = 1000
    theirs.save_pretrained(folder)
    assert load_marian(folder).translate(SENTENCES) == before


def test_ids_come_from_the_list_and_what_is_not_there_is_unknown(marian):
    tokenizer = load_marian(marian[0]).tokenizer
    ids = json.loads((marian[0] / "vocab.json").read_text())
    assert tokenizer.encode("the cat 🙂") == [ids["▁the"], ids["▁cat"], ids["▁"], ids["<unk>"]]
    assert len(tokenizer) == len(ids)


def test_the_language_to_translate_into_is_one_token():
    tokenizer = MarianTokenizer({"<unk>": 0, ">>fra<<": 1, "▁a": 2}, read_sentencepiece(CONTENT, "source.spm"))
    assert tokenizer.encode(">>fra<< a") == [1, 2]
    assert tokenizer.encode(">>fra<<a") == [1, 2]
    assert tokenizer.tokens("a << a")[0] == "▁a" and tokenizer.encode(">>fra a")[0] == 0


def test_pieces_are_joined_up_to_the_end_without_what_is_no_text():
    ids = {"</s>": 0, "<unk>": 1, "▁the": 2, "▁sleep": 3, "s": 4, "<pad>": 5}
    tokenizer = MarianTokenizer(ids, read_sentencepiece(CONTENT, "source.spm"))
    assert tokenizer.decode([5, 2, 1, 3, 4, 99, 0, 2]) == "the sleeps"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("model_type", "bart", "'marian'"),
        ("scale_embedding", False, "True"),
        ("normalize_before", True, "False"),
        ("normalize_embedding", True, "False"),
        ("add_final_layer_norm", True, "False"),
        ("static_position_embeddings", False, "True"),
        ("share_encoder_decoder_embeddings", False, "True"),
        ("tie_word_embeddings", False, "True"),
        ("decoder_layers", 3, "2"),
        ("decoder_attention_heads", 2, "3"),
        ("decoder_ffn_dim", 24, "20"),
        ("activation_function", "gelu", "one of: swish, silu, relu"),
    ],
)
def test_settings_that_are_not_covered_are_refused(marian, name, value, expected):
    set_config(marian[0], **{name: value})
    with pytest.raises(ValueError, match=rf"^config\.json has {name} {value!r}; expected {expected}\.$"):
        load_marian(marian[0])


def test_a_sentence_that_is_too_long_is_named(marian):
    ours = load_marian(marian[0])
    ours.translate(["a " * 63])
    with pytest.raises(
        ValueError, match=r"^'a a a a a a a a a a '… has 65 tokens, its end included; expected at most 64"
    ):
        ours.translate(["a", "a " * 64])


def test_a_text_in_the_place_of_a_list_is_refused(marian):
    with pytest.raises(ValueError, match=r"^sentences is 'The cat'; give a list"):
        load_marian(marian[0]).translate("The cat")


@pytest.mark.parametrize("missing", ["vocab.json", "source.spm", "model.safetensors"])
def test_a_folder_that_lacks_a_file_is_refused(marian, missing):
    (marian[0] / missing).unlink()
    named = missing if missing != "model.safetensors" else "model.safetensors or pytorch_model.bin"
    files = r"config\.json, model\.safetensors or pytorch_model\.bin, vocab\.json, source\.spm\.$"
    with pytest.raises(WeightsUnavailableError, match=f"has no {named}; expected a repository or folder with {files}"):
        load_marian(marian[0])


class Code:
    """What, unpickled without care, makes a file."""

    def __init__(self, file):
        self.file = file

    def __reduce__(self):
        return os.mkdir, (str(self.file),)


@IS_SAFE
@pytest.mark.parametrize("kind", ["code", "a pointer of Git LFS"])
def test_a_file_that_holds_more_than_tensors_is_not_opened(marian, kind):
    folder, trap = marian[0], marian[0] / "it was run"
    (folder / "model.safetensors").unlink()
    if kind == "code":
        torch.save({"model.shared.weight": Code(trap)}, folder / "pytorch_model.bin")
    else:
        (folder / "pytorch_model.bin").write_bytes(b"version https://git-lfs.github.com/spec/v1")
    with pytest.raises(WeightsUnavailableError, match=r"^pytorch_model\.bin holds more than tensors, or is no file of"):
        load_marian(folder)
    assert not trap.exists()


def test_a_pytorch_that_may_run_code_in_a_file_opens_none(tmp_path, monkeypatch):
    write(tmp_path, "pytorch_model.bin")
    monkeypatch.setattr(torch, "__version__", TorchVersion("2.5.1"))
    with pytest.raises(
        WeightsUnavailableError, match=r"^pytorch_model\.bin could hold code, .* update PyTorch to 2\.6"
    ):
        load_marian(tmp_path)


def test_offline_is_one_sentence(tmp_path):
    shown = ask("http://127.0.0.1:9", tmp_path, "load_marian('Helsinki-NLP/opus-mt-en-es')")
    assert shown.stdout == (
        "Helsinki-NLP/opus-mt-en-es could not be downloaded: http://127.0.0.1:9 was not reached; make sure that this "
        "computer is online, or set HF_ENDPOINT to a mirror that it reaches, and call again.\n"
    )
    assert shown.stderr == ""


@pytest.mark.parametrize("weights", FORMATS)
def test_it_comes_once_from_the_mirror_in_hf_endpoint(tmp_path, weights):
    folder, home = tmp_path / "repository", tmp_path / "home"
    folder.mkdir()
    write(folder, weights)
    call = "print(load_marian('some/one').translate(['The cat sleeps.', 'a']))"
    with mirror("some/one", folder) as (endpoint, asked):
        shown = ask(endpoint, home, call)
    translations = load_marian(folder).translate(["The cat sleeps.", "a"])
    assert (shown.stdout, shown.stderr) == (f"{translations}\n", "")
    assert any(weights in path for path in asked)
    assert ask(endpoint, home, call).stdout == shown.stdout  # from the cache: the mirror is gone


def test_a_mirror_without_weights_is_named(tmp_path):
    folder = tmp_path / "repository"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    with mirror("some/one", folder) as (endpoint, _):
        shown = ask(endpoint, tmp_path / "home", "load_marian('some/one')")
    assert shown.stdout.startswith(
        f"some/one of {endpoint} lacks a file; expected a repository with config.json, model."
    )
