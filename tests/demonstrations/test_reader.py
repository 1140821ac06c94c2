"""The reader promises: a copy is trained, not what was given; what is frozen stays; seeds decide all."""

import torch

from course_lib.demonstrations.reader import (
    CLS_ID,
    MASK_ID,
    PAD_ID,
    as_rows,
    make_classifier,
    make_reader,
    share_right,
    three_ways,
    train_classifier,
    train_reader,
)
from course_lib.tiny_corpora.agreement import labelled_sentences, sentences

ROWS = as_rows(sentences(200, seed=1))
FEW = labelled_sentences(8, seed=0)


def numbers(model):
    return torch.cat([parameter.detach().flatten() for parameter in model.parameters()])


def test_rows_begin_with_cls_and_end_with_pads():
    rows = as_rows([["ana", "wears"], ["[MASK]"]])
    assert rows[:, 0].tolist() == [CLS_ID, CLS_ID]
    assert rows[1].tolist() == [CLS_ID, MASK_ID, PAD_ID]


def test_the_same_seed_gives_the_same_reader_and_training_lowers_its_loss():
    first, again, other = make_reader(0), make_reader(0), make_reader(1)
    assert torch.equal(numbers(first), numbers(again)) and not torch.equal(numbers(first), numbers(other))
    train_reader(first, ROWS, 30)
    train_reader(again, ROWS, 30)
    assert torch.equal(numbers(first), numbers(again))
    hidden = ROWS.clone()
    hidden[:, 2] = MASK_ID

    def loss(model):
        return torch.nn.functional.cross_entropy(model(hidden)[:, 2], ROWS[:, 2]).item()

    assert loss(first) < loss(make_reader(0)) - 0.5


def test_a_classifier_learns_its_few_sentences_and_a_frozen_reader_stays():
    learns, frozen = make_classifier(make_reader(0)), make_classifier(make_reader(0))
    frozen.reader.requires_grad_(False)
    before = numbers(frozen.reader)
    for model in (learns, frozen):
        train_classifier(model, FEW, steps=200)
    assert share_right(learns, FEW) == 1.0
    assert torch.equal(numbers(frozen.reader), before)


def test_three_ways_leave_the_reader_as_it_was():
    reader = make_reader(0)
    before = numbers(reader)
    ways = three_ways(reader, FEW)
    assert list(ways) == ["fine-tuned", "frozen", "from scratch"]
    assert torch.equal(numbers(reader), before)
    assert torch.equal(numbers(ways["frozen"].reader), before)
    assert not torch.equal(numbers(ways["fine-tuned"].reader), before)
