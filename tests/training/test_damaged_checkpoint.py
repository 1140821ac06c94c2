"""Whatever is changed in a checkpoint, it is refused in one sentence, or it gives the translator that was saved."""

import json
import random

import pytest
import torch
from safetensors.torch import load, save, save_file

from course_lib.training import SubwordTokenizer, Translator, load_translator, train
from course_lib.training.checkpoint_file import read_content, write_content
from tests.training.small import SETTINGS, small_translator, weights_of

FORMAT = Translator.FORMAT
JUNK = (
    None,
    True,
    -1,
    0,
    7,
    10**30,
    0.5,
    float("nan"),
    "",
    "7",
    "subwords",
    [],
    ["a", "a"],
    [[1]],
    {},
    {"kind": "words"},
)


def can_be_saved(dtype):
    """Tell whether this version of safetensors writes numbers of a type."""
    try:
        return bool(save({"a": torch.zeros(1).to(dtype)}))
    except KeyError:
        return False


UNEXPECTED = next(filter(can_be_saved, (torch.complex64, torch.float8_e4m3fn)))  # 0.4.3 writes no complex numbers


@pytest.fixture(scope="module", params=["words", "subwords"])
def saved(request, pairs, tmp_path_factory):
    """Give the path of a checkpoint, which no test changes, and its translator."""
    path = tmp_path_factory.mktemp("saved") / "translator.safetensors"
    torch.manual_seed(0)
    subwords = {"make": lambda texts: SubwordTokenizer.of_sentences(texts, vocab_size=270)}
    translator = small_translator(pairs, **(subwords if request.param == "subwords" else {}))
    train(translator, pairs, SETTINGS, checkpoint=path)
    return path, translator


def in_one_sentence(path, use):
    """Return what `use` returns, or None if it refuses in one sentence that names the file."""
    try:
        return use(path)
    except ValueError as error:
        assert str(path) in str(error) and "\n" not in str(error) and type(error) is ValueError, error
        return None


def is_refused(path, why):
    with pytest.raises(ValueError, match=why) as refusal:
        load_translator(path)
    assert str(path) in str(refusal.value) and "\n" not in str(refusal.value)


def with_another_content(saved, path, change):
    """Write a checkpoint whose checksum is right and whose content is another."""
    content = read_content(saved[0], FORMAT)
    change(content)
    write_content(path, content, FORMAT)


def change_some_bytes(content, choose):
    """Change, drop, repeat or cut bytes: as often in the header, which is read first, as in the numbers."""
    content = bytearray(content)
    header = 8 + int.from_bytes(content[:8], "little")
    for _ in range(choose.choice([1, 1, 1, 2, 5])):
        if not content:
            break
        place = choose.randrange(min(choose.choice([8, header, len(content)]), len(content)))
        stop = place + choose.choice([1, 1, 4, 100])
        kind = choose.randrange(4)
        if kind == 0:
            content[place] = choose.randrange(256)
        elif kind == 1:
            del content[place:stop]
        elif kind == 2:
            content[place:place] = content[place:stop]
        else:
            del content[max(place, 1) :]
    return bytes(content)


def test_random_changes_of_bytes_are_noticed_or_change_nothing(saved, tmp_path):
    path, whole = tmp_path / "damaged", saved[0].read_bytes()
    refused = 0
    for seed in range(150):
        path.write_bytes(change_some_bytes(whole, random.Random(seed)))
        again = in_one_sentence(path, load_translator)
        refused += again is None
        if again is not None:
            assert weights_of(again).equal(weights_of(saved[1])) and again.settings == saved[1].settings
            assert again.target.to_json() == saved[1].target.to_json()
    assert refused > 140


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'dropout\\": 0.1', b'dropout\\": 0.2'),
        (b'"history.losses":{"dtype":"F64"', b'"history.losses":{"dtype":"I64"'),
    ],
)
def test_one_changed_letter_of_what_is_said_is_noticed(saved, tmp_path, before, after):
    content = saved[0].read_bytes()
    assert content.count(before) == 1
    (tmp_path / "changed").write_bytes(content.replace(before, after))
    is_refused(tmp_path / "changed", "its content has changed")


def places_in(tree):
    """Give (container, key) for every value in nested dicts and lists."""
    for key in list(tree) if isinstance(tree, dict) else range(len(tree)):
        yield tree, key
        if isinstance(tree[key], dict | list):
            yield from places_in(tree[key])


def change_the_description(content, choose):
    container, key = choose.choice(list(places_in(content.about)))
    if choose.random() < 0.3:
        del container[key]
    else:
        container[key] = choose.choice(JUNK)


def change_the_tensors(content, choose):
    name = choose.choice(sorted(content.tensors))
    tensor = content.tensors.pop(name)
    changes = (
        lambda: None,
        lambda: tensor[..., None],
        lambda: tensor.reshape(-1)[:-1],
        lambda: tensor.to(torch.float16),
        lambda: tensor.to(UNEXPECTED),
        lambda: torch.full(tensor.shape, float("nan")),
        lambda: torch.zeros(0),
    )
    if (changed := choose.choice(changes)()) is not None:
        content.tensors[choose.choice([name, f"{name}.other"])] = changed


@pytest.mark.parametrize("change", [change_the_description, change_the_tensors])
def test_random_changes_of_what_it_holds_with_a_right_checksum_are_never_another_exception(
    saved, pairs, tmp_path, monkeypatch, change
):
    path = tmp_path / "changed"
    monkeypatch.setattr("os.fsync", lambda handle: None)  # what takes longest
    outcomes = set()
    for seed in range(60):
        choose = random.Random(seed)
        with_another_content(saved, path, lambda content, choose=choose: change(content, choose))
        translator = Translator(saved[1].source, saved[1].target, saved[1].settings)
        loaded = in_one_sentence(path, load_translator)
        went_on = in_one_sentence(path, lambda path, own=translator: train(own, pairs, SETTINGS, checkpoint=path))
        outcomes |= {loaded is None, went_on is None}
    assert True in outcomes


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda content: content.about.pop("model"), "does not fit together"),
        (lambda content: content.about.update(model=[]), "does not fit together"),
        (lambda content: content.about["model"].update(d_model="16"), "does not fit together"),
        (lambda content: content.about["model"].update(d_model=32), "does not fit together"),
        (lambda content: content.about["model"].update(num_layers=3), "does not fit together"),
        (lambda content: content.about["model"].update(speed=1), "does not fit together"),
        (lambda content: content.about.update(target={"kind": "words", "words": ["la"]}), "does not fit together"),
        (lambda content: content.about["source"].update(kind="letters"), "does not fit together"),
        (lambda content: content.tensors.pop("model.embed_source.tokens.table.weight"), "does not fit together"),
        (lambda content: content.tensors.update({"model.more": torch.zeros(1)}), "does not fit together"),
        (lambda content: content.tensors["model.embed_source.tokens.table.weight"].fill_(torch.nan), "does not fit"),
    ],
)
def test_what_does_not_fit_together_is_refused(saved, tmp_path, change, why):
    with_another_content(saved, tmp_path / "changed", change)
    is_refused(tmp_path / "changed", why)


@pytest.mark.parametrize("name", ["adam.exp_avg.to_logits.weight", "history.losses", "random"])
def test_without_the_state_of_training_it_translates_and_cannot_go_on(pairs, translator, tmp_path, name):
    path = tmp_path / "translator.safetensors"
    train(translator, pairs, SETTINGS, checkpoint=path)
    content = read_content(path, FORMAT)
    del content.tensors[name if name in content.tensors else "adam.exp_avg.embed_target.tokens.table.weight"]
    write_content(path, content, FORMAT)
    assert weights_of(load_translator(path)).equal(weights_of(translator))
    own = small_translator(pairs)
    before = weights_of(own)
    with pytest.raises(ValueError, match="not the state of its training, or a broken one: use the model as it is"):
        train(own, pairs, SETTINGS, checkpoint=path)
    assert weights_of(own).equal(before)


@pytest.mark.parametrize(
    ("metadata", "why"),
    [
        (None, "another safetensors file"),
        ({}, "another safetensors file"),
        ({"format": "pt"}, "another safetensors file"),
        ({"format": "course_lib translator, version 1"}, 'version 1", and this version of the course reads'),
        ({"format": FORMAT}, "content has changed"),
        ({"format": FORMAT, "about": "[1]", "checksum": ""}, "content has changed"),
    ],
)
def test_other_metadata_are_refused(saved, tmp_path, metadata, why):
    save_file(load(saved[0].read_bytes()), tmp_path / "other", metadata)
    is_refused(tmp_path / "other", why)


@pytest.mark.parametrize("about", ["[1]", "7", '"text"', "[" * 100_000, "no JSON", ""])
def test_a_description_that_is_no_dictionary_is_refused(saved, tmp_path, monkeypatch, about):
    content = read_content(saved[0], FORMAT)
    monkeypatch.setattr("course_lib.training.checkpoint_file.json.dumps", lambda value: about)
    write_content(tmp_path / "other", content, FORMAT)
    is_refused(tmp_path / "other", "does not fit together")


@pytest.mark.parametrize(
    ("dtype", "size"),
    [("BOOL", 1), ("F8_E4M3", 1), ("F8_E8M0", 1), ("BF16", 2), ("U16", 2), ("F64", 8), ("C64", 8), ("F1024", 128)],
)
def test_numbers_of_any_type_are_refused_in_one_sentence(tmp_path, dtype, size):
    """Put together by hand: a file may be of another version of safetensors, which knows other types."""
    numbers = bytes(3 * size)
    about_numbers = {"dtype": dtype, "shape": [3], "data_offsets": [0, len(numbers)]}
    header = json.dumps({"__metadata__": {"format": FORMAT}, "a": about_numbers}).encode()
    (tmp_path / "other").write_bytes(len(header).to_bytes(8, "little") + header + numbers)
    is_refused(tmp_path / "other", "is broken")


def test_a_folder_is_no_checkpoint(tmp_path):
    is_refused(tmp_path, "is a folder or a device")
