"""Answers to grammar-entropy, written before its list of mistakes."""

# %% right: a loop, the end looked at before the call
def sentence_bits(grammar, state):
    import math

    total = 0.0
    for share, _, following in grammar[state]:
        bits = -math.log2(share)
        if following is not None:
            bits += sentence_bits(grammar, following)
        total += share * bits
    return total


# %% right: entropy of the state plus the rest
def sentence_bits(grammar, state):
    import math

    if state is None:
        return 0
    own = -sum(p * math.log(p) / math.log(2) for p, word, then in grammar[state])
    rest = sum(p * sentence_bits(grammar, then) for p, word, then in grammar[state])
    return own + rest


# %% right: all sentences written out, with a stack
def sentence_bits(rules, start):
    import math

    bits = 0.0
    stack = [(start, 1.0)]
    while stack:
        state, share = stack.pop()
        if state is None:
            bits -= share * math.log2(share)
            continue
        for p, word, following in rules[state]:
            stack.append((following, share * p))
    return bits


# %% right: with torch and what was computed kept
def sentence_bits(grammar: dict, state: str | None) -> float:
    known = {None: 0.0}

    def bits(s):
        if s not in known:
            p = torch.tensor([c[0] for c in grammar[s]], dtype=torch.float64)
            rest = torch.tensor([bits(c[2]) for c in grammar[s]], dtype=torch.float64)
            known[s] = float((p * (rest - p.log2())).sum())
        return known[s]

    return bits(state)


# %% wrong: the rest is not weighted by the share
def sentence_bits(grammar, state):
    import math

    if state is None:
        return 0.0
    return sum(-p * math.log2(p) + sentence_bits(grammar, n) for p, w, n in grammar[state])


# %% wrong: the first choice alone, nothing after it
def sentence_bits(grammar, state):
    import math

    return sum(-p * math.log2(p) for p, w, n in grammar[state])


# %% wrong: natural logarithm
def sentence_bits(grammar, state):
    import math

    if state is None:
        return 0.0
    return sum(p * (-math.log(p) + sentence_bits(grammar, n)) for p, w, n in grammar[state])


# %% wrong: the sign is missing
def sentence_bits(grammar, state):
    import math

    if state is None:
        return 0.0
    return sum(p * (math.log2(p) + sentence_bits(grammar, n)) for p, w, n in grammar[state])


# %% wrong: the plain mean over the choices
def sentence_bits(grammar, state):
    import math

    if state is None:
        return 0.0
    choices = grammar[state]
    return sum(-math.log2(p) + sentence_bits(grammar, n) for p, w, n in choices) / len(choices)


# %% wrong: no mean, the choices are only added up
def sentence_bits(grammar, state):
    import math

    if state is None:
        return 0.0
    return sum(-math.log2(p) + sentence_bits(grammar, n) for p, w, n in grammar[state])


# %% wrong: the end is not looked at, KeyError
def sentence_bits(grammar, state):
    import math

    return sum(p * (-math.log2(p) + sentence_bits(grammar, n)) for p, w, n in grammar[state])


# %% wrong: every state of the grammar added up, as if each were visited once
def sentence_bits(grammar, state):
    import math

    return sum(-p * math.log2(p) for choices in grammar.values() for p, w, n in choices)


# %% wrong: return inside the loop, the first choice only
def sentence_bits(grammar, state):
    import math

    if state is None:
        return 0.0
    total = 0.0
    for p, w, n in grammar[state]:
        total += p * (-math.log2(p) + sentence_bits(grammar, n))
        return total


# %% wrong: the likeliest path only
def sentence_bits(grammar, state):
    import math

    if state is None:
        return 0.0
    p, w, n = max(grammar[state], key=lambda choice: choice[0])
    return -math.log2(p) + sentence_bits(grammar, n)


# %% wrong: the share of the way is applied, but not the share of the choice itself
def sentence_bits(grammar, state):
    import math

    if state is None:
        return 0.0
    return sum(-math.log2(p) + p * sentence_bits(grammar, n) for p, w, n in grammar[state])
