"""The reader's own answers, taken from the saved notebooks of the chapters, to build something of them."""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from course_lib.exercises.catalogue import find
from course_lib.exercises.engine.check import judge
from course_lib.exercises.engine.exercise import Exercise
from course_lib.exercises.engine.readers_code import message_of
from course_lib.exercises.engine.session import session_kept
from course_lib.language import say

YOURS = "yours"


@dataclass(frozen=True, repr=False)
class OwnAnswers:
    """For each exercise a right answer, and whose it is."""

    functions: dict[str, Callable[..., Any]]
    whose: dict[str, str]

    def __getitem__(self, exercise: str) -> Callable[..., Any]:
        """Return the right answer to an exercise."""
        return self.functions[exercise]

    def __repr__(self) -> str:
        """Show one line for each exercise, and a count."""
        width = max(map(len, self.whose), default=0)
        lines = [f"{name:<{width}}  {whose}" for name, whose in self.whose.items()]
        own = sum(whose == say(YOURS) for whose in self.whose.values())
        return "\n".join([*lines, say("{own} of {all} parts are yours.", own=own, all=len(lines))])


def own_answers(*exercises: str, folder: str | Path | None = None) -> OwnAnswers:
    """Take each answer from its chapter's saved notebook if it is right, or else the course's own.

    Args:
        exercises: their names.
        folder: where to look for the notebooks, in it and in the folders below; by default in the folder `book` of
            the checkout that holds the current folder. Where there is none, as on Colab, all are the course's own.

    Raises:
        LookupError: there is no exercise with one of these names.
    """
    places = _book_above(Path.cwd()) if folder is None else Path(folder)
    functions, whose = {}, {}
    for name in exercises:
        exercise = find(name)
        function, told = _answer(exercise, places)
        functions[name], whose[name] = function or exercise.solution, told
    return OwnAnswers(functions, whose)


def _answer(exercise: Exercise, places: Path | None) -> tuple[Callable[..., Any] | None, str]:
    """Return the reader's answer, if it is right, and what to say of it."""
    notebook = None if places is None else next(places.rglob(f"{exercise.chapter}.ipynb"), None)
    if notebook is None:
        return None, say("the course's: its chapter is not here")
    try:
        with session_kept():
            function = _run(_source_of(exercise, notebook))[exercise.solution.__name__]
            state = judge(exercise, function).state
    except Exception as error:  # whatever the reader's cell does, the other parts are collected
        return None, say("the course's: yours stops with {error}", error=message_of(error))
    if state == "right":
        return function, say(YOURS)
    return None, say("the course's: yours is not right yet") if state == "wrong" else say("the course's: not started")


def _source_of(exercise: Exercise, notebook: Path) -> str:
    """Return the cell with the reader's answer, as it was saved."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["metadata"].get("course", {}) == {"exercise": exercise.name, "role": "stub"}:
            return "".join(cell["source"])
    raise LookupError(say("no cell for {name}", name=exercise.name))


def _run(source: str) -> dict[str, Any]:
    """Run the reader's cell by itself; it finds what the chapters have imported before it."""
    names: dict[str, Any] = {"torch": torch, "nn": nn, "math": math, "__name__": "own_answer"}
    exec(compile(source, "<your answer>", "exec"), names)
    return names


def _book_above(folder: Path) -> Path | None:
    """Return the folder `book` of the checkout that holds this folder."""
    for above in (folder, *folder.parents):
        if (above / "_toc.yml").exists() and (above / "book").is_dir():
            return above / "book"
    return None
