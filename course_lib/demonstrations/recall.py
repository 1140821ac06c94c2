"""Recall: three people own a thing each, other things lie about, and then one of the three is asked for.

Recurrent networks, a plain mean and one attention layer learn the same task. Things that lie about are of the same
kinds as those that are owned, so that nothing but the name tells which one is wanted.
"""

from collections.abc import Callable
from functools import partial

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from course_lib.attention import attention_weights, scaled_dot_product_attention

NAMES = ("nobody's", "Ada", "Ben", "Cleo", "Dan", "Eva", "Finn")  # the first marks what lies about
THINGS = ("cup", "key", "map", "pen", "book", "coin", "ring", "shoe")
OWNERS = 3  # in each text
QUESTION = len(THINGS)  # stands where a thing would

RecallTokens = Int[Tensor, "batch length 2"]  # name and thing of each token


def recall_batch(
    gap: int, batch: int, generator: torch.Generator, *, asked: int | None = None
) -> tuple[RecallTokens, Int[Tensor, " batch"]]:
    """Draw texts of three owners with a thing each, `gap` things of nobody and a question; return them and the answers.

    The question has the name of one of the owners, drawn anew for each text, or of the owner at the place `asked`.
    """
    owners = torch.rand(batch, len(NAMES) - 1, generator=generator).argsort(dim=1)[:, :OWNERS] + 1
    things = torch.randint(len(THINGS), (batch, OWNERS + gap), generator=generator)
    drawn = torch.randint(OWNERS, (batch,), generator=generator)
    place = drawn if asked is None else torch.full_like(drawn, asked)
    rows = torch.arange(batch)
    names = torch.cat([owners, torch.zeros(batch, gap, dtype=torch.long), owners[rows, place][:, None]], dim=1)
    questions = torch.full((batch, 1), QUESTION)
    return torch.stack([names, torch.cat([things, questions], dim=1)], dim=-1), things[rows, place]


def in_words(tokens: Int[Tensor, "length 2"]) -> str:
    """Write a text out: Ada's cup, Ben's key, nobody's map, Ben's …?"""
    owners = [name if name == NAMES[0] else f"{name}'s" for name in (NAMES[i] for i in tokens[:, 0].tolist())]
    things = [*THINGS, "…?"]
    return ", ".join(f"{owner} {things[i]}" for owner, i in zip(owners, tokens[:, 1].tolist(), strict=True))


class RecallEmbedding(nn.Module):
    """Adds the vector of a token's name to that of its thing."""

    def __init__(self, width: int) -> None:
        """Make one table for names and one for things."""
        super().__init__()
        self.name = nn.Embedding(len(NAMES), width)
        self.thing = nn.Embedding(len(THINGS) + 1, width)

    def forward(self, tokens: RecallTokens) -> Float[Tensor, "batch length width"]:
        """Return one vector for each token."""
        return self.name(tokens[..., 0]) + self.thing(tokens[..., 1])


class RecurrentRecall(nn.Module):
    """Reads one token after the other; answers from what it remembers after the last."""

    def __init__(self, cell: Callable[..., nn.Module], width: int = 32) -> None:
        """Take PyTorch's own layer: nn.RNN, nn.GRU or nn.LSTM."""
        super().__init__()
        self.embedding = RecallEmbedding(width)
        self.recurrent = cell(width, width, batch_first=True)
        self.answer = nn.Linear(width, len(THINGS))

    def forward(self, embedded: Float[Tensor, "batch length width"]) -> Float[Tensor, "batch things"]:
        """Score each thing."""
        states, _ = self.recurrent(embedded)  # [batch, length, width]
        return self.answer(states[:, -1])


class AttentionRecall(nn.Module):
    """Lets the question look at all tokens at once."""

    def __init__(self, width: int = 32) -> None:
        """Make one attention layer: a query for the question, a key and a value for each token."""
        super().__init__()
        self.embedding = RecallEmbedding(width)
        self.w_q, self.w_k, self.w_v = (nn.Linear(width, width) for _ in range(3))
        self.answer = nn.Linear(width, len(THINGS))

    def forward(self, embedded: Float[Tensor, "batch length width"]) -> Float[Tensor, "batch things"]:
        """Score each thing."""
        query, key, value = self.w_q(embedded[:, -1:]), self.w_k(embedded), self.w_v(embedded)
        return self.answer(scaled_dot_product_attention(query, key, value)[:, 0])

    def weights(self, embedded: Float[Tensor, "batch length width"]) -> Float[Tensor, "batch length"]:
        """Return how the question shares its attention among the tokens."""
        return attention_weights(self.w_q(embedded[:, -1:]), self.w_k(embedded))[:, 0]


class PlainMeanRecall(nn.Module):
    """The control: takes the plain mean of all tokens in place of attention; sees the question beside it."""

    def __init__(self, width: int = 32) -> None:
        """Make a value for each token and a small network for mean and question."""
        super().__init__()
        self.embedding = RecallEmbedding(width)
        self.w_v = nn.Linear(width, width)
        self.hidden = nn.Linear(2 * width, width)
        self.answer = nn.Linear(width, len(THINGS))

    def forward(self, embedded: Float[Tensor, "batch length width"]) -> Float[Tensor, "batch things"]:
        """Score each thing."""
        both = torch.cat([self.w_v(embedded).mean(dim=1), embedded[:, -1]], dim=-1)  # [batch, 2 width]
        return self.answer(torch.relu(self.hidden(both)))


def lstm_with_open_gates(*arguments: int, gate: str = "forget", **settings: bool) -> nn.LSTM:
    """Make PyTorch's LSTM, with one kind of its gates open at the start: "input", "forget" or "output".

    PyTorch draws all offsets around 0: each forget gate then keeps about half of the memory at each step. An offset of
    2 keeps 88 % of it (Gers et al., 2000, "Learning to forget").
    """
    lstm = nn.LSTM(*arguments, **settings)
    # PyTorch keeps the gates one after the other, and adds two offsets to each.
    place = ("input", "forget", "cell", "output").index(gate)
    rows = slice(place * lstm.hidden_size, (place + 1) * lstm.hidden_size)
    with torch.no_grad():
        lstm.get_parameter("bias_ih_l0")[rows] = 2.0
        lstm.get_parameter("bias_hh_l0")[rows] = 0.0
    return lstm


def rnn_with_unit_matrix(*arguments: int, **settings: bool) -> nn.RNN:
    """Make PyTorch's RNN, with the unit matrix from step to step at the start."""
    rnn = nn.RNN(*arguments, **settings)
    nn.init.eye_(rnn.get_parameter("weight_hh_l0"))
    return rnn


RecallModel = RecurrentRecall | PlainMeanRecall | AttentionRecall
MODELS: dict[str, Callable[[], RecallModel]] = {
    "RNN": lambda: RecurrentRecall(nn.RNN),
    "GRU": lambda: RecurrentRecall(nn.GRU),
    "LSTM": lambda: RecurrentRecall(nn.LSTM),
    "open LSTM": lambda: RecurrentRecall(lstm_with_open_gates),
    "attention": AttentionRecall,
    "plain mean": PlainMeanRecall,
}
# Other starts of the same networks, to see what a start is good for; no figure draws them.
OTHER_STARTS: dict[str, Callable[[], RecallModel]] = {
    "input gates open": lambda: RecurrentRecall(partial(lstm_with_open_gates, gate="input")),
    "output gates open": lambda: RecurrentRecall(partial(lstm_with_open_gates, gate="output")),
    "unit matrix": lambda: RecurrentRecall(rnn_with_unit_matrix),
}


def make_recall(name: str, *, seed: int = 0, gain: int | float = 1) -> RecallModel:
    """Make an untrained model, one of MODELS or OTHER_STARTS. `gain` multiplies an RNN's matrix from step to step."""
    torch.manual_seed(seed)
    model = (MODELS | OTHER_STARTS)[name]()
    if isinstance(model, RecurrentRecall):
        with torch.no_grad():
            model.recurrent.get_parameter("weight_hh_l0").mul_(gain)
    return model


def train_recall(
    name: str,
    gap: int,
    *,
    seed: int = 0,
    steps: int = 150,
    batch: int = 64,
    learning_rate: float = 0.01,
    gain: int | float = 1,
) -> RecallModel:
    """Train a model of that name, made with that gain, on texts with this gap."""
    model = make_recall(name, seed=seed, gain=gain)
    generator = torch.Generator().manual_seed(seed)
    optimiser = torch.optim.Adam(model.parameters(), lr=learning_rate)
    for _ in range(steps):
        tokens, answer = recall_batch(gap, batch, generator)
        loss = cross_entropy(model(model.embedding(tokens)), answer)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)  # a gradient can explode as well: no step is larger than this
        optimiser.step()
    return model


@torch.no_grad()
def recall_accuracy(model: RecallModel, gap: int, *, seed: int = 0, texts: int = 500) -> float:
    """Return the share of right answers on texts that the model was not trained on."""
    tokens, answer = recall_batch(gap, texts, torch.Generator().manual_seed(10_000 + seed))
    return float((model(model.embedding(tokens)).argmax(dim=-1) == answer).float().mean())


@torch.no_grad()
def answers_to_each_owner(
    model: RecallModel, gap: int, *, seed: int = 0, texts: int = 500
) -> tuple[Int[Tensor, "batch owners"], Int[Tensor, "batch owners"]]:
    """Ask the same new texts for each of their owners in turn; return what the model says, and what is right."""
    tokens, _ = recall_batch(gap, texts, torch.Generator().manual_seed(10_000 + seed))
    said = []
    for place in range(OWNERS):
        tokens[:, -1, 0] = tokens[:, place, 0]
        said.append(model(model.embedding(tokens)).argmax(dim=-1))
    return torch.stack(said, dim=1), tokens[:, :OWNERS, 1]


@torch.no_grad()
def weight_on_the_owner(model: AttentionRecall, gap: int, *, seed: int = 0, texts: int = 500) -> float:
    """Return the mean weight that the question gives to the one token with the name it asks for."""
    tokens, _ = recall_batch(gap, texts, torch.Generator().manual_seed(10_000 + seed))
    is_asked = tokens[:, :-1, 0] == tokens[:, -1:, 0]  # [batch, length − 1]
    return float(model.weights(model.embedding(tokens))[:, :-1][is_asked].mean())


def gradient_at_the_first_token(name: str, gap: int, *, seed: int = 0, batch: int = 64, gain: int | float = 1) -> float:
    """Return how strongly the loss of an untrained model reacts to the vector of the first token, the one asked for.

    Mean norm over a batch, in double precision: what is left of it after many steps is 0 in single precision.
    `gain` is that of `make_recall`.
    """
    model = make_recall(name, seed=seed, gain=gain).double()
    tokens, answer = recall_batch(gap, batch, torch.Generator().manual_seed(seed), asked=0)
    embedded = model.embedding(tokens).detach().requires_grad_()  # [batch, length, width]
    cross_entropy(model(embedded), answer, reduction="sum").backward()
    return float(embedded.grad[:, 0].norm(dim=-1).mean())
