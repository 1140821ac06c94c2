"""What is handed to `check` where a class is asked for: a clear sentence for each way in which it cannot be used."""

from typing import Any

import pytest

from course_lib.exercises.engine.check import judge
from tests.exercises.module_sample import FORWARD, INIT, MIX, Mix, told


def test_a_class_that_is_no_module_is_told_what_to_write():
    assert told(base="object").text == "Your class is no module of PyTorch: write `class Mix(nn.Module):`."


@pytest.mark.parametrize(
    ("written", "got"),
    [(Mix(2, 3), "an object of type Mix"), (lambda x: x, "a function"), (3, "an object of type int")],
)
def test_what_is_no_class_is_told_so(written: Any, got: str):
    report = judge(MIX, written)
    assert report.state == "wrong"
    assert report.text == f"check needs your class Mix itself, without brackets behind it, but got {got}."


def test_a_check_without_a_class_is_told_what_to_write():
    assert judge(MIX, None).text == 'check needs your class as well: write check("sample-mix", Mix).'


def test_another_constructor_or_forward_is_told():
    assert told(INIT.replace("d_model, width):", "d_model):")).text == (
        "Your `__init__` takes (self, d_model); the exercise asks for (self, d_model, width)."
    )
    assert told(INIT.replace("d_model, width):", "width, d_model):")).text.endswith(
        "\nYour parameters are (width, d_model); the exercise gives (d_model, width), in this order."
    )
    assert told(forward=FORWARD.replace("self, x, shift=None", "self")).text == (
        "Your `forward` takes (self); the exercise asks for (self, x, shift=None)."
    )
    assert told(forward=FORWARD.replace("=None", "")).text.startswith("Give `shift` a default")


def test_a_missing_method_is_told_with_the_line_to_write():
    assert told(forward="").text == "Your class has no `forward`: write `def forward(self, x, shift=None):`."
    assert told(init="").text == "Your class has no `__init__`: write `def __init__(self, d_model, width):`."


@pytest.mark.parametrize("init", ["self.first = nn.Linear(d_model, width)", "self.d_model = d_model", "pass"])
def test_a_forgotten_super_is_told_what_to_do(init: str):
    report = told(f"def __init__(self, d_model, width):\n    {init}", "def forward(self, x, shift=None):\n    return x")
    assert report.state == "raised"
    assert report.text.endswith("Begin `__init__` with `super().__init__()`: it prepares the module to hold layers.")


def test_a_class_that_overrides_what_the_check_calls_does_not_raise():
    for method in ("named_parameters(self): return 3", "to(self, dtype): return None"):
        assert told(INIT + f"\n\ndef {method}").state in ("raised", "right")
