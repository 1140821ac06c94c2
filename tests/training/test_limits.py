"""A setting that cannot be is refused in one sentence, by the name that the reader gave it."""

from math import inf, nan

import pytest

from course_lib.training import ModelSettings, TrainingSettings
from course_lib.training.limits import LIMITS, SMALLEST_VOCABULARY, refuse_out_of_limits, refuse_sizes_that_do_not_fit
from course_lib.training.options import flag
from course_lib.training.subword_tokenizer import SubwordTokenizer

pytestmark = pytest.mark.usefixtures("without_run_time_types")

NO_WHOLE_NUMBERS = (0, -1, 10**12, 1.5, nan, True, "7", None)
WRONG = {
    **dict.fromkeys(
        ("d_model", "num_heads", "num_layers", "d_ff", "steps", "batch_size", "save_every", "watch_every"),
        NO_WHOLE_NUMBERS,
    ),
    **dict.fromkeys(("stories", "sample_every", "length"), NO_WHOLE_NUMBERS),
    "context": (*NO_WHOLE_NUMBERS, 1),
    "vocab_size": (*NO_WHOLE_NUMBERS, 258),
    "sentences": NO_WHOLE_NUMBERS,
    "seed": (-1, 2**32, 0.5, nan, True, "7"),
    "peak_rate": (0, -1.0, nan, inf, 1e300, True, "1"),
    "max_norm": (0, -1.0, nan, True, "1"),
    **dict.fromkeys(("dropout", "warm_up_share", "label_smoothing"), (1, 1.0, -0.1, nan, inf, False, "0")),
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_value_out_of_its_limits_is_refused_by_its_name(name, value):
    with pytest.raises(ValueError) as refusal:
        refuse_out_of_limits({name: value}, flag)
    assert str(refusal.value) == f"{flag(name)} is {value!r}; expected {LIMITS[name].expected}."


def test_every_limit_is_tried():
    assert WRONG.keys() == LIMITS.keys()


def test_the_defaults_the_extremes_and_other_names_are_let_through():
    refuse_out_of_limits({**vars(ModelSettings()), **vars(TrainingSettings()), "text": None})
    refuse_out_of_limits(
        {"seed": 2**32 - 1, "dropout": 0, "max_norm": inf, "peak_rate": 1, "steps": 1, "batch_size": 1}
    )


def test_a_number_with_a_thousand_digits_does_not_fill_the_screen():
    with pytest.raises(ValueError) as refusal:
        refuse_out_of_limits({"steps": 10**1000})
    assert len(str(refusal.value)) < 150


@pytest.mark.parametrize(
    ("sizes", "why"),
    [
        ({"num_heads": 3}, "--num-heads is 3 and --d-model is 64; expected a number of heads that divides"),
        ({"d_model": 5, "num_heads": 5}, "--d-model is 5; expected an even number"),
        (
            {"d_model": 6, "num_heads": 2, "positions": "rotary"},
            "--num-heads is 2 and --d-model is 6, so that a head is 3 wide; expected an even number",
        ),
        (
            {"d_model": 16_384, "num_layers": 1000, "d_ff": 65_536},
            r"would have 7,516,192,768,000 numbers .* smaller --d-model, --d-ff or --num-layers",
        ),
    ],
)
def test_sizes_that_do_not_go_together_are_refused(sizes, why):
    with pytest.raises(ValueError, match=why):
        refuse_sizes_that_do_not_fit({**vars(ModelSettings()), **sizes}, flag)
    with pytest.raises(ValueError, match=why.replace("--", "").replace("-", "_")):
        ModelSettings(**sizes)


def test_learned_places_may_have_an_odd_width():
    ModelSettings(d_model=5, num_heads=5, positions="learned")


def test_the_smallest_vocabulary_has_room_for_every_byte():
    SubwordTokenizer.of_sentences(["a b"], vocab_size=SMALLEST_VOCABULARY)
    with pytest.raises(ValueError, match=f"expected at least {SMALLEST_VOCABULARY}"):
        SubwordTokenizer.of_sentences(["a b"], vocab_size=SMALLEST_VOCABULARY - 1)
