"""A module's parameters: filled by their names, and told by name where they differ from the task's."""

import pytest
import torch

from course_lib.exercises.engine.check import judge
from course_lib.exercises.engine.trial import Returned, run
from tests.exercises import honesty
from tests.exercises.module_sample import FORWARD, INIT, MIX, Mix, OtherOrder, told


def test_a_module_gets_the_dtype_of_its_inputs():
    outcome = run(Mix, MIX, honesty.in_float64(MIX, 0.0).cases[0], seconds=2.0)
    assert isinstance(outcome, Returned)
    assert outcome.value.output.dtype == torch.float64


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("self.first =", "self.frist = self.first =", "`frist.weight` is not asked for"),
        (
            "self.first = nn.Linear(d_model, width, bias=False)",
            "self.first = [nn.Linear(d_model, width, bias=False)][0].forward",
            "`first.weight` is missing. `nn.Module` finds a layer only if `__init__` assigns it",
        ),
        ("bias=False", "bias=True", "`first.bias` is not asked for"),
        ("nn.Linear(width, d_model)", "nn.Linear(width, d_model, bias=False)", "`second.bias` is missing"),
        (
            "self.second = nn.Linear(width, d_model)",
            "self.second = nn.Linear(width, 1)",
            "`second.bias` has the shape [1] in place of [2]; `second.weight` has the shape [1, 3] in place of [2, 3]",
        ),
        (
            "nn.Linear(d_model, width, bias=False)",
            "nn.LazyLinear(width, bias=False)",
            "`first.weight` has the shape unknown before its first input in place of [3, 2]",
        ),
    ],
    ids=["another name", "hidden", "one too many", "one too few", "another shape", "lazy"],
)
def test_other_parameters_are_told_by_name(old: str, new: str, words: str):
    report = told(INIT.replace(old, new))
    told_in_one_line = report.text.replace("\n", " ")
    assert report.state == "wrong"
    assert "Once built, your module does not have the parameters of the task:" in told_in_one_line
    assert words in told_in_one_line


def test_a_layer_made_in_forward_counts_as_missing_even_if_it_is_kept():
    init = INIT.rpartition("\n")[0]
    layer = "nn.Linear(self.first.out_features, x.shape[-1])"
    for name, why in (("second", "only if `__init__` assigns it"), ("self.second", "only with the first call of")):
        made = f"    {name} = {layer}\n    return {name}(self.first(x))"
        told_in_one_line = told(init, f"def forward(self, x, shift=None):\n{made}").text.replace("\n", " ")
        assert "`second.bias`, `second.weight` are missing" in told_in_one_line
        assert why in told_in_one_line


def test_the_numbers_in_the_parameters_depend_on_their_names_only():
    assert judge(MIX, OtherOrder).state == "right"
    assert told(INIT + "\n    nn.init.zeros_(self.first.weight)").state == "right"


def test_a_named_mistake_does_not_hide_which_parameters_differ():
    own_names = next(mistake.wrong for mistake in MIX.mistakes if mistake.name == "own-names")
    lines = judge(MIX, own_names).text.replace("\n", " ")
    assert "`first.weight`, `second.bias`, `second.weight` are missing; `one.weight`, `two.bias`" in lines
    assert lines.endswith("Diagnosis: own-names. Name the layers first and second.")


def test_a_parameter_that_no_gradient_reaches_is_told():
    report = told(forward=FORWARD.replace("self.first(x)", "self.first(x).detach()"))
    assert report.state == "wrong"
    told_so = "The output is right, but `first.weight` would never be trained: no gradient reaches it from the output."
    assert told_so in report.text.replace("\n", " ")
