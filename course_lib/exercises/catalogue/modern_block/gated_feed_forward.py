"""Write the gated feed-forward block with given matrices."""

import torch
from torch import Tensor
from torch.nn import functional as F

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake
from course_lib.exercises.engine.probes import random_tensor


def gated_feed_forward(x: Tensor, w_gate: Tensor, w_1: Tensor, w_2: Tensor) -> Tensor:
    """Let a gate decide how much of each number in the middle passes, [..., d_model] in and out."""
    gate = x @ w_gate  # [..., d_ff]
    hidden = gate * torch.sigmoid(gate) * (x @ w_1)  # [..., d_ff]
    return hidden @ w_2  # [..., d_model]


def _case(words: str, d_ff: int, *shape: int, dtype: torch.dtype = torch.float32) -> Case:
    """Make a case of random words of this shape and random matrices."""
    d_model = shape[-1]
    return Case(
        words,
        lambda: (
            random_tensor(*shape, dtype=dtype),
            random_tensor(d_model, d_ff, seed=2, dtype=dtype),
            random_tensor(d_model, d_ff, seed=3, dtype=dtype),
            random_tensor(d_ff, d_model, seed=4, dtype=dtype),
        ),
    )


CASES = (
    Case(
        "one word of one number, two numbers in the middle",
        lambda: (
            torch.tensor([[2.0]]),
            torch.tensor([[1.0, -1.0]]),
            torch.tensor([[1.0, 2.0]]),
            torch.tensor([[1.0], [1.0]]),
        ),
    ),
    _case("two words, width 3, four numbers in the middle", 4, 2, 3),
    _case("four words, width 4, four numbers in the middle", 4, 4, 4),
    _case("batch of 2, three words, width 5, seven in the middle", 7, 2, 3, 5),
    _case("batch of 4, two words, width 6, five in the middle", 5, 4, 2, 6),
    _case("batch of 3, three words, width 3, three in the middle", 3, 3, 3, 3),
    _case("one vector with no axis in front, width 4, six in the middle", 6, 4),
    _case("float64", 5, 2, 3, 4, dtype=torch.float64),
)


def _with_the_library(x: Tensor, w_gate: Tensor, w_1: Tensor, w_2: Tensor) -> Tensor:
    return F.linear(F.silu(F.linear(x, w_gate.T)) * F.linear(x, w_1.T), w_2.T)


def _with_exp(x: Tensor, w_gate: Tensor, w_1: Tensor, w_2: Tensor) -> Tensor:
    gate, passed = (x.double() @ w.double() for w in (w_gate, w_1))
    return (passed * gate / (1 + torch.exp(-gate))) @ w_2.double()


def _with_einsum(x: Tensor, w_gate: Tensor, w_1: Tensor, w_2: Tensor) -> Tensor:
    gate = torch.nn.SiLU()(torch.einsum("...m,mf->...f", x, w_gate))
    return torch.einsum("...f,...m,mf,fo->...o", gate, x, w_1, w_2)


def _in_one_matrix(x: Tensor, w_gate: Tensor, w_1: Tensor, w_2: Tensor) -> Tensor:
    gate, passed = torch.matmul(x, torch.cat([w_gate, w_1], dim=1)).chunk(2, dim=-1)
    return passed.mul(F.silu(gate)).matmul(w_2)


def _word_by_word(x: Tensor, w_gate: Tensor, w_1: Tensor, w_2: Tensor) -> Tensor:
    rows = x.reshape(-1, x.shape[-1])
    result = torch.zeros(rows.shape, dtype=x.dtype)
    for place, row in enumerate(rows):
        for unit in range(w_2.shape[0]):
            gate = torch.dot(row, w_gate[:, unit])
            result[place] += gate * gate.sigmoid() * (row @ w_1[:, unit]) * w_2[unit]
    return result.reshape(x.shape)


GATE, PASSED = "gate * torch.sigmoid(gate)", "(x @ w_1)"
HIDDEN = f"{GATE} * {PASSED}"
RESULT = "hidden @ w_2"

MISTAKES = (
    Mistake(
        "sigmoid",
        "You let σ(x W_gate) decide alone: this is the older gate, GLU. SiLU multiplies it by x W_gate once more.",
        {GATE: "torch.sigmoid(gate)"},
    ),
    Mistake(
        "relu",
        "You took ReLU for SiLU: SiLU(z) is z times σ(z).",
        ({GATE: "torch.relu(gate)"}, {GATE: "torch.relu(gate) ** 2"}),
    ),
    Mistake(
        "gelu",
        "You took GELU for SiLU. They look alike, but SiLU(z) is z times σ(z).",
        ({GATE: "F.gelu(gate)"}, {GATE: "F.gelu(gate, approximate='tanh')"}),
    ),
    Mistake(
        "another-activation",
        "You took another function for SiLU: SiLU(z) is z times σ(z).",
        (
            {GATE: "torch.tanh(gate)"},
            {GATE: "torch.softmax(gate, dim=-1)"},
            {GATE: "F.softplus(gate)"},
            {GATE: "gate * torch.tanh(gate)"},
            {GATE: "F.elu(gate)"},
            {GATE: "F.mish(gate)"},
            {GATE: "torch.exp(gate)"},
            {GATE: "F.leaky_relu(gate)"},
            {GATE: "F.logsigmoid(gate)"},
            {GATE: "gate * torch.softmax(gate, dim=-1)"},
        ),
    ),
    Mistake(
        "sign-in-sigmoid",
        "The sign in your σ is turned: σ(z) = 1 / (1 + exp(−z)).",
        ({GATE: "gate * torch.sigmoid(-gate)"}, {GATE: "torch.sigmoid(-gate)"}),
    ),
    Mistake(
        "activation-on-the-other",
        "SiLU acts on x W_1 in your block. It acts on the gate, x W_gate.",
        {HIDDEN: f"gate * F.silu{PASSED}"},
    ),
    Mistake(
        "sigmoid-of-the-other",
        "You took σ of x W_1. SiLU acts on the gate, x W_gate: both its factors, z and σ(z), are the gate's.",
        {HIDDEN: f"gate * torch.sigmoid{PASSED}"},
    ),
    Mistake(
        "brackets-missing",
        "Brackets are missing: `*` and `@` bind equally strongly, from the left, so a * x @ w_1 is (a * x) @ w_1. "
        "Write a * (x @ w_1).",
        {PASSED: "x @ w_1"},
    ),
    Mistake(
        "activation-on-both",
        "SiLU acts on both in your block. It acts on the gate only; x W_1 stays as it is.",
        {PASSED: f"F.silu{PASSED}"},
    ),
    Mistake(
        "activation-on-the-product",
        "You multiplied first and took SiLU then. Take it of the gate, before the two are multiplied.",
        {HIDDEN: f"F.silu(gate * {PASSED})"},
    ),
    Mistake(
        "activation-at-the-end",
        "SiLU comes last in your block. It acts on the gate, before the two are multiplied.",
        ({GATE: "gate", RESULT: f"F.silu({RESULT})"}, {RESULT: f"F.silu({RESULT})"}),
    ),
    Mistake(
        "activation-before-the-matrix",
        "You took SiLU of x. It acts on what comes out of w_gate.",
        (
            {"x @ w_gate": "F.silu(x) @ w_gate", GATE: "gate"},
            {"sigmoid(gate)": "sigmoid(x) @ w_gate"},
            {GATE: "F.silu(x) @ w_gate", PASSED: "(F.silu(x) @ w_1)"},
        ),
    ),
    Mistake(
        "activation-twice",
        "You took SiLU of the gate twice.",
        ({GATE: "F.silu(F.silu(gate))"}, {"x @ w_gate": "F.silu(x @ w_gate)"}),
    ),
    Mistake("no-activation", "SiLU is missing: take it of x W_gate.", {GATE: "gate"}),
    Mistake(
        "no-gate",
        "Nothing is gated: this is a block of two matrices. Multiply SiLU(x W_gate) by x W_1, entry by entry.",
        ({HIDDEN: GATE}, {HIDDEN: f"F.silu{PASSED}"}, {HIDDEN: PASSED}, {HIDDEN: f"torch.relu{PASSED}"}),
    ),
    Mistake(
        "added",
        "You added the two halves. ⊙ multiplies them, entry by entry.",
        ({f"{GATE} *": f"{GATE} +"}, {HIDDEN: f"F.silu(gate + {PASSED})"}),
    ),
    Mistake(
        "side-by-side",
        "You put the two halves side by side. ⊙ multiplies them, entry by entry.",
        {HIDDEN: f"torch.cat([{GATE}, {PASSED}], dim=-1)"},
    ),
    Mistake(
        "two-axes-only",
        "`torch.mm` takes matrices of two axes only. @ and torch.matmul take any number of axes in front.",
        (
            {"x @ w_gate": "torch.mm(x, w_gate)"},
            {PASSED: "torch.mm(x, w_1)"},
            {RESULT: "torch.mm(hidden, w_2)"},
        ),
    ),
    Mistake(
        "one-matrix-twice",
        "You used one matrix for both halves. The gate has w_gate, the other half w_1.",
        ({"@ w_1": "@ w_gate"}, {"@ w_gate": "@ w_1"}),
    ),
    Mistake(
        "no-way-back",
        "The way back is missing: multiply by w_2, so that the result has the width d_model again.",
        {RESULT: "hidden"},
    ),
    Mistake(
        "one-after-the-other",
        "You multiplied matrices one after the other, or @ stands for ⊙. Both halves begin at x, and ⊙ is entry by "
        "entry: *.",
        (
            {f"* {PASSED}": f"@ {PASSED}"},
            {HIDDEN: f"({GATE}) @ {PASSED}"},
            {HIDDEN: f"({GATE}) @ {PASSED}.mT"},
            {HIDDEN: f"({GATE}).mT @ {PASSED}"},
            {HIDDEN: f"({GATE}) @ w_1"},
        ),
    ),
    Mistake(
        "gated-too-late",
        "You gated after w_2. The two halves are multiplied in the middle, where there are d_ff numbers.",
        (
            {HIDDEN: GATE, RESULT: f"(hidden @ w_2) * {PASSED}"},
            {HIDDEN: PASSED, RESULT: f"(hidden @ w_2) * ({GATE})"},
            {HIDDEN: PASSED, RESULT: f"({GATE}) * (hidden @ w_2)"},
            {HIDDEN: PASSED, RESULT: f"{GATE} @ w_2 * (hidden @ w_2)"},
        ),
    ),
    Mistake(
        "residual-added",
        "You added x. The residual connection stands around the block, not in it.",
        {RESULT: f"x + {RESULT}"},
    ),
    Mistake(
        "transposed",
        "You transposed a matrix. They multiply as they are: x @ w_gate.",
        (
            {"@ w_gate": "@ w_gate.T", "@ w_1": "@ w_1.T", "@ w_2": "@ w_2.T"},
            {"@ w_gate": "@ w_gate.T"},
            {"@ w_1": "@ w_1.T"},
            {"@ w_2": "@ w_2.T"},
            {"@ w_gate": "@ w_gate.T", "@ w_1": "@ w_1.T"},
        ),
    ),
    Mistake(
        "turned-round",
        "The words stand before the matrix: x @ w, not w @ x.",
        (
            {"x @ w_gate": "w_gate @ x"},
            {"x @ w_1": "w_1 @ x"},
            {RESULT: "w_2 @ hidden"},
            {"x @ w_gate": "w_gate @ x", "x @ w_1": "w_1 @ x", RESULT: "w_2 @ hidden"},
        ),
    ),
    Mistake(
        "entry-by-entry",
        "* multiplies entry by entry. What a layer computes is x @ w.",
        (
            {"x @ w_gate": "x * w_gate"},
            {"x @ w_1": "x * w_1"},
            {RESULT: "hidden * w_2"},
            {"x @ w_gate": "x * w_gate", "x @ w_1": "x * w_1", RESULT: "hidden * w_2"},
        ),
    ),
    Mistake(
        "changed-in-place",
        "The result is right, but you wrote it into `x`. Make a new tensor.",
        {f"return {RESULT}": f"return x.copy_({RESULT})"},
    ),
)

EXERCISE = Exercise(
    name="gated-feed-forward",
    chapter="modern-block",
    minutes=8,
    difficulty="easy",
    solution=gated_feed_forward,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_the_library, _with_exp, _with_einsum, _in_one_matrix, _word_by_word),
)
