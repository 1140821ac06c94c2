"""Answers to bits-per-byte, written before its list of mistakes."""

# %% right: sum, then divide
def bits_per_byte(losses, text):
    import math

    bits = losses.sum() / math.log(2)
    return bits / len(text.encode("utf-8"))


# %% right: log2 of e by torch
def bits_per_byte(losses, text):
    to_bits = torch.tensor(2.0).log()
    return (losses / to_bits).sum() / len(bytes(text, "utf8"))


# %% right: a loop
def bits_per_byte(nats, string):
    import math

    total = 0.0
    for nat in nats:
        total = total + nat * math.log2(math.e)
    n_bytes = sum(len(letter.encode()) for letter in string)
    return total / n_bytes


# %% right: mean times number of tokens
def bits_per_byte(losses: torch.Tensor, text: str) -> torch.Tensor:
    import math

    return losses.double().mean() * losses.numel() / len(text.encode()) / math.log(2)


# %% wrong: letters instead of bytes
def bits_per_byte(losses, text):
    import math

    return losses.sum() / math.log(2) / len(text)


# %% wrong: nats left
def bits_per_byte(losses, text):
    return losses.sum() / len(text.encode("utf-8"))


# %% wrong: multiplied by ln 2 instead of divided
def bits_per_byte(losses, text):
    import math

    return losses.sum() * math.log(2) / len(text.encode("utf-8"))


# %% wrong: bits per token
def bits_per_byte(losses, text):
    import math

    return losses.mean() / math.log(2)


# %% wrong: mean of the losses divided by the bytes
def bits_per_byte(losses, text):
    import math

    return losses.mean() / math.log(2) / len(text.encode("utf-8"))


# %% wrong: UTF-16
def bits_per_byte(losses, text):
    import math

    return losses.sum() / math.log(2) / len(text.encode("utf-16"))


# %% wrong: log2 of the losses
def bits_per_byte(losses, text):
    return losses.log2().sum() / len(text.encode("utf-8"))


# %% wrong: one number for each token
def bits_per_byte(losses, text):
    import math

    return losses / math.log(2) / len(text.encode("utf-8"))


# %% wrong: words instead of bytes
def bits_per_byte(losses, text):
    import math

    return losses.sum() / math.log(2) / len(text.split())


# %% wrong: divided by 8 as well
def bits_per_byte(losses, text):
    import math

    return losses.sum() / math.log(2) / (8 * len(text.encode("utf-8")))


# %% wrong: upside down, bytes per bit
def bits_per_byte(losses, text):
    import math

    return len(text.encode("utf-8")) / (losses.sum() / math.log(2))
