"""Answers to cut-into-patches, written from its task and stub alone."""

# %% right: two loops and a stack
import torch


def cut_into_patches(image: torch.Tensor, size: int) -> torch.Tensor:
    height, width = image.shape
    patches = []
    for top in range(0, height, size):
        for left in range(0, width, size):
            patches.append(image[top : top + size, left : left + size].flatten())
    return torch.stack(patches)


# %% right: reshape, permute, reshape
import torch


def cut_into_patches(picture, s):
    h, w = picture.shape
    blocks = picture.reshape(h // s, s, w // s, s).permute(0, 2, 1, 3)
    return blocks.reshape(-1, s * s)


# %% wrong: only reshaped, a row holds neighbouring pixels of the picture's rows
import torch


def cut_into_patches(image: torch.Tensor, size: int) -> torch.Tensor:
    return image.reshape(-1, size * size)


# %% wrong: the axes are not swapped between the two reshapes
import torch


def cut_into_patches(image: torch.Tensor, size: int) -> torch.Tensor:
    h, w = image.shape
    return image.reshape(h // size, size, w // size, size).reshape(-1, size * size)


# %% wrong: the patches run from top to bottom first
import torch


def cut_into_patches(image: torch.Tensor, size: int) -> torch.Tensor:
    height, width = image.shape
    patches = []
    for left in range(0, width, size):
        for top in range(0, height, size):
            patches.append(image[top : top + size, left : left + size].flatten())
    return torch.stack(patches)


# %% wrong: the pixels of a patch run column by column
import torch


def cut_into_patches(image: torch.Tensor, size: int) -> torch.Tensor:
    height, width = image.shape
    patches = []
    for top in range(0, height, size):
        for left in range(0, width, size):
            patches.append(image[top : top + size, left : left + size].T.flatten())
    return torch.stack(patches)


# %% wrong: the patches are not flattened
import torch


def cut_into_patches(image: torch.Tensor, size: int) -> torch.Tensor:
    height, width = image.shape
    patches = []
    for top in range(0, height, size):
        for left in range(0, width, size):
            patches.append(image[top : top + size, left : left + size])
    return torch.stack(patches)


# %% wrong: the windows move by one pixel and overlap
import torch


def cut_into_patches(image: torch.Tensor, size: int) -> torch.Tensor:
    height, width = image.shape
    patches = []
    for top in range(height - size + 1):
        for left in range(width - size + 1):
            patches.append(image[top : top + size, left : left + size].flatten())
    return torch.stack(patches)


# %% wrong: the last patch of each row and column is left out
import torch


def cut_into_patches(image: torch.Tensor, size: int) -> torch.Tensor:
    height, width = image.shape
    patches = []
    for top in range(0, height - size, size):
        for left in range(0, width - size, size):
            patches.append(image[top : top + size, left : left + size].reshape(-1))
    return torch.stack(patches)


# %% wrong: the height is taken for the width too, right for square pictures only
import torch


def cut_into_patches(image: torch.Tensor, size: int) -> torch.Tensor:
    n = image.shape[0] // size
    blocks = image.reshape(n, size, n, size).transpose(1, 2)
    return blocks.reshape(n * n, size * size)
