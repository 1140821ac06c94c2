"""The three tokens that are no words: what fills up, what starts, what ends."""

PAD_ID, BOS_ID, EOS_ID = 0, 1, 2
SPECIAL_TOKENS = ("‹pad›", "‹start›", "‹end›")  # in the order of their ids


def ids_of_words(ids: list[int]) -> list[int]:
    """Return the ids of a written sentence without the start, and up to the end if it has one."""
    if EOS_ID in ids:
        ids = ids[: ids.index(EOS_ID)]
    return [number for number in ids if number not in (PAD_ID, BOS_ID)]
