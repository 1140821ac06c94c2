"""Chinese sentences such as 我 喜欢 这个 美丽 花园, "I like this beautiful garden"."""

import random

from course_lib.tiny_corpora.questions import Question

SUBJECTS = ("我", "他", "她")
ATTITUDE_OF = {"喜欢": "likes", "讨厌": "dislikes", "画": "paints", "买": "buys"}
DISTANCE_OF = {"这个": "near", "那个": "far"}
ADJECTIVES = ("美丽", "安静", "古老", "小小")
KIND_OF = {"花园": "place", "公园": "place", "姑娘": "person", "孩子": "person", "歌": "sound", "曲子": "sound"}
ADJECTIVE = 3  # the place of the adjective in each sentence
# Never among the sentences that `garden_questions` makes.
HELD_OUT = ("我", "喜欢", "这个", "美丽", "花园")


def garden_questions(count: int, seed: int = 0, *, asked: tuple[str, ...] = ("kind",)) -> list[Question]:
    """Ask the adjective about the words around it.

    It can be asked for the "kind" of thing it describes (from the noun), the "attitude" (from the verb) and the
    "distance" (from 这个 or 那个).
    """
    choose = random.Random(seed)
    questions: list[Question] = []
    while len(questions) < count:
        verb, demonstrative, noun = (choose.choice(tuple(words)) for words in (ATTITUDE_OF, DISTANCE_OF, KIND_OF))
        words = (choose.choice(SUBJECTS), verb, demonstrative, choose.choice(ADJECTIVES), noun)
        answers = {"kind": KIND_OF[noun], "attitude": ATTITUDE_OF[verb], "distance": DISTANCE_OF[demonstrative]}
        if words != HELD_OUT:
            questions.append(Question(words, ADJECTIVE, {question: answers[question] for question in asked}))
    return questions
