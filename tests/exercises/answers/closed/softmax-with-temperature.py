"""Answers to softmax-with-temperature, written from its task and stub alone."""

# %% right: torch.softmax of the divided scores
def softmax_with_temperature(scores, temperature):
    return torch.softmax(scores / temperature, dim=-1)


# %% right: by hand, the row's maximum taken off
def softmax_with_temperature(scores, temperature):
    scaled = scores / temperature
    scaled = scaled - scaled.max(dim=-1, keepdim=True).values
    exps = torch.exp(scaled)
    return exps / exps.sum(dim=-1, keepdim=True)


# %% right: log-softmax in float64 and left so
def softmax_with_temperature(x, t):
    x = x.to(torch.float64) / t
    return (x - torch.logsumexp(x, dim=-1, keepdim=True)).exp()


# %% right: a loop over the rows, into torch.zeros
import math


def softmax_with_temperature(scores, temperature):
    rows = scores.reshape(-1, scores.shape[-1])
    shares = torch.zeros(rows.shape)
    for i, row in enumerate(rows.tolist()):
        top = max(row)
        exps = [math.exp((s - top) / temperature) for s in row]
        for j, x in enumerate(exps):
            shares[i, j] = x / sum(exps)
    return shares.reshape(scores.shape)


# %% right: maximum taken off before the division, the last axis moved to the front
def softmax_with_temperature(scores: torch.Tensor, temperature: float) -> torch.Tensor:
    s = scores.movedim(-1, 0)
    exps = ((s - s.amax(0)) / temperature).exp()
    return (exps / exps.sum(0)).movedim(0, -1)


# %% wrong: multiplied by the temperature instead of divided
def softmax_with_temperature(scores, temperature):
    return torch.softmax(scores * temperature, dim=-1)


# %% wrong: plain exp, large scores overflow to NaN
def softmax_with_temperature(scores, temperature):
    exps = torch.exp(scores / temperature)
    return exps / exps.sum(dim=-1, keepdim=True)


# %% wrong: the undivided maximum is taken off, small temperatures still overflow
def softmax_with_temperature(scores, temperature):
    top = scores.max(dim=-1, keepdim=True).values
    exps = torch.exp(scores / temperature - top)
    return exps / exps.sum(dim=-1, keepdim=True)


# %% wrong: the maximum of the whole tensor is taken off, rows far below it become NaN
def softmax_with_temperature(scores, temperature):
    scaled = scores / temperature
    exps = torch.exp(scaled - scaled.max())
    return exps / exps.sum(dim=-1, keepdim=True)


# %% wrong: along axis 0 instead of the last
def softmax_with_temperature(scores, temperature):
    return torch.softmax(scores / temperature, dim=0)


# %% wrong: the shares are divided by the temperature after the softmax
def softmax_with_temperature(scores, temperature):
    return torch.softmax(scores, dim=-1) / temperature


# %% wrong: the shares raised to 1 / temperature and renormalised, underflows to 0/0 at small temperatures
def softmax_with_temperature(scores, temperature):
    powers = torch.softmax(scores, dim=-1) ** (1 / temperature)
    return powers / powers.sum(dim=-1, keepdim=True)


# %% wrong: keepdim forgotten in the sum, fails or divides by the wrong row with more axes
def softmax_with_temperature(scores, temperature):
    scaled = scores / temperature
    exps = torch.exp(scaled - scaled.max(dim=-1, keepdim=True).values)
    return exps / exps.sum(dim=-1)


# %% wrong: divided by the sum of all rows
def softmax_with_temperature(scores, temperature):
    scaled = scores / temperature
    exps = torch.exp(scaled - scaled.max(dim=-1, keepdim=True).values)
    return exps / exps.sum()


# %% wrong: scores are cut off at 80 against overflow, so large ones become equal
def softmax_with_temperature(scores, temperature):
    exps = torch.exp(torch.clamp(scores / temperature, min=-80, max=80))
    return exps / exps.sum(dim=-1, keepdim=True)


# %% wrong: the caller's scores are changed in place
def softmax_with_temperature(scores, temperature):
    scores /= temperature
    return torch.softmax(scores, dim=-1)


# %% wrong: the temperature is ignored
def softmax_with_temperature(scores, temperature):
    return torch.softmax(scores, dim=-1)


# %% wrong: the temperature is held at 0.1 at least
def softmax_with_temperature(scores, temperature):
    return torch.softmax(scores / max(temperature, 0.1), dim=-1)


# %% wrong: the logarithms of the shares are returned
def softmax_with_temperature(scores, temperature):
    return torch.log_softmax(scores / temperature, dim=-1)


# %% wrong: integer division of the scores
def softmax_with_temperature(scores, temperature):
    return torch.softmax(scores // temperature, dim=-1)
