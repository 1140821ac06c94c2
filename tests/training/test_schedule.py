"""The rate goes up in a line, then down to nothing after the last step; the paper's never gets there."""

from itertools import pairwise

import pytest
import torch
from torch.optim.lr_scheduler import LambdaLR

from course_lib.training import TrainingSettings, paper_rate, rise_stay_fall, warm_up_then_decay


def factors(decay="cosine", steps=100, warm_up=10):
    return [warm_up_then_decay(step, steps, warm_up=warm_up, decay=decay) for step in range(steps + 1)]


@pytest.mark.parametrize("decay", ["cosine", "linear"])
def test_it_rises_to_one_and_falls_to_zero(decay):
    found = factors(decay)
    assert found[:10] == pytest.approx([0.1 * step for step in range(10)])
    assert found.index(1) == 10 and found.count(1) == 1 and found[100] == pytest.approx(0, abs=1e-12)
    assert all(before > after > 0 for before, after in pairwise(found[10:100]))


def test_half_way_down_both_are_one_half():
    assert factors("cosine")[55] == pytest.approx(0.5) and factors("linear")[55] == pytest.approx(0.5)
    assert factors("cosine")[30] > factors("linear")[30]


def test_without_decay_or_warm_up_the_rate_stays():
    assert factors("none", warm_up=0) == [1.0] * 101


def test_after_the_last_step_it_stays_at_zero():
    assert warm_up_then_decay(500, 100, warm_up=10) == pytest.approx(0)


@pytest.mark.usefixtures("without_run_time_types")
def test_a_decay_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="decay is 'cosin'; expected \"cosine\""):
        TrainingSettings(decay="cosin")


def test_the_papers_rate_is_that_of_equation_3():
    assert paper_rate(3999, d_model=512) == pytest.approx(512**-0.5 * 4000**-0.5)  # the peak
    assert paper_rate(0, d_model=512) == pytest.approx(512**-0.5 * 4000**-1.5)
    assert paper_rate(15999, d_model=512) == pytest.approx(paper_rate(3999, d_model=512) / 2)


def test_a_scheduler_of_pytorch_takes_them():
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=4e-3)
    settings = TrainingSettings(steps=100, warm_up_share=0.1)
    schedule = LambdaLR(optimizer, settings.rate_factor)
    rates = []
    for _ in range(12):
        rates.append(schedule.get_last_lr()[0])
        optimizer.step()
        schedule.step()
    assert rates[:11] == pytest.approx([4e-4 * step for step in range(11)]) and rates[11] < rates[10]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: warm_up_then_decay(0, 100, warm_up=-1),
            r"^warm_up is -1; expected from 0 \(none\) to 100, the number",
        ),
        (lambda: warm_up_then_decay(0, 100, warm_up=101), r"^warm_up is 101; expected from 0 \(none\) to 100, the"),
        (lambda: warm_up_then_decay(-1, 100, warm_up=1), r"^step is -1; expected the number of a step, from 0\.$"),
        (
            lambda: paper_rate(0, d_model=512, warm_up=0),
            r"^step is 0, d_model is 512 and warm_up is 0; expected a step",
        ),
        (lambda: paper_rate(-1, d_model=512), r"^step is -1, d_model is 512 and warm_up is 4000; expected a step"),
        (lambda: paper_rate(0, d_model=0), r"^step is 0, d_model is 0 and warm_up is 4000; expected a step from 0"),
    ],
)
def test_a_number_out_of_range_is_refused_and_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize("warm_up", [0, 1, 100])
def test_a_warm_up_may_take_no_step_one_or_all(warm_up):
    found = factors(warm_up=warm_up)
    assert found.index(1) == warm_up and found.count(1) == 1


@pytest.mark.parametrize(
    "changes", [{"steps": 0}, {"batch_size": 0}, {"peak_rate": -1.0}, {"warm_up_share": 1.0}, {"label_smoothing": 2.0}]
)
def test_settings_with_which_nothing_is_learned_are_refused(changes):
    name, value = next(iter(changes.items()))
    with pytest.raises(ValueError, match=f"{name} is {value}; expected"):
        TrainingSettings(**changes)


def test_one_that_rises_stays_and_falls_wastes_no_step():
    found = [rise_stay_fall(step, 100, rise=10, fall=0.3) for step in range(101)]
    assert found[:10] == pytest.approx([(step + 1) / 10 for step in range(10)])
    assert found[10:71] == [1.0] * 61
    assert found[70:] == pytest.approx([1 - step / 30 for step in range(31)])
    assert rise_stay_fall(500, 100, rise=10) == 0


def test_it_need_not_rise_nor_fall():
    assert [rise_stay_fall(step, 3, rise=0, fall=0.0) for step in range(4)] == [1, 1, 1, 0]


@pytest.mark.parametrize(("step", "rise", "fall"), [(-1, 5, 0.3), (0, -5, 0.3), (0, 5, 1.3)])
def test_what_does_not_rise_stay_or_fall_is_refused(step, rise, fall):
    with pytest.raises(ValueError, match="expected numbers from 0, and a share of at most 1"):
        rise_stay_fall(step, 100, rise=rise, fall=fall)
