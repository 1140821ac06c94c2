"""Have a function judged that is written as in a reader's cell, or that returns a given value."""

import dataclasses
import sys
import time
from typing import Any

import numpy as np
import torch

from course_lib.exercises.engine.check import SECONDS, judge
from course_lib.exercises.engine.exercise import Case, Exercise
from course_lib.exercises.engine.report import Report
from tests.exercises.notebook_exercises import define
from tests.exercises.samples import SCORES


def told(
    body: str,
    exercise: Exercise = SCORES,
    header: str = "def scores(query, key):",
    seconds: float = SECONDS,
    **names: Any,
) -> Report:
    """Judge a function written as in a reader's cell, with `seconds` of work for each case."""
    source = f"{header}\n" + "".join(f"    {line}\n" for line in body.split("\n"))
    names = {"torch": torch, "np": np, "sys": sys, "time": time} | names
    return judge(exercise, define(source, "scores", "<the reader's cell>", names), seconds)


def returning(value: Any, got: Any, **settings: Any) -> Report:
    """Judge a function that returns `got` where `value` is expected, by an exercise with these settings."""
    case = Case("one number", lambda: (1,))
    exercise = dataclasses.replace(SCORES, solution=lambda x: value, cases=(case,), mistakes=(), **settings)
    return judge(exercise, lambda x: got)
