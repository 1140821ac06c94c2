"""Answers to dequantise-block, written from its task and stub alone."""

# %% right: remainder and quotient, hstack
def dequantise(scale, minimum, packed):
    low = packed % 16
    high = packed // 16
    halves = torch.hstack([low, high]).float()
    return halves * scale.unsqueeze(1) + minimum.unsqueeze(1)


# %% right: loops over blocks and bytes
def dequantise(scale, minimum, packed):
    blocks, size = packed.shape
    result = torch.empty(blocks, 2 * size)
    for b in range(blocks):
        for i in range(size):
            byte = int(packed[b, i])
            result[b, i] = scale[b] * (byte & 0x0F) + minimum[b]
            result[b, i + size] = scale[b] * (byte >> 4) + minimum[b]
    return result


# %% right: block by block, stacked
def dequantise(scale, minimum, packed):
    rows = []
    for d, m, row in zip(scale, minimum, packed.int()):
        high = torch.div(row, 16, rounding_mode="floor")
        low = row - 16 * high
        rows.append(torch.cat((low, high)) * d + m)
    return torch.stack(rows)


# %% right: from the binary text of each byte
def dequantise(scale, minimum, packed):
    out = []
    for d, m, row in zip(scale.tolist(), minimum.tolist(), packed.tolist()):
        texts = [format(byte, "08b") for byte in row]
        halves = [int(t[4:], 2) for t in texts] + [int(t[:4], 2) for t in texts]
        out.append([d * q + m for q in halves])
    return torch.tensor(out)


# %% right: einsum, and the high half from the difference
def dequantise(d, m, p):
    low = p.bitwise_and(15)
    high = (p - low) / 16
    q = torch.cat([low.to(d.dtype), high], dim=-1)
    return torch.einsum("b,bn->bn", d, q) + m.reshape(-1, 1)


# %% wrong: low and high of each byte beside each other
def dequantise(scale, minimum, packed):
    low, high = packed % 16, packed // 16
    halves = torch.stack([low, high], dim=-1).reshape(len(packed), -1)
    return halves * scale[:, None] + minimum[:, None]


# %% wrong: the high halves first
def dequantise(scale, minimum, packed):
    halves = torch.cat([packed // 16, packed % 16], dim=1)
    return halves * scale[:, None] + minimum[:, None]


# %% wrong: the high half is not shifted
def dequantise(scale, minimum, packed):
    halves = torch.cat([packed & 0x0F, packed & 0xF0], dim=1)
    return halves * scale[:, None] + minimum[:, None]


# %% wrong: divided with a fraction
def dequantise(scale, minimum, packed):
    halves = torch.cat([packed % 16, packed / 16], dim=1)
    return halves * scale[:, None] + minimum[:, None]


# %% wrong: no axis for the blocks
def dequantise(scale, minimum, packed):
    halves = torch.cat([packed % 16, packed // 16], dim=1)
    return halves * scale + minimum


# %% wrong: the minimum is multiplied too
def dequantise(scale, minimum, packed):
    halves = torch.cat([packed % 16, packed // 16], dim=1)
    return scale[:, None] * (halves + minimum[:, None])


# %% wrong: the minimum is forgotten
def dequantise(scale, minimum, packed):
    halves = torch.cat([packed % 16, packed // 16], dim=1)
    return scale[:, None] * halves


# %% wrong: 8 is subtracted
def dequantise(scale, minimum, packed):
    halves = torch.cat([packed & 15, packed >> 4], dim=1).float() - 8
    return scale[:, None] * halves + minimum[:, None]


# %% wrong: the bytes are not cut
def dequantise(scale, minimum, packed):
    return scale[:, None] * packed + minimum[:, None]


# %% wrong: cat without a dim
def dequantise(scale, minimum, packed):
    halves = torch.cat([packed % 16, packed // 16])
    return scale[:, None] * halves + minimum[:, None]


# %% wrong: return in the loop
def dequantise(scale, minimum, packed):
    for d, m, row in zip(scale, minimum, packed):
        return torch.cat([row % 16, row // 16]) * d + m


# %% wrong: the halves are not yet numbers
def dequantise(scale, minimum, packed):
    return torch.cat([packed % 16, packed // 16], dim=1)


# %% wrong: remainder by 15
def dequantise(scale, minimum, packed):
    halves = torch.cat([packed % 15, packed // 15], dim=1)
    return scale[:, None] * halves + minimum[:, None]
