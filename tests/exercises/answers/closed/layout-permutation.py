"""Answers to layout-permutation, written from its task and stub alone."""

# %% right: even columns, then odd columns
import torch


def to_halves(positions):
    return torch.cat([positions[:, 0::2], positions[:, 1::2]], dim=1)


# %% right: pairs, transposed, flattened
def to_halves(positions):
    length, d = positions.shape
    return positions.reshape(length, d // 2, 2).transpose(1, 2).reshape(length, d)


# %% right: a list of column numbers
def to_halves(p):
    d = p.shape[1]
    order = [i for i in range(d) if i % 2 == 0] + [i for i in range(d) if i % 2 == 1]
    return p[:, order]


# %% right: number after number into torch.zeros
def to_halves(positions):
    length, d = positions.shape
    answer = torch.zeros(length, d)
    for row in range(length):
        for i in range(d // 2):
            answer[row, i] = positions[row, 2 * i]
            answer[row, d // 2 + i] = positions[row, 2 * i + 1]
    return answer


# %% right: unbind and hstack, in float64
def to_halves(positions):
    sines, cosines = positions.double().unflatten(1, (-1, 2)).unbind(dim=2)
    return torch.hstack((sines, cosines))


# %% wrong: the opposite direction, from halves to pairs
def to_halves(positions):
    half = positions.shape[1] // 2
    pairs = torch.stack([positions[:, :half], positions[:, half:]], dim=2)
    return pairs.reshape(positions.shape)


# %% wrong: the cosines stand first
def to_halves(positions):
    return torch.cat([positions[:, 1::2], positions[:, 0::2]], dim=1)


# %% wrong: joined below each other instead of side by side
def to_halves(positions):
    return torch.cat([positions[:, 0::2], positions[:, 1::2]], dim=0)


# %% wrong: every second row is taken instead of every second column
def to_halves(positions):
    return torch.cat([positions[0::2], positions[1::2]], dim=0)


# %% wrong: stack makes a third axis
def to_halves(positions):
    return torch.stack([positions[:, 0::2], positions[:, 1::2]], dim=1)


# %% wrong: the halves are cut and joined again, nothing moves
def to_halves(positions):
    half = positions.shape[1] // 2
    return torch.cat([positions[:, :half], positions[:, half:]], dim=1)


# %% wrong: positions is overwritten in place, and the cosines are read after that
def to_halves(positions):
    half = positions.shape[1] // 2
    positions[:, :half] = positions[:, 0::2].clone()
    positions[:, half:] = positions[:, 1::2].clone()
    return positions


# %% wrong: right numbers, but written into the argument
def to_halves(positions):
    moved = torch.cat([positions[:, 0::2], positions[:, 1::2]], dim=1)
    positions.copy_(moved)
    return positions


# %% wrong: only the first row is moved, the others stay as they are
def to_halves(positions):
    answer = positions.clone()
    answer[0] = torch.cat([positions[0, 0::2], positions[0, 1::2]])
    return answer


# %% wrong: the pairs are reshaped as if the halves came first, without a transposition
def to_halves(positions):
    length, d = positions.shape
    return positions.reshape(length, 2, d // 2).reshape(length, d)


# %% wrong: the last cosine is lost, the range ends too early
def to_halves(positions):
    length, d = positions.shape
    answer = torch.zeros_like(positions)
    for i in range(d // 2):
        answer[:, i] = positions[:, 2 * i]
    for i in range(d // 2 - 1):
        answer[:, d // 2 + i] = positions[:, 2 * i + 1]
    return answer


# %% wrong: the columns are sorted by value instead of by place
def to_halves(positions):
    ordered = positions.sort(dim=1).values
    return torch.cat([ordered[:, 0::2], ordered[:, 1::2]], dim=1)


# %% wrong: the two middle columns are exchanged, which is enough for four columns only
def to_halves(positions):
    answer = positions.clone()
    d = positions.shape[1]
    if d > 2:
        answer[:, d // 2 - 1] = positions[:, d // 2]
        answer[:, d // 2] = positions[:, d // 2 - 1]
    return answer
