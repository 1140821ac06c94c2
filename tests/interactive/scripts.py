"""Run what the figures' scripts only compute without a browser: fast, and on inputs that no figure shows."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import quickjs

from course_lib import interactive

FOLDER = Path(interactive.__file__).parent

# A vector of the engine is a list in Python; the engine keeps a long text in pieces, which its binding refuses.
TO_JSON = """const toJson = (value) =>
    [...JSON.stringify(value, (_, part) => (ArrayBuffer.isView(part) ? [...part] : part))].join("");"""


class Scripts:
    """The functions of some of the figures' scripts, called from Python."""

    def __init__(self, *names: str) -> None:
        """Load the parts, or the figures where a name is `figures/…`."""
        self.engine = quickjs.Context()
        self.engine.eval(TO_JSON)
        for name in names:
            file = FOLDER / (f"{name}.js" if "/" in name else f"parts/{name}.js")
            self.engine.eval(file.read_text(encoding="utf-8"))

    def call(self, function: str, *arguments: Any) -> Any:
        """Return what a function makes of the arguments, which JSON must be able to hold, as must the result."""
        given = ",".join(json.dumps(argument) for argument in arguments)
        return json.loads(self.engine.eval(f"toJson(({function})({given}))"))


@cache
def scripts(*names: str) -> Scripts:
    """Return the functions of these scripts, with what every figure has of sentences and numbers."""
    return Scripts("language", "numbers", *names)
