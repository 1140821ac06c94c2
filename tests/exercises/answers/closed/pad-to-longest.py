"""Answers to pad-to-longest, written from its task and stub alone."""

# %% right: list comprehension with the missing pads added
def pad_to_longest(sentences, pad_id):
    longest = max(len(sentence) for sentence in sentences)
    return torch.tensor([s + [pad_id] * (longest - len(s)) for s in sentences])


# %% right: torch.full, then each sentence written in
def pad_to_longest(sentences, pad_id):
    longest = max(map(len, sentences))
    ids = torch.full((len(sentences), longest), pad_id, dtype=torch.long)
    for row, sentence in enumerate(sentences):
        ids[row, : len(sentence)] = torch.tensor(sentence)
    return ids


# %% right: pad_sequence of PyTorch
from torch.nn.utils.rnn import pad_sequence


def pad_to_longest(sentences, pad_id):
    rows = [torch.tensor(sentence, dtype=torch.long) for sentence in sentences]
    return pad_sequence(rows, batch_first=True, padding_value=pad_id)


# %% right: zip_longest, the columns transposed
from itertools import zip_longest


def pad_to_longest(lists, filler):
    columns = list(zip_longest(*lists, fillvalue=filler))
    return torch.tensor(columns, dtype=torch.int64).T


# %% right: copies of the lists, a while loop
def pad_to_longest(sentences: list[list[int]], pad_id: int) -> torch.Tensor:
    longest = 0
    for sentence in sentences:
        if len(sentence) > longest:
            longest = len(sentence)
    rows = []
    for sentence in sentences:
        row = list(sentence)
        while len(row) < longest:
            row.append(pad_id)
        rows.append(row)
    return torch.tensor(rows)


# %% wrong: the caller's lists are filled up in place
def pad_to_longest(sentences, pad_id):
    longest = max(len(s) for s in sentences)
    for s in sentences:
        while len(s) < longest:
            s.append(pad_id)
    return torch.tensor(sentences)


# %% wrong: only the outer list is copied, += still changes the caller's sentences
def pad_to_longest(sentences, pad_id):
    rows = sentences.copy()
    longest = max(len(s) for s in rows)
    for row in rows:
        row += [pad_id] * (longest - len(row))
    return torch.tensor(rows)


# %% wrong: filled up at the left
def pad_to_longest(sentences, pad_id):
    longest = max(len(s) for s in sentences)
    return torch.tensor([[pad_id] * (longest - len(s)) + s for s in sentences])


# %% wrong: always filled up with 0, pad_id is ignored
def pad_to_longest(sentences, pad_id):
    longest = max(len(s) for s in sentences)
    ids = torch.zeros(len(sentences), longest, dtype=torch.long)
    for row, s in enumerate(sentences):
        ids[row, : len(s)] = torch.tensor(s)
    return ids


# %% wrong: float numbers instead of whole ones
def pad_to_longest(sentences, pad_id):
    longest = max(len(s) for s in sentences)
    ids = torch.full((len(sentences), longest), float(pad_id))
    for row, s in enumerate(sentences):
        ids[row, : len(s)] = torch.tensor(s)
    return ids


# %% wrong: the length of the first sentence is taken for the longest
def pad_to_longest(sentences, pad_id):
    longest = len(sentences[0])
    return torch.tensor([s + [pad_id] * (longest - len(s)) for s in sentences])


# %% wrong: pad_sequence without batch_first, so the axes are swapped
from torch.nn.utils.rnn import pad_sequence


def pad_to_longest(sentences, pad_id):
    return pad_sequence([torch.tensor(s) for s in sentences], padding_value=pad_id)


# %% wrong: cut off to the shortest sentence
def pad_to_longest(sentences, pad_id):
    shortest = min(len(s) for s in sentences)
    return torch.tensor([s[:shortest] for s in sentences])


# %% wrong: max compares the lists themselves by their ids, not by their lengths
def pad_to_longest(sentences, pad_id):
    longest = len(max(sentences))
    return torch.tensor([s + [pad_id] * (longest - len(s)) for s in sentences])


# %% wrong: one column of padding too many
def pad_to_longest(sentences, pad_id):
    longest = max(len(s) for s in sentences) + 1
    return torch.tensor([s + [pad_id] * (longest - len(s)) for s in sentences])


# %% wrong: each short sentence gets a single pad only
def pad_to_longest(sentences, pad_id):
    longest = max(len(s) for s in sentences)
    return torch.tensor([s + [pad_id] if len(s) < longest else s for s in sentences])


# %% wrong: lists are returned, not a tensor
def pad_to_longest(sentences, pad_id):
    longest = max(len(s) for s in sentences)
    return [s + [pad_id] * (longest - len(s)) for s in sentences]


# %% wrong: a fixed length of 3, as in the example
def pad_to_longest(sentences, pad_id):
    return torch.tensor([s[:3] + [pad_id] * (3 - len(s)) for s in sentences])


# %% wrong: words whose id is 0 are dropped as if they were padding already
def pad_to_longest(sentences, pad_id):
    rows = [[word for word in s if word] for s in sentences]
    longest = max(len(row) for row in rows)
    return torch.tensor([row + [pad_id] * (longest - len(row)) for row in rows])


# %% wrong: the return stands inside the loop, only the first row is filled
def pad_to_longest(sentences, pad_id):
    longest = max(len(s) for s in sentences)
    ids = torch.full((len(sentences), longest), pad_id)
    for row, s in enumerate(sentences):
        ids[row, : len(s)] = torch.tensor(s)
        return ids
