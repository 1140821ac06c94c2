"""Every sentence for readers passes through here, so that an edition in another language needs no change of code.

A sentence stands in the code as a template in English with named placeholders. A catalogue in gettext's format,
`languages/<language>/LC_MESSAGES/course_lib.mo`, may hold another language's template for it.
"""

import gettext
import os
from functools import cache
from pathlib import Path

VARIABLE = "COURSE_LANGUAGE"  # of the environment: "zh", "de"; English if it is not set
CATALOGUES = Path(__file__).parent / "languages"


def say(template: str, /, **values: object) -> str:
    """Return the sentence in the reader's language, its placeholders filled with the values."""
    # gettext keeps what it says about a catalogue itself under the empty text.
    sentence = translation(template) if template else ""
    return sentence.format(**values) if values else sentence


def translation(template: str) -> str:
    """Return the template in the reader's language, or as it is where the catalogue has none."""
    return _catalogue(os.environ.get(VARIABLE, "en"), CATALOGUES).gettext(template)


@cache
def _catalogue(language: str, folder: Path) -> gettext.NullTranslations:
    return gettext.translation("course_lib", folder, [language], fallback=True)
