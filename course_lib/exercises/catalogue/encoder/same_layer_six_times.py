"""Find the bug in a stack that is one and the same layer several times."""

import copy

import torch
from torch import Tensor, nn

from course_lib.exercises.catalogue.encoder.encoder_layer import CAUSAL, ONE_MASK_A_HEAD, PADDING, layer_inputs
from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.transformer import EncoderLayer, PreNorm


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


class _Given(Stack):
    def __init__(self, d_model: int, num_heads: int, d_ff: int, num_layers: int) -> None:
        super().__init__(d_model, num_heads, d_ff, 1)
        self.layers = nn.ModuleList([self.layers[0]] * num_layers)


CASES = (
    Case("two layers, one sentence of two words, width 4", layer_inputs((4, 2, 3, 2), 1, 2)),
    Case("one layer, batch of 2, three words, width 6", layer_inputs((6, 3, 5, 1), 2, 3)),
    Case("three layers, padding mask [batch, 1, 1, words]", layer_inputs((4, 2, 6, 3), 3, 5, PADDING)),
    Case("two layers, causal mask [words, words]", layer_inputs((6, 2, 4, 2), 2, 4, CAUSAL)),
    Case("four layers, a mask for each head", layer_inputs((4, 2, 5, 4), 3, 4, ONE_MASK_A_HEAD)),
    Case("six layers", layer_inputs((4, 1, 4, 6), 2, 3)),
    Case("float64", layer_inputs((4, 2, 3, 2), 2, 3, dtype=torch.float64)),
)


# Other ways to write it


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


# Ways to get it wrong


class _PlainList(Stack):
    def __init__(self, d_model: int, num_heads: int, d_ff: int, num_layers: int) -> None:
        super().__init__(d_model, num_heads, d_ff, num_layers)
        layers = list(self.layers)
        del self.layers
        self.layers = layers  # type: ignore[assignment]


class _SameInAPlainList(Stack):
    def __init__(self, d_model: int, num_heads: int, d_ff: int, num_layers: int) -> None:
        super().__init__(d_model, num_heads, d_ff, 1)
        layers = [self.layers[0]] * num_layers
        del self.layers
        self.layers = layers  # type: ignore[assignment]


class _OneLayerCalledAgain(nn.Module):
    def __init__(self, d_model: int, num_heads: int, d_ff: int, num_layers: int) -> None:
        super().__init__()
        self.layer = EncoderLayer(d_model, num_heads, d_ff)
        self.num_layers = num_layers

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        for _ in range(self.num_layers):
            x = self.layer(x, mask)
        return x


class _OneTooFew(Stack):
    def __init__(self, d_model: int, num_heads: int, d_ff: int, num_layers: int) -> None:
        super().__init__(d_model, num_heads, d_ff, num_layers - 1)


class _OneTooMany(Stack):
    def __init__(self, d_model: int, num_heads: int, d_ff: int, num_layers: int) -> None:
        super().__init__(d_model, num_heads, d_ff, num_layers + 1)


class _AlwaysSix(Stack):
    def __init__(self, d_model: int, num_heads: int, d_ff: int, num_layers: int) -> None:
        super().__init__(d_model, num_heads, d_ff, 6)


class _PreNorm(Stack):
    def __init__(self, d_model: int, num_heads: int, d_ff: int, num_layers: int) -> None:
        nn.Module.__init__(self)
        self.layers = nn.ModuleList(EncoderLayer(d_model, num_heads, d_ff, residual=PreNorm) for _ in range(num_layers))


class _FirstLayerAgain(Stack):
    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        for _ in self.layers:
            x = self.layers[0](x, mask)
        return x


class _FirstLayerOnly(Stack):
    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        return self.layers[0](x, mask)


class _AllGetTheInput(Stack):
    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        return self.layers[-1](x, mask)


class _SideBySide(Stack):
    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        return torch.stack([layer(x, mask) for layer in self.layers]).sum(dim=0)


class _FirstLayerMasked(Stack):
    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        for layer in self.layers:
            x, mask = layer(x, mask), None
        return x


class _MaskIgnored(Stack):
    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        return super().forward(x)


class _Backwards(Stack):
    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        for layer in reversed(self.layers):
            x = layer(x, mask)
        return x


class _InputAdded(Stack):
    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        for layer in self.layers:
            x = x + layer(x, mask)
        return x


MISTAKES = (
    Mistake(
        "plain-list",
        "The layers are different now, but they are in a plain list: PyTorch does not find them there, and no "
        "optimizer trains them. Keep the nn.ModuleList around them.",
        _PlainList,
    ),
    Mistake(
        "same-layer-in-a-plain-list",
        "It is still one layer several times, and now in a plain list, where PyTorch does not find it. Make each "
        "layer anew, inside an nn.ModuleList.",
        _SameInAPlainList,
    ),
    Mistake(
        "one-layer-called-again",
        "You made one layer and call it several times: the weights are still the same every time. Make num_layers of "
        "them, in an nn.ModuleList.",
        _OneLayerCalledAgain,
    ),
    Mistake("one-too-few", "There is one layer too few: num_layers of them, so range(num_layers).", _OneTooFew),
    Mistake("one-too-many", "There is one layer too many: num_layers of them, so range(num_layers).", _OneTooMany),
    Mistake("always-six", "You made six layers, whatever num_layers says: range(num_layers).", _AlwaysSix),
    Mistake(
        "pre-norm",
        "You changed the order of the norm. Leave it as it was: `PostNorm`, which need not be said.",
        _PreNorm,
    ),
    Mistake(
        "first-layer-again",
        "Now there are several layers, but forward calls the first one every time. Call each layer in its turn.",
        _FirstLayerAgain,
    ),
    Mistake("first-layer-only", "Only the first layer runs. Does the loop return too early?", _FirstLayerOnly),
    Mistake(
        "all-get-the-input",
        "Every layer gets the words of the beginning, so only the last one counts. Hand its result on: "
        "x = layer(x, mask).",
        _AllGetTheInput,
    ),
    Mistake(
        "side-by-side",
        "Every layer gets the words of the beginning, and you sum up. Stack them: the result of one is the x of the "
        "next.",
        _SideBySide,
    ),
    Mistake(
        "first-layer-masked-only",
        "Only the first layer gets the mask. In the others, words attend to pads again: hand it to every layer.",
        _FirstLayerMasked,
    ),
    Mistake("mask-ignored", "The mask has got lost: hand it to every layer, layer(x, mask).", _MaskIgnored),
    Mistake("backwards", "You run the layers from the last to the first.", _Backwards),
    Mistake(
        "input-added",
        "You added x around every layer. The residual paths are inside the layers already: x = layer(x, mask).",
        _InputAdded,
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
