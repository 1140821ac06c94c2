"""`make lock` writes pins that hold on every machine, and keeps those of `make bench` apart."""

from pathlib import Path

import pytest

from book._tools import lock


def test_packages_for_graphics_cards_and_local_versions_are_left_out() -> None:
    resolved = [
        "torch==2.13.0+cpu",
        "triton==3.7.1 ; sys_platform == 'linux'",
        "nvidia-nccl-cu13==2.29.7",
        "tritonic==1",
    ]
    assert lock.portable(resolved) == ["torch==2.13.0", "tritonic==1"]


@pytest.mark.parametrize(("upgrade", "begins_with"), [(False, ["a==1"]), (True, [])])
def test_the_old_pins_are_kept_unless_the_newest_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, upgrade: bool, begins_with: list[str]
) -> None:
    course, bench = tmp_path / "course.txt", tmp_path / "bench.txt"
    course.write_text("a==1\n")
    bench.write_text("c==3\n")
    seen = []

    def resolve(kept: list[str], *options: str) -> list[str]:
        seen.append(kept)
        return ["a==1", "b==2"] if "dev" in options else ["b==2", "c==3"]

    monkeypatch.setattr(lock, "resolve", resolve)
    lock.lock(course, bench, upgrade)
    assert seen[0] == begins_with
    assert seen[1] == ["a==1", "b==2"] + ([] if upgrade else ["c==3"])
    assert course.read_bytes() == b"a==1\nb==2\n"
    assert bench.read_bytes() == b"c==3\n"


def test_without_uv_one_sentence_says_where_it_comes_from(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["lock"])
    monkeypatch.setattr(lock.shutil, "which", lambda name, path: None)
    monkeypatch.setenv("PATH", "")
    assert lock.main() == 1
    assert capsys.readouterr().err == "make lock needs uv: `make book` installs it into .venv.\n"
