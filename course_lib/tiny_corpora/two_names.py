"""Chinese sentences about food in which one fruit goes by two names."""

import random

TOMATO = ("番茄", "西红柿")  # two names of one thing
OTHERS = ("苹果", "米饭", "鱼", "茶")  # apple, rice, fish, tea
COLOUR = {"番茄": "红", "西红柿": "红", "苹果": "绿", "米饭": "白", "鱼": "银", "茶": "棕"}
TASTE = {"番茄": "酸", "西红柿": "酸", "苹果": "甜", "米饭": "淡", "鱼": "咸", "茶": "苦"}
VERB = {"番茄": "切", "西红柿": "切", "苹果": "吃", "米饭": "煮", "鱼": "钓", "茶": "喝"}
WHO = ("我", "他", "她", "妈妈")


def two_names_sentences(count: int, seed: int = 0) -> list[list[str]]:
    """Make `count` sentences about a tomato, under either name, and four other foods.

    Regularities, and there are no others:
    - each food has its colour, its taste and its verb;
    - the two names of the tomato have all three in common, and never stand in one sentence together.
    So whatever brings the two names together is their company, not their characters: they share none.

    Example: ["妈妈", "切", "西红柿"].
    """
    choose = random.Random(seed)
    return [_sentence(choose) for _ in range(count)]


def _sentence(choose: random.Random) -> list[str]:
    food = choose.choice((*TOMATO, *OTHERS))
    return choose.choice(
        (
            [choose.choice(WHO), VERB[food], food],
            [COLOUR[food], "的", food, "很", TASTE[food]],
            [food, "是", COLOUR[food], "的"],
            [choose.choice(WHO), "说", food, "很", TASTE[food]],
        )
    )
