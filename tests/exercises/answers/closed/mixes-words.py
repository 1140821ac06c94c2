"""Answers to mixes-words, written from its task and stub alone."""

# %% right: each word replaced by random numbers, all others compared exactly
from collections.abc import Callable


def acts_per_position(block: Callable, x: torch.Tensor) -> bool:
    before = block(x.clone())
    batch, words = x.shape[:2]
    for size in (1.0, 10.0, 100.0):
        for b in range(batch):
            for w in range(words):
                changed = x.clone()
                changed[b, w] = size * torch.randn_like(x[b, w])
                after = block(changed.clone())
                others = torch.ones(batch, words, dtype=torch.bool)
                others[b, w] = False
                if not torch.equal(before[others], after[others]):
                    return False
    return True


# %% right: a helper for one word and all() over words and changes
def acts_per_position(block, x):
    start = block(x.clone())

    def only_itself(b, w, change):
        other_x = x.clone()
        other_x[b, w] = other_x[b, w] + change
        differs = (block(other_x) != start).any(dim=-1)
        differs[b, w] = False
        return not bool(differs.any())

    changes = [torch.randn_like(x[0, 0]) * s for s in (1, 30, -30)] if x.numel() else []
    return all(
        only_itself(b, w, change)
        for change in changes
        for b in range(x.shape[0])
        for w in range(x.shape[1])
    )


# %% right: the other way round, one word kept and all others replaced
def acts_per_position(block, x):
    with torch.no_grad():
        first = block(x.clone())
        for attempt in range(5):
            for b in range(x.shape[0]):
                for w in range(x.shape[1]):
                    other = torch.randn_like(x) * 10**attempt / 10
                    other[b, w] = x[b, w]
                    if not torch.equal(block(other)[b, w], first[b, w]):
                        return False
    return True


# %% right: the own output is overwritten before the comparison, flat places
def acts_per_position(f, x):
    b, n, d = x.shape
    old = f(x.clone())
    for _ in range(4):
        for place in range(b * n):
            new_x = x.clone().reshape(b * n, d)
            new_x[place] = -3 * new_x[place] + 20 * torch.randn(d, dtype=x.dtype)
            new = f(new_x.reshape(b, n, d)).clone().reshape(b * n, -1)
            new[place] = old.reshape(b * n, -1)[place]
            if (new != old.reshape(b * n, -1)).any():
                return False
    return True


# %% wrong: x itself is changed and not restored
def acts_per_position(block, x):
    before = block(x).clone()
    for b in range(x.shape[0]):
        for w in range(x.shape[1]):
            x[b, w] += torch.randn_like(x[b, w])
            after = block(x)
            others = torch.ones(x.shape[:2], dtype=torch.bool)
            others[b, w] = False
            if not torch.equal(before[others], after[others]):
                return False
            before = after.clone()
    return True


# %% wrong: only the first word of each sentence is tried, a block where earlier words see later ones slips through
def acts_per_position(block, x):
    before = block(x.clone())
    for b in range(x.shape[0]):
        changed = x.clone()
        changed[b, 0] = 10 * torch.randn_like(x[b, 0])
        after = block(changed)
        others = torch.ones(x.shape[:2], dtype=torch.bool)
        others[b, 0] = False
        if not torch.equal(before[others], after[others]):
            return False
    return True


# %% wrong: only the last word is tried, so a block that looks back only slips through
def acts_per_position(block, x):
    before = block(x.clone())
    for b in range(x.shape[0]):
        changed = x.clone()
        changed[b, -1] = 10 * torch.randn_like(x[b, -1])
        after = block(changed)
        others = torch.ones(x.shape[:2], dtype=torch.bool)
        others[b, -1] = False
        if not torch.equal(before[others], after[others]):
            return False
    return True


# %% wrong: only the changed word's own sentence is compared, mixing between sentences is not seen
def acts_per_position(block, x):
    before = block(x.clone())
    for b in range(x.shape[0]):
        for w in range(x.shape[1]):
            changed = x.clone()
            changed[b, w] = 10 * torch.randn_like(x[b, w])
            after = block(changed)
            for other in range(x.shape[1]):
                if other != w and not torch.equal(before[b, other], after[b, other]):
                    return False
    return True


# %% wrong: only words of the first sentence are changed
def acts_per_position(block, x):
    before = block(x.clone())
    for w in range(x.shape[1]):
        changed = x.clone()
        changed[0, w] = 10 * torch.randn_like(x[0, w])
        after = block(changed)
        others = torch.ones(x.shape[:2], dtype=torch.bool)
        others[0, w] = False
        if not torch.equal(before[others], after[others]):
            return False
    return True


# %% wrong: the changed word's own output is compared too
def acts_per_position(block, x):
    before = block(x.clone())
    for b in range(x.shape[0]):
        for w in range(x.shape[1]):
            changed = x.clone()
            changed[b, w] = 10 * torch.randn_like(x[b, w])
            if not torch.equal(before, block(changed)):
                return False
    return True


# %% wrong: returns after the first word, the others are never tried
def acts_per_position(block, x):
    before = block(x.clone())
    for b in range(x.shape[0]):
        for w in range(x.shape[1]):
            changed = x.clone()
            changed[b, w] = 10 * torch.randn_like(x[b, w])
            after = block(changed)
            others = torch.ones(x.shape[:2], dtype=torch.bool)
            others[b, w] = False
            return torch.equal(before[others], after[others])


# %% wrong: allclose instead of exact, small influences are overlooked
def acts_per_position(block, x):
    before = block(x.clone())
    for b in range(x.shape[0]):
        for w in range(x.shape[1]):
            changed = x.clone()
            changed[b, w] = 10 * torch.randn_like(x[b, w])
            after = block(changed)
            others = torch.ones(x.shape[:2], dtype=torch.bool)
            others[b, w] = False
            if not torch.allclose(before[others], after[others], rtol=1e-3, atol=1e-3):
                return False
    return True


# %% wrong: each word is fed in alone, so a block that only adds positions or treats places differently seems to mix
def acts_per_position(block, x):
    together = block(x.clone())
    for b in range(x.shape[0]):
        for w in range(x.shape[1]):
            alone = block(x[b : b + 1, w : w + 1].clone())
            if not torch.equal(alone[0, 0], together[b, w]):
                return False
    return True


# %% wrong: the same number is added to all components, so mixing that looks at differences between components is not seen
def acts_per_position(block, x):
    before = block(x.clone())
    for b in range(x.shape[0]):
        for w in range(x.shape[1]):
            changed = x.clone()
            changed[b, w] += 1.0
            after = block(changed)
            others = torch.ones(x.shape[:2], dtype=torch.bool)
            others[b, w] = False
            if not torch.equal(before[others], after[others]):
                return False
    return True


# %% wrong: True and False swapped
def acts_per_position(block, x):
    before = block(x.clone())
    for b in range(x.shape[0]):
        for w in range(x.shape[1]):
            changed = x.clone()
            changed[b, w] = 10 * torch.randn_like(x[b, w])
            after = block(changed)
            others = torch.ones(x.shape[:2], dtype=torch.bool)
            others[b, w] = False
            if not torch.equal(before[others], after[others]):
                return True
    return False


# %% wrong: only words after the changed one are compared, a look ahead is not seen
def acts_per_position(block, x):
    before = block(x.clone())
    for b in range(x.shape[0]):
        for w in range(x.shape[1]):
            changed = x.clone()
            changed[b, w] = 10 * torch.randn_like(x[b, w])
            after = block(changed)
            if not torch.equal(before[:, w + 1 :], after[:, w + 1 :]):
                return False
            rest = [s for s in range(x.shape[0]) if s != b]
            if not torch.equal(before[rest], after[rest]):
                return False
    return True


# %% wrong: only the first component of each word is changed
def acts_per_position(block, x):
    before = block(x.clone())
    for b in range(x.shape[0]):
        for w in range(x.shape[1]):
            changed = x.clone()
            changed[b, w, 0] += 10.0
            after = block(changed)
            others = torch.ones(x.shape[:2], dtype=torch.bool)
            others[b, w] = False
            if not torch.equal(before[others], after[others]):
                return False
    return True
