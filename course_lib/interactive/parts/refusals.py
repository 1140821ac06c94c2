"""Refuse what several figures refuse in the same words."""

from course_lib.language import say


def refuse_unfit_count(count: int, most: int, message: str, **values: object) -> None:
    """Raise ValueError unless there is at least one of these things, and no more than the figure can show.

    Args:
        count: how many there are.
        most: how many the figure can show.
        message: a template with the places {most}, {count} and those of the values.
        values: what it is about.
    """
    if not 1 <= count <= most:
        raise ValueError(say(message, most=most, count=count, **values))


def refuse_unfit_place(argument: str, place: int, count: int) -> None:
    """Raise ValueError unless `place`, counted from 0, is that of one of `count` things."""
    if not 0 <= place < count:
        raise ValueError(
            say("{argument} must be from 0 to {last}; got {place}.", argument=argument, last=count - 1, place=place)
        )
