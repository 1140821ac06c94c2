"""A plain function is a model; what belongs to a sentence follows it; what is no model, or misbehaves, is refused."""

import pytest
import torch

from course_lib.decoding import WithoutCache, beam_search, greedy_decode
from tests.decoding.decoders import every_decoder
from tests.decoding.models import BOS, EOS, IDS, make_model


@pytest.mark.parametrize("width", [1, 3])
def test_the_context_follows_its_sentence_through_beam_search(width):
    def spell(ids, texts, marks):
        """Write the text that was given as context, then the end."""
        assert (texts.sum(dim=1) == marks).all()
        return 9.0 * torch.nn.functional.one_hot(texts[:, ids.shape[1] - 1], 9) - ids[:, -1:] / 100

    texts = torch.tensor([[5, 3, 8, EOS], [7, 7, 4, EOS], [6, EOS, EOS, EOS]])
    model = WithoutCache(spell, texts, texts.sum(dim=1))
    ids, _ = beam_search(model, torch.full((3, 1), BOS), beam_width=width, max_length=9, **IDS)
    assert ids[:, 1:].tolist() == [[5, 3, 8, EOS], [7, 7, 4, EOS], [6, EOS, 0, 0]]


def test_a_model_may_be_used_again_for_the_same_sentences():
    context = torch.tensor([[1.0], [2.0]])
    plain = make_model()
    model = WithoutCache(lambda ids, scale: scale * plain(ids), context)
    starts = torch.tensor([[3], [4]])
    first, second = (beam_search(model, starts, beam_width=3, max_length=7, **IDS)[0] for _ in range(2))
    assert torch.equal(first, second)


@pytest.mark.parametrize("context", [torch.zeros(1, 4), torch.zeros(3, 4), torch.tensor(0.0)])
def test_a_context_of_other_sentences_is_refused(context):
    model = WithoutCache(lambda ids, context: torch.zeros(len(ids), 5), context)
    with pytest.raises(ValueError, match=r"^the context has a tensor of shape \[.*\]; expected 2 rows, one for each"):
        beam_search(model, torch.tensor([[3], [4]]), beam_width=3, max_length=7, **IDS)


START = torch.tensor([[BOS], [BOS]])
REFUSED = {
    "start of one axis": ({"start_ids": START[0]}, r"^start_ids has shape \[1\] and dtype torch.int64; .*\[batch, len"),
    "start of lists": ({"start_ids": [[BOS]]}, r"^start_ids is of type list; expected a tensor of whole numbers"),
    "start of floats": ({"start_ids": START.float()}, r"^start_ids has shape \[2, 1\] and dtype torch.float32; exp"),
    "start without ids": ({"start_ids": START[:, :0]}, r"^start_ids has shape \[2, 0\]; expected at least one"),
    "no sentences": ({"start_ids": START[:0]}, r"^start_ids has shape \[0, 1\]; expected at least one sentence"),
    "a limit that is no number": (
        {"max_length": float("nan")},
        r"^max_length is nan; expected how long a sentence may",
    ),
    "no room": ({"max_length": 1}, r"^max_length is 1; expected more than 1, the length of start_ids\.$"),
    "pads at the right": (
        {"start_ids": torch.tensor([[1, 3], [1, 0]])},
        r"^start_ids has a row that ends with pad_id 0, .*; put the pads at the left, and let the model mask them\.$",
    ),
    "no model": ({"model": 3}, r"^model is of type int; expected a function from ids to logits, or an object with"),
    "scores of all words": (
        {"model": lambda ids: torch.zeros(*ids.shape, 5)},
        r"^the model returned logits of shape \[2, 1, 5\] .*; expected .*, \[2, vocab_size\]\. .*: logits\[:, -1\]\.$",
    ),
    "scores of other rows": (
        {"model": lambda ids: torch.zeros(3, 5)},
        r"shape \[3, 5\] and dtype torch.float32; expected floating-point numbers, \[2, vocab_size\]\.$",
    ),
    "ids instead of scores": ({"model": lambda ids: torch.zeros(2, 5).long()}, r"dtype torch.int64; expected floating"),
    "no scores": ({"model": lambda ids: None}, r"^the model returned an object of type NoneType; expected a tensor of"),
    "a pad that is no id": ({"pad_id": -1}, r"^pad_id is -1; expected the id that fills up .* at least 0\.$"),
    "a pad of another type": ({"pad_id": None}, r"^pad_id is None; expected the id that fills up"),
    "an end of another type": ({"eos_id": "2"}, r"^eos_id is 2; expected an id from 0 to 4"),
    "an end between two ids": ({"eos_id": 1.0}, r"^eos_id is 1\.0; expected an id from 0 to 4"),
    "an end without a score": ({"eos_id": 5}, r"^eos_id is 5; expected an id from 0 to 4, .* or None if"),
    "a negative end": ({"eos_id": -1}, r"^eos_id is -1; expected an id from 0 to 4"),
    "NaN": ({"model": lambda ids: torch.tensor([[0.0, 1], [0, torch.nan]])}, r"^the model .* no word can be chosen"),
    "nothing left": ({"model": lambda ids: torch.tensor([[0, 1], [-torch.inf] * 2])}, r"one score above −∞\.$"),
    "an infinite score": ({"model": lambda ids: torch.tensor([[0, 1], [0, torch.inf]])}, r"no NaN, no \+∞"),
}


@pytest.mark.usefixtures("without_run_time_types")
@every_decoder
@pytest.mark.parametrize("wrong", REFUSED)
def test_what_cannot_be_continued_is_refused_and_named(decode, wrong):
    change, message = REFUSED[wrong]
    right = {"model": lambda ids: torch.zeros(len(ids), 5), "start_ids": START, "max_length": 5}
    arguments = right | {"eos_id": 1, "pad_id": 0} | change
    with pytest.raises(ValueError, match=message):
        decode(arguments.pop("model"), arguments.pop("start_ids"), **arguments)


@pytest.mark.usefixtures("without_run_time_types")
@pytest.mark.parametrize(
    ("option", "message"),
    [
        ({"beam_width": 0}, r"^beam_width is 0; expected how many hypotheses to keep, a whole number of at least 1\.$"),
        ({"beam_width": 2.5}, r"^beam_width is 2\.5; expected"),
        ({"beam_width": True}, r"^beam_width is True; expected"),
        (
            {"beam_width": 2, "length_penalty": -0.1},
            r"^length_penalty is -0\.1; expected a number from 0 \(none\) to 10;",
        ),
        ({"beam_width": 2, "length_penalty": 1e6}, r"^length_penalty is 1000000\.0; expected"),
        ({"beam_width": 2, "length_penalty": "1"}, r"^length_penalty is 1; expected"),
        ({"beam_width": 2, "length_penalty": float("nan")}, r"^length_penalty is nan; expected"),
    ],
)
def test_a_beam_out_of_range_is_refused(option, message):
    with pytest.raises(ValueError, match=message):
        beam_search(make_model(), START, max_length=5, **option, **IDS)


def test_a_model_can_be_trained_on_what_was_written():
    table = torch.nn.Embedding(3, 3)
    ids = greedy_decode(lambda ids: table(ids[:, -1]), torch.zeros(2, 1).long(), eos_id=None, pad_id=0, max_length=4)
    table(ids).sum().backward()
    assert table.weight.grad is not None
