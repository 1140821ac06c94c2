"""Answers to greedy-loop, written from its task and stub alone."""

# %% right: a while loop with break
def write(next_logits, bos_id: int, eos_id: int, max_length: int) -> list[int]:
    ids = [bos_id]
    while len(ids) < max_length:
        next_id = next_logits(ids).argmax().item()
        ids.append(next_id)
        if next_id == eos_id:
            break
    return ids


# %% right: a for loop over the places after the start, return at the end
def write(f, start, end, limit):
    sentence = [start]
    for _ in range(limit - 1):
        logits = f(list(sentence))
        best = int(torch.argmax(logits, dim=-1))
        sentence = sentence + [best]
        if best == end:
            return sentence
    return sentence


# %% right: the largest found in a Python list
def write(next_logits, bos_id, eos_id, max_length):
    ids = [bos_id]
    ended = False
    while not ended and len(ids) < max_length:
        logits = next_logits(ids).tolist()
        best = logits.index(max(logits))
        ids.append(best)
        ended = best == eos_id
    return ids


# %% right: topk and a helper function, endless loop left with return
def write(next_logits, bos_id, eos_id, max_length):
    def likeliest(ids):
        return next_logits(ids).topk(1).indices[0].item()

    ids = [bos_id]
    while True:
        if len(ids) >= max_length:
            return ids
        ids.append(likeliest(ids))
        if ids[-1] == eos_id:
            return ids


# %% right: softmax first, which leaves the order, and max by a key
def write(next_logits, bos_id, eos_id, max_length):
    ids = [bos_id]
    for length in range(1, max_length):
        logs = torch.log_softmax(next_logits(ids).double(), dim=0)
        ids.append(max(range(len(logs)), key=lambda i: float(logs[i])))
        if ids[length] == eos_id:
            break
    return ids


# %% wrong: max_length counts without the start, one id too many
def write(next_logits, bos_id, eos_id, max_length):
    ids = [bos_id]
    for _ in range(max_length):
        next_id = next_logits(ids).argmax().item()
        ids.append(next_id)
        if next_id == eos_id:
            break
    return ids


# %% wrong: the list holds tensors instead of plain numbers
def write(next_logits, bos_id, eos_id, max_length):
    ids = [bos_id]
    while len(ids) < max_length:
        next_id = next_logits(ids).argmax()
        ids.append(next_id)
        if next_id == eos_id:
            break
    return ids


# %% wrong: it does not stop at the end
def write(next_logits, bos_id, eos_id, max_length):
    ids = [bos_id]
    while len(ids) < max_length:
        ids.append(next_logits(ids).argmax().item())
    return ids


# %% wrong: the end is not appended
def write(next_logits, bos_id, eos_id, max_length):
    ids = [bos_id]
    while len(ids) < max_length:
        next_id = next_logits(ids).argmax().item()
        if next_id == eos_id:
            break
        ids.append(next_id)
    return ids


# %% wrong: only the last id is handed to the function instead of all so far
def write(next_logits, bos_id, eos_id, max_length):
    ids = [bos_id]
    while len(ids) < max_length:
        next_id = next_logits(ids[-1:]).argmax().item()
        ids.append(next_id)
        if next_id == eos_id:
            break
    return ids


# %% wrong: the next id is computed at the end of each round, one call too many after the end or the limit
def write(next_logits, bos_id, eos_id, max_length):
    ids = [bos_id]
    next_id = next_logits(ids).argmax().item()
    while len(ids) < max_length and ids[-1] != eos_id:
        ids.append(next_id)
        next_id = next_logits(ids).argmax().item()
    return ids


# %% wrong: the length is tested after appending, so max_length 1 gives two ids
def write(next_logits, bos_id, eos_id, max_length):
    ids = [bos_id]
    while True:
        next_id = next_logits(ids).argmax().item()
        ids.append(next_id)
        if next_id == eos_id or len(ids) >= max_length:
            return ids


# %% wrong: max_length forgotten, endless if the end never comes
def write(next_logits, bos_id, eos_id, max_length):
    ids = [bos_id]
    while ids[-1] != eos_id:
        ids.append(next_logits(ids).argmax().item())
    return ids


# %% wrong: an end is added when the limit cuts the sentence off
def write(next_logits, bos_id, eos_id, max_length):
    ids = [bos_id]
    while len(ids) < max_length:
        next_id = next_logits(ids).argmax().item()
        ids.append(next_id)
        if next_id == eos_id:
            return ids
    return ids + [eos_id]


# %% wrong: the largest logit is appended instead of its place
def write(next_logits, bos_id, eos_id, max_length):
    ids = [bos_id]
    while len(ids) < max_length:
        next_id = int(next_logits(ids).max().item())
        ids.append(next_id)
        if next_id == eos_id:
            break
    return ids


# %% wrong: the next id is drawn by chance instead of the likeliest
def write(next_logits, bos_id, eos_id, max_length):
    ids = [bos_id]
    while len(ids) < max_length:
        shares = torch.softmax(next_logits(ids), dim=-1)
        next_id = torch.multinomial(shares, 1).item()
        ids.append(next_id)
        if next_id == eos_id:
            break
    return ids


# %% wrong: the answer lacks the start
def write(next_logits, bos_id, eos_id, max_length):
    ids = [bos_id]
    while len(ids) < max_length:
        next_id = next_logits(ids).argmax().item()
        ids.append(next_id)
        if next_id == eos_id:
            break
    return ids[1:]


# %% wrong: a tensor instead of a list is handed to the function
def write(next_logits, bos_id, eos_id, max_length):
    ids = [bos_id]
    while len(ids) < max_length:
        next_id = next_logits(torch.tensor(ids)).argmax().item()
        ids.append(next_id)
        if next_id == eos_id:
            break
    return ids
