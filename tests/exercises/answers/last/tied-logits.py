"""Answers to tied-logits, written from its task and stub alone."""

# %% right: matrix product with the transposed table
def tied_logits(x, embedding):
    return x @ embedding.T


# %% right: einsum
def tied_logits(hidden, table):
    return torch.einsum("bwd,vd->bwv", hidden, table)


# %% wrong: the table is not transposed
def tied_logits(x: torch.Tensor, embedding: torch.Tensor) -> torch.Tensor:
    return x @ embedding


# %% wrong: softmax on top, probabilities instead of logits
def tied_logits(x: torch.Tensor, embedding: torch.Tensor) -> torch.Tensor:
    return torch.softmax(x @ embedding.T, dim=-1)


# %% wrong: multiplied by the root of d_model
def tied_logits(x: torch.Tensor, embedding: torch.Tensor) -> torch.Tensor:
    return x @ embedding.T * embedding.shape[1] ** 0.5


# %% wrong: reshaped instead of transposed, the numbers get mixed
def tied_logits(x: torch.Tensor, embedding: torch.Tensor) -> torch.Tensor:
    vocab_size, d_model = embedding.shape
    return x @ embedding.reshape(d_model, vocab_size)


# %% wrong: only the last word of each sentence
def tied_logits(x: torch.Tensor, embedding: torch.Tensor) -> torch.Tensor:
    return (x[:, -1] @ embedding.T).unsqueeze(1)


# %% wrong: the rows of the table are made length 1 first
def tied_logits(x: torch.Tensor, embedding: torch.Tensor) -> torch.Tensor:
    unit = embedding / embedding.norm(dim=1, keepdim=True)
    return x @ unit.T


# %% wrong: a new linear layer with weights of its own instead of the table
def tied_logits(x: torch.Tensor, embedding: torch.Tensor) -> torch.Tensor:
    output = torch.nn.Linear(embedding.shape[1], embedding.shape[0])
    return output(x)


# %% wrong: only the first sentence of the batch
def tied_logits(x: torch.Tensor, embedding: torch.Tensor) -> torch.Tensor:
    logits = [[torch.dot(word, row) for row in embedding] for word in x[0]]
    return torch.tensor([logits])
