"""Answers to names-that-differ, written from its task and stub alone."""

# %% right: sets
def compare_names(file, model):
    in_file, in_model = set(file), set(model)
    other = [n for n in in_file & in_model if file[n] != model[n]]
    return sorted(in_model - in_file), sorted(in_file - in_model), sorted(other)


# %% right: one loop, sorted at the end
def compare_names(file, model):
    missing, unused, different = [], [], []
    for name in model:
        if name not in file:
            missing.append(name)
        elif file[name] != model[name]:
            different.append(name)
    for name in file:
        if name not in model:
            unused.append(name)
    missing.sort()
    unused.sort()
    different.sort()
    return missing, unused, different


# %% right: comprehensions over sorted names, a list of three lists
def compare_names(theirs, ours):
    names = sorted(set(theirs) | set(ours))
    return [
        [n for n in names if n not in theirs],
        [n for n in names if n not in ours],
        [n for n in names if n in theirs and n in ours and theirs[n] != ours[n]],
    ]


# %% right: axis by axis
def compare_names(file, model):
    def same(x, y):
        return len(x) == len(y) and all(i == j for i, j in zip(x, y))

    missing = sorted(filter(lambda n: file.get(n) is None, model))
    unused = sorted(filter(lambda n: model.get(n) is None, file))
    common = [n for n in sorted(file) if n in model]
    return missing, unused, [n for n in common if not same(file[n], model[n])]


# %% wrong: missing and unused swapped
def compare_names(file, model):
    return (
        sorted(set(file) - set(model)),
        sorted(set(model) - set(file)),
        sorted(n for n in set(file) & set(model) if file[n] != model[n]),
    )


# %% wrong: not sorted
def compare_names(file, model):
    missing = [n for n in model if n not in file]
    unused = [n for n in file if n not in model]
    other = [n for n in model if n in file and file[n] != model[n]]
    return missing, unused, other


# %% wrong: missing names are in the third list too
def compare_names(file, model):
    missing = sorted(set(model) - set(file))
    unused = sorted(set(file) - set(model))
    other = sorted(n for n in model if file.get(n) != model[n])
    return missing, unused, other


# %% wrong: KeyError at the first missing name
def compare_names(file, model):
    missing = sorted(set(model) - set(file))
    unused = sorted(set(file) - set(model))
    other = sorted(n for n in model if file[n] != model[n])
    return missing, unused, other


# %% wrong: shapes are not compared
def compare_names(file, model):
    return sorted(set(model) - set(file)), sorted(set(file) - set(model)), []


# %% wrong: compares how many numbers there are
def compare_names(file, model):
    def size(shape):
        n = 1
        for axis in shape:
            n *= axis
        return n

    missing = sorted(set(model) - set(file))
    unused = sorted(set(file) - set(model))
    other = sorted(n for n in set(file) & set(model) if size(file[n]) != size(model[n]))
    return missing, unused, other


# %% wrong: a name and its shape as one, so another shape is both missing and unused
def compare_names(file, model):
    missing = sorted(n for n, _ in set(model.items()) - set(file.items()))
    unused = sorted(n for n, _ in set(file.items()) - set(model.items()))
    other = sorted(n for n in set(file) & set(model) if file[n] != model[n])
    return missing, unused, other


# %% wrong: names with their shapes
def compare_names(file, model):
    missing = sorted(set(model) - set(file))
    unused = sorted(set(file) - set(model))
    other = sorted((n, file[n], model[n]) for n in set(file) & set(model) if file[n] != model[n])
    return missing, unused, other


# %% wrong: compares in the order of the dicts
def compare_names(file, model):
    missing = sorted(set(model) - set(file))
    unused = sorted(set(file) - set(model))
    other = sorted(n for (n, x), (m, y) in zip(file.items(), model.items()) if n == m and x != y)
    return missing, unused, other


# %% wrong: numbers of axes
def compare_names(file, model):
    missing = sorted(set(model) - set(file))
    unused = sorted(set(file) - set(model))
    other = sorted(n for n in set(file) & set(model) if len(file[n]) != len(model[n]))
    return missing, unused, other


# %% wrong: sets are returned
def compare_names(file, model):
    other = {n for n in set(file) & set(model) if file[n] != model[n]}
    return set(model) - set(file), set(file) - set(model), other


# %% wrong: the ones whose shapes agree
def compare_names(file, model):
    missing = sorted(set(model) - set(file))
    unused = sorted(set(file) - set(model))
    return missing, unused, sorted(n for n in file if n in model and file[n] == model[n])


# %% wrong: a name counts as found at the end of another
def compare_names(file, model):
    missing = sorted(n for n in model if not any(m.endswith(n) for m in file))
    unused = sorted(m for m in file if not any(m.endswith(n) for n in model))
    other = sorted(n for n in model if n in file and file[n] != model[n])
    return missing, unused, other


# %% wrong: counts
def compare_names(file, model):
    other = [n for n in set(file) & set(model) if file[n] != model[n]]
    return len(set(model) - set(file)), len(set(file) - set(model)), len(other)


# %% wrong: the third list is not sorted
def compare_names(file, model):
    missing = sorted(set(model) - set(file))
    unused = sorted(set(file) - set(model))
    return missing, unused, [n for n in model if n in file and file[n] != model[n]]
