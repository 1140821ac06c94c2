"""What the command trains on and judges by."""

import pytest

from course_lib.training.sentences import MOST_HELD_OUT, of_the_grammar, of_the_text_file
from course_lib.training.text_file import columns_from


def write(path, pairs):
    """Write pairs with a tab between."""
    path.write_text("".join(f"{source}\t{target}\n" for source, target in pairs), encoding="utf-8")
    return path


@pytest.mark.parametrize("count", [19, 20, 300, 1000])
def test_one_pair_in_twenty_is_held_out(tmp_path, count):
    pairs = [(f"source {n}", f"target {n}") for n in range(count)]
    sentences = of_the_text_file(write(tmp_path / "text.tsv", pairs))
    held_out = sentences.held_out.get("Sentences held out", [])
    assert len(held_out) == count // 20 and sorted(sentences.train + held_out) == sorted(pairs)
    assert f"{count // 20} of {count} different pairs are held out." in sentences.report


def test_a_large_text_holds_out_no_more_than_the_limit(tmp_path):
    count = 20 * MOST_HELD_OUT + 400
    sentences = of_the_text_file(write(tmp_path / "text.tsv", ((str(n), "x") for n in range(count))))
    assert len(sentences.held_out["Sentences held out"]) == MOST_HELD_OUT
    assert len(sentences.train) == count - MOST_HELD_OUT


def test_no_held_out_source_is_trained_on_though_lines_repeat_and_sources_have_several_translations(tmp_path):
    pairs = [
        (source, f"target {n} {end}") for n in range(80) for source in (f"Source {n}", f"source  {n}") for end in "ab"
    ]
    sentences = of_the_text_file(write(tmp_path / "text.tsv", pairs * 2))
    trained_on = {" ".join(source.casefold().split()) for source, _ in sentences.train}
    held_out = [" ".join(source.casefold().split()) for source, _ in sentences.held_out["Sentences held out"]]
    assert held_out and not trained_on & set(held_out)
    assert len(sentences.train) + len(held_out) == len(pairs)
    assert "Left out, the same pair as in a line before: 320 (line 321, 322," in sentences.report


def test_a_text_without_pairs_to_hold_out_is_trained_on_whole(tmp_path):
    sentences = of_the_text_file(write(tmp_path / "text.tsv", [("a", "b"), ("c", "d")]))
    assert sentences.train == [("a", "b"), ("c", "d")] and sentences.held_out == {}


def test_the_chosen_columns_are_read(tmp_path):
    path = tmp_path / "text.tsv"
    path.write_text("1\ta\t2\tb\n", encoding="utf-8")
    assert of_the_text_file(path, columns=columns_from("2,4")).train == [("a", "b")]


def test_subwords_are_learned_from_the_sentences_to_train_on_alone(tmp_path):
    pairs = [(f"source {n}", f"target {n}") for n in range(40)]
    sentences = of_the_text_file(write(tmp_path / "text.tsv", pairs))
    source, _ = sentences.tokenizers(400)
    for held_out, _ in sentences.held_out["Sentences held out"]:
        number = held_out.split()[1]
        assert f" {number}" not in {source.decode([place]) for place in range(len(source))}


def test_the_grammar_holds_out_sentences_that_are_not_trained_on():
    sentences = of_the_grammar(400, seed=0)
    trained_on = {source for source, _ in sentences.train}
    assert len(sentences.held_out) == 2
    for pairs in sentences.held_out.values():
        assert pairs and not trained_on & {source for source, _ in pairs}
