"""Compare the names and shapes of a file's tensors with those that a model has places for."""

import math

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake

Shapes = dict[str, tuple[int, ...]]


def compare_names(file: Shapes, model: Shapes) -> tuple[list[str], list[str], list[str]]:
    """Return three sorted lists of names: missing in the file, unused by the model, in both with different shapes."""
    missing = sorted(name for name in model if name not in file)
    unused = sorted(name for name in file if name not in model)
    other_shape = sorted(name for name in model if name in file and file[name] != model[name])
    return missing, unused, other_shape


FITTING: Shapes = {"embed": (9, 4), "layer.0.query": (4, 4), "layer.0.norm": (4,)}
LAYER: Shapes = {"w_o": (6, 6), "norm": (6,), "w_k": (6, 6), "b_k": (6,)}

CASES = (
    Case("one missing, one unused, one of another shape", lambda: ({"a": (2, 3), "b": (4,)}, {"a": (3, 2), "c": (4,)})),
    Case("everything fits", lambda: (FITTING.copy(), FITTING.copy())),
    Case("everything fits, in another order", lambda: (FITTING.copy(), dict(reversed(FITTING.items())))),
    Case("one is missing", lambda: ({"w_q": (5, 5)}, {"w_q": (5, 5), "b_q": (5,)})),
    Case("two are unused", lambda: ({"w_q": (5, 5), "pooler.w": (5, 5), "pooler.b": (5,)}, {"w_q": (5, 5)})),
    Case("two have the axes swapped", lambda: ({"w_1": (8, 2), "w_2": (2, 8)}, {"w_2": (8, 2), "w_1": (2, 8)})),
    Case("an axis too many, of size 1", lambda: ({"b_1": (1, 8), "b_2": (2,)}, {"b_1": (8,), "b_2": (2,)})),
    Case(
        "the first axis alone fits", lambda: ({"places": (5, 4), "words": (9, 4)}, {"places": (5, 3), "words": (7, 4)})
    ),
    Case("the file is empty", lambda: ({}, LAYER.copy())),
    Case("the model is empty", lambda: (LAYER.copy(), {})),
    Case(
        "every name of the file has a word in front",
        lambda: ({f"bert.{name}": shape for name, shape in LAYER.items()}, LAYER.copy()),
    ),
    Case("a capital letter", lambda: ({"LayerNorm": (3,), "w": (2, 3)}, {"layernorm": (3,), "w": (2, 3)})),
    Case(
        "five differences, not in order",
        lambda: (
            {"z": (1,), "y": (2, 2), "c": (3,), "b": (4,), "a": (5,), "m": (6, 1), "k": (7,)},
            {"x": (1,), "y": (2, 3), "w": (3,), "b": (4,), "m": (1, 6), "d": (8,), "k": (8,)},
        ),
    ),
)


def _with_sets(file: Shapes, model: Shapes) -> tuple[list[str], list[str], list[str]]:
    theirs, ours = set(file), set(model)
    both = theirs & ours
    return sorted(ours - theirs), sorted(theirs - ours), sorted(name for name in both if file[name] != model[name])


def _name_by_name(file: Shapes, model: Shapes) -> tuple[list[str], list[str], list[str]]:
    missing, unused, other_shape = [], [], []
    for name in sorted({**file, **model}):
        if name not in file:
            missing.append(name)
        elif name not in model:
            unused.append(name)
        elif file[name] != model[name]:
            other_shape.append(name)
    return missing, unused, other_shape


def _sorted_at_the_end(file: Shapes, model: Shapes) -> tuple[list[str], list[str], list[str]]:
    missing, other_shape = [], []
    for name, shape in model.items():
        if name not in file:
            missing.append(name)
        elif list(file[name]) != list(shape):
            other_shape.append(name)
    unused = list(file.keys() - model.keys())
    for names in (missing, unused, other_shape):
        names.sort()
    return missing, unused, other_shape


def _sizes_compared(file: Shapes, model: Shapes) -> tuple[list[str], list[str], list[str]]:
    both = file.keys() & model.keys()
    other_shape = sorted(name for name in both if math.prod(file[name]) != math.prod(model[name]))
    return sorted(model.keys() - both), sorted(file.keys() - both), other_shape


MISSING = "sorted(name for name in model if name not in file)"
UNUSED = "sorted(name for name in file if name not in model)"
DIFFER = "name in file and file[name] != model[name]"
OTHER_SHAPE = f"sorted(name for name in model if {DIFFER})"
RETURNED = "return missing, unused, other_shape"

MISTAKES = (
    Mistake(
        "missing-and-unused-swapped",
        "Missing and unused are swapped. What is missing has a place in the model and is not in the file.",
        {RETURNED: "return unused, missing, other_shape"},
    ),
    Mistake(
        "other-order",
        "The three lists stand in another order. Wanted are missing, unused, other shape.",
        tuple(
            {RETURNED: f"return {order}"}
            for order in (
                "missing, other_shape, unused",
                "other_shape, missing, unused",
                "other_shape, unused, missing",
                "unused, other_shape, missing",
            )
        ),
    ),
    Mistake(
        "not-sorted",
        "The names are right, but not in order. Sort each list.",
        (
            {
                "missing = sorted": "missing = list",
                "unused = sorted": "unused = list",
                "shape = sorted": "shape = list",
            },
            {"missing = sorted": "missing = list", "unused = sorted": "unused = list"},
            {"shape = sorted": "shape = list"},
        ),
    ),
    Mistake(
        "sorted-backwards",
        "The names are right, but from the last to the first. `sorted` alone begins with the first.",
        {
            "model if name not in file)": "model if name not in file)[::-1]",
            "file if name not in model)": "file if name not in model)[::-1]",
            "!= model[name])": "!= model[name])[::-1]",
        },
    ),
    Mistake(
        "one-side-only",
        "You went through the names of one side only. The other side has names that this one lacks.",
        ({UNUSED: "[]"}, {MISSING: "[]"}),
    ),
    Mistake(
        "missing-counted-as-another-shape",
        "A name that the file lacks has no shape there. It is missing, no more: ask first whether both have it.",
        ({DIFFER: "file.get(name) != model[name]"}, {DIFFER: "file[name] != model[name]"}),
    ),
    Mistake(
        "unused-counted-as-another-shape",
        "A name for which the model has no place is unused and nothing else: ask first whether both have it.",
        (
            {OTHER_SHAPE: "sorted(name for name in file if file[name] != model.get(name))"},
            {OTHER_SHAPE: "sorted(name for name in file if file[name] != model[name])"},
            {OTHER_SHAPE: "sorted(name for name in {**file, **model} if file.get(name) != model.get(name))"},
        ),
    ),
    Mistake(
        "shapes-not-compared",
        "You compared names alone. Loading also fails where a name is right and its shape is another.",
        {OTHER_SHAPE: "[]"},
    ),
    Mistake(
        "another-shape-is-missing",
        "You counted names of another shape as missing or unused. Both have those: they stand in the third list alone.",
        (
            {
                "name not in file": "file.get(name) != model[name]",
                "name not in model": "model.get(name) != file[name]",
            },
            {"name not in file": "file.get(name) != model[name]"},
            {"name not in model": "model.get(name) != file[name]"},
            {
                "name not in file": "file.get(name) != model[name]",
                "name not in model": "model.get(name) != file[name]",
                OTHER_SHAPE: "[]",
            },
        ),
    ),
    Mistake(
        "same-shape-listed",
        "Your third list holds the names whose shapes agree. Wanted are those that differ: !=.",
        {"!=": "=="},
    ),
    Mistake(
        "sizes-compared",
        "You compared how many numbers there are. (2, 3) and (3, 2) hold as many, and are different shapes.",
        _sizes_compared,
    ),
    Mistake(
        "axes-counted",
        "You compared the numbers of axes. The sizes count too: compare the shapes themselves.",
        {DIFFER: "name in file and len(file[name]) != len(model[name])"},
    ),
    Mistake(
        "one-axis-compared",
        "You compared one axis only. Compare the shapes as a whole.",
        (
            {DIFFER: "name in file and file[name][0] != model[name][0]"},
            {DIFFER: "name in file and file[name][-1] != model[name][-1]"},
        ),
    ),
    Mistake(
        "sorted-shapes-compared",
        "You compared the sizes without their order. (2, 3) and (3, 2) are different shapes.",
        (
            {DIFFER: "name in file and sorted(file[name]) != sorted(model[name])"},
            {DIFFER: "name in file and set(file[name]) != set(model[name])"},
        ),
    ),
    Mistake(
        "by-place",
        "You compared the first with the first, the second with the second. The order may differ: look up by name.",
        (
            {
                OTHER_SHAPE: "sorted(name for name, x, y in zip(model, file.values(), model.values()) if x != y)",
            },
            {
                OTHER_SHAPE: "sorted(x for (x, one), (y, other) in zip(file.items(), model.items()) "
                "if x == y and one != other)",
            },
        ),
    ),
    Mistake(
        "letter-case-ignored",
        "You made all letters small. A name fits only letter for letter.",
        {
            "name not in file": "name.lower() not in {other.lower() for other in file}",
            "name not in model": "name.lower() not in {other.lower() for other in model}",
        },
    ),
    Mistake(
        "parts-of-names",
        "You took a name for present where it is a part of another one. A name fits only as a whole.",
        (
            {"name not in file": "not any(name in other for other in file)"},
            {
                "name not in file": "not any(name in other for other in file)",
                "name not in model": "not any(other in name for other in model)",
            },
            {
                "name not in file": "not any(other.endswith(name) for other in file)",
                "name not in model": "not any(name.endswith(other) for other in model)",
            },
        ),
    ),
    Mistake(
        "numbers-not-names",
        "These are numbers of names. Return the names.",
        {RETURNED: "return len(missing), len(unused), len(other_shape)"},
    ),
    Mistake(
        "shapes-with-the-names",
        "The third list holds names alone, without their shapes.",
        (
            {OTHER_SHAPE: f"sorted((name, file[name], model[name]) for name in model if {DIFFER})"},
            {OTHER_SHAPE: f"sorted((name, model[name], file[name]) for name in model if {DIFFER})"},
        ),
    ),
    Mistake(
        "sets",
        "These are sets. Return sorted lists: `sorted(a_set)` is one.",
        {RETURNED: "return set(missing), set(unused), set(other_shape)"},
    ),
    Mistake(
        "one-list",
        "This is one list. Return three: missing, unused, other shape.",
        ({RETURNED: "return missing + unused + other_shape"}, {RETURNED: "return sorted(missing + unused)"}),
    ),
    Mistake(
        "one-for-both",
        "A name that one side has is missing or unused, not both. Keep the two directions apart.",
        {MISSING: "sorted(set(file) ^ set(model))", UNUSED: "sorted(set(file) ^ set(model))"},
    ),
)

EXERCISE = Exercise(
    name="names-that-differ",
    chapter="real-reader",
    minutes=8,
    difficulty="easy",
    solution=compare_names,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_sets, _name_by_name, _sorted_at_the_end),
    parts=(("list of missing names", "list of unused names", "list of names of another shape"),),
)
