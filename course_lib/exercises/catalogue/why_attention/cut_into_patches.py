"""Cut a picture into patches, one row each."""

import torch
from torch import Tensor

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake


def cut_into_patches(image: Tensor, size: int) -> Tensor:
    """Return the patches from left to right and top to bottom, each as a row of pixels."""
    height, width = image.shape
    blocks = image.reshape(height // size, size, width // size, size)
    return blocks.transpose(1, 2).reshape(-1, size * size)


def _numbered(height: int, width: int) -> Tensor:
    return torch.arange(1.0, height * width + 1).reshape(height, width)


CASES = (
    Case("two patches of 2 × 2 side by side", lambda: (_numbered(2, 4), 2)),
    Case("two patches of 2 × 2 one above the other", lambda: (_numbered(4, 2), 2)),
    Case("2 × 3 patches of 2 × 2", lambda: (_numbered(4, 6), 2)),
    Case("3 × 2 patches of 3 × 3", lambda: (_numbered(9, 6), 3)),
    Case("patches of a single pixel", lambda: (_numbered(2, 3), 1)),
)


def _with_loops(image: Tensor, size: int) -> Tensor:
    height, width = image.shape
    return torch.stack(
        [
            image[top : top + size, left : left + size].flatten()
            for top in range(0, height, size)
            for left in range(0, width, size)
        ]
    )


def _with_unfold(image: Tensor, size: int) -> Tensor:
    return image.unfold(0, size, size).unfold(1, size, size).reshape(-1, size * size)


def _plain_reshape(image: Tensor, size: int) -> Tensor:
    return image.reshape(-1, size * size)


def _down_first(image: Tensor, size: int) -> Tensor:
    height, width = image.shape
    return image.reshape(height // size, size, width // size, size).permute(2, 0, 1, 3).reshape(-1, size * size)


def _pixels_down_first(image: Tensor, size: int) -> Tensor:
    height, width = image.shape
    return image.reshape(height // size, size, width // size, size).permute(0, 2, 3, 1).reshape(-1, size * size)


def _one_column_per_patch(image: Tensor, size: int) -> Tensor:
    return cut_into_patches(image, size).T


def _not_flattened(image: Tensor, size: int) -> Tensor:
    return cut_into_patches(image, size).reshape(-1, size, size)


def _overlapping(image: Tensor, size: int) -> Tensor:
    return image.unfold(0, size, 1).unfold(1, size, 1).reshape(-1, size * size)


def _means(image: Tensor, size: int) -> Tensor:
    return cut_into_patches(image, size).mean(dim=1)


MISTAKES = (
    Mistake(
        "plain-reshape",
        "reshape alone takes pixels along whole lines of the picture, so patches get mixed. The axes must change "
        "places.",
        _plain_reshape,
    ),
    Mistake("patches-down-first", "Your patches go down first. They go from left to right, then down.", _down_first),
    Mistake("pixels-down-first", "Inside a patch your pixels go down first. Take them row by row.", _pixels_down_first),
    Mistake(
        "one-column-per-patch", "Your columns are patches. Here each patch is a row: transpose.", _one_column_per_patch
    ),
    Mistake(
        "not-flattened", "Each patch is still a square. Flatten it into one row of size · size pixels.", _not_flattened
    ),
    Mistake("overlapping", "Your patches overlap: move on by `size` pixels, not by one.", _overlapping),
    Mistake("means", "You took the mean of each patch. The task asks for all its pixels.", _means),
)

EXERCISE = Exercise(
    name="cut-into-patches",
    chapter="why-attention",
    minutes=10,
    difficulty="medium",
    solution=cut_into_patches,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_with_loops, _with_unfold),
)
