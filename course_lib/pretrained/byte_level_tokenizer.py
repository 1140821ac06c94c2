"""Byte-pair encoding as the models of Llama's kind have it: pieces of bytes, and tokens that steer a chat."""

from collections.abc import Iterable, Sequence

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers

from course_lib.language import say

# What no token reaches across, before GPT-2's own cuts: each digit stands alone.
DIGIT = Regex(r"\p{N}")


class ByteLevelTokenizer:
    """Between a text and ids, by the tokens and merges of a model; no text is refused.

    Source: Radford et al. (2019), "Language models are unsupervised multitask learners", section 2.2.
    """

    def __init__(self, tokens: Sequence[str], merges: Iterable[str], steering: Iterable[str]) -> None:
        """Take what a model's file says.

        Args:
            tokens: the pieces in the order of their ids, each byte written as one letter (a space is Ġ).
            merges: the pairs in the order in which they were joined, with a space between: "Ġ t".
            steering: those tokens that are no pieces of text, such as `<|im_end|>`.
        """
        vocabulary = {token: number for number, token in enumerate(tokens)}
        self.steering = {token: vocabulary[token] for token in steering}
        pairs = [(left, right) for left, _, right in (merge.partition(" ") for merge in merges)]
        self.tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=pairs))
        self.tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [pre_tokenizers.Split(DIGIT, behavior="isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False)]
        )
        self.tokenizer.decoder = decoders.ByteLevel()
        self.tokenizer.add_special_tokens(
            [AddedToken(token, special=True, normalized=False) for token in self.steering]
        )

    def __len__(self) -> int:
        """Return how many tokens there are."""
        return self.tokenizer.get_vocab_size()

    def encode(self, text: str, *, steering: bool = True) -> list[int]:
        """Return the ids of a text; `<|im_end|>` in it is the one token, or with `steering=False` the letters.

        What a stranger wrote should not steer the chat: give it with `steering=False`.
        """
        self.tokenizer.encode_special_tokens = not steering
        return self.tokenizer.encode(text).ids

    def decode(self, ids: Sequence[int], *, steering: bool = True) -> str:
        """Return the text of these ids, with or without the tokens that steer; half a letter becomes �."""
        return self.tokenizer.decode([int(number) for number in ids], skip_special_tokens=not steering)

    def token(self, number: int) -> str:
        """Return the piece of text of one id; bytes that make no letter alone become �."""
        return self.decode([number])

    def id_of(self, token: str) -> int:
        """Return the id of a token that steers.

        Raises:
            ValueError: there is none of this name.
        """
        if token not in self.steering:
            names = ", ".join(self.steering)
            raise ValueError(say("{token} is no token that steers; there are {names}.", token=token, names=names))
        return self.steering[token]
