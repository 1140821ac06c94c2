"""A language model together with the tokens in which it writes."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, ClassVar

import torch
from jaxtyping import Float, Int
from torch import Tensor

from course_lib.decoding import sample
from course_lib.language import say
from course_lib.training.learner import Learner
from course_lib.training.limits import refuse_out_of_limits
from course_lib.training.loss import translation_loss
from course_lib.training.messages import TEXT_TOO_SHORT
from course_lib.training.special_tokens import BOS_ID, PAD_ID, SPECIAL_TOKENS
from course_lib.training.tokenizer import Tokenizer, tokenizer_from_json
from course_lib.training.translator import ModelSettings
from course_lib.training.windows import Windows, windows_from_step
from course_lib.transformer import LanguageModel, NextWord
from course_lib.transformer.named_choices import ActivationName, PositionsName
from course_lib.transformer.next_word import WritingState


@dataclass(frozen=True)
class WriterSettings(ModelSettings):
    """What `LanguageModel` wants to know, and how many tokens it reads at once."""

    d_model: int = 128
    num_layers: int = 3
    d_ff: int = 512
    activation: ActivationName = "gelu"
    positions: PositionsName = "rotary"
    context: int = 64

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of `LanguageModel` that these settings stand for."""
        given = super().arguments()
        del given["context"]
        return given


class NextOfText(NextWord):
    """The next word of a text: never a special token, for no text has one."""

    def next_logits(self, ids: Tensor, state: WritingState | None) -> tuple[Tensor, WritingState]:
        """Score every word that could come after `ids`."""
        logits, state = super().next_logits(ids, state)
        logits[:, : len(SPECIAL_TOKENS)] = -inf
        return logits, state


class Writer(Learner):
    """A language model with its tokens: it learns from one text, and goes on with others."""

    FORMAT: ClassVar[str] = "course_lib writer, version 1"
    model: LanguageModel

    def __init__(self, tokens: Tokenizer, settings: WriterSettings | None = None) -> None:
        """Make an untrained model for these tokens; its first weights come from PyTorch's global generator."""
        self.tokens = tokens
        self.settings = settings or WriterSettings()
        self.model = LanguageModel(len(tokens), **self.settings.arguments(), pad_id=PAD_ID)

    def tokens_to_json(self) -> dict[str, Any]:
        """Return the tokens."""
        return {"tokens": self.tokens.to_json()}

    @classmethod
    def from_json(cls, about: dict[str, Any]) -> "Writer":
        """Make an untrained writer of its settings and its tokens."""
        return cls(tokenizer_from_json(about["tokens"]), WriterSettings(**about["model"]))

    def checksums(self, data: str) -> dict[str, str]:
        """Return a checksum of the text.

        Raises:
            ValueError: it has not as many tokens as are read at once.
        """
        if len(data) < self.settings.context or len(self.tokens.encode(data)) < self.settings.context:
            raise ValueError(say(TEXT_TOO_SHORT, tokens=len(self.tokens.encode(data)), least=self.settings.context))
        return {"text": hashlib.sha256(data.encode()).hexdigest()}

    def batches(self, data: str, batch_size: int, *, seed: int, step: int) -> Iterator[Windows]:
        """Give windows of the text; see `windows_from_step`."""
        ids = torch.tensor(self.tokens.encode(data))
        return windows_from_step(ids, batch_size, context=self.settings.context, seed=seed, step=step)

    def loss(self, batch: Windows, *, label_smoothing: float = 0.0) -> Float[Tensor, ""]:
        """Return the mean loss over all tokens."""
        logits = self.model(batch.inputs)  # [batch, context, vocab_size]
        return translation_loss(logits, batch.targets, label_smoothing=label_smoothing)

    def write(
        self,
        prompts: Sequence[str] = ("",),
        *,
        length: int = 200,
        temperature: float = 1.0,
        top_k: int | None = None,
        top_p: float | None = None,
        seed: int = 0,
    ) -> list[str]:
        """Go on with each prompt, and return prompt and continuation; an empty prompt begins anywhere.

        The model never reads more tokens at once than in training: half of them it has written or was given before, and
        half it writes behind those.

        Args:
            prompts: beginnings, of any lengths.
            length: how many tokens to write.
            temperature, top_k, top_p: how to choose among them; see `sample`.
            seed: of chance; each prompt is continued as it would be alone.

        Raises:
            ValueError: a prompt with an unknown token, or settings that `sample` refuses.
        """
        refuse_out_of_limits({"length": length, "seed": seed})
        how = {"temperature": temperature, "top_k": top_k, "top_p": top_p}
        encoded = [self.tokens.encode(prompt) for prompt in prompts]
        device = next(self.model.parameters()).device
        chance = [torch.Generator(device).manual_seed(seed) for _ in prompts]
        written = [list[int]() for _ in prompts]
        was_training = self.model.training
        self.model.eval()
        try:
            while any(len(more) < length for more in written):
                new = self._write_some(
                    [start + more for start, more in zip(encoded, written, strict=True)], chance, how
                )
                for more, row in zip(written, new.tolist(), strict=True):
                    more += row
        finally:
            self.model.train(was_training)
        return [prompt + self.tokens.decode(more[:length]) for prompt, more in zip(prompts, written, strict=True)]

    def _write_some(
        self, texts: list[list[int]], chance: list[torch.Generator], how: dict[str, Any]
    ) -> Int[Tensor, "texts new"]:
        """Write half of what is read at once, behind the last half of what is there."""
        half = self.settings.context // 2
        rows = [[BOS_ID, *ids[-half:]] for ids in texts]
        longest = max(map(len, rows))
        starts = torch.tensor([[PAD_ID] * (longest - len(row)) + row for row in rows])
        ids = sample(
            NextOfText(self.model),
            starts.to(chance[0].device),
            eos_id=None,
            pad_id=PAD_ID,
            max_length=longest + half,
            generator=chance,
            **how,
        )
        return ids[:, longest:]
