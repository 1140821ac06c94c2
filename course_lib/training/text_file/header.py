"""Whether a first line names the columns instead of being a pair of sentences."""

import re

# Words that name a column, by what they name. One that is also an ordinary word of some language in the other column
# ("it", "es" is a pair of German sentences) is no sure sign, so codes such as "it", "is", "no", "he" are not here.
_NAMES = {
    "source": ("source", "src", "original"),
    "target": ("target", "tgt", "trg", "translation", "translated"),
    "text": ("text", "sentence", "sentences", "phrase"),
    "en": ("en", "eng", "english", "inglés", "anglais", "englisch"),
    "es": ("es", "spa", "spanish", "español", "espagnol", "spanisch"),
    "fr": ("fr", "fra", "fre", "french", "français", "francés", "französisch"),
    "de": ("de", "deu", "ger", "german", "deutsch", "alemán", "allemand"),
    "it": ("ita", "italian", "italiano", "italien", "italienisch"),
    "pt": ("pt", "por", "portuguese", "português", "portugués", "portugais", "portugiesisch"),
    "nl": ("nl", "nld", "dut", "dutch", "nederlands"),
    "ru": ("ru", "rus", "russian", "русский"),
    "uk": ("ukr", "ukrainian", "українська"),
    "pl": ("pl", "pol", "polish", "polski"),
    "tr": ("tur", "turkish", "türkçe"),
    "zh": ("zh", "zho", "chi", "cmn", "chinese", "中文"),
    "ja": ("ja", "jpn", "japanese", "日本語"),
    "ko": ("ko", "kor", "korean", "한국어"),
    "ar": ("ara", "arabic", "العربية"),
}
_MEANING = {word: meaning for meaning, words in _NAMES.items() for word in words}


def is_header(source: str, target: str) -> bool:
    """Say whether both cells name a column, and different ones.

    Two that name the same thing, such as "Spanish" and "español", are an ordinary pair: one translates the other. So
    may be a code of two letters beside one of three: Danish "fra" is French "de".
    """
    meanings = [_meanings(cell) for cell in (source, target)]
    lengths = {len(source), len(target)}
    return all(meanings) and meanings[0] != meanings[1] and lengths != {2, 3}


def _meanings(cell: str) -> set[str]:
    """Return what a cell's words name; nothing unless all of them name something."""
    meanings = {_MEANING.get(word, "") for word in re.findall(r"[^\W_]+", cell.casefold())}
    return set() if "" in meanings or cell.rstrip()[-1:] in ".!?" else meanings
