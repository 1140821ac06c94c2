"""Answers to greedy-loop, written from its task and stub alone."""

# %% right: a while loop over the length
def write(next_logits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    while len(ids) < max_length:
        best = int(next_logits(ids).argmax())
        ids.append(best)
        if best == eos_id:
            break
    return ids


# %% right: a for loop, new lists, plain Python for the largest
def write(model, start, end, longest):
    sentence = [start]
    for _ in range(longest - 1):
        scores = model(list(sentence)).tolist()
        word = scores.index(max(scores))
        sentence = sentence + [word]
        if word == end:
            return sentence
    return sentence


# %% wrong: the ids are tensors
def write(next_logits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    while len(ids) < max_length:
        best = next_logits(ids).argmax()
        ids.append(best)
        if best == eos_id:
            break
    return ids


# %% wrong: the start is not counted, one id too many
def write(next_logits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    for _ in range(max_length):
        best = next_logits(ids).argmax().item()
        ids.append(best)
        if best == eos_id:
            break
    return ids


# %% wrong: the end is not appended
def write(next_logits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    while len(ids) < max_length:
        best = next_logits(ids).argmax().item()
        if best == eos_id:
            break
        ids.append(best)
    return ids


# %% wrong: goes on after the end
def write(next_logits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    while len(ids) < max_length:
        ids.append(next_logits(ids).argmax().item())
    return ids


# %% wrong: only the last id is given to the model
def write(next_logits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    while len(ids) < max_length:
        best = next_logits([ids[-1]]).argmax().item()
        ids.append(best)
        if best == eos_id:
            break
    return ids


# %% wrong: one more call of the model after the end
def write(next_logits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    while len(ids) < max_length:
        logits = next_logits(ids)
        if len(ids) > 1 and ids[-1] == eos_id:
            break
        ids.append(logits.argmax().item())
    return ids


# %% wrong: the length is tested too late, with max_length 1 a second id is appended
def write(next_logits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    while True:
        best = next_logits(ids).argmax().item()
        ids.append(best)
        if best == eos_id or len(ids) >= max_length:
            return ids


# %% wrong: the upper limit is missing, endless if the end never comes
def write(next_logits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    best = None
    while best != eos_id:
        best = next_logits(ids).argmax().item()
        ids.append(best)
    return ids


# %% wrong: an end is put after a sentence that was cut off
def write(next_logits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    while len(ids) < max_length:
        best = next_logits(ids).argmax().item()
        if best == eos_id:
            break
        ids.append(best)
    ids.append(eos_id)
    return ids


# %% wrong: the start is missing in the answer
def write(next_logits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    while len(ids) < max_length:
        best = next_logits(ids).argmax().item()
        ids.append(best)
        if best == eos_id:
            break
    return ids[1:]


# %% wrong: the largest logit itself is appended instead of its place
def write(next_logits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    while len(ids) < max_length:
        best = next_logits(ids).max().item()
        ids.append(best)
        if best == eos_id:
            break
    return ids


# %% wrong: drawn at random from the shares instead of the likeliest
import torch


def write(next_logits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    while len(ids) < max_length:
        shares = torch.softmax(next_logits(ids), dim=-1)
        best = torch.multinomial(shares, 1).item()
        ids.append(best)
        if best == eos_id:
            break
    return ids
