"""The judge of stories promises: every fact counted where it stands, a wrong one once, a broken sentence as wrong."""

from course_lib.tiny_corpora import stories
from course_lib.tiny_corpora.story_judge import judge_stories

STORY = (
    "lea west has a gold drum . leo lane has a red book . who has the book ? leo lane . "
    "leo lane gives the book to lea west . lea west goes to the garden . where is lea west ? in the garden . "
    "the drum is gold . who has the book ? lea west . end"
)


def judge(text):
    return judge_stories([text.split()])


def test_a_written_story_is_right_from_beginning_to_end():
    scores = judge_stories(stories(30, seed=2))
    assert scores.stories == scores.right_stories == scores.grammatical_stories == 30
    assert scores.sentences == scores.right_sentences > 200
    assert not scores.lost and scores.share_kept("surname") == 1.0


def test_facts_are_counted_by_their_kind():
    scores = judge(STORY)
    kinds = {kind: scores.kept[kind] for kind in ("surname", "owner", "colour", "place")}
    # Owners: two asked for; who gives can give, and what; who goes could have given.
    assert kinds == {"surname": 6, "owner": 5, "colour": 1, "place": 1}
    assert scores.sentences == 9


def test_a_wrong_fact_counts_once_and_the_story_goes_on_as_if_it_were_right():
    scores = judge(STORY.replace("the drum is gold", "the drum is red").replace("? lea west", "? leo lane"))
    assert scores.lost == {"colour": 1, "owner": 1}
    assert scores.sentences - scores.right_sentences == 2
    assert (scores.right_stories, scores.grammatical_stories) == (0, 1)
    assert scores.share_kept("colour") == 0.0


def test_what_comes_after_broken_grammar_counts_as_wrong():
    scores = judge(STORY.replace("gives the book to", "gives the book the"))
    assert (scores.sentences, scores.right_sentences, scores.grammatical_stories) == (9, 3, 0)


def test_a_beginning_is_judged_as_far_as_it_goes():
    scores = judge("lea west has a gold")
    assert (scores.sentences, scores.right_sentences, scores.right_stories) == (1, 1, 1)
    assert judge_stories([[]]).sentences == 0


def test_a_surname_is_kept_if_it_belongs_to_the_first_name_that_was_written():
    assert judge(STORY.replace("? lea west . end", "? leo lane . end")).share_kept("surname") == 1.0
    assert judge(STORY.replace("where is lea west", "where is lea lane")).share_kept("surname") == 5 / 6


def test_two_people_of_one_surname_cannot_be_judged_further():
    scores = judge(STORY.replace("leo lane has", "leo west has", 1))
    assert (scores.right_sentences, scores.grammatical_stories) == (1, 0)
