"""Refuse what several figures refuse in the same words."""


def refuse_unfit_count(subject: str, count: int, most: int, things: str) -> None:
    """Raise ValueError unless there is at least one of these things, and no more than the figure can show."""
    if not 1 <= count <= most:
        raise ValueError(f"{subject} must hold 1 to {most} {things}; got {count}.")


def refuse_unfit_place(argument: str, place: int, count: int) -> None:
    """Raise ValueError unless `place`, counted from 0, is that of one of `count` things."""
    if not 0 <= place < count:
        raise ValueError(f"{argument} must be from 0 to {count - 1}; got {place}.")
