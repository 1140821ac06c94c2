"""The words of the English-Spanish grammar, and how they change.

Nouns have a gender and a kind; adjectives say which kinds they can describe, and which of the two Spanish verbs for
"to be" goes with them: *ser* for what something is (azul), *estar* for the state it is in (cansado).
"""

from dataclasses import dataclass
from typing import Literal

Gender = Literal["m", "f"]
Kind = Literal["person", "animal", "thing"]
LIVING: frozenset[Kind] = frozenset({"person", "animal"})
ANYTHING: frozenset[Kind] = frozenset({"person", "animal", "thing"})
NOT_PERSONS: frozenset[Kind] = frozenset({"animal", "thing"})
THINGS: frozenset[Kind] = frozenset({"thing"})


@dataclass(frozen=True)
class Noun:
    """A noun, singular and plural, in both languages."""

    english: tuple[str, str]
    spanish: tuple[str, str]
    gender: Gender
    kind: Kind

    @property
    def takes_el(self) -> bool:
        """Say whether the feminine noun starts with a stressed a, here always written á: el águila, un águila.

        Only the articles change, and only in the singular: esta águila, las águilas. Nouns such as agua are not known.
        """
        return self.gender == "f" and self.spanish[0].startswith("á")


@dataclass(frozen=True)
class Adjective:
    """An adjective; `spanish` has the masculine and the feminine singular, and both plurals."""

    english: str
    spanish: tuple[str, str, str, str]
    describes: frozenset[Kind]
    with_estar: bool = False


@dataclass(frozen=True)
class Verb:
    """A verb in the third person, singular and plural, and whether it takes an object."""

    english: tuple[str, str]
    spanish: tuple[str, str]
    takes_object: bool


def _nouns(text: str, kind: Kind) -> tuple[Noun, ...]:
    rows = (line.split() for line in text.strip().splitlines())
    return tuple(Noun((one, many), (uno, muchos), gender, kind) for one, many, uno, muchos, gender in rows)  # type: ignore[arg-type]


NOUNS = (
    *_nouns(
        """
        girl girls niña niñas f
        boy boys niño niños m
        woman women mujer mujeres f
        man men hombre hombres m
        queen queens reina reinas f
        king kings rey reyes m
        doctor doctors médico médicos m
        nurse nurses enfermera enfermeras f
        """,
        "person",
    ),
    *_nouns(
        """
        dog dogs perro perros m
        cat cats gato gatos m
        cow cows vaca vacas f
        horse horses caballo caballos m
        mouse mice ratón ratones m
        eagle eagles águila águilas f
        hen hens gallina gallinas f
        lion lions león leones m
        """,
        "animal",
    ),
    *_nouns(
        """
        ball balls bola bolas f
        book books libro libros m
        house houses casa casas f
        car cars coche coches m
        table tables mesa mesas f
        tree trees árbol árboles m
        flower flowers flor flores f
        door doors puerta puertas f
        garden gardens jardín jardines m
        pencil pencils lápiz lápices m
        shoe shoes zapato zapatos m
        window windows ventana ventanas f
        train trains tren trenes m
        bridge bridges puente puentes m
        key keys llave llaves f
        box boxes caja cajas f
        """,
        "thing",
    ),
)


def _regular(stem: str) -> tuple[str, str, str, str]:
    """Return the forms of an adjective on -o: rojo, roja, rojos, rojas."""
    return stem + "o", stem + "a", stem + "os", stem + "as"


def _same_for_both(singular: str, plural: str) -> tuple[str, str, str, str]:
    """Return the forms of an adjective that does not show the gender: azul, azules."""
    return singular, singular, plural, plural


ADJECTIVES = (
    Adjective("blue", _same_for_both("azul", "azules"), NOT_PERSONS),
    Adjective("red", _regular("roj"), NOT_PERSONS),
    Adjective("white", _regular("blanc"), NOT_PERSONS),
    Adjective("black", _regular("negr"), NOT_PERSONS),
    Adjective("green", _same_for_both("verde", "verdes"), NOT_PERSONS),
    Adjective("grey", _same_for_both("gris", "grises"), NOT_PERSONS),
    Adjective("small", _regular("pequeñ"), ANYTHING),
    Adjective("big", _same_for_both("grande", "grandes"), ANYTHING),
    Adjective("old", _regular("viej"), ANYTHING),
    Adjective("pretty", _regular("bonit"), ANYTHING),
    Adjective("strong", _same_for_both("fuerte", "fuertes"), ANYTHING),
    Adjective("slow", _regular("lent"), LIVING),
    Adjective("happy", _same_for_both("feliz", "felices"), LIVING),
    Adjective("young", _same_for_both("joven", "jóvenes"), LIVING),
    Adjective("tired", _regular("cansad"), LIVING, with_estar=True),
    Adjective("sick", _regular("enferm"), LIVING, with_estar=True),
    Adjective("clean", _regular("limpi"), ANYTHING, with_estar=True),
    Adjective("dirty", _regular("suci"), ANYTHING, with_estar=True),
    Adjective("broken", _regular("rot"), THINGS, with_estar=True),
    Adjective("expensive", _regular("car"), THINGS),
)

VERBS = (
    Verb(("runs", "run"), ("corre", "corren"), takes_object=False),
    Verb(("sleeps", "sleep"), ("duerme", "duermen"), takes_object=False),
    Verb(("eats", "eat"), ("come", "comen"), takes_object=False),
    Verb(("swims", "swim"), ("nada", "nadan"), takes_object=False),
    Verb(("jumps", "jump"), ("salta", "saltan"), takes_object=False),
    Verb(("plays", "play"), ("juega", "juegan"), takes_object=False),
    Verb(("arrives", "arrive"), ("llega", "llegan"), takes_object=False),
    Verb(("falls", "fall"), ("cae", "caen"), takes_object=False),
    Verb(("sees", "see"), ("ve", "ven"), takes_object=True),
    Verb(("wants", "want"), ("quiere", "quieren"), takes_object=True),
    Verb(("finds", "find"), ("encuentra", "encuentran"), takes_object=True),
    Verb(("hides", "hide"), ("esconde", "esconden"), takes_object=True),
    Verb(("breaks", "break"), ("rompe", "rompen"), takes_object=True),
    Verb(("remembers", "remember"), ("recuerda", "recuerdan"), takes_object=True),
    Verb(("loses", "lose"), ("pierde", "pierden"), takes_object=True),
    Verb(("touches", "touch"), ("toca", "tocan"), takes_object=True),
)


@dataclass(frozen=True)
class Determiner:
    """A determiner for one number; `spanish` has the masculine and the feminine form."""

    english: str
    spanish: tuple[str, str]
    plural: bool
    before_stressed_a: str | None = None  # the form that el águila and un águila take


DETERMINERS = (
    Determiner("the", ("el", "la"), plural=False, before_stressed_a="el"),
    Determiner("the", ("los", "las"), plural=True),
    Determiner("a", ("un", "una"), plural=False, before_stressed_a="un"),
    Determiner("some", ("unos", "unas"), plural=True),
    Determiner("this", ("este", "esta"), plural=False),
    Determiner("these", ("estos", "estas"), plural=True),
    Determiner("that", ("ese", "esa"), plural=False),
    Determiner("those", ("esos", "esas"), plural=True),
    Determiner("my", ("mi", "mi"), plural=False),
    Determiner("my", ("mis", "mis"), plural=True),
)

CONJUNCTIONS = {"and": "y", "but": "pero", "because": "porque", "when": "cuando"}
SER, ESTAR = ("es", "son"), ("está", "están")
TO_BE = ("is", "are")
