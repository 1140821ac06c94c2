"""Sentences about people at court, people in the village, and vehicles."""

import random

# person: (rank, sex)
PEOPLE = {
    "king": ("royal", "male"),
    "queen": ("royal", "female"),
    "prince": ("royal", "male"),
    "princess": ("royal", "female"),
    "man": ("common", "male"),
    "woman": ("common", "female"),
    "boy": ("common", "male"),
    "girl": ("common", "female"),
}
VEHICLES = ("car", "truck", "bus", "bicycle")
DOES = {"royal": ("rules", "reigns", "commands"), "common": ("works", "farms", "cooks")}
PLACE = {"royal": ("palace", "castle", "court"), "common": ("village", "field", "market")}
THING = {"royal": ("crown", "throne", "sceptre"), "common": ("spade", "basket", "hat")}
PRONOUNS = {"male": ("he", "his"), "female": ("she", "her")}
VEHICLE_DOES = ("drives", "stops", "turns", "brakes")
VEHICLE_PLACE = ("road", "street", "bridge", "garage")
VEHICLE_PART = ("wheels", "brakes", "lights")


def royalty_sentences(count: int, seed: int = 0) -> list[list[str]]:
    """Make `count` sentences about eight people and four vehicles.

    Regularities, and there are no others:
    - royal people rule in palaces and hold crowns, common people work in villages and hold spades;
    - male people are followed by "he" and "his", female people by "she" and "her", whatever their rank;
    - vehicles drive on roads and have wheels; they share "the", "in", "on" and "has" with people, and no other word.
    So the words for people differ by rank and by sex, and those two differences are independent of each other.

    Example: ["the", "queen", "reigns", "and", "she", "holds", "her", "crown"].
    """
    choose = random.Random(seed)
    return [_about_vehicle(choose) if choose.random() < 0.3 else _about_person(choose) for _ in range(count)]


def _about_person(choose: random.Random) -> list[str]:
    person = choose.choice(list(PEOPLE))
    rank, sex = PEOPLE[person]
    he, his = PRONOUNS[sex]
    does, place, thing = choose.choice(DOES[rank]), choose.choice(PLACE[rank]), choose.choice(THING[rank])
    return choose.choice(
        (
            ["the", person, does, "and", he, "holds", his, thing],
            ["the", person, does, "in", his, place],
            ["in", "the", place, "the", person, "has", his, thing],
            [he, "is", "the", person, "and", he, does],
        )
    )


def _about_vehicle(choose: random.Random) -> list[str]:
    vehicle, does = choose.choice(VEHICLES), choose.choice(VEHICLE_DOES)
    place, part = choose.choice(VEHICLE_PLACE), choose.choice(VEHICLE_PART)
    return choose.choice(
        (
            ["the", vehicle, does, "on", "the", place],
            ["the", vehicle, "has", "new", part],
            ["on", "the", place, "the", vehicle, does],
        )
    )
