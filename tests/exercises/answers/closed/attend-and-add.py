"""Answers to attend-and-add, written from its task and stub alone."""

# %% right: the formula once more
import torch


def attend_and_add(
    x: torch.Tensor,
    w_q: torch.Tensor,
    w_k: torch.Tensor,
    w_v: torch.Tensor,
    w_o: torch.Tensor,
) -> torch.Tensor:
    query, key, value = x @ w_q, x @ w_k, x @ w_v
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    return x + torch.softmax(scores, dim=-1) @ value @ w_o


# %% right: PyTorch's built-in attention
def attend_and_add(x, w_q, w_k, w_v, w_o):
    delta = torch.nn.functional.scaled_dot_product_attention(x @ w_q, x @ w_k, x @ w_v)
    return delta @ w_o + x


# %% right: one word after the other, into torch.zeros
def attend_and_add(x, w_q, w_k, w_v, w_o):
    batch, words, d_model = x.shape
    answer = torch.zeros(batch, words, d_model)
    for b in range(batch):
        for i in range(words):
            query = x[b, i] @ w_q
            scores = torch.zeros(words, dtype=x.dtype)
            for j in range(words):
                scores[j] = torch.dot(query, x[b, j] @ w_k) / w_q.shape[1] ** 0.5
            shares = torch.softmax(scores, dim=0)
            mixed = sum(shares[j] * (x[b, j] @ w_v) for j in range(words))
            answer[b, i] = x[b, i] + mixed @ w_o
    return answer


# %% right: einsum in float64, cast back
def attend_and_add(x, w_q, w_k, w_v, w_o):
    dtype = x.dtype
    x, w_q, w_k, w_v, w_o = (t.double() for t in (x, w_q, w_k, w_v, w_o))
    query = torch.einsum("bwm,mk->bwk", x, w_q)
    key = torch.einsum("bwm,mk->bwk", x, w_k)
    scores = torch.einsum("bik,bjk->bij", query, key) / w_k.shape[1] ** 0.5
    weights = scores.softmax(dim=2)
    delta = torch.einsum("bij,bjm,mv,vo->bio", weights, x, w_v, w_o)
    return (x + delta).to(dtype)


# %% right: the matrices multiplied first, sentence by sentence
def attend_and_add(x, w_q, w_k, w_v, w_o):
    def sentence(s):
        scores = s @ (w_q @ w_k.T) @ s.T * w_q.shape[1] ** -0.5
        scores = scores - scores.max(dim=1, keepdim=True).values
        powers = scores.exp()
        weights = powers / powers.sum(dim=1, keepdim=True)
        return s + weights @ s @ (w_v @ w_o)

    return torch.stack([sentence(s) for s in x])


# %% wrong: x is not added
def attend_and_add(x, w_q, w_k, w_v, w_o):
    query, key, value = x @ w_q, x @ w_k, x @ w_v
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    return torch.softmax(scores, dim=-1) @ value @ w_o


# %% wrong: changes x in place
def attend_and_add(x, w_q, w_k, w_v, w_o):
    query, key, value = x @ w_q, x @ w_k, x @ w_v
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    x += torch.softmax(scores, dim=-1) @ value @ w_o
    return x


# %% wrong: not divided by the root of d_k
def attend_and_add(x, w_q, w_k, w_v, w_o):
    query, key, value = x @ w_q, x @ w_k, x @ w_v
    scores = query @ key.transpose(-2, -1)
    return x + torch.softmax(scores, dim=-1) @ value @ w_o


# %% wrong: divided by the root of d_model instead of d_k
def attend_and_add(x, w_q, w_k, w_v, w_o):
    query, key, value = x @ w_q, x @ w_k, x @ w_v
    scores = query @ key.transpose(-2, -1) / x.shape[-1] ** 0.5
    return x + torch.softmax(scores, dim=-1) @ value @ w_o


# %% wrong: softmax over the queries instead of the keys
def attend_and_add(x, w_q, w_k, w_v, w_o):
    query, key, value = x @ w_q, x @ w_k, x @ w_v
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    return x + torch.softmax(scores, dim=1) @ value @ w_o


# %% wrong: query and key swapped
def attend_and_add(x, w_q, w_k, w_v, w_o):
    query, key, value = x @ w_k, x @ w_q, x @ w_v
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    return x + torch.softmax(scores, dim=-1) @ value @ w_o


# %% wrong: all sentences joined to one, so words attend to other sentences
def attend_and_add(x, w_q, w_k, w_v, w_o):
    flat = x.reshape(-1, x.shape[-1])
    scores = (flat @ w_q) @ (flat @ w_k).T / w_q.shape[-1] ** 0.5
    delta = torch.softmax(scores, dim=-1) @ (flat @ w_v) @ w_o
    return x + delta.reshape(x.shape)


# %% wrong: transposes batch and words instead of words and components
def attend_and_add(x, w_q, w_k, w_v, w_o):
    query, key, value = x @ w_q, x @ w_k, x @ w_v
    scores = query @ key.transpose(0, 1) / query.shape[-1] ** 0.5
    return x + torch.softmax(scores, dim=-1) @ value @ w_o


# %% wrong: w_o is forgotten
def attend_and_add(x, w_q, w_k, w_v, w_o):
    query, key, value = x @ w_q, x @ w_k, x @ w_v
    scores = query @ key.transpose(-2, -1) / query.shape[-1] ** 0.5
    return x + torch.softmax(scores, dim=-1) @ value


# %% wrong: divided by d_k, without the root
def attend_and_add(x, w_q, w_k, w_v, w_o):
    query, key, value = x @ w_q, x @ w_k, x @ w_v
    scores = query @ key.transpose(-2, -1) / query.shape[-1]
    return x + torch.softmax(scores, dim=-1) @ value @ w_o


# %% wrong: a causal mask, no word sees the later ones
def attend_and_add(x, w_q, w_k, w_v, w_o):
    delta = torch.nn.functional.scaled_dot_product_attention(
        x @ w_q, x @ w_k, x @ w_v, is_causal=True
    )
    return x + delta @ w_o


# %% wrong: divided by the root after the softmax instead of before
def attend_and_add(x, w_q, w_k, w_v, w_o):
    query, key, value = x @ w_q, x @ w_k, x @ w_v
    weights = torch.softmax(query @ key.transpose(-2, -1), dim=-1) / query.shape[-1] ** 0.5
    return x + weights @ value @ w_o
