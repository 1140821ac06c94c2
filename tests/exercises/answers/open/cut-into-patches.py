"""Answers to cut-into-patches, written from its task and stub alone."""

# %% right: reshape, permute, reshape
import torch


def cut_into_patches(image, size):
    height, width = image.shape
    blocks = image.reshape(height // size, size, width // size, size)
    return blocks.permute(0, 2, 1, 3).reshape(-1, size * size)


# %% right: two loops with slices, then stacked
def cut_into_patches(image, size):
    patches = []
    for top in range(0, image.shape[0], size):
        for left in range(0, image.shape[1], size):
            patches.append(image[top : top + size, left : left + size].flatten())
    return torch.stack(patches)


# %% right: unfold along both axes
def cut_into_patches(picture, p):
    return picture.unfold(0, p, p).unfold(1, p, p).reshape(-1, p * p)


# %% right: pixel after pixel into torch.zeros
def cut_into_patches(image, size):
    height, width = image.shape
    across = width // size
    answer = torch.zeros((height // size) * across, size * size)
    for y in range(height):
        for x in range(width):
            patch = (y // size) * across + x // size
            place = (y % size) * size + x % size
            answer[patch, place] = image[y, x]
    return answer


# %% right: split into strips, each strip into squares
def cut_into_patches(image, size):
    return torch.cat(
        [
            square.reshape(1, size * size)
            for strip in image.split(size, dim=0)
            for square in strip.split(size, dim=1)
        ]
    )


# %% right: the unfold for convolutions, in float64
def cut_into_patches(image, size):
    columns = torch.nn.functional.unfold(
        image.double()[None, None], kernel_size=size, stride=size
    )
    return columns[0].T


# %% wrong: a bare reshape, which takes the pixels along whole picture rows
def cut_into_patches(image, size):
    return image.reshape(-1, size * size)


# %% wrong: split into four axes, but the axes are not permuted
def cut_into_patches(image, size):
    height, width = image.shape
    blocks = image.reshape(height // size, size, width // size, size)
    return blocks.reshape((height // size) * (width // size), size * size)


# %% wrong: the patches go from top to bottom first, then from left to right
def cut_into_patches(image, size):
    patches = []
    for left in range(0, image.shape[1], size):
        for top in range(0, image.shape[0], size):
            patches.append(image[top : top + size, left : left + size].flatten())
    return torch.stack(patches)


# %% wrong: the pixels of each patch go column by column
def cut_into_patches(image, size):
    height, width = image.shape
    blocks = image.reshape(height // size, size, width // size, size)
    return blocks.permute(0, 2, 3, 1).reshape(-1, size * size)


# %% wrong: the step is 1, so the patches overlap
def cut_into_patches(image, size):
    height, width = image.shape
    patches = []
    for top in range(height - size + 1):
        for left in range(width - size + 1):
            patches.append(image[top : top + size, left : left + size].flatten())
    return torch.stack(patches)


# %% wrong: only the first strip of patches is cut
def cut_into_patches(image, size):
    strip = image[:size]
    patches = [
        strip[:, left : left + size].reshape(-1)
        for left in range(0, image.shape[1], size)
    ]
    return torch.stack(patches)


# %% wrong: the picture is taken for a square, the number of columns comes from the height
def cut_into_patches(image, size):
    n = image.shape[0] // size
    patches = []
    for i in range(n):
        for j in range(n):
            square = image[i * size : (i + 1) * size, j * size : (j + 1) * size]
            patches.append(square.flatten())
    return torch.stack(patches)


# %% wrong: the last patch of each strip is left out, the range ends too early
def cut_into_patches(image, size):
    height, width = image.shape
    patches = [
        image[top : top + size, left : left + size].flatten()
        for top in range(0, height - size + 1, size)
        for left in range(0, width - size, size)
    ]
    return torch.stack(patches)


# %% wrong: the patches stay squares, three axes instead of two
def cut_into_patches(image, size):
    patches = []
    for top in range(0, image.shape[0], size):
        for left in range(0, image.shape[1], size):
            patches.append(image[top : top + size, left : left + size])
    return torch.stack(patches)


# %% wrong: the rows and columns of the answer are turned over, one column for each patch
def cut_into_patches(image, size):
    height, width = image.shape
    blocks = image.reshape(height // size, size, width // size, size)
    return blocks.permute(1, 3, 0, 2).reshape(size * size, -1)


# %% wrong: the return stands inside the outer loop, only the first strip comes back
def cut_into_patches(image, size):
    patches = []
    for top in range(0, image.shape[0], size):
        for left in range(0, image.shape[1], size):
            patches.append(image[top : top + size, left : left + size].flatten())
        return torch.stack(patches)


# %% wrong: the number of patches and their size are exchanged in the reshape, so a patch gets pixels that lie apart
def cut_into_patches(image, size):
    height, width = image.shape
    blocks = image.reshape(size, height // size, size, width // size)
    return blocks.permute(1, 3, 0, 2).reshape(-1, size * size)
