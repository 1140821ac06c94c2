"""Answers to length-advantage, written from its task and stub alone."""

# %% right: the formula
def penalised(log_probabilities, lengths, alpha):
    return log_probabilities / ((5 + lengths) / 6) ** alpha


# %% right: Python loop, list of floats
def penalised(log_probabilities, lengths, alpha):
    scores = []
    for p, n in zip(log_probabilities.tolist(), lengths.tolist()):
        scores.append(p / ((5 + n) / 6) ** alpha)
    return torch.tensor(scores)


# %% right: float64 and left so, torch.pow
def penalised(logs, sizes, a):
    divisor = torch.pow((sizes.double() + 5.0) / 6.0, a)
    return torch.div(logs.double(), divisor)


# %% right: by way of the logarithm, a factor with negative exponent
def penalised(log_probabilities: torch.Tensor, lengths: torch.Tensor, alpha: float) -> torch.Tensor:
    growth = torch.log(lengths + 5.0) - torch.log(torch.tensor(6.0))
    return log_probabilities * torch.exp(-alpha * growth)


# %% right: a loop into torch.zeros
def penalised(log_probabilities, lengths, alpha):
    result = torch.zeros(len(lengths))
    for i in range(len(lengths)):
        base = (5 + int(lengths[i])) / 6
        result[i] = log_probabilities[i] * base ** (-alpha)
    return result


# %% wrong: integer division by 6
def penalised(log_probabilities, lengths, alpha):
    return log_probabilities / ((5 + lengths) // 6) ** alpha


# %% wrong: only the numerator is raised to alpha
def penalised(log_probabilities, lengths, alpha):
    return log_probabilities / ((5 + lengths) ** alpha / 6)


# %% wrong: the brackets round 5 + length are missing
def penalised(log_probabilities, lengths, alpha):
    return log_probabilities / (5 + lengths / 6) ** alpha


# %% wrong: alpha multiplies instead of being the exponent (right for alpha = 1)
def penalised(log_probabilities, lengths, alpha):
    return log_probabilities / (alpha * (5 + lengths) / 6)


# %% wrong: the simple division by length to the power of alpha
def penalised(log_probabilities, lengths, alpha):
    return log_probabilities / lengths**alpha


# %% wrong: multiplied by the penalty instead of divided
def penalised(log_probabilities, lengths, alpha):
    return log_probabilities * ((5 + lengths) / 6) ** alpha


# %% wrong: the whole quotient is raised to alpha (a negative base gives NaN)
def penalised(log_probabilities, lengths, alpha):
    return (log_probabilities / ((5 + lengths) / 6)) ** alpha


# %% wrong: alpha is ignored, always the exponent 1
def penalised(log_probabilities, lengths, alpha):
    return log_probabilities / ((5 + lengths) / 6)


# %% wrong: alpha is rounded down to a whole number
def penalised(log_probabilities, lengths, alpha):
    return log_probabilities / ((5 + lengths) / 6) ** int(alpha)


# %% wrong: the caller's log-probabilities are changed in place
def penalised(log_probabilities, lengths, alpha):
    log_probabilities /= ((5 + lengths) / 6) ** alpha
    return log_probabilities


# %% wrong: the new scores are sorted, the best first
def penalised(log_probabilities, lengths, alpha):
    scores = log_probabilities / ((5 + lengths) / 6) ** alpha
    return scores.sort(descending=True).values


# %% wrong: only the place of the best hypothesis is returned
def penalised(log_probabilities, lengths, alpha):
    scores = log_probabilities / ((5 + lengths) / 6) ** alpha
    return scores.argmax()


# %% wrong: the length of the longest is used for all
def penalised(log_probabilities, lengths, alpha):
    return log_probabilities / ((5 + lengths.max()) / 6) ** alpha


# %% wrong: the penalty is subtracted instead of dividing by it
def penalised(log_probabilities, lengths, alpha):
    return log_probabilities - ((5 + lengths) / 6) ** alpha


# %% wrong: ^ in place of **, an error with float numbers
def penalised(log_probabilities, lengths, alpha):
    return log_probabilities / ((5 + lengths) / 6) ^ alpha
