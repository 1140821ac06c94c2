"""How a chat becomes the one text that a model of SmolLM2's kind goes on with."""

from collections.abc import Mapping, Sequence

START, END = "<|im_start|>", "<|im_end|>"
FIRST_MESSAGE = "You are a helpful AI assistant named SmolLM, trained by Hugging Face"


def chat_text(messages: Sequence[Mapping[str, str]], *, reply: bool = True) -> str:
    """Return the text of a chat: each message with who says it, between two tokens that mark its start and end.

    It is what the template in the model's file gives, which is a program in the language of the package `jinja2`.

    Args:
        messages: each with a "role" (system, user or assistant) and its "content". If the first is not the system's,
            the model's own first message stands before it.
        reply: end with the start of an answer, which the model is to write.
    """
    if messages and messages[0]["role"] != "system":
        messages = [{"role": "system", "content": FIRST_MESSAGE}, *messages]
    text = "".join(f"{START}{message['role']}\n{message['content']}{END}\n" for message in messages)
    return text + (f"{START}assistant\n" if reply else "")
