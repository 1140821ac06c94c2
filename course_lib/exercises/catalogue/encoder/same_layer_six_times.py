"""Find the bug in a stack that is one and the same layer several times."""

import copy

import torch
from torch import Tensor, nn

from course_lib.exercises.catalogue.encoder.encoder_layer import CAUSAL, ONE_MASK_A_HEAD, PADDING, layer_inputs
from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.transformer import EncoderLayer


class Stack(nn.Module):
    """Encoder layers of one structure, each with weights of its own."""

    def __init__(self, d_model: int, num_heads: int, d_ff: int, num_layers: int) -> None:
        """Make the layers."""
        super().__init__()
        self.layers = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return [batch, words, d_model]."""
        for layer in self.layers:
            x = layer(x, mask)
        return x


class _Given(nn.Module):
    def __init__(self, d_model: int, num_heads: int, d_ff: int, num_layers: int) -> None:
        super().__init__()
        layer = EncoderLayer(d_model, num_heads, d_ff)
        self.layers = nn.ModuleList([layer] * num_layers)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        for layer in self.layers:
            x = layer(x, mask)
        return x


CASES = (
    Case("two layers, one sentence of two words, width 4", layer_inputs((4, 2, 3, 2), 1, 2)),
    Case("one layer, batch of 2, three words, width 6", layer_inputs((6, 3, 5, 1), 2, 3)),
    Case("three layers, padding mask [batch, 1, 1, words]", layer_inputs((4, 2, 6, 3), 3, 5, PADDING)),
    Case("two layers, causal mask [words, words]", layer_inputs((6, 2, 4, 2), 2, 4, CAUSAL)),
    Case("four layers, a mask for each head", layer_inputs((4, 2, 5, 4), 3, 4, ONE_MASK_A_HEAD)),
    Case("float64", layer_inputs((4, 2, 3, 2), 2, 3, dtype=torch.float64)),
)


class _Appended(Stack):
    def __init__(self, d_model: int, num_heads: int, d_ff: int, num_layers: int) -> None:
        nn.Module.__init__(self)
        self.layers = nn.ModuleList()
        while len(self.layers) < num_layers:
            self.layers.append(EncoderLayer(d_model, num_heads, d_ff))


class _Copies(Stack):
    """Copy one layer: the copies begin alike, but each learns by itself. The check gives them different numbers."""

    def __init__(self, d_model: int, num_heads: int, d_ff: int, num_layers: int) -> None:
        nn.Module.__init__(self)
        layer = EncoderLayer(d_model, num_heads, d_ff)
        self.layers = nn.ModuleList([copy.deepcopy(layer) for _ in range(num_layers)])


class _InSequence(nn.Module):
    def __init__(self, d_model: int, num_heads: int, d_ff: int, num_layers: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(*(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers)))

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        for i in range(len(self.layers)):
            x = self.layers[i].forward(x, mask)
        return x


MADE = "nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff) for _ in range(num_layers))"

MISTAKES = (
    Mistake(
        "still-one-layer",
        "All places still share one set of weights. Call EncoderLayer for each place.",
        {MADE: "nn.ModuleList([EncoderLayer(d_model, num_heads, d_ff)] * num_layers)"},
    ),
    Mistake(
        "plain-list",
        "The layers are different now, but they are in a plain list: PyTorch does not find them there, and no "
        "optimizer trains them. Keep the nn.ModuleList around them.",
        {"nn.ModuleList(": "list("},
    ),
    Mistake(
        "same-layer-in-a-plain-list",
        "It is still one layer several times, and now in a plain list, where PyTorch does not find it. Make each "
        "layer anew, inside an nn.ModuleList.",
        {MADE: "[EncoderLayer(d_model, num_heads, d_ff)] * num_layers"},
    ),
    Mistake(
        "one-layer-called-again",
        "You made one layer and call it several times: the weights are still the same every time. Make num_layers of "
        "them, in an nn.ModuleList.",
        {
            f"self.layers = {MADE}": "self.num_layers = num_layers\n"
            "        self.layer = EncoderLayer(d_model, num_heads, d_ff)",
            "in self.layers:": "in range(self.num_layers):",
            "layer(x, mask)": "self.layer(x, mask)",
        },
    ),
    Mistake(
        "sizes-swapped",
        "EncoderLayer takes the number of heads before d_ff: EncoderLayer(d_model, num_heads, d_ff).",
        {"(d_model, num_heads, d_ff)": "(d_model, d_ff, num_heads)"},
    ),
    Mistake(
        "one-too-few",
        "There is one layer too few: num_layers of them, so range(num_layers).",
        {"(num_layers)": "(num_layers - 1)"},
    ),
    Mistake(
        "one-too-many",
        "There is one layer too many: num_layers of them, so range(num_layers).",
        {"(num_layers)": "(num_layers + 1)"},
    ),
    Mistake("always-six", "You made six layers, whatever num_layers says: range(num_layers).", {"(num_layers)": "(6)"}),
    Mistake(
        "first-layer-again",
        "Now there are several layers, but forward calls the first one every time. Call each layer in its turn.",
        {"x = layer(": "x = self.layers[0]("},
    ),
    Mistake(
        "first-layer-only",
        "Only the first layer runs. Does the loop return too early?",
        {"        return x": "            return x"},
    ),
    Mistake(
        "all-get-the-input",
        "Every layer gets the words of the beginning, so only the last one counts. Hand its result on: "
        "x = layer(x, mask).",
        {"x = layer(": "y = layer(", "return x": "return y"},
    ),
    Mistake(
        "mask-ignored", "The mask has got lost: hand it to every layer, layer(x, mask).", {"layer(x, mask)": "layer(x)"}
    ),
)

EXERCISE = Exercise(
    name="same-layer-six-times",
    chapter="encoder",
    minutes=8,
    difficulty="easy",
    solution=Stack,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_Appended, _Copies, _InSequence),
    given=_Given,
)
