"""Between text and numbers: split a text into tokens, give each token an id, and back."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from course_lib.language import say


def split_into_words(text: str) -> list[str]:
    """Split at white space; punctuation that is not set off stays with its word."""
    return text.split()


def split_into_characters(text: str) -> list[str]:
    """Split into single characters, white space included."""
    return list(text)


class Vocabulary:
    """A list of different tokens; the id of a token is its place in the list."""

    def __init__(self, tokens: Iterable[str]) -> None:
        """Number the tokens in the order in which they first occur."""
        self.tokens = tuple(dict.fromkeys(tokens))
        self.id_of = {token: number for number, token in enumerate(self.tokens)}

    @classmethod
    def of_sentences(cls, sentences: Iterable[Sequence[str]]) -> "Vocabulary":
        """Collect the tokens of many sentences, sorted, so that the order of the sentences does not matter."""
        return cls(sorted({token for sentence in sentences for token in sentence}))

    def __len__(self) -> int:
        """Return how many tokens there are."""
        return len(self.tokens)

    def __contains__(self, token: str) -> bool:
        """Say whether the token has an id."""
        return token in self.id_of

    def encode(self, tokens: Sequence[str]) -> list[int]:
        """Return the ids of the tokens.

        Raises:
            ValueError: a token is unknown; the message names it, its place and tokens like it.
        """
        for place, token in enumerate(tokens, start=1):
            if token not in self.id_of:
                near = get_close_matches(token, self.tokens) or self.tokens[:3]
                raise ValueError(
                    say(
                        "token {place} is {token!r}, which is not among the {count} tokens of this vocabulary; "
                        "there are, for example: {examples}.",
                        place=place,
                        token=token,
                        count=len(self),
                        examples=", ".join(near),
                    )
                )
        return [self.id_of[token] for token in tokens]

    def decode(self, ids: Iterable[int]) -> list[str]:
        """Return the tokens with these ids.

        Raises:
            ValueError: an id is out of range.
        """
        numbers = [int(number) for number in ids]
        for number in numbers:
            if not 0 <= number < len(self):
                raise ValueError(
                    say(
                        "id {number} is out of range; this vocabulary has the ids 0 to {last}.",
                        number=number,
                        last=len(self) - 1,
                    )
                )
        return [self.tokens[number] for number in numbers]
