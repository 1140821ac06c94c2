"""Weather reports: their probabilities are true, and the likeliest one does not begin with the likeliest word."""

from collections import Counter

import pytest

from course_lib.tiny_corpora.weather import SEASONS, all_reports, next_words, probability, weather_reports

of_every_season = pytest.mark.parametrize("season", SEASONS)
DRAWN = weather_reports(4000)


@of_every_season
def test_the_probabilities_of_all_reports_sum_to_one(season):
    assert sum(all_reports(season).values()) == pytest.approx(1)
    assert min(all_reports(season).values()) > 0


@of_every_season
def test_at_every_step_the_probabilities_sum_to_one_until_the_full_stop(season):
    for report in all_reports(season):
        assert report[-1] == "." and "." not in report[:-1]
        for place in range(len(report)):
            assert sum(next_words(season, report[:place]).values()) == pytest.approx(1)
        assert not next_words(season, report)


def test_a_probability_is_the_product_of_its_steps():
    assert probability("winter", ("we", "have", "snow", "again", ".")) == pytest.approx(0.3)
    assert probability("winter", ("it", "is", "cold", "today", ".")) == pytest.approx(0.5 * 0.6 * 0.25 * 0.5)
    assert probability("spring", ("it", "stays", "wet", "tonight", ".")) == pytest.approx(0.5 * 0.4 * 0.1 * 0.2)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "it is cold today",
        "we have rain again .",
        "it is hot today .",
        "it is cold .",
        "snow have we again .",
        "we have snow again . .",
        "it is cold today . it is cold today .",
    ],
)
def test_what_is_no_whole_report_of_the_season_has_probability_zero(words):
    assert probability("winter", tuple(words.split())) == 0


@of_every_season
def test_the_likeliest_report_does_not_begin_with_the_likeliest_word(season):
    reports = all_reports(season)
    first = next_words(season, ())
    likeliest = max(reports, key=reports.__getitem__)
    assert likeliest[0] != max(first, key=first.__getitem__)
    others = [share for report, share in reports.items() if report != likeliest]
    assert reports[likeliest] > 4 * max(others)


def test_seasons_are_drawn_equally_often():
    share = {season: number / len(DRAWN) for season, number in Counter(season for season, _ in DRAWN).items()}
    assert share == {season: pytest.approx(0.25, abs=0.03) for season in SEASONS}


@of_every_season
def test_reports_are_drawn_as_often_as_their_probability_says(season):
    drawn = Counter(report for drawn_season, report in DRAWN if drawn_season == season)
    reports = all_reports(season)
    assert set(drawn) <= set(reports)
    for report, share in reports.items():
        # Four standard deviations of a share among about a thousand.
        assert drawn[report] / drawn.total() == pytest.approx(share, abs=4 * (share / drawn.total()) ** 0.5)


def test_the_seasons_tell_different_reports():
    for season in SEASONS:
        others = set().union(*(all_reports(other) for other in SEASONS if other != season))
        assert len(set(all_reports(season)) - others) > len(all_reports(season)) / 3


def test_the_seed_decides_everything_and_the_size_is_as_asked():
    assert weather_reports(50, seed=3) == weather_reports(50, seed=3) != weather_reports(50, seed=4)
    assert len(weather_reports(50)) == 50
