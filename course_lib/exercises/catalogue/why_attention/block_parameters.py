"""Count the parameters of a Transformer from its shapes."""

from torch import nn

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def count_parameters(layers: int, d: int, vocabulary: int) -> int:
    """Return the size of the token table and of all layers, without offsets and normalisations."""
    return vocabulary * d + layers * 12 * d * d


# Small, so that a reader may also build the matrices and count what is in them.
CASES = (
    Case("1 layer, width 2, 5 tokens", lambda: (1, 2, 5)),
    Case("3 layers, width 4, 7 tokens", lambda: (3, 4, 7)),
    Case("6 layers, width 32, 1000 tokens", lambda: (6, 32, 1000)),
)


def _step_by_step(layers: int, d: int, vocabulary: int) -> int:
    attention = 4 * d**2
    network = d * (4 * d) + (4 * d) * d
    return sum(attention + network for _ in range(layers)) + vocabulary * d


def _factored(layers: int, d: int, vocabulary: int) -> int:
    return d * (vocabulary + 12 * layers * d)


def _built(layers: int, d: int, vocabulary: int) -> int:
    shapes = [(d, d)] * 4 + [(d, 4 * d), (4 * d, d)]
    parts: list[nn.Module] = [nn.Embedding(vocabulary, d)]
    parts += [nn.Linear(*shape, bias=False) for _ in range(layers) for shape in shapes]
    return sum(p.numel() for part in parts for p in part.parameters())


MISTAKES = (
    Mistake("three-attention-matrices", "Attention has four matrices here; you counted three.", {"12 * d": "11 * d"}),
    Mistake("one-attention-matrix", "Attention has four matrices [d, d], not one.", {"12 * d": "9 * d"}),
    Mistake(
        "eight-for-twelve",
        "You counted 8 d² for a layer. Attention has 4 d², and each of the network's two matrices has 4 d²: 12 d².",
        {"12 * d": "8 * d"},
    ),
    Mistake("narrow-network", "The network's two matrices have 4 d² numbers each, not d².", {"12 * d": "6 * d"}),
    Mistake("square-network", "The network's matrices are not [4d, 4d]: one side is d.", {"12 * d": "36 * d"}),
    Mistake("no-table", "The table of tokens is missing.", {"vocabulary * d + ": ""}),
    Mistake(
        "table-in-each-layer",
        "The table is there once, not in each layer.",
        {"vocabulary * d + layers * 12 * d * d": "layers * (vocabulary * d + 12 * d * d)"},
    ),
    Mistake("one-layer", "Only one layer is counted.", {"layers * ": ""}),
    Mistake(
        "part-of-a-layer-once",
        "* goes before +: only part of a layer is counted for each layer. Put brackets round all of it.",
        ({"layers * 12 * d": "4 * layers * d * d + 8 * d"}, {"layers * 12 * d": "4 * d * d + 8 * layers * d"}),
    ),
    Mistake("two-tables", "The table is there once.", {"vocabulary * d": "2 * vocabulary * d"}),
    Mistake(
        "attention-only", "The network of each layer is missing: two matrices of 4 d² numbers.", {"12 * d": "4 * d"}
    ),
    Mistake("doubled-not-squared", "A matrix [d, d] has d · d numbers. You took 2 · d.", {"d * d\n": "d * 2\n"}),
    Mistake("d-once", "A matrix [d, d] has d · d numbers. You took d.", {"d * d\n": "d\n"}),
    Mistake(
        "biases",
        "You counted biases. This model has none: each nn.Linear needs bias=False.",
        {", bias=False": ""},
        of=_built,
    ),
    Mistake("a-float", "A number of parameters is an int: use no / and no floats.", {"12 * d": "12.0 * d"}),
)

EXERCISE = Exercise(
    name="block-parameters",
    chapter="why-attention",
    minutes=10,
    difficulty="medium",
    solution=count_parameters,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_step_by_step, _factored, _built),
    dtype_asked=True,
)
