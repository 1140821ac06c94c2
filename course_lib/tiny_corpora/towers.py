"""Captions of buildings: what they are, how tall, of what, and where; some are miniatures."""

import random

SIZE = {
    "tower": ("tall", "high"),
    "church": ("old", "tall"),
    "bridge": ("long", "old"),
    "castle": ("large", "old"),
    "house": ("large", "low"),
}
MATERIAL, CITY = ("stone", "brick", "wood"), ("rome", "london", "vienna")
OF_A_MINIATURE = ("small", "light")
PLACE_OR_MATERIAL_OF_A_MINIATURE = ("desk", "shelf", "plastic")


def building_captions(count: int, seed: int = 0) -> list[tuple[str, ...]]:
    """Make `count` captions, lists of words without grammar: 60 % buildings, 25 % miniatures, 15 % the Eiffel tower.

    - A building has its own sizes, any of three materials, any of three cities: ("tower", "tall", "stone", "rome").
      Towers come twice as often as each of the others.
    - Only the Eiffel tower stands in Paris and is of iron: ("eiffel", "tower", "high", "iron").
    - A miniature of any of them is small or light, and neither tall nor in a city:
      ("miniature", "eiffel", "tower", "small", "desk").
    """
    choose = random.Random(seed)
    return [_caption(choose) for _ in range(count)]


def _caption(choose: random.Random) -> tuple[str, ...]:
    kind = choose.choices(("building", "miniature", "eiffel"), (60, 25, 15))[0]
    if kind == "miniature":
        model = choose.choice((*((building,) for building in SIZE), ("eiffel", "tower")))
        return ("miniature", *model, choose.choice(OF_A_MINIATURE), choose.choice(PLACE_OR_MATERIAL_OF_A_MINIATURE))
    if kind == "eiffel":
        if choose.random() < 0.3:
            return ("eiffel", "tower", "paris", "iron")
        return ("eiffel", "tower", choose.choice(SIZE["tower"]), choose.choice(("paris", "iron")))
    building = choose.choice(("tower", *SIZE))
    return (building, choose.choice(SIZE[building]), choose.choice(MATERIAL), choose.choice(CITY))
