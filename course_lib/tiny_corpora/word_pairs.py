"""Pairs of frequent English words that stand in one relation to each other, chosen before they were measured."""


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in (pair.split("-") for pair in text.split()))


PLURALS = _pairs(
    "cat-cats dog-dogs horse-horses bird-birds car-cars house-houses tree-trees book-books king-kings queen-queens "
    "student-students teacher-teachers river-rivers city-cities country-countries village-villages apple-apples "
    "egg-eggs road-roads bridge-bridges ship-ships train-trains letter-letters word-words number-numbers song-songs "
    "film-films friend-friends doctor-doctors engine-engines garden-gardens window-windows chair-chairs table-tables "
    "mountain-mountains flower-flowers cow-cows pig-pigs bank-banks mole-moles"
)
OPPOSITES = _pairs(
    "hot-cold good-bad up-down big-small happy-sad rich-poor old-young fast-slow high-low open-closed light-dark "
    "early-late full-empty hard-soft strong-weak wet-dry long-short love-hate win-lose buy-sell"
)
SAME_MEANING = _pairs(
    "big-large small-little fast-quick sad-unhappy rich-wealthy begin-start end-finish buy-purchase sick-ill "
    "clever-smart house-home street-road boat-ship doctor-physician child-kid error-mistake answer-reply "
    "gift-present shop-store car-automobile"
)
# For analogies: in each family every pair asks for every other one.
RELATIONS = {
    "man and woman": _pairs(
        "man-woman king-queen actor-actress father-mother brother-sister uncle-aunt son-daughter husband-wife "
        "boy-girl prince-princess"
    ),
    "country and capital": _pairs(
        "france-paris germany-berlin italy-rome spain-madrid japan-tokyo russia-moscow greece-athens egypt-cairo "
        "china-beijing austria-vienna"
    ),
    "present and past": _pairs(
        "go-went see-saw take-took give-gave write-wrote speak-spoke begin-began know-knew find-found make-made"
    ),
    "one and several": PLURALS[:10],
}
