"""French sentences such as "J' aime le beau jardin", word by word into English: "I love the beautiful garden".

Every English word has one French word that it comes from. Some French adjectives stand before the noun (le beau
jardin), others after it (le jardin calme); in English all stand before it, so the order of the words can change.
"""

import random
from itertools import product

from course_lib.tiny_corpora.translations import Translation

SUBJECTS = {"je": "I", "tu": "you", "il": "he", "elle": "she", "nous": "we"}
ENDINGS = {"je": "e", "tu": "es", "il": "e", "elle": "e", "nous": "ons"}
VERBS = {"aim": "love", "ador": "adore", "détest": "hate", "regard": "watch", "trouv": "find", "dessin": "draw"}
# Each with its form before a masculine noun, before one that starts with a vowel, and before a feminine one.
DETERMINERS = {
    "the": ("le", "l'", "la"),
    "this": ("ce", "cet", "cette"),
    "my": ("mon", "mon", "ma"),
    "your": ("ton", "ton", "ta"),
    "our": ("notre", "notre", "notre"),
    "their": ("leur", "leur", "leur"),
}
MASCULINE = {"jardin": "garden", "chat": "cat", "château": "castle", "livre": "book", "arbre": "tree", "hôtel": "hotel"}
FEMININE = {"maison": "house", "ville": "city", "fleur": "flower", "table": "table", "étoile": "star", "île": "island"}
BEFORE_NOUN = {
    "beautiful": ("beau", "bel", "belle"),
    "old": ("vieux", "vieil", "vieille"),
    "new": ("nouveau", "nouvel", "nouvelle"),
    "small": ("petit", "petit", "petite"),
}
AFTER_NOUN = {
    "black": ("noir", "noir", "noire"),
    "green": ("vert", "vert", "verte"),
    "quiet": ("calme", "calme", "calme"),
    "famous": ("célèbre", "célèbre", "célèbre"),
}
VOWELS = "aeiouéêîôhy"  # the h of hôtel is silent
MASCULINE_FORM, VOWEL_FORM, FEMININE_FORM = range(3)


def french_sentences(seed: int = 0) -> tuple[list[Translation], list[Translation]]:
    """Return all sentences, shuffled, in two lists: to train on, and those with pairs of words that are held out.

    Held out are one pair in ten of an adjective and a noun, among them always *beau* and *jardin*: the first list
    has each of the two words, but never both in one sentence.
    """
    choose = random.Random(seed)
    pairs = list(product((*BEFORE_NOUN, *AFTER_NOUN), (*MASCULINE, *FEMININE)))
    held_out = {("beautiful", "jardin"), *choose.sample(pairs, len(pairs) // 10)}
    seen: list[Translation] = []
    new: list[Translation] = []
    for parts in product(
        SUBJECTS, VERBS, DETERMINERS, (None, *BEFORE_NOUN), (*MASCULINE, *FEMININE), (None, *AFTER_NOUN)
    ):
        *_, before, noun, after = parts
        (new if {(before, noun), (after, noun)} & held_out else seen).append(translate(*parts))
    choose.shuffle(seen)
    choose.shuffle(new)
    return seen, new


def translate(
    subject: str, verb: str, determiner: str, before: str | None, noun: str, after: str | None
) -> Translation:
    """Build a sentence of a French subject, stem and noun and of an English determiner and adjectives, both ways."""
    conjugated = verb + ENDINGS[subject]
    subject_form = "j'" if subject == "je" and conjugated[0] in VOWELS else subject
    adjective_before = [_form(BEFORE_NOUN[before], noun, noun)] if before else []
    adjective_after = [_form(AFTER_NOUN[after], noun, "")] if after else []
    determiner_form = _form(DETERMINERS[determiner], noun, (*adjective_before, noun)[0])
    source = [subject_form.capitalize(), conjugated, determiner_form, *adjective_before, noun, *adjective_after]

    place_of_noun = 3 + len(adjective_before)
    third_person = "s" if subject in ("il", "elle") else ""
    # "watch" takes "es".
    english_verb = VERBS[verb] + ("e" if third_person and VERBS[verb].endswith("ch") else "") + third_person
    adjectives = [(before, 3)] * bool(before) + [(after, place_of_noun + 1)] * bool(after)
    target = [(SUBJECTS[subject], 0), (english_verb, 1), (determiner, 2), *adjectives]
    target.append(({**MASCULINE, **FEMININE}[noun], place_of_noun))
    words, alignment = zip(*target, strict=True)
    return Translation(tuple(source), words, alignment)


def _form(forms: tuple[str, str, str], noun: str, next_word: str) -> str:
    """Choose the form for the gender of a noun, and for the first letter of the word that comes next."""
    starts_with_vowel = next_word[:1] in tuple(VOWELS)
    if noun in FEMININE:
        # l'île and mon île, but cette île and belle île
        takes_vowel_form = starts_with_vowel and forms[VOWEL_FORM] in ("l'", "mon", "ton")
        return forms[VOWEL_FORM] if takes_vowel_form else forms[FEMININE_FORM]
    return forms[VOWEL_FORM] if starts_with_vowel else forms[MASCULINE_FORM]
