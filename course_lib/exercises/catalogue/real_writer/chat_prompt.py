"""Write a chat as the one text that a chat model goes on with."""

from course_lib.exercises.engine.exercise import Case, Exercise, Mistake

Message = dict[str, str]  # "role" and "content"


def chat_prompt(messages: list[Message], system: str) -> str:
    """Return the messages between their signs, `system` before them if none is given, and the start of an answer."""
    if messages[0]["role"] != "system":
        messages = [{"role": "system", "content": system}, *messages]
    parts = [f"<|im_start|>{message['role']}\n{message['content']}<|im_end|>\n" for message in messages]
    return "".join(parts) + "<|im_start|>assistant\n"


def _case(words: str, system: str, *messages: tuple[str, str]) -> Case:
    """Make a case of messages, each its role and its content."""
    return Case(words, lambda: ([{"role": role, "content": content} for role, content in messages], system))


CASES = (
    _case("a system message and a question", "Be kind.", ("system", "Be short."), ("user", "Hi!")),
    _case("a question alone", "Be kind.", ("user", "Hi!")),
    _case("a system message alone", "Be kind.", ("system", "Say something.")),
    _case(
        "a chat of three turns",
        "You are a clerk.",
        ("user", "Two and two?"),
        ("assistant", "Four."),
        ("user", "And three?"),
    ),
    _case(
        "a system message and a chat",
        "Unused.",
        ("system", "Answer in French."),
        ("user", "Good day"),
        ("assistant", "Bonjour"),
        ("user", "Thanks"),
    ),
    _case(
        "lines and spaces in the contents", " Be kind.\n", ("user", "  one\ntwo \n"), ("assistant", "\n"), ("user", "")
    ),
    _case("a system message that is not the first", "Be kind.", ("user", "Hi"), ("system", "Be rude."), ("user", "Ho")),
    _case("the chat ends with an answer", "Go on.", ("user", "user"), ("assistant", "system")),
)


def _added_up(messages: list[Message], system: str) -> str:
    text = ""
    if messages[0]["role"] != "system":
        text += "<|im_start|>system\n" + system + "<|im_end|>\n"
    for message in messages:
        text += "<|im_start|>" + message["role"] + "\n"
        text += message["content"] + "<|im_end|>" + "\n"
    return text + "<|im_start|>assistant\n"


def _split_at_the_starts(messages: list[Message], system: str) -> str:
    turns = [] if messages[0]["role"] == "system" else [f"system\n{system}<|im_end|>\n"]
    turns += ["{role}\n{content}<|im_end|>\n".format(**message) for message in messages]
    return "<|im_start|>".join(["", *turns, "assistant\n"])


def _line_by_line(messages: list[Message], system: str) -> str:
    lines = []
    given = [(message["role"], message["content"]) for message in messages]
    for role, content in given if given[0][0] == "system" else [("system", system), *given]:
        lines += [f"<|im_start|>{role}", f"{content}<|im_end|>"]
    return "\n".join([*lines, "<|im_start|>assistant", ""])


NONE_GIVEN, PUT_BEFORE = 'if messages[0]["role"] != "system":', '[{"role": "system", "content": system}, *messages]'
ROLE, CONTENT = "<|im_start|>{message['role']}\\n", "{message['content']}<|im_end|>\\n"
OPENING = ' + "<|im_start|>assistant\\n"'
JOINED = f'"".join(parts){OPENING}'

MISTAKES = (
    Mistake(
        "answer-not-opened",
        "The start of the answer is missing. Without it the model may go on with the user's turn.",
        {OPENING: ""},
    ),
    Mistake(
        "answer-opened-without-a-line",
        "The start of the answer lacks its line break: after the role comes \\n, here as everywhere.",
        {OPENING: ' + "<|im_start|>assistant"'},
    ),
    Mistake(
        "answer-closed",
        "You closed the answer with <|im_end|>. The model has not written it yet: leave it open.",
        ({OPENING: ' + "<|im_start|>assistant\\n<|im_end|>\\n"'}, {OPENING: ' + "<|im_start|>assistant\\n<|im_end|>"'}),
    ),
    Mistake(
        "answer-opened-each-time",
        "You opened an answer after each message. It is opened once, at the end.",
        {"<|im_end|>\\n": "<|im_end|>\\n<|im_start|>assistant\\n", OPENING: ""},
    ),
    Mistake(
        "answer-opened-for-another",
        "The last turn is the assistant's, whatever stands before it.",
        ({OPENING: ' + "<|im_start|>user\\n"'}, {OPENING: ' + "<|im_start|>system\\n"'}),
    ),
    Mistake(
        "answer-opened-only-after-the-user",
        "You opened the answer only after a message of the user. It is opened always.",
        {JOINED: '"".join(parts) + ("<|im_start|>assistant\\n" if messages[-1]["role"] == "user" else "")'},
    ),
    Mistake(
        "no-system-message",
        "The chat has no system message of its own, so `system` must stand before it.",
        {NONE_GIVEN: "if False:"},
    ),
    Mistake(
        "system-always",
        "You put `system` before a chat that begins with a system message of its own. Then that one counts alone.",
        {NONE_GIVEN: "if True:"},
    ),
    Mistake(
        "own-system-message-replaced",
        "You put `system` in the place of the chat's own system message. That one counts.",
        {NONE_GIVEN: 'messages = [m for m in messages if m["role"] != "system"]\n    if True:'},
    ),
    Mistake(
        "system-message-left-out",
        "The chat's own system message is lost. It is a message like the others.",
        {"return": "parts = [part for part in parts if 'system' not in part[:18] or system in part]\n    return"},
    ),
    Mistake(
        "system-anywhere",
        "You asked whether there is a system message anywhere. What counts is the first message.",
        {NONE_GIVEN: 'if all(message["role"] != "system" for message in messages):'},
    ),
    Mistake(
        "system-for-a-lone-message",
        "You put `system` before a chat of one message only. It is put wherever the first message is not the system's.",
        {NONE_GIVEN: 'if len(messages) == 1 and messages[0]["role"] != "system":'},
    ),
    Mistake(
        "system-behind",
        "You put `system` behind the messages. It comes first.",
        {PUT_BEFORE: '[*messages, {"role": "system", "content": system}]'},
    ),
    Mistake(
        "system-without-signs",
        "You put `system` before the chat without its signs. It is a message like the others, of the role system.",
        {
            NONE_GIVEN: "start = ''\n    " + NONE_GIVEN,
            f"messages = {PUT_BEFORE}": "start = system",
            'return "".join': 'return start + "".join',
        },
    ),
    Mistake(
        "argument-changed",
        "The text is right, but you put `system` into the caller's list. Make a new one: [first, *messages].",
        {f"messages = {PUT_BEFORE}": 'messages.insert(0, {"role": "system", "content": system})'},
    ),
    Mistake(
        "no-line-after-the-end",
        "A line break is missing: after <|im_end|> comes \\n.",
        {CONTENT: "{message['content']}<|im_end|>"},
    ),
    Mistake(
        "no-line-after-the-role",
        "A line break is missing: after the role comes \\n, and then the content.",
        tuple({ROLE: f"<|im_start|>{{message['role']}}{between}"} for between in ("", " ", ": ", ":\\n")),
    ),
    Mistake(
        "a-line-too-many",
        "A line break is too many. There is one after the role and one after <|im_end|>.",
        (
            {'"".join': '"\\n".join'},
            {CONTENT: "{message['content']}\\n<|im_end|>\\n"},
            {JOINED: '"\\n".join([*parts, "<|im_start|>assistant\\n"])'},
        ),
    ),
    Mistake(
        "no-end", "The sign at the end of each message is missing: <|im_end|>.", {CONTENT: "{message['content']}\\n"}
    ),
    Mistake(
        "no-start", "The sign at the start of each message is missing: <|im_start|>.", {ROLE: "{message['role']}\\n"}
    ),
    Mistake("no-role", "You left out who says it: after <|im_start|> comes the role.", {ROLE: "<|im_start|>"}),
    Mistake(
        "one-role-for-all",
        "You gave all messages the role user. Each says its own: message['role'].",
        {ROLE: "<|im_start|>user\\n"},
    ),
    Mistake(
        "content-stripped",
        "You cut off spaces or line breaks. The content stays as it is.",
        (
            {CONTENT: "{message['content'].strip()}<|im_end|>\\n"},
            {CONTENT: "{message['content'].rstrip()}<|im_end|>\\n"},
        ),
    ),
    Mistake(
        "last-message-only",
        "You wrote one message only. All belong to the text: the model remembers nothing else.",
        ({"in messages]": "in messages[-1:]]"}, {"in messages]": "in messages[:1]]"}),
    ),
    Mistake(
        "list-returned",
        "You returned a list. One text is expected: join the parts.",
        {JOINED: 'parts + ["<|im_start|>assistant\\n"]'},
    ),
)

EXERCISE = Exercise(
    name="chat-prompt",
    chapter="real-writer",
    minutes=10,
    difficulty="easy",
    solution=chat_prompt,
    cases=CASES,
    mistakes=MISTAKES,
    also_right=(_added_up, _split_at_the_starts, _line_by_line),
)
