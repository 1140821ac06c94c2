"""A GGUF file is read whole: its settings, how it stores each tensor, and the numbers that its bits stand for."""

import numpy as np
import pytest
import torch
from gguf import GGMLQuantizationType, GGUFWriter, dequantize, quantize

from course_lib.pretrained import StoredTensor, read_gguf

ROWS = np.random.default_rng(0).normal(size=(3, 64)).astype(np.float32)

LONG = quantize(np.random.default_rng(1).normal(size=(48, 64)).astype(np.float32), GGMLQuantizationType.Q4_1)


@pytest.fixture
def file(tmp_path):
    """Give a file with three tensors, which is deleted after it was read."""
    writer = GGUFWriter(tmp_path / "tiny.gguf", "llama")
    writer.add_uint32("llama.attention.head_count", 9)
    writer.add_array("tokenizer.ggml.tokens", ["Ġthe", "文", "<|end|>"])
    writer.add_tensor("norm.weight", ROWS[0])
    packed = quantize(ROWS, GGMLQuantizationType.Q4_1)
    writer.add_tensor("matrix.weight", packed, raw_dtype=GGMLQuantizationType.Q4_1)
    writer.add_tensor("long.weight", LONG, raw_dtype=GGMLQuantizationType.Q4_1)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    read = read_gguf(tmp_path / "tiny.gguf")
    (tmp_path / "tiny.gguf").unlink()
    return read


def test_settings_are_numbers_and_texts(file):
    assert file.settings["llama.attention.head_count"] == 9
    assert file.settings["tokenizer.ggml.tokens"] == ["Ġthe", "文", "<|end|>"]


def test_it_is_said_how_each_tensor_is_stored(file):
    assert file.stored["norm.weight"] == StoredTensor("F32", (64,), 256)
    assert file.stored["matrix.weight"] == StoredTensor("Q4_1", (3, 64), 3 * 2 * 20)


def test_what_is_not_quantised_comes_back_as_it_was(file):
    assert torch.equal(file.tensors["norm.weight"], torch.tensor(ROWS[0]))


def test_a_block_of_q4_1_is_sixteen_steps_from_its_smallest_number_to_its_largest(file):
    for block, given in zip(file.tensors["matrix.weight"].view(-1, 32), ROWS.reshape(-1, 32), strict=True):
        offset, scale = np.float16(given.min()), np.float16((given.max() - given.min()) / 15)
        steps = (block.numpy() - np.float32(offset)) / np.float32(scale)
        assert np.abs(steps - steps.round()).max() < 1e-4
        assert steps.min() >= -1e-4
        assert steps.max() < 15 + 1e-4
        assert np.abs(block.numpy() - given).max() < 0.52 * scale + 2e-3


def test_many_rows_are_those_that_the_package_reads_one_by_one(file):
    rows = [dequantize(row[None], GGMLQuantizationType.Q4_1) for row in LONG]
    assert torch.equal(file.tensors["long.weight"], torch.tensor(np.concatenate(rows)))


def test_another_file_is_refused(tmp_path):
    (tmp_path / "other.gguf").write_bytes(b"not a GGUF file at all")
    with pytest.raises(ValueError, match="GGUF magic"):
        read_gguf(tmp_path / "other.gguf")
