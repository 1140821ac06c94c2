"""Numbers that the package `transformers` computed with the weights of real models: to compare ours with.

`python -m tests.pretrained.store_reference` makes the files; the tests compute them again.
"""

import json
from pathlib import Path
from typing import Any

from course_lib.language import say

FOLDER = Path(__file__).parent


def stored_reference(model: str) -> dict[str, Any]:
    """Return what is stored of a model: for each text the numbers, and under "versions" what computed them.

    Args:
        model: "minilm" (texts: the first numbers of the sentence's vector) or "smollm2" (texts: the scores of the
            first tokens of the vocabulary as the next one, and the ids of the tokens written, always the likeliest).

    Raises:
        ValueError: nothing is stored of this model.
    """
    file = FOLDER / f"{model}.json"
    if not file.exists():
        have = ", ".join(sorted(path.stem for path in FOLDER.glob("*.json")))
        raise ValueError(say("no numbers are stored of {model!r}; expected one of {have}.", model=model, have=have))
    return json.loads(file.read_text(encoding="utf-8"))
