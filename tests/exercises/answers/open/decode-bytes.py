"""Answers to decode-bytes, written before its list of mistakes."""

# %% right: join, then decode
def decode(ids, tokens):
    return b"".join([tokens[i] for i in ids]).decode("utf-8", errors="replace")


# %% right: bytes added up in a loop
def decode(ids, tokens):
    data = b""
    for number in ids:
        data += tokens[number]
    return data.decode(errors="replace")


# %% right: a bytearray and str()
def decode(numbers, table):
    buffer = bytearray()
    for n in numbers:
        buffer.extend(table[n])
    return str(buffer, "utf-8", "replace")


# %% right: all bytes as numbers
def decode(ids: list[int], tokens: list[bytes]) -> str:
    return bytes(byte for i in ids for byte in tokens[i]).decode("utf8", "replace")


# %% wrong: each token decoded by itself
def decode(ids, tokens):
    return "".join(tokens[i].decode("utf-8", errors="replace") for i in ids)


# %% wrong: errors are left out instead of replaced
def decode(ids, tokens):
    return b"".join(tokens[i] for i in ids).decode("utf-8", errors="ignore")


# %% wrong: bad bytes raise
def decode(ids, tokens):
    return b"".join(tokens[i] for i in ids).decode("utf-8")


# %% wrong: not decoded at all
def decode(ids, tokens):
    return b"".join(tokens[i] for i in ids)


# %% wrong: joined with a space
def decode(ids, tokens):
    return b" ".join(tokens[i] for i in ids).decode("utf-8", errors="replace")


# %% wrong: latin-1
def decode(ids, tokens):
    return b"".join(tokens[i] for i in ids).decode("latin-1")


# %% wrong: all tokens, the ids are not used
def decode(ids, tokens):
    return b"".join(tokens).decode("utf-8", errors="replace")


# %% wrong: a string joins bytes, TypeError
def decode(ids, tokens):
    return "".join(tokens[i] for i in ids)


# %% wrong: str of the bytes
def decode(ids, tokens):
    return str(b"".join(tokens[i] for i in ids))


# %% wrong: bytes of the numbers
def decode(ids, tokens):
    return bytes(ids).decode("utf-8", errors="replace")
