"""The verdict on mutation runs refuses what it should, and the listed survivors are those of today's code."""

from pathlib import Path

import pytest

from course_lib import attention
from tests.mutations.verdict import Mutant, complaints, explained_survivors

CORE = Path(attention.__file__).parent
KILLED = [Mutant("heads.py", "killed")] * 98
SURVIVOR = Mutant("heads.py", "survived", "a = 1", "a = 2")
WHY = {("heads.py", "a = 1", "a = 2"): "nobody reads a"}


def test_an_explained_survivor_is_accepted():
    assert complaints([*KILLED, SURVIVOR], WHY) == []


@pytest.mark.parametrize("status", ["survived", "no tests", "timeout", "segfault", "not checked"])
def test_a_survivor_that_nobody_explained_is_named_with_its_lines(status):
    (complaint,) = complaints([*KILLED, Mutant("heads.py", status, "a = 1", "a = 2")], {})
    assert complaint.startswith(f"{status}, and not explained")
    assert complaint.endswith("heads.py\n- a = 1\n+ a = 2")


def test_the_same_change_in_another_file_is_not_explained():
    assert any(
        "not explained" in text for text in complaints([*KILLED, Mutant("masks.py", "survived", "a = 1", "a = 2")], WHY)
    )


def test_an_explanation_of_what_a_test_now_notices_is_named():
    (complaint,) = complaints(KILLED, WHY)
    assert "noticed by a test or gone: heads.py" in complaint


def test_less_than_nine_of_ten_are_too_few_even_if_all_are_explained():
    survivors = [Mutant("heads.py", "survived", "a = 1", f"a = {n}") for n in range(11)]
    explained = {("heads.py", "a = 1", f"a = {n}"): "nobody reads a" for n in range(11)}
    assert complaints([*KILLED, *survivors[:10]], {key: explained[key] for key in list(explained)[:10]}) == []
    (complaint,) = complaints([*KILLED, *survivors], explained)
    assert complaint == "Only 89.9% of the changes were noticed; expected at least 90%."


def test_a_run_without_a_change_is_no_success():
    assert complaints([], {})


@pytest.mark.parametrize(("file", "old"), sorted({(file, old) for file, old, _ in explained_survivors()}))
def test_every_listed_survivor_is_a_line_of_the_code(file, old):
    lines = [line.strip() for line in (CORE / file).read_text(encoding="utf-8").splitlines()]
    assert all(line in lines for line in old.splitlines()), f"{file} has changed: run `make test-mutations`"


def test_every_listed_survivor_has_a_reason():
    assert all(len(why) > 20 for why in explained_survivors().values())
