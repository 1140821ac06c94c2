"""What `make sweeps` stores: each file names its command and versions, and has a row for each of its settings."""

import json
from math import inf

import pytest

from book._tools import sweeps
from course_lib.demonstrations.sweeps import FOLDER, Sweep, read_sweep


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.json")))
def test_a_stored_sweep_names_its_command_and_versions_and_has_every_setting_once(name):
    sweep = read_sweep(name)
    assert sweep.command == f"make sweeps ONLY={name}" and {"python", "torch"} <= sweep.versions.keys()
    settings = [{key: value for key, value in row.items() if key not in ("of", "result")} for row in sweep.rows]
    measured = len({row.get("of") for row in sweep.rows})  # things for each setting, one after the other
    assert settings[::measured] == json.loads(json.dumps(sweeps.EXPERIMENTS[name].settings()))
    assert len({json.dumps([row | {"result": None}]) for row in sweep.rows}) == len(sweep.rows)


def test_every_experiment_is_stored():
    assert {path.stem for path in FOLDER.glob("*.json")} == set(sweeps.EXPERIMENTS)


def test_results_are_those_of_the_rows_with_the_settings_asked_for():
    rows = [{"rate": 1, "seed": 0, "result": 3.0}, {"rate": 1, "seed": 1, "result": 4.0}, {"rate": 2, "result": 5.0}]
    sweep = Sweep("command", {}, rows)
    assert sweep.results(rate=1) == [3.0, 4.0] and sweep.results(rate=1, seed=1) == [4.0]
    with pytest.raises(ValueError, match=r"no row of this sweep has \{'rate': 3\}"):
        sweep.results(rate=3)


def test_a_sweep_that_does_not_exist_is_named_beside_those_that_do():
    with pytest.raises(ValueError, match="no sweep 'shallow'; expected one of bank-in-context, chat-temperature"):
        read_sweep("shallow")


@pytest.fixture
def tiny(monkeypatch, tmp_path):
    experiment = sweeps.Experiment(abs, list, agree_within=1.5, all_one=10.0)
    monkeypatch.setattr(sweeps, "EXPERIMENTS", {"tiny": experiment})
    monkeypatch.setattr(sweeps, "FOLDER", tmp_path)
    monkeypatch.setattr("course_lib.demonstrations.sweeps.FOLDER", tmp_path)
    rows = [{"rate": rate, "seed": seed, "result": rate + seed} for rate in (1, 2) for seed in (0, 1, 2)]
    sweeps.store("tiny", rows)
    return rows


def test_what_is_stored_is_read_back(tiny):
    assert read_sweep("tiny").rows == tiny


def test_medians_that_agree_pass_and_one_that_does_not_is_named(tiny):
    assert sweeps.differences("tiny", tiny) == []
    other = [row | {"result": 9.0} if row["rate"] == 2 else row for row in tiny]
    assert sweeps.differences("tiny", other) == ["tiny {'rate': 2}: stored 3, now 9; expected within a factor of 1.5."]


def test_how_far_a_training_has_run_away_does_not_matter(tiny):
    away = [row | {"result": 1e5} for row in tiny]
    sweeps.store("tiny", away)
    assert sweeps.differences("tiny", [row | {"result": inf} for row in tiny]) == []
