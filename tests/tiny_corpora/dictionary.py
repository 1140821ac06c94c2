"""Dictionaries written by hand, independent of the grammars that they are held against."""


def read_dictionary(text: str) -> dict[str, set[str]]:
    """Read entries such as "is: es está; the: el la los las": each word, and what it can become in another language."""
    entries = (entry.split(":") for entry in text.split(";"))
    return {word: set(translations.split()) for words, translations in entries for word in words.split()}
