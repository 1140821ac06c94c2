"""French sentences such as "J' aime le beau jardin": the forms are right, and each English word has its French one."""

from itertools import pairwise, product

import pytest

from course_lib.tiny_corpora import Translation, french, french_sentences
from course_lib.tiny_corpora.french import translate
from tests.tiny_corpora.dictionary import read_dictionary

# Written by hand, not taken from the grammar: each English word, and the French ones that it can come from.
FRENCH_OF = read_dictionary("""
I: je j'; you: tu; he: il; she: elle; we: nous;
love loves: aime aimes aimons; adore adores: adore adores adorons; hate hates: déteste détestes détestons;
watch watches: regarde regardes regardons; find finds: trouve trouves trouvons; draw draws: dessine dessines dessinons;
the: le la l'; this: ce cet cette; my: mon ma; your: ton ta; our: notre; their: leur;
garden: jardin; cat: chat; castle: château; book: livre; tree: arbre; hotel: hôtel;
house: maison; city: ville; flower: fleur; table: table; star: étoile; island: île;
beautiful: beau bel belle; old: vieux vieil vieille; new: nouveau nouvel nouvelle; small: petit petite;
black: noir noire; green: vert verte; quiet: calme; famous: célèbre
""")
NOUNS = ["garden", "cat", "castle", "book", "tree", "hotel", "house", "city", "flower", "table", "star", "island"]
ADJECTIVES = ["beautiful", "old", "new", "small", "black", "green", "quiet", "famous"]
FEMININE = {"maison", "ville", "fleur", "table", "étoile", "île"}
SOUNDS_LIKE_A_VOWEL = (*tuple("aeiouéêîô"), "hôtel")
ONLY_MASCULINE = {"le", "ce", "cet", "beau", "bel", "vieux", "vieil", "nouveau", "nouvel", "petit", "noir", "vert"}
ONLY_FEMININE = {"la", "cette", "ma", "ta", "belle", "vieille", "nouvelle", "petite", "noire", "verte"}
NEVER_BEFORE_A_VOWEL = {"je", "le", "la", "ce", "ma", "ta", "beau", "vieux", "nouveau"}
ONLY_BEFORE_A_VOWEL = {"j'", "l'", "cet", "bel", "vieil", "nouvel"}


@pytest.fixture(scope="module")
def corpora():
    """Give the sentences of two subjects and two verbs, for speed, by seed: those to train on and the held-out ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(french, "SUBJECTS", {"je": "I", "elle": "she"})
        patch.setattr(french, "VERBS", {"aim": "love", "regard": "watch"})
        return {seed: french_sentences(seed) for seed in (0, 1)}


@pytest.fixture(scope="module")
def sentences(corpora):
    """Give both lists in one."""
    seen, new = corpora[0]
    return seen + new


@pytest.mark.parametrize(
    ("parts", "source", "target"),
    [
        (("je", "aim", "the", "beautiful", "jardin", None), "J' aime le beau jardin", "I love the beautiful garden"),
        (("je", "ador", "the", None, "hôtel", None), "J' adore l' hôtel", "I adore the hotel"),
        (("je", "détest", "your", None, "étoile", None), "Je déteste ton étoile", "I hate your star"),
        (("tu", "ador", "the", None, "île", "quiet"), "Tu adores l' île calme", "you adore the quiet island"),
        (("tu", "dessin", "their", "beautiful", "arbre", "famous"),
         "Tu dessines leur bel arbre célèbre", "you draw their beautiful famous tree"),
        (("il", "regard", "this", "old", "arbre", None), "Il regarde ce vieil arbre", "he watches this old tree"),
        (("il", "trouv", "this", None, "hôtel", None), "Il trouve cet hôtel", "he finds this hotel"),
        (("il", "aim", "the", "old", "château", None), "Il aime le vieux château", "he loves the old castle"),
        (("elle", "détest", "this", None, "étoile", "green"),
         "Elle déteste cette étoile verte", "she hates this green star"),
        (("elle", "aim", "my", "beautiful", "étoile", "black"),
         "Elle aime ma belle étoile noire", "she loves my beautiful black star"),
        (("elle", "regard", "our", "old", "ville", None),
         "Elle regarde notre vieille ville", "she watches our old city"),
        (("nous", "dessin", "my", None, "île", None), "Nous dessinons mon île", "we draw my island"),
        (("nous", "ador", "the", "new", "maison", "green"),
         "Nous adorons la nouvelle maison verte", "we adore the new green house"),
        (("nous", "regard", "your", "new", "hôtel", None),
         "Nous regardons ton nouvel hôtel", "we watch your new hotel"),
    ],
)  # fmt: skip
def test_sentences_written_by_hand_are_translated_so(parts, source, target):
    translation = translate(*parts)
    assert " ".join(translation.source) == source and " ".join(translation.target) == target


def test_what_stands_around_a_noun_has_its_gender(sentences):
    for translation in sentences:
        words = set(translation.source)
        assert not words & (ONLY_MASCULINE if words & FEMININE else ONLY_FEMININE)


def test_words_change_before_a_vowel_and_only_there(sentences):
    for translation in sentences:
        words = [word.lower() for word in translation.source]
        for word, following in pairwise(words):
            if following.startswith(SOUNDS_LIKE_A_VOWEL):
                assert word not in NEVER_BEFORE_A_VOWEL
            else:
                assert word not in ONLY_BEFORE_A_VOWEL
                assert word not in ("mon", "ton") or not set(words) & FEMININE


@pytest.mark.parametrize("subject", french.SUBJECTS)
@pytest.mark.parametrize("verb", french.VERBS)
def test_verbs_agree_with_their_subjects_in_both_languages(subject, verb):
    translation = translate(subject, verb, "the", None, "chat", None)
    endings = {"Je": "e", "J'": "e", "Tu": "es", "Il": "e", "Elle": "e", "Nous": "ons"}
    assert translation.source[1] == verb + endings[translation.source[0]]
    assert translation.target[1].endswith("s") == (translation.target[0] in ("he", "she"))
    assert_aligned(translation)


def test_every_english_word_is_aligned_to_the_french_word_it_translates_and_each_is_used_once(sentences):
    for translation in sentences:
        assert_aligned(translation)


def assert_aligned(translation: Translation) -> None:
    assert sorted(translation.alignment) == list(range(len(translation.source)))
    for word, place in zip(translation.target, translation.alignment, strict=True):
        assert translation.source[place].lower() in FRENCH_OF[word]


def test_only_an_adjective_behind_the_noun_changes_the_order():
    assert translate("je", "aim", "the", "old", "chat", "black").alignment == (0, 1, 2, 3, 5, 4)
    assert translate("je", "aim", "the", None, "chat", "black").alignment == (0, 1, 2, 4, 3)
    assert translate("je", "aim", "the", "old", "chat", None).alignment == (0, 1, 2, 3, 4)


@pytest.mark.parametrize("seed", [0, 1])
def test_held_out_pairs_never_occur_in_training_but_every_word_does(corpora, seed):
    def pairs(translation):
        *_, noun = translation.target
        return {(word, noun) for word in translation.target[3:-1]}

    seen, new = corpora[seed]
    in_training = set().union(*map(pairs, seen))
    held_out = set(product(ADJECTIVES, NOUNS)) - in_training
    assert len(held_out) in (9, 10) and ("beautiful", "garden") in held_out
    assert all(pairs(translation) & held_out for translation in new)
    for side in ("source", "target"):
        words_of_training, words_of_new = (
            {word for translation in some for word in getattr(translation, side)} for some in (seen, new)
        )
        assert words_of_new <= words_of_training


def test_all_sentences_are_different_and_none_is_missing(sentences):
    sources, targets = ({getattr(sentence, side) for sentence in sentences} for side in ("source", "target"))
    assert len(sources) == len(targets) == len(sentences) == 2 * 2 * 6 * 5 * 12 * 5


def test_the_seed_decides_what_is_held_out_and_the_order(corpora, monkeypatch):
    monkeypatch.setattr(french, "SUBJECTS", {"je": "I"})
    monkeypatch.setattr(french, "VERBS", {"aim": "love"})
    assert french_sentences(3) == french_sentences(3)
    (seen, new), (other_seen, other_new) = corpora[0], corpora[1]
    assert set(new) != set(other_new) and seen != other_seen
