"""Recall: remember the first token over a gap of others, and name it when asked.

Three recurrent networks and one attention layer learn the same task.
"""

from collections.abc import Callable

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from course_lib.attention import scaled_dot_product_attention

SYMBOLS = 8  # tokens 0 to 7 may have to be remembered
FILLERS = 8  # tokens 8 to 15 fill the gap
QUESTION = SYMBOLS + FILLERS  # token 16 asks: which symbol came first?
NUM_TOKENS = QUESTION + 1


def recall_batch(
    gap: int, batch: int, generator: torch.Generator
) -> tuple[Int[Tensor, "batch length"], Int[Tensor, " batch"]]:
    """Draw sequences of one symbol, `gap` fillers and the question; return them and the symbols."""
    symbol = torch.randint(SYMBOLS, (batch, 1), generator=generator)
    fillers = torch.randint(SYMBOLS, SYMBOLS + FILLERS, (batch, gap), generator=generator)
    question = torch.full((batch, 1), QUESTION)
    return torch.cat([symbol, fillers, question], dim=1), symbol[:, 0]


class RecurrentRecall(nn.Module):
    """Reads one token after the other; answers from what it remembers after the last."""

    def __init__(self, cell: Callable[..., nn.Module], width: int = 32) -> None:
        """Take PyTorch's own layer: nn.RNN, nn.GRU or nn.LSTM."""
        super().__init__()
        self.embedding = nn.Embedding(NUM_TOKENS, width)
        self.recurrent = cell(width, width, batch_first=True)
        self.answer = nn.Linear(width, SYMBOLS)

    def forward(self, embedded: Float[Tensor, "batch length width"]) -> Float[Tensor, "batch symbols"]:
        """Score each symbol."""
        states, _ = self.recurrent(embedded)  # [batch, length, width]
        return self.answer(states[:, -1])


class AttentionRecall(nn.Module):
    """Lets the question look at all tokens at once."""

    def __init__(self, width: int = 32) -> None:
        """Make one attention layer: a query for the question, a key and a value for each token."""
        super().__init__()
        self.embedding = nn.Embedding(NUM_TOKENS, width)
        self.w_q, self.w_k, self.w_v = (nn.Linear(width, width) for _ in range(3))
        self.answer = nn.Linear(width, SYMBOLS)

    def forward(self, embedded: Float[Tensor, "batch length width"]) -> Float[Tensor, "batch symbols"]:
        """Score each symbol."""
        query, key, value = self.w_q(embedded[:, -1:]), self.w_k(embedded), self.w_v(embedded)
        return self.answer(scaled_dot_product_attention(query, key, value)[:, 0])


def lstm_with_open_gates(*arguments: int, **settings: bool) -> nn.LSTM:
    """Make PyTorch's LSTM, with its forget gates open at the start.

    PyTorch draws all offsets around 0: each gate then keeps about half of the memory at each step. An offset of 2
    keeps 88 % of it (Gers et al., 2000, "Learning to forget").
    """
    lstm = nn.LSTM(*arguments, **settings)
    width = lstm.hidden_size
    with torch.no_grad():
        # PyTorch keeps the gates in the order input, forget, cell, output, and adds two offsets to each.
        lstm.get_parameter("bias_ih_l0")[width : 2 * width] = 2.0
        lstm.get_parameter("bias_hh_l0")[width : 2 * width] = 0.0
    return lstm


MODELS: dict[str, Callable[[], RecurrentRecall | AttentionRecall]] = {
    "RNN": lambda: RecurrentRecall(nn.RNN),
    "GRU": lambda: RecurrentRecall(nn.GRU),
    "LSTM": lambda: RecurrentRecall(nn.LSTM),
    "open LSTM": lambda: RecurrentRecall(lstm_with_open_gates),
    "attention": AttentionRecall,
}


def train_recall(
    name: str, gap: int, *, seed: int = 0, steps: int = 200, batch: int = 64, learning_rate: float = 0.01
) -> float:
    """Train a model on sequences with this gap; return the share of right answers on 500 new ones."""
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed)
    model = MODELS[name]()
    optimiser = torch.optim.Adam(model.parameters(), lr=learning_rate)
    for _ in range(steps):
        tokens, symbol = recall_batch(gap, batch, generator)
        loss = cross_entropy(model(model.embedding(tokens)), symbol)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
    tokens, symbol = recall_batch(gap, 500, generator)
    with torch.no_grad():
        return float((model(model.embedding(tokens)).argmax(dim=-1) == symbol).float().mean())


def gradient_at_the_first_token(name: str, gap: int, *, seed: int = 0, batch: int = 64) -> float:
    """Return how strongly the loss of an untrained model reacts to the first token's vector (mean norm)."""
    torch.manual_seed(seed)
    model = MODELS[name]()
    tokens, symbol = recall_batch(gap, batch, torch.Generator().manual_seed(seed))
    embedded = model.embedding(tokens).detach().requires_grad_()  # [batch, length, width]
    cross_entropy(model(embedded), symbol, reduction="sum").backward()
    return float(embedded.grad[:, 0].norm(dim=-1).mean())
