"""Refuse what layers cannot be made of: names in place of objects."""

from typing import Any

from course_lib.language import say


def refuse_what_makes_nothing(argument: str, given: Any, example: str) -> None:
    """Raise ValueError unless a choice is an object that can be called; names are for files and command lines."""
    if not callable(given):
        raise ValueError(
            say(
                "{argument} is {given!r}; expected an object that can be called, such as {example}.",
                argument=argument,
                given=given,
                example=example,
            )
        )
