"""Weather reports of which every season has many, some likely and some not: there is no one right answer.

The probabilities are known, so that a trained model and its ways of choosing words can be checked against them. In
every season the report that is most likely as a whole does not begin with the most likely first word: many reports
begin with "it" and share the probability of that word, but only one begins with "we". All reports are equally long,
for batches of reports of one length would otherwise each have seen one kind only, and the shares learned be wrong.
"""

import random
from collections.abc import Mapping
from math import prod
from types import MappingProxyType

Report = tuple[str, ...]  # words
SEASONS = ("spring", "summer", "autumn", "winter")
# What comes after the words so far, with its probability: for every season the same, but for the sky and what falls.
FIRST = MappingProxyType({"it": 0.5, "we": 0.3, "everything": 0.2})
SKIES = MappingProxyType(
    {
        "spring": ("mild", "fresh", "windy", "cloudy", "bright", "wet"),
        "summer": ("hot", "dry", "sunny", "bright", "humid", "still"),
        "autumn": ("grey", "foggy", "windy", "damp", "cool", "wet"),
        "winter": ("cold", "icy", "dark", "frosty", "grey", "still"),
    }
)
SHARES_OF_SKIES = (0.25, 0.2, 0.18, 0.15, 0.12, 0.1)
FALLS = MappingProxyType({"spring": "rain", "summer": "sun", "autumn": "fog", "winter": "snow"})
DAYS = MappingProxyType({"today": 0.5, "tomorrow": 0.3, "tonight": 0.2})


def next_words(season: str, words: Report) -> Mapping[str, float]:
    """Return what can come after the first words of a report, with the probabilities; nothing after the last word."""
    if not words:
        return FIRST
    if words[-1] == "we":
        return {"have": 1.0}
    if words[-1] == "have":
        return {FALLS[season]: 1.0}
    if words[-1] in FALLS.values():
        return {"again": 1.0}
    if words[-1] in ("it", "everything"):
        return {"is": 0.6, "stays": 0.4}
    if words[-1] in ("is", "stays"):
        return dict(zip(SKIES[season], SHARES_OF_SKIES, strict=True))
    if words[-1] in SKIES[season]:
        return DAYS
    return {} if words[-1] == "." else {".": 1.0}


def probability(season: str, words: Report) -> float:
    """Return how likely a whole report is; 0 if it cannot be."""
    steps = [next_words(season, words[:place]).get(word, 0.0) for place, word in enumerate(words)]
    return 0.0 if next_words(season, words) else prod(steps)


def all_reports(season: str) -> dict[Report, float]:
    """Return every possible report with its probability."""
    reports: dict[Report, float] = {}
    open_ones: list[Report] = [()]
    while open_ones:
        words = open_ones.pop()
        following = next_words(season, words)
        if not following:
            reports[words] = probability(season, words)
        open_ones += [(*words, word) for word in following]
    return reports


def weather_reports(count: int, seed: int = 0) -> list[tuple[str, Report]]:
    """Draw seasons, each as likely as the others, and a report for each."""
    choose = random.Random(seed)
    drawn: list[tuple[str, Report]] = []
    for _ in range(count):
        season = choose.choice(SEASONS)
        words: Report = ()
        while following := next_words(season, words):
            words = (*words, choose.choices(tuple(following), tuple(following.values()))[0])
        drawn.append((season, words))
    return drawn
