"""Windows of a text promise: parts of it behind a start, drawn by the seed and the step alone, wherever one begins."""

from itertools import islice

import torch

from course_lib.training import BOS_ID, windows_at, windows_from_step

IDS = torch.arange(100, 140)


def test_windows_are_parts_of_the_text_behind_a_start_and_targets_are_the_next_ids():
    windows = windows_at(IDS, [0, 30, 35], 5)
    assert windows.ids.tolist() == [[BOS_ID, *range(start, start + 5)] for start in (100, 130, 135)]
    assert torch.equal(windows.inputs[:, 1:], windows.targets[:, :-1])
    assert windows.targets.tolist()[1] == [130, 131, 132, 133, 134]


def test_every_place_of_the_text_is_drawn_the_last_one_too():
    batches = islice(windows_from_step(IDS, 50, context=8, seed=0), 20)
    firsts = {int(row[1]) for windows in batches for row in windows.ids}
    assert firsts == set(range(100, 133))


def test_who_begins_at_a_later_step_gets_what_comes_there_in_one_go():
    whole = list(islice(windows_from_step(IDS, 4, context=8, seed=3), 6))
    later = list(islice(windows_from_step(IDS, 4, context=8, seed=3, step=4), 2))
    assert all(torch.equal(a.ids, b.ids) for a, b in zip(whole[4:], later, strict=True))
    other = next(windows_from_step(IDS, 4, context=8, seed=4))
    assert not torch.equal(whole[0].ids, other.ids)


def test_a_text_of_one_window_is_that_window():
    windows = next(windows_from_step(IDS[:8], 3, context=8, seed=0))
    assert windows.ids.tolist() == [[BOS_ID, *range(100, 108)]] * 3
