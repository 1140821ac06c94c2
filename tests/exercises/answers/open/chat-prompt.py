"""Answers to chat-prompt, written from its task and stub alone."""

# %% right: one long addition
def chat_prompt(messages, system):
    text = ""
    if messages[0]["role"] != "system":
        text = "<|im_start|>system\n" + system + "<|im_end|>\n"
    for m in messages:
        text = text + "<|im_start|>" + m["role"] + "\n" + m["content"] + "<|im_end|>\n"
    return text + "<|im_start|>assistant\n"


# %% right: a helper for one message
def chat_prompt(messages, system):
    def turn(role, content):
        return f"<|im_start|>{role}\n{content}<|im_end|>\n"

    result = [turn(m["role"], m["content"]) for m in messages]
    if messages[0]["role"] != "system":
        result.insert(0, turn("system", system))
    result.append("<|im_start|>assistant\n")
    return "".join(result)


# %% right: a copy of the list
def chat_prompt(messages, system):
    chat = list(messages)
    if chat[0]["role"] != "system":
        chat.insert(0, dict(role="system", content=system))
    out = ""
    for message in chat:
        out += "<|im_start|>%s\n%s<|im_end|>\n" % (message["role"], message["content"])
    out += "<|im_start|>assistant\n"
    return out


# %% right: joined by line breaks, the last line is empty
def chat_prompt(messages, system):
    if messages[0].get("role") == "system":
        first = []
    else:
        first = [{"role": "system", "content": system}]
    lines = []
    for m in first + messages:
        lines.append("<|im_start|>" + m["role"])
        lines.append(m["content"] + "<|im_end|>")
    lines.append("<|im_start|>assistant")
    lines.append("")
    return "\n".join(lines)


# %% wrong: the system message is always put in front
def chat_prompt(messages, system):
    text = f"<|im_start|>system\n{system}<|im_end|>\n"
    for m in messages:
        text += f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n"
    return text + "<|im_start|>assistant\n"


# %% wrong: no system message is put in front
def chat_prompt(messages, system):
    text = ""
    for m in messages:
        text += f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n"
    return text + "<|im_start|>assistant\n"


# %% wrong: the answer is not opened
def chat_prompt(messages, system):
    text = ""
    if messages[0]["role"] != "system":
        text = f"<|im_start|>system\n{system}<|im_end|>\n"
    for m in messages:
        text += f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n"
    return text


# %% wrong: no line break behind assistant
def chat_prompt(messages, system):
    text = ""
    if messages[0]["role"] != "system":
        text = f"<|im_start|>system\n{system}<|im_end|>\n"
    for m in messages:
        text += f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n"
    return text + "<|im_start|>assistant"


# %% wrong: no line break behind the end sign
def chat_prompt(messages, system):
    text = ""
    if messages[0]["role"] != "system":
        text = f"<|im_start|>system\n{system}<|im_end|>"
    for m in messages:
        text += f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>"
    return text + "<|im_start|>assistant\n"


# %% wrong: the list of the caller is changed
def chat_prompt(messages, system):
    if messages[0]["role"] != "system":
        messages.insert(0, {"role": "system", "content": system})
    text = ""
    for m in messages:
        text += f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n"
    return text + "<|im_start|>assistant\n"


# %% wrong: the contents are stripped
def chat_prompt(messages, system):
    text = ""
    if messages[0]["role"] != "system":
        text = f"<|im_start|>system\n{system.strip()}<|im_end|>\n"
    for m in messages:
        text += f"<|im_start|>{m['role']}\n{m['content'].strip()}<|im_end|>\n"
    return text + "<|im_start|>assistant\n"


# %% wrong: any system message counts
def chat_prompt(messages, system):
    text = ""
    if "system" not in [m["role"] for m in messages]:
        text = f"<|im_start|>system\n{system}<|im_end|>\n"
    for m in messages:
        text += f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n"
    return text + "<|im_start|>assistant\n"


# %% wrong: the answer is opened and closed
def chat_prompt(messages, system):
    if messages[0]["role"] != "system":
        messages = [{"role": "system", "content": system}] + messages
    messages = messages + [{"role": "assistant", "content": ""}]
    return "".join(f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n" for m in messages)


# %% wrong: a colon and a space in place of the line break
def chat_prompt(messages, system):
    if messages[0]["role"] != "system":
        messages = [{"role": "system", "content": system}] + messages
    text = "".join(f"<|im_start|>{m['role']}: {m['content']}<|im_end|>\n" for m in messages)
    return text + "<|im_start|>assistant\n"


# %% wrong: joined by a line break more
def chat_prompt(messages, system):
    if messages[0]["role"] != "system":
        messages = [{"role": "system", "content": system}] + messages
    parts = [f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n" for m in messages]
    return "\n".join(parts) + "<|im_start|>assistant\n"


# %% wrong: a list
def chat_prompt(messages, system):
    if messages[0]["role"] != "system":
        messages = [{"role": "system", "content": system}] + messages
    parts = [f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n" for m in messages]
    parts.append("<|im_start|>assistant\n")
    return parts
