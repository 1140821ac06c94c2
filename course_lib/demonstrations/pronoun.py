"""An encoder that must find out what *it* means."""

from collections.abc import Sequence
from typing import Literal

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from course_lib.text import Vocabulary
from course_lib.tiny_corpora import Question
from course_lib.tiny_corpora.crossings import IT, LAST, PLACE, SECOND_CLAUSE, WALKER, place_of_meant
from course_lib.transformer import EmbedWithPositions, Encoder, EncoderLayer, PreNorm, attention_maps

PAD = "‹pad›"
Roads = Literal["all", "one"]
Hidden = Literal["meant", "other", "last"]
Mask = Bool[Tensor, "_ 1 words words"]


class PronounReader(nn.Module):
    """Read a sentence about a crossing with an encoder, and name the box of what *it* means.

    Information has many roads through an encoder of two layers: *tired* can look for the animal itself, and *it* can
    ask *tired*. With `roads="one"` all but one are closed, so that its weights can be read: every word but *it* sees
    only itself; *it* sees its own clause in the first layer, the other clause in the last; and the answer is made of
    what the last layer's attention brings, without the residual.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        *,
        num_layers: int = 2,
        num_heads: int = 1,
        roads: Roads = "all",
        width: int = 48,
        seed: int = 0,
    ) -> None:
        """Make a model for the words and answers of these questions; its numbers are drawn after the seed."""
        super().__init__()
        torch.manual_seed(seed)
        self.vocabulary = Vocabulary([PAD, *Vocabulary.of_sentences([q.words for q in questions]).tokens])
        self.boxes = Vocabulary(sorted({q.answers["box"] for q in questions}))
        self.embed = EmbedWithPositions(len(self.vocabulary), width, pad_id=0)
        self.encoder = Encoder(num_layers, width, num_heads, 2 * width, residual=PreNorm)
        self.answer = nn.Linear(width, len(self.boxes))
        self.roads = roads

    def forward(
        self, ids: Int[Tensor, "batch words"], hidden: Int[Tensor, " batch"] | None = None
    ) -> Float[Tensor, "batch boxes"]:
        """Score every box; `hidden` is the place of a word that *it* may not see in the last layer."""
        in_earlier, in_last = self._masks(ids, hidden)
        x = self.embed(ids)
        for layer in self.encoder.layers[:-1]:
            x = layer(x, in_earlier)
        last = self.encoder.layers[-1]
        assert isinstance(last, EncoderLayer)  # says so to the type checker
        if self.roads == "all":
            return self.answer(self.encoder.final_norm(last(x, in_last))[:, IT])
        x = last.around_attention.norm(x)
        return self.answer(last.self_attention(x, x, x, in_last)[:, IT])

    def _masks(self, ids: Tensor, hidden: Tensor | None) -> tuple[Mask, Mask]:
        """Return what may be seen in the earlier layers, and in the last one."""
        words = ids.shape[1]
        in_earlier = torch.ones(1, 1, words, words, dtype=torch.bool)
        if self.roads == "one":
            in_earlier = torch.eye(words, dtype=torch.bool)[None, None]
        in_last = in_earlier.repeat(len(ids), 1, 1, 1)
        if self.roads == "one":
            in_earlier[..., IT, SECOND_CLAUSE:] = True
            in_last[..., IT, :] = torch.arange(words) < SECOND_CLAUSE
        if hidden is not None:
            in_last[torch.arange(len(ids)), 0, IT, hidden] = False
        return in_earlier, in_last

    def ids_of(self, sentences: Sequence[Sequence[str]]) -> Int[Tensor, "batch words"]:
        """Return the ids of sentences, which all have the same number of words."""
        return torch.tensor([self.vocabulary.encode(words) for words in sentences])

    @torch.no_grad()
    def weights_of_heads(self, sentences: Sequence[Sequence[str]]) -> Float[Tensor, "layers batch heads words words"]:
        """Return what each word attends to, in each layer and head."""
        with attention_maps(self) as maps:
            self(self.ids_of(sentences))
        return torch.stack(list(maps.values()))

    def weights(self, sentences: Sequence[Sequence[str]]) -> Float[Tensor, "layers batch words words"]:
        """Return what each word attends to, in each layer, on the mean of its heads."""
        return self.weights_of_heads(sentences).mean(dim=2)

    @torch.no_grad()
    def accuracy(self, questions: Sequence[Question], hidden: Hidden | None = None) -> float:
        """Return the share of right answers; the last layer may hide a word from *it*.

        Hidden is the noun that it means, the other noun, or the last word of the sentence.
        """
        meant = torch.tensor([place_of_meant(question) for question in questions])
        last = torch.full_like(meant, LAST)
        places = {"meant": meant, "other": WALKER + PLACE - meant, "last": last, None: None}[hidden]
        scores = self(self.ids_of([q.words for q in questions]), places)
        return float((scores.argmax(dim=-1) == self.right_boxes(questions)).float().mean())

    def right_boxes(self, questions: Sequence[Question]) -> Int[Tensor, " batch"]:
        """Return the number of the right box for each question."""
        return torch.tensor([self.boxes.encode([q.answers["box"]])[0] for q in questions])


def train_pronoun_reader(
    model: PronounReader,
    questions: Sequence[Question],
    *,
    steps: int = 700,
    learning_rate: float = 0.004,
    seed: int = 0,
) -> PronounReader:
    """Train all parameters with Adam, with a short warm-up and a linear decay, and return the model."""
    ids, right = model.ids_of([q.words for q in questions]), model.right_boxes(questions)
    generator = torch.Generator().manual_seed(seed)
    optimiser = torch.optim.Adam(model.parameters(), lr=learning_rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: min((step + 1) / 50, 1 - step / steps))
    for _ in range(steps):
        chosen = torch.randint(len(ids), (64,), generator=generator)
        loss = cross_entropy(model(ids[chosen]), right[chosen])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return model
