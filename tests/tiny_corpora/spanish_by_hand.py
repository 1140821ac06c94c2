"""What a teacher of Spanish knows of the words of the grammar, written by hand and not taken from its lexicon."""

from tests.tiny_corpora.dictionary import read_dictionary

# fmt: off
FEMININE_NOUNS = {
    "niña", "mujer", "reina", "enfermera", "vaca", "águila", "gallina", "bola", "casa", "mesa", "flor", "puerta",
    "ventana", "llave", "caja",
}
MASCULINE_NOUNS = {
    "niño", "hombre", "rey", "médico", "perro", "gato", "caballo", "ratón", "león", "libro", "coche", "árbol",
    "jardín", "lápiz", "zapato", "tren", "puente",
}
THINGS = {
    "bola", "casa", "mesa", "flor", "puerta", "ventana", "llave", "caja", "libro", "coche", "árbol", "jardín",
    "lápiz", "zapato", "tren", "puente",
}
SINGULAR_NOUNS = FEMININE_NOUNS | MASCULINE_NOUNS
STATES = {"cansado", "enfermo", "limpio", "sucio", "roto"}  # with estar; other adjectives with ser
ADJECTIVES = {
    "azul", "rojo", "blanco", "negro", "verde", "gris", "pequeño", "grande", "viejo", "bonito", "fuerte", "lento",
    "feliz", "joven", "caro", "cansado", "enfermo", "limpio", "sucio", "roto",
}
DETERMINERS = {  # gender and number
    "el": ("m", 1), "la": ("f", 1), "los": ("m", 2), "las": ("f", 2),
    "un": ("m", 1), "una": ("f", 1), "unos": ("m", 2), "unas": ("f", 2),
    "este": ("m", 1), "esta": ("f", 1), "estos": ("m", 2), "estas": ("f", 2),
    "ese": ("m", 1), "esa": ("f", 1), "esos": ("m", 2), "esas": ("f", 2),
    "mi": ("mf", 1), "mis": ("mf", 2),
}
# fmt: on
CONJUNCTIONS = {"y", "pero", "porque", "cuando"}

# Each English word, and the Spanish ones that it can become.
SPANISH_OF = read_dictionary("""
the: el la los las; a an: un una; some: unos unas; my: mi mis; not: no; is: es está; are: son están;
this: este esta; these: estos estas; that: ese esa; those: esos esas;
and: y; but: pero; because: porque; when: cuando;
girl: niña; girls: niñas; boy: niño; boys: niños; woman: mujer; women: mujeres; man: hombre; men: hombres;
queen: reina; queens: reinas; king: rey; kings: reyes; doctor: médico; doctors: médicos;
nurse: enfermera; nurses: enfermeras; dog: perro; dogs: perros; cat: gato; cats: gatos; cow: vaca; cows: vacas;
horse: caballo; horses: caballos; mouse: ratón; mice: ratones; eagle: águila; eagles: águilas;
hen: gallina; hens: gallinas; lion: león; lions: leones; ball: bola; balls: bolas; book: libro; books: libros;
house: casa; houses: casas; car: coche; cars: coches; table: mesa; tables: mesas; tree: árbol; trees: árboles;
flower: flor; flowers: flores; door: puerta; doors: puertas; garden: jardín; gardens: jardines;
pencil: lápiz; pencils: lápices; shoe: zapato; shoes: zapatos; window: ventana; windows: ventanas;
train: tren; trains: trenes; bridge: puente; bridges: puentes; key: llave; keys: llaves; box: caja; boxes: cajas;
blue: azul azules; red: rojo roja rojos rojas; white: blanco blanca blancos blancas;
black: negro negra negros negras; green: verde verdes; grey: gris grises;
small: pequeño pequeña pequeños pequeñas; big: grande grandes; old: viejo vieja viejos viejas;
pretty: bonito bonita bonitos bonitas; strong: fuerte fuertes; slow: lento lenta lentos lentas;
happy: feliz felices; young: joven jóvenes; tired: cansado cansada cansados cansadas;
sick: enfermo enferma enfermos enfermas; clean: limpio limpia limpios limpias; dirty: sucio sucia sucios sucias;
broken: roto rota rotos rotas; expensive: caro cara caros caras;
run runs: corre corren; sleep sleeps: duerme duermen; eat eats: come comen; swim swims: nada nadan;
jump jumps: salta saltan; play plays: juega juegan; arrive arrives: llega llegan; fall falls: cae caen;
see sees: ve ven; want wants: quiere quieren; find finds: encuentra encuentran; hide hides: esconde esconden;
break breaks: rompe rompen; remember remembers: recuerda recuerdan; lose loses: pierde pierden;
touch touches: toca tocan
""")


def plural(word: str) -> str:
    """Return the plural of a noun or an adjective: casas, árboles, jardines, lápices, jóvenes."""
    if word == "joven":
        return "jóvenes"
    if word[-1] in "aeiou":
        return word + "s"
    if word[-1] == "z":
        return word[:-1] + "ces"
    for stressed, plain in (("ón", "on"), ("ín", "in")):
        word = word.removesuffix(stressed) + plain if word.endswith(stressed) else word
    return word + "es"


def assert_good_spanish(words: tuple[str, ...]) -> None:
    """Check the grammar of each clause of a sentence."""
    clause: list[str] = []
    for word in (*words, "y"):
        if word in CONJUNCTIONS:
            _assert_good_clause(clause)
            clause = []
        else:
            clause.append(word)


def _assert_good_clause(words: list[str]) -> None:
    gender, number, rest = _noun_phrase(words)
    if rest[0] == "no":
        rest = rest[1:]
    verb, *rest = rest
    assert verb.endswith("n") == (number == 2), words
    if verb in ("es", "son", "está", "están"):
        (adjective,) = rest
        _assert_agrees(adjective, gender, number)
        assert (verb in ("está", "están")) == (_masculine_singular(adjective) in STATES), words
    elif rest:
        assert rest[1] in {*THINGS, *map(plural, THINGS)}, words  # a person would need "a" before it
        assert not _noun_phrase(rest)[2], words


def _noun_phrase(words: list[str]) -> tuple[str, int, list[str]]:
    """Check determiner, noun and adjective; return gender and number, and the words behind."""
    determiner, noun, *rest = words
    (singular,) = (one for one in SINGULAR_NOUNS if noun in (one, plural(one)))
    gender, number = "f" if singular in FEMININE_NOUNS else "m", 1 if noun == singular else 2
    genders, number_of_determiner = DETERMINERS[determiner]
    assert number_of_determiner == number, words
    if noun == "águila" and determiner in ("el", "la", "un", "una"):
        assert determiner in ("el", "un"), words
    else:
        assert gender in genders, words
    if rest and _masculine_singular(rest[0]):
        _assert_agrees(rest[0], gender, number)
        rest = rest[1:]
    return gender, number, rest


def _assert_agrees(adjective: str, gender: str, number: int) -> None:
    base = _masculine_singular(adjective)
    of_gender = base[:-1] + "a" if base.endswith("o") and gender == "f" else base
    assert adjective == (of_gender if number == 1 else plural(of_gender)), (adjective, gender, number)


def _masculine_singular(word: str) -> str:
    """Return the form of an adjective that stands in a dictionary; nothing for another word."""
    for base in ADJECTIVES:
        feminine = base[:-1] + "a" if base.endswith("o") else base
        if word in (base, feminine, plural(base), plural(feminine)):
            return base
    return ""
