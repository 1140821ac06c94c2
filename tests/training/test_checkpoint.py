"""A checkpoint is whole or refused, in one sentence; kill -9 while it is saved, again and again, loses no more."""

import json
import subprocess
import sys
import time

import pytest
import torch
from safetensors.torch import load_file, save_file

from course_lib.training import SubwordTokenizer, load_translator, train
from tests.training.small import SETTINGS, small_translator, weights_of


@pytest.fixture
def saved(pairs, translator, tmp_path):
    """Give the path of a checkpoint."""
    path = tmp_path / "translator.safetensors"
    train(translator, pairs, SETTINGS, checkpoint=path)
    return path


def is_refused(path, pairs, translator, why):
    """Expect one sentence, whether one wants to translate with it or to go on."""
    for use in (lambda: load_translator(path), lambda: train(translator, pairs, SETTINGS, checkpoint=path)):
        with pytest.raises(ValueError, match=why) as refusal:
            use()
        assert "\n" not in str(refusal.value) and str(path) in str(refusal.value)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 0.999])
def test_a_truncated_file_is_refused(saved, pairs, translator, share):
    content = saved.read_bytes()
    saved.write_bytes(content[: int(share * len(content))])
    is_refused(saved, pairs, translator, "is broken, or no checkpoint at all: give another file")


@pytest.mark.parametrize(
    "content", [b"no tensors here", b"\xff" * 100, b"\x02\0\0\0\0\0\0\0[]", b"\x02\0\0\0\0\0\0\0{}"]
)
def test_a_file_of_another_kind_is_refused(saved, pairs, translator, content):
    saved.write_bytes(content)
    is_refused(saved, pairs, translator, "no checkpoint")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.999])
def test_one_changed_bit_in_the_numbers_is_noticed(saved, pairs, translator, share):
    content = bytearray(saved.read_bytes())
    start = 8 + int.from_bytes(content[:8], "little")
    content[start + int(share * (len(content) - start))] ^= 1
    saved.write_bytes(content)
    is_refused(saved, pairs, translator, "its content has changed since it was written")


def test_another_safetensors_file_is_refused(saved, pairs, translator):
    save_file({"weight": torch.zeros(3)}, saved)
    is_refused(saved, pairs, translator, "another safetensors file")


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(ValueError, match=r"nowhere cannot be read \(No such file"):
        load_translator(tmp_path / "nowhere")


def test_a_broken_checkpoint_changes_nothing_in_the_model(saved, pairs):
    saved.write_bytes(saved.read_bytes()[:-1])
    translator = small_translator(pairs)
    before = weights_of(translator)
    with pytest.raises(ValueError, match="broken"):
        train(translator, pairs, SETTINGS, checkpoint=saved)
    assert torch.equal(weights_of(translator), before)


def test_other_programs_can_read_the_weights_by_their_names(saved, translator):
    tensors = load_file(saved)
    for name, weight in translator.model.named_parameters():
        assert torch.equal(tensors[f"model.{name}"], weight)


def test_subwords_travel_with_the_weights(pairs, tmp_path):
    path = tmp_path / "translator.safetensors"
    translator = small_translator(pairs, make=lambda texts: SubwordTokenizer.of_sentences(texts, vocab_size=300))
    train(translator, pairs, SETTINGS, checkpoint=path)
    again = load_translator(path)
    assert again.source.encode("the ball is über blue") == translator.source.encode("the ball is über blue")
    assert json.dumps(again.target.to_json()) == json.dumps(translator.target.to_json())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no kill -9")
def test_a_training_killed_by_kill_9_again_and_again_comes_to_the_same_result(pairs, translator, tmp_path):
    torch.manual_seed(1)
    train(translator, pairs, SETTINGS, checkpoint=tmp_path / "uninterrupted")
    path = tmp_path / "killed"
    program = (
        "import json, sys, torch\nfrom course_lib.training import train\n"
        "from tests.training.small import SETTINGS, small_translator\n"
        "torch.set_num_threads(1)\npairs = [tuple(pair) for pair in json.load(sys.stdin)]\n"
        "torch.manual_seed(0)\ntranslator = small_translator(pairs)\ntorch.manual_seed(1)\n"
        f"train(translator, pairs, SETTINGS, checkpoint={str(path)!r}, save_every=1)\n"
    )
    for number in range(2):
        child = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, text=True)
        child.stdin.write(json.dumps(pairs))
        child.stdin.close()
        before = path.stat().st_mtime_ns if path.exists() else 0
        while child.poll() is None and not (path.exists() and path.stat().st_mtime_ns > before):
            time.sleep(0.001)
        time.sleep(0.005 * number)
        child.kill()
        child.wait()
        load_translator(path)
    torch.manual_seed(7)
    again = small_translator(pairs)
    train(again, pairs, SETTINGS, checkpoint=path)
    assert torch.equal(weights_of(again), weights_of(translator))
