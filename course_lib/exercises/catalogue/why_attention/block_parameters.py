"""Count the parameters of a Transformer from its shapes."""

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def count_parameters(layers: int, d: int, vocabulary: int) -> int:
    """Return the size of the token table and of all layers, without offsets and normalisations."""
    return vocabulary * d + layers * 12 * d * d


CASES = (
    Case("1 layer, width 2, 5 tokens", lambda: (1, 2, 5)),
    Case("3 layers, width 4, 7 tokens", lambda: (3, 4, 7)),
    Case("12 layers, width 768, 30 522 tokens", lambda: (12, 768, 30_522)),
    Case("96 layers, width 12 288, 50 257 tokens", lambda: (96, 12_288, 50_257)),
)


def _step_by_step(layers: int, d: int, vocabulary: int) -> int:
    attention = 4 * d**2
    network = d * (4 * d) + (4 * d) * d
    return sum(attention + network for _ in range(layers)) + vocabulary * d


def _factored(layers: int, d: int, vocabulary: int) -> int:
    return d * (vocabulary + 12 * layers * d)


def _three_matrices(layers: int, d: int, vocabulary: int) -> int:
    return vocabulary * d + layers * 11 * d * d


def _one_network_matrix(layers: int, d: int, vocabulary: int) -> int:
    return vocabulary * d + layers * 8 * d * d


def _narrow_network(layers: int, d: int, vocabulary: int) -> int:
    return vocabulary * d + layers * 6 * d * d


def _no_table(layers: int, d: int, vocabulary: int) -> int:
    return layers * 12 * d * d


def _table_in_each_layer(layers: int, d: int, vocabulary: int) -> int:
    return layers * (vocabulary * d + 12 * d * d)


def _one_layer(layers: int, d: int, vocabulary: int) -> int:
    return vocabulary * d + 12 * d * d


def _two_tables(layers: int, d: int, vocabulary: int) -> int:
    return 2 * vocabulary * d + layers * 12 * d * d


def _attention_only(layers: int, d: int, vocabulary: int) -> int:
    return vocabulary * d + layers * 4 * d * d


def _a_float(layers: int, d: int, vocabulary: int) -> float:
    return float(count_parameters(layers, d, vocabulary))


MISTAKES = (
    Mistake(
        "three-attention-matrices",
        "Attention has four matrices here, not three: the last one mixes its output.",
        _three_matrices,
    ),
    Mistake("one-network-matrix", "The network has two matrices, [d, 4d] and [4d, d].", _one_network_matrix),
    Mistake("narrow-network", "The network is 4d wide inside: its matrices have 4 d² numbers each.", _narrow_network),
    Mistake("no-table", "The table of tokens is missing.", _no_table),
    Mistake("table-in-each-layer", "The table is there once, not in each layer.", _table_in_each_layer),
    Mistake("one-layer", "Only one layer is counted.", _one_layer),
    Mistake("two-tables", "The table is there once.", _two_tables),
    Mistake("attention-only", "The network of each layer is missing: two matrices of 4 d² numbers.", _attention_only),
    Mistake("a-float", "A number of parameters is an int: use no / and no floats.", _a_float),
)

EXERCISE = Exercise(
    name="block-parameters",
    chapter="why-attention",
    minutes=10,
    difficulty="medium",
    solution=count_parameters,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_step_by_step, _factored),
)
