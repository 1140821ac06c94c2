"""The command reads the columns that its own message tells the reader to ask for."""

import re

import pytest

from course_lib.training.command_line import main

SMALL = [
    "--d-model",
    "8",
    "--num-heads",
    "1",
    "--d-ff",
    "8",
    "--batch-size",
    "4",
    "--steps",
    "1",
    "--vocab-size",
    "259",
]


@pytest.fixture
def run(capsys):
    """Give a function that runs the command and returns its exit code and its words."""

    def run_command(*arguments):
        code = main([*SMALL, *map(str, arguments)])
        return code, *capsys.readouterr()

    return run_command


def test_the_advice_about_columns_works_as_printed(run, write):
    path = write("".join(f"{n}\tthe dog {n}\t{n}\tel perro {n}\n" for n in range(40)))
    code, _, error = run("--text", path)
    assert code == 2 and error.startswith("error: ") and error.count("\n") == 1
    advice = re.search(r"for example: (.*)$", error.rstrip())[1].split()
    code, said, _ = run("--text", path, *advice)
    assert code == 0 and "40 pairs of sentences were read." in said and "2 of 40 different pairs are held out." in said


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--text", "nowhere.tsv", "--columns", "1,1"], "--columns is '1,1'; expected two different whole numbers"),
        (["--columns", "1,2"], "--columns belongs to a text of your own; give --text FILE as well."),
    ],
)
def test_columns_that_cannot_be_meant_are_refused_before_anything_is_read(run, arguments, why):
    code, said, error = run(*arguments)
    assert code == 2 and why in error and said == ""
