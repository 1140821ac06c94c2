"""Answers to beam-step, written from its task and stub alone."""

# %% right: all totals in one row, topk, then division with remainder
import torch


def beam_step(log_probabilities, next_log_probabilities, beam_width):
    vocab_size = next_log_probabilities.shape[1]
    totals = log_probabilities.unsqueeze(1) + next_log_probabilities
    best, places = totals.flatten().topk(beam_width)
    return best, places // vocab_size, places % vocab_size


# %% right: a sorted list of Python tuples
def beam_step(log_probabilities, next_log_probabilities, beam_width):
    continuations = []
    for hypothesis in range(next_log_probabilities.shape[0]):
        for word in range(next_log_probabilities.shape[1]):
            total = log_probabilities[hypothesis] + next_log_probabilities[hypothesis, word]
            continuations.append((total.item(), hypothesis, word))
    continuations.sort(reverse=True)
    continuations = continuations[:beam_width]
    return (
        torch.tensor([c[0] for c in continuations], dtype=log_probabilities.dtype),
        torch.tensor([c[1] for c in continuations]),
        torch.tensor([c[2] for c in continuations]),
    )


# %% right: argsort, then unravel_index
def beam_step(old, new, width):
    totals = old[:, None] + new
    order = totals.reshape(-1).argsort(descending=True)[:width]
    hypotheses, words = torch.unravel_index(order, totals.shape)
    return totals[hypotheses, words], hypotheses, words


# %% right: the best words of each hypothesis first, then the best of those
def beam_step(log_probabilities, next_log_probabilities, beam_width):
    beams, vocab_size = next_log_probabilities.shape
    k = min(beam_width, vocab_size)
    best, words = next_log_probabilities.topk(k, dim=1)
    totals = (best + log_probabilities[:, None]).reshape(-1)
    hypotheses = torch.arange(beams).repeat_interleave(k)
    winners, places = totals.topk(beam_width)
    return winners, hypotheses[places], words.reshape(-1)[places]


# %% right: a table filled in a loop, then sorted, written into torch.zeros
def beam_step(log_probabilities, next_log_probabilities, beam_width):
    beams, vocab_size = next_log_probabilities.shape
    table = torch.zeros(beams * vocab_size, dtype=log_probabilities.dtype)
    for i in range(beams):
        table[i * vocab_size : (i + 1) * vocab_size] = (
            log_probabilities[i] + next_log_probabilities[i]
        )
    ordered, places = torch.sort(table, descending=True)
    hypotheses = torch.zeros(beam_width, dtype=torch.long)
    words = torch.zeros(beam_width, dtype=torch.long)
    for n in range(beam_width):
        hypotheses[n], words[n] = divmod(places[n].item(), vocab_size)
    return ordered[:beam_width], hypotheses, words


# %% wrong: the log-probabilities of the hypotheses are forgotten
def beam_step(log_probabilities, next_log_probabilities, beam_width):
    vocab_size = next_log_probabilities.shape[1]
    best, places = next_log_probabilities.flatten().topk(beam_width)
    return best, places // vocab_size, places % vocab_size


# %% wrong: the new axis is missing, so the hypotheses are added along the words
def beam_step(log_probabilities, next_log_probabilities, beam_width):
    vocab_size = next_log_probabilities.shape[1]
    totals = log_probabilities + next_log_probabilities
    best, places = totals.flatten().topk(beam_width)
    return best, places // vocab_size, places % vocab_size


# %% wrong: each hypothesis is continued with its best word only
def beam_step(log_probabilities, next_log_probabilities, beam_width):
    best, words = next_log_probabilities.max(dim=1)
    totals = log_probabilities + best
    order = totals.argsort(descending=True)[:beam_width]
    return totals[order], order, words[order]


# %% wrong: log-probabilities are multiplied instead of added
def beam_step(log_probabilities, next_log_probabilities, beam_width):
    vocab_size = next_log_probabilities.shape[1]
    totals = log_probabilities[:, None] * next_log_probabilities
    best, places = totals.flatten().topk(beam_width)
    return best, places // vocab_size, places % vocab_size


# %% wrong: divides by the number of hypotheses instead of the size of the vocabulary
def beam_step(log_probabilities, next_log_probabilities, beam_width):
    beams = len(log_probabilities)
    totals = log_probabilities[:, None] + next_log_probabilities
    best, places = totals.flatten().topk(beam_width)
    return best, places // beams, places % beams


# %% wrong: the argument next_log_probabilities is changed in place
def beam_step(log_probabilities, next_log_probabilities, beam_width):
    vocab_size = next_log_probabilities.shape[1]
    next_log_probabilities += log_probabilities[:, None]
    best, places = next_log_probabilities.flatten().topk(beam_width)
    return best, places // vocab_size, places % vocab_size


# %% wrong: hypotheses and words are returned in the wrong order
def beam_step(log_probabilities, next_log_probabilities, beam_width):
    vocab_size = next_log_probabilities.shape[1]
    totals = log_probabilities[:, None] + next_log_probabilities
    best, places = totals.flatten().topk(beam_width)
    return best, places % vocab_size, places // vocab_size


# %% wrong: as many continuations as there are hypotheses, beam_width is ignored
def beam_step(log_probabilities, next_log_probabilities, beam_width):
    beams, vocab_size = next_log_probabilities.shape
    totals = log_probabilities[:, None] + next_log_probabilities
    best, places = totals.flatten().topk(beams)
    return best, places // vocab_size, places % vocab_size


# %% wrong: topk of beam_width words in each row raises an error if the vocabulary is smaller than the beam
def beam_step(log_probabilities, next_log_probabilities, beam_width):
    best, words = next_log_probabilities.topk(beam_width, dim=1)
    totals = (best + log_probabilities[:, None]).flatten()
    winners, places = totals.topk(beam_width)
    return winners, places // beam_width, words.flatten()[places]


# %% wrong: the totals come out as float32, whatever the dtype of the log-probabilities
def beam_step(log_probabilities, next_log_probabilities, beam_width):
    beams, vocab_size = next_log_probabilities.shape
    totals = (log_probabilities[:, None] + next_log_probabilities).tolist()
    found = [(totals[i][w], i, w) for i in range(beams) for w in range(vocab_size)]
    found = sorted(found, reverse=True)[:beam_width]
    best, hypotheses, words = zip(*found)
    return torch.tensor(best), torch.tensor(hypotheses), torch.tensor(words)


# %% wrong: the worst continuations instead of the best
def beam_step(log_probabilities, next_log_probabilities, beam_width):
    vocab_size = next_log_probabilities.shape[1]
    totals = log_probabilities[:, None] + next_log_probabilities
    best, places = torch.sort(totals.flatten())
    best, places = best[:beam_width], places[:beam_width]
    return best, places // vocab_size, places % vocab_size


# %% wrong: the number of the hypothesis is a float, / instead of //
def beam_step(log_probabilities, next_log_probabilities, beam_width):
    vocab_size = next_log_probabilities.shape[1]
    totals = log_probabilities[:, None] + next_log_probabilities
    best, places = totals.flatten().topk(beam_width)
    return best, places / vocab_size, places % vocab_size


# %% wrong: the words are places in the joined row, the remainder is forgotten
def beam_step(log_probabilities, next_log_probabilities, beam_width):
    vocab_size = next_log_probabilities.shape[1]
    totals = log_probabilities[:, None] + next_log_probabilities
    best, places = totals.flatten().topk(beam_width)
    return best, places // vocab_size, places


# %% wrong: probabilities are returned instead of log-probabilities
def beam_step(log_probabilities, next_log_probabilities, beam_width):
    vocab_size = next_log_probabilities.shape[1]
    totals = log_probabilities.exp()[:, None] * next_log_probabilities.exp()
    best, places = totals.flatten().topk(beam_width)
    return best, places // vocab_size, places % vocab_size


# %% wrong: the right continuations in the order of the hypotheses, not the best first
def beam_step(log_probabilities, next_log_probabilities, beam_width):
    vocab_size = next_log_probabilities.shape[1]
    totals = (log_probabilities[:, None] + next_log_probabilities).flatten()
    places = totals.topk(beam_width).indices.sort().values
    return totals[places], places // vocab_size, places % vocab_size
