"""The four states of a report, and what holds for every report."""

import dataclasses

import torch

from course_lib.exercises import check
from tests.exercises.judging import told
from tests.exercises.samples import SCORES, _unscaled


def test_a_stub_is_not_started():
    assert repr(told("raise NotImplementedError")).startswith("sample-scores: not started\n")


def test_a_stub_with_a_message_is_not_started():
    assert told('raise NotImplementedError("your turn")').state == "not started"


def test_a_find_the_bug_function_as_given_is_not_started():
    given = dataclasses.replace(SCORES, given=_unscaled)
    report = told("# a remark\nreturn query @ key.T", given)
    assert report.state == "not started"
    assert "still as given" in repr(report)
    assert told("return query @ key.T / 3", given).state == "wrong"


def test_a_change_that_changes_no_result_is_work_and_wrong():
    report = told("return (query @ key.T) * 1", dataclasses.replace(SCORES, given=_unscaled))
    assert report.state == "wrong"
    assert report.diagnosis == "unscaled"


def test_work_before_the_stub_s_own_line_is_work():
    report = told("both = query @ key.T\nraise NotImplementedError")
    assert report.state == "raised"
    assert "This line is still that of the unfinished exercise: remove it" in repr(report)


def test_a_right_function_is_right():
    assert repr(told("return query @ key.T / key.shape[1] ** 0.5")) == (
        "sample-scores: right\nAll 2 cases agree with the reference solution."
    )


def test_a_wrong_function_is_shown_the_smallest_failing_case_and_the_mistake_by_name():
    assert repr(told("return query @ key.T")) == (
        "sample-scores: wrong\n"
        "Case: two queries, three keys\n"
        "  query = [[ 0.8033,  0.1748,  0.0890, -0.6137,  0.0462],\n"
        "           [-1.3683,  0.3375,  1.0111, -1.4352,  0.9774]]\n"
        "  key = [[ 0.5220,  1.2379, -0.8646,  0.2990,  0.4192],\n"
        "         [-0.0799,  0.9264,  0.8157,  0.4952, -0.1643],\n"
        "         [-0.6780, -1.0591,  0.7477,  0.2389, -0.3922]]\n"
        "expected                        got\n"
        "[[ 0.1765, -0.0631, -0.3703],   [[ 0.3947, -0.1411, -0.8280],\n"
        " [-0.5322,  0.1679,  0.2683]]    [-1.1901,  0.3754,  0.6000]]\n"
        "Diagnosis: unscaled. The scores are not divided by √d_k."
    )


def test_not_implemented_in_pytorch_is_raised_and_no_stub():
    for body in ("return torch.nn.Module()(query)", "return query.to('meta').cpu()"):
        report = told(body)
        assert report.state == "raised"
        assert "NotImplementedError" in repr(report)


def test_a_stub_left_in_one_branch_is_raised():
    body = "if len(query) > 2:\n    raise NotImplementedError\nreturn query @ key.T / key.shape[1] ** 0.5"
    assert told(body).state == "raised"


def test_only_a_later_case_fails():
    report = told("return query @ key.T / key.shape[1] ** 0.5 + (1 if len(query) > 2 else 0)")
    assert "Case: twenty queries, nine keys" in repr(report)
    assert "shape [20, 4], float32" in repr(report)
    assert "180 of 180 entries differ; the first is at [0, 0]: expected" in repr(report)


def test_reports_are_the_same_every_time():
    assert repr(told("return query @ torch.randn(5, 3)")) == repr(told("return query @ torch.randn(5, 3)"))


def test_the_reader_s_random_numbers_go_on_as_if_nothing_had_happened():
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    check("softmax", lambda scores, dim: torch.rand(2, 3))
    assert torch.equal(torch.rand(1), expected)


def test_nothing_is_printed(capfd):
    told("return query @ key.T")
    told("raise ValueError")
    assert capfd.readouterr() == ("", "")


def test_a_changed_default_dtype_is_set_back():
    told("torch.set_default_dtype(torch.float64)\nreturn scores(query, key)")
    assert torch.get_default_dtype() is torch.float32
