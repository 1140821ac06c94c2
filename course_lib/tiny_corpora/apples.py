"""Chinese sentences about an 苹果, a fruit or a telephone: who gave it to whom, and which of the two is it?"""

import random

from course_lib.tiny_corpora.questions import Question

NAMES = tuple("小" + family for family in "明红李王张刘陈杨赵周吴孙林何郭马高罗梁宋郑谢韩唐冯于董萧程曹袁邓")
SENSE_OF = {"甜": "fruit", "脆": "fruit", "酸": "fruit", "新": "telephone", "快": "telephone", "薄": "telephone"}
APPLE = 4  # the place of 苹果 in each sentence


def apple_questions(count: int, seed: int = 0) -> list[Question]:
    """Ask 苹果 three things: its "giver", its "receiver" and its "sense".

    小明 送 小红 的 苹果 很 甜 means "the apple that Xiaoming gave to Xiaohong is very sweet". Giver and receiver are
    two of the same 32 names, so that only their places tell them apart. The last word tells fruit from telephone.
    """
    choose = random.Random(seed)
    questions = []
    for _ in range(count):
        giver, receiver = choose.sample(NAMES, 2)
        quality = choose.choice(tuple(SENSE_OF))
        words = (giver, "送", receiver, "的", "苹果", "很", quality)
        questions.append(Question(words, APPLE, {"giver": giver, "receiver": receiver, "sense": SENSE_OF[quality]}))
    return questions
