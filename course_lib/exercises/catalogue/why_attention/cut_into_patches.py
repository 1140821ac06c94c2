"""Cut a picture into patches, one row each."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def cut_into_patches(image: Tensor, size: int) -> Tensor:
    """Return the patches from left to right and top to bottom, each as a row of pixels."""
    height, width = image.shape
    blocks = image.reshape(height // size, size, width // size, size)
    return blocks.transpose(1, 2).reshape(-1, size * size)


def _case(words: str, height: int, width: int, size: int) -> Case:
    return Case(words, lambda: (torch.arange(1.0, height * width + 1).reshape(height, width), size))


CASES = (
    _case("two patches of 2 × 2 side by side", 2, 4, 2),
    _case("two patches of 2 × 2 one above the other", 4, 2, 2),
    _case("2 × 3 patches of 2 × 2", 4, 6, 2),
    _case("3 × 2 patches of 3 × 3", 9, 6, 3),
    _case("patches of a single pixel", 2, 3, 1),
    _case("a single patch", 2, 2, 2),
)


def _with_loops(image: Tensor, size: int) -> Tensor:
    height, width = image.shape
    patches = []
    for top in range(0, height, size):
        for left in range(0, width, size):
            patches.append(image[top : top + size, left : left + size].flatten())
    return torch.stack(patches)


def _with_unfold(image: Tensor, size: int) -> Tensor:
    return image.unfold(0, size, size).unfold(1, size, size).reshape(-1, size * size)


def _with_the_unfold_of_convolutions(image: Tensor, size: int) -> Tensor:
    return torch.nn.functional.unfold(image.double()[None, None], size, stride=size)[0].T


def _pixel_by_pixel(image: Tensor, size: int) -> Tensor:
    height, width = image.shape
    patches = torch.zeros(height * width // size**2, size * size)
    for y in range(height):
        for x in range(width):
            patches[y // size * (width // size) + x // size, y % size * size + x % size] = image[y, x]
    return patches


MISTAKES = (
    Mistake(
        "plain-reshape",
        "reshape alone takes pixels along whole lines of the picture, so patches get mixed. Axes must change places.",
        {".transpose(1, 2)": ""},
    ),
    Mistake(
        "patches-down-first", "Patches go from left to right, then down.", {".transpose(1, 2)": ".permute(2, 0, 1, 3)"}
    ),
    Mistake(
        "pixels-down-first", "Take the pixels of a patch row by row.", {".transpose(1, 2)": ".permute(0, 2, 3, 1)"}
    ),
    Mistake(
        "all-down-first",
        "Patches and their pixels both go from left to right first.",
        {".transpose(1, 2)": ".permute(2, 0, 3, 1)"},
    ),
    Mistake(
        "pixels-far-apart",
        "The pixels of your patches lie apart. Split an axis into [number of patches, size], in this order.",
        {
            "height // size, size, width // size, size": "size, height // size, size, width // size",
            "transpose(1, 2)": "permute(1, 3, 0, 2)",
        },
    ),
    Mistake(
        "one-column-per-patch", "Your columns are patches. Each row should be one.", {"size * size)": "size * size).T"}
    ),
    Mistake(
        "not-flattened",
        "Each patch is still a square. Flatten it into one row of size · size pixels.",
        ({"size * size": "size, size"}, {".reshape(-1, size * size)": ""}),
    ),
    Mistake(
        "still-a-grid",
        "The patches still lie in rows and columns. They form one list: [patches, size · size].",
        {"-1, size * size": "height // size, width // size, size * size"},
    ),
    Mistake(
        "overlapping",
        "Your patches overlap: move on by `size` pixels, not by one.",
        (
            {"height, size)": "height - size + 1)", "width, size)": "width - size + 1)"},
            {"height, size)": "height)", "width, size)": "width)"},
        ),
        of=_with_loops,
    ),
    Mistake(
        "first-strip-only",
        "Only the first strip of patches comes back. Go on downwards; a `return` stands after both loops.",
        {"height, size)": "height, size)[:1]"},
        of=_with_loops,
    ),
    Mistake(
        "first-column-only",
        "Only the first patch of each strip comes back",
        {"width, size)": "width, size)[:1]"},
        of=_with_loops,
    ),
    Mistake(
        "last-left-out",
        "The last patch of a strip, or the last strip, is missing: range already ends before its end.",
        (
            {"width, size)": "width - size, size)"},
            {"height, size)": "height - size, size)"},
            {"width, size)": "width - size, size)", "height, size)": "height - size, size)"},
        ),
        of=_with_loops,
    ),
    Mistake(
        "taken-for-a-square",
        "You took height and width for equal. A picture has as many columns of patches as width // size.",
        ({"width, size)": "height, size)"}, {"height, size)": "width, size)"}),
        of=_with_loops,
    ),
    Mistake("means", "These are the means. Return all pixels of a patch.", {"size * size)": "size * size).mean(1)"}),
)

EXERCISE = Exercise(
    name="cut-into-patches",
    chapter="why-attention",
    minutes=10,
    difficulty="medium",
    solution=cut_into_patches,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_loops, _with_unfold, _with_the_unfold_of_convolutions, _pixel_by_pixel),
)
