"""Marian's tokens: pieces that SentencePiece cuts, with the ids of a list of their own."""

from collections.abc import Mapping, Sequence

from tokenizers import Tokenizer

from course_lib.pretrained.sentencepiece_file import SPACE

END, UNKNOWN, PAD = "</s>", "<unk>", "<pad>"


class MarianTokenizer:
    """Between sentences and ids: sources are cut into pieces, and the pieces of translations are joined.

    Both languages share one list of ids. A model that translates into several languages is told which by what stands
    before the sentence, such as ">>fra<< The cat sleeps."
    """

    def __init__(self, ids: Mapping[str, int], source: Tokenizer) -> None:
        """Take what a repository holds.

        Args:
            ids: of all pieces of both languages, from `vocab.json`.
            source: cuts sentences to be translated, from `source.spm`; see `read_sentencepiece`.
        """
        self.ids, self.source = ids, source
        self.pieces = {number: piece for piece, number in ids.items()}

    def __len__(self) -> int:
        """Return how many tokens there are."""
        return len(self.ids)

    def tokens(self, sentence: str) -> list[str]:
        """Return the pieces of a sentence to be translated, the language before it as one; a space is written ▁."""
        language, mark, rest = sentence.partition("<<")
        if mark and language.startswith(">>"):
            return [language + mark, *self.source.encode(rest).tokens]
        return self.source.encode(sentence).tokens

    def encode(self, sentence: str) -> list[int]:
        """Return the ids of a sentence to be translated, without the end; a strange piece becomes `<unk>`."""
        return [self.ids.get(piece, self.ids[UNKNOWN]) for piece in self.tokens(sentence)]

    def decode(self, ids: Sequence[int]) -> str:
        """Return the sentence with these ids, up to its end; what is no piece of text is left out."""
        pieces = [self.pieces.get(int(number), UNKNOWN) for number in ids]
        if END in pieces:
            pieces = pieces[: pieces.index(END)]
        return "".join(piece for piece in pieces if piece not in (UNKNOWN, PAD)).replace(SPACE, " ").strip()
