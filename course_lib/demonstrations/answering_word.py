"""One attention layer that gathers into a word's vector what is asked of that word."""

import copy
from collections.abc import Callable, Sequence

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from course_lib.attention import MultiHeadAttention, padding_mask
from course_lib.language import say
from course_lib.positions import sinusoidal_positions
from course_lib.text import Vocabulary
from course_lib.tiny_corpora import Question

PAD = "‹pad›"
NOT_ASKED = -100  # stands for an answer that is not asked for; `cross_entropy` gives it no loss


class AnsweringWord(nn.Module):
    """Embed the words, let them attend, and answer from the new vector of the word that is asked.

    There is one linear layer for each thing that can be asked. Without `residual` the old vector is not added to the
    new one: what the answer needs must come through attention.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        *,
        num_heads: int = 1,
        width: int = 32,
        use_positions: bool = False,
        residual: bool = False,
        embedding_std: float = 0.1,
        seed: int = 0,
    ) -> None:
        """Make a model for the words and answers of these questions.

        Small embeddings (`embedding_std`) make attention start out even; larger ones let it sharpen sooner.
        The first numbers are drawn after `torch.manual_seed(seed)`.
        """
        super().__init__()
        torch.manual_seed(seed)
        self.vocabulary = Vocabulary([PAD, *Vocabulary.of_sentences([q.words for q in questions]).tokens])
        things_asked = Vocabulary(name for question in questions for name in question.answers).tokens
        self.choices = {
            name: Vocabulary(sorted({q.answers[name] for q in questions if name in q.answers})) for name in things_asked
        }
        self.embedding = nn.Embedding(len(self.vocabulary), width)
        nn.init.normal_(self.embedding.weight, std=embedding_std)
        self.attention = MultiHeadAttention(width, num_heads)
        self.answer = nn.ModuleDict({name: nn.Linear(width, len(self.choices[name])) for name in things_asked})
        self.use_positions, self.residual = use_positions, residual

    def forward(self, ids: Int[Tensor, "batch words"], asked: Int[Tensor, " batch"]) -> dict[str, Tensor]:
        """Score every answer, [batch, answers], to each thing that can be asked of the words at the places `asked`."""
        of_asked = self.gather(ids, asked)
        return {name: layer(of_asked) for name, layer in self.answer.items()}

    def gather(self, ids: Int[Tensor, "batch words"], asked: Int[Tensor, " batch"]) -> Float[Tensor, "batch width"]:
        """Return the new vector of the word at the place `asked` in each sentence."""
        x = self.embed(ids)
        output = self.attention(x, x, x, padding_mask(ids, self.pad_id))  # [batch, words, width]
        output = x + output if self.residual else output
        return output[torch.arange(len(ids)), asked]

    def embed(self, ids: Int[Tensor, "batch words"]) -> Float[Tensor, "batch words width"]:
        """Look up the words' vectors, and add those of their places if the model uses places."""
        x = self.embedding(ids)
        return x + sinusoidal_positions(*x.shape[1:]) if self.use_positions else x

    @property
    def pad_id(self) -> int:
        """Return the id that fills up short sentences."""
        return self.vocabulary.id_of[PAD]

    def ids_of(self, sentences: Sequence[Sequence[str]]) -> Int[Tensor, "batch words"]:
        """Return the words' ids, short sentences filled up with pads."""
        longest = max(len(words) for words in sentences)
        return torch.tensor([self.vocabulary.encode([*words, *[PAD] * (longest - len(words))]) for words in sentences])

    @torch.no_grad()
    def weights(self, words: Sequence[str]) -> Float[Tensor, "heads words words"]:
        """Return what each word of a sentence attends to, for each head."""
        x = self.embed(self.ids_of([words]))
        return self.attention(x, x, x, return_weights=True)[1][0]

    @torch.no_grad()
    def accuracy(self, questions: Sequence[Question]) -> dict[str, float]:
        """Return the share of right answers to each thing that these questions ask."""
        ids, asked, right = batch_of(self, questions)
        shares = {}
        for name, scores in self(ids, asked).items():
            counts = right[name] != NOT_ASKED
            if counts.any():
                shares[name] = float((scores.argmax(dim=-1) == right[name])[counts].float().mean())
        return shares


def batch_of(
    model: AnsweringWord, questions: Sequence[Question]
) -> tuple[Int[Tensor, "batch words"], Int[Tensor, " batch"], dict[str, Int[Tensor, " batch"]]]:
    """Turn questions into ids, places asked, and the number of the right answer to each thing that is asked.

    Raises:
        ValueError: a word or an answer that the model was not made for.
    """
    right = {
        name: torch.tensor(
            [choices.encode([q.answers[name]])[0] if name in q.answers else NOT_ASKED for q in questions]
        )
        for name, choices in model.choices.items()
    }
    return model.ids_of([q.words for q in questions]), torch.tensor([q.asked for q in questions]), right


def train_answering_word(
    model: AnsweringWord,
    questions: Sequence[Question],
    *,
    steps: int = 300,
    batch: int = 128,
    learning_rate: float = 0.005,
    seed: int = 0,
    before_step: Callable[[int], None] = lambda step: None,
) -> AnsweringWord:
    """Train all parameters with Adam, and return the model.

    `before_step` is called with 0, 1, …, `steps`, the last time after the last step: a film of the training can be
    taken there.
    """
    ids, asked, right = batch_of(model, questions)
    generator = torch.Generator().manual_seed(seed)
    optimiser = torch.optim.Adam(model.parameters(), lr=learning_rate)
    for step in range(steps):
        before_step(step)
        chosen = torch.randint(len(ids), (batch,), generator=generator)
        scores = model(ids[chosen], asked[chosen])
        loss = torch.stack([cross_entropy(scores[name], right[name][chosen]) for name in scores]).sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    before_step(steps)
    return model


def without_head(model: AnsweringWord, head: int, *, mean_over: Sequence[Question] = ()) -> AnsweringWord:
    """Return a copy of the model in which one head (counted from 0) hands over nothing.

    With questions in `mean_over`, it adds to every word alike what it adds to their words asked on average: what it
    knows of one sentence is gone, and what it says of all of them stays.

    Raises:
        ValueError: there is no such head.
    """
    num_heads = model.attention.num_heads
    if not 0 <= head < num_heads:
        raise ValueError(
            say(
                "head is {head}; the model has {num_heads}: expected a number from 0 to {last}.",
                head=head,
                num_heads=num_heads,
                last=num_heads - 1,
            )
        )
    ablated = copy.deepcopy(model)
    attention = ablated.attention
    d_head = attention.d_model // num_heads
    with torch.no_grad():
        # W_O reads the heads side by side: these are the columns that read this head.
        attention.w_o.weight[:, head * d_head : (head + 1) * d_head] = 0
        if mean_over:
            # The output is a sum with one part for each head: what is missing now is this head's part.
            ids, asked, _ = batch_of(model, mean_over)
            part = (model.gather(ids, asked) - ablated.gather(ids, asked)).mean(dim=0)  # [width]
            offset = attention.w_o.bias
            attention.w_o.bias = nn.Parameter(part if offset is None else offset + part)
    return ablated
