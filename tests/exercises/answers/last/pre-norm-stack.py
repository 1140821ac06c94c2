"""Answers to pre-norm-stack, written from its task and stub alone."""

# %% right: zip over blocks and norms
def run_pre_norm(x, blocks, norms, final_norm):
    for block, norm in zip(blocks, norms):
        x = x + block(norm(x))
    return final_norm(x)


# %% right: recursion on the rest of the lists
def run_pre_norm(h, layers, norm_list, last):
    if len(layers) == 0:
        return last(h)
    update = layers[0](norm_list[0](h))
    return run_pre_norm(torch.add(h, update), layers[1:], norm_list[1:], last)


# %% wrong: post-norm order, the norm after the addition
def run_pre_norm(x, blocks, norms, final_norm):
    for block, norm in zip(blocks, norms):
        x = norm(x + block(x))
    return final_norm(x)


# %% wrong: the final norm is forgotten
def run_pre_norm(x, blocks, norms, final_norm):
    for block, norm in zip(blocks, norms):
        x = x + block(norm(x))
    return x


# %% wrong: adds the normed x, the residual path goes through the norm
def run_pre_norm(x, blocks, norms, final_norm):
    for block, norm in zip(blocks, norms):
        normed = norm(x)
        x = normed + block(normed)
    return final_norm(x)


# %% wrong: the final norm is applied after each block, and not at all without blocks
def run_pre_norm(x, blocks, norms, final_norm):
    for block, norm in zip(blocks, norms):
        x = final_norm(x + block(norm(x)))
    return x


# %% wrong: the residual path is missing
def run_pre_norm(x, blocks, norms, final_norm):
    for block, norm in zip(blocks, norms):
        x = block(norm(x))
    return final_norm(x)


# %% wrong: the first norm is used for all blocks
def run_pre_norm(x, blocks, norms, final_norm):
    for block in blocks:
        x = x + block(norms[0](x))
    return final_norm(x)


# %% wrong: each block reads the original x instead of the result of the block before
def run_pre_norm(x, blocks, norms, final_norm):
    result = x
    for block, norm in zip(blocks, norms):
        result = result + block(norm(x))
    return final_norm(result)


# %% wrong: returns inside the loop, after the first block
def run_pre_norm(x, blocks, norms, final_norm):
    for block, norm in zip(blocks, norms):
        x = x + block(norm(x))
        return final_norm(x)
    return final_norm(x)


# %% wrong: the norm comes after the block instead of before it
def run_pre_norm(x, blocks, norms, final_norm):
    for i in range(len(blocks)):
        x = x + norms[i](blocks[i](x))
    return final_norm(x)
