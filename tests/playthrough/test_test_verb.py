"""`eightwings test`: what it runs, what it prints, how it ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from game.cli import main
from game.playthrough import testing
from game.playthrough.junit import junit
from game.playthrough.parallel_runs import FailureAt, RunReport
from game.support import limits
from game.verbs import test as test_verb

Write = Callable[..., Path]
Out = pytest.CaptureFixture[str]


@pytest.fixture
def here(pack: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder above the pack is where the command is typed."""
    monkeypatch.chdir(pack.parent)
    return pack


@pytest.fixture
def three(here: Path, write: Write) -> None:
    """One playthrough that passes, one that fails, one that cannot be read."""
    write("playthrough: It smells\nsteps:\n  - biscuit\n  - Smell it\n  - expect: { pride: 2 }\n", "a")
    write("playthrough: It is eaten\nsteps:\n  - biscuit\n  - expect: { offers: Eat itt, pride: 2 }\n  - Eat it\n", "b")
    write("playthrough: It is odd\nsteps:\n  - doo: biscuit\n  - expect: { prid: 1 }\n", "c")


TOLD = """\
passed  It smells
FAILED  It is eaten
FAILED  It is odd

── It is eaten ─────────────────────────────────────────────────────────────────
kitchen/playthroughs/b.yaml:4:23: “Eat itt” is not offered.
     4 | - expect: { offers: Eat itt, pride: 2 }
    → Did you mean “Eat it”? It is not offered now: its condition does not hold:
      pride >= 3 ✗ (it is 1). Offered: Smell it; Leave it.
kitchen/playthroughs/b.yaml:4:39: `pride` should be 2, and is 1.
kitchen/playthroughs/b.yaml:5:5: “Eat it” is not offered now: its condition does
  not hold: pride >= 3 ✗ (it is 1).
     5 | - Eat it
    → Offered: Smell it; Leave it.
  What happened before:
  | The kitchen
  | Rain stands on the window [1.1].
  | > Look at the biscuit
  | One biscuit is left on the plate.

── It is odd ───────────────────────────────────────────────────────────────────
kitchen/playthroughs/c.yaml:3:5: A step has no key `doo`.
     3 | - doo: biscuit
    → Did you mean `do`? Known here: do, answer, answers, walk, undo, expect,
      include, play, reopen, saw, asked, got, confidence, times.
kitchen/playthroughs/c.yaml:4:15: What is expected has no key `prid`.
     4 | - expect: { prid: 1 }
"""


@pytest.mark.usefixtures("three")
def test_it_tells_one_line_each_then_what_failed_then_how_many(capsys: Out) -> None:
    assert main(["test", "kitchen"]) == 1
    out = capsys.readouterr().out
    assert out.startswith(TOLD)
    assert "Did you mean `pride`?" in out
    assert out.endswith("\n3 playthroughs: 1 passed, 2 failed.\n")
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.usefixtures("three")
def test_any_number_of_workers_prints_the_same(capsys: Out) -> None:
    outputs = set()
    for workers in ("1", "2", "auto"):
        assert main(["test", "kitchen", "-n", workers]) == 1
        outputs.add(capsys.readouterr().out)
    assert len(outputs) == 1


@pytest.mark.usefixtures("here")
def test_of_very_many_failures_the_first_are_told(write: Write, capsys: Out) -> None:
    write("- expect: { pride: 5 }\n" * (limits.FAILURES_SHOWN + 1_500))
    assert main(["test", "kitchen"]) == 1
    out = capsys.readouterr().out
    assert out.count("`pride` should be 5, and is 1.") == limits.FAILURES_SHOWN
    assert "\n  What happened before:\n  | The kitchen\n" in out
    assert out.endswith("\n… and 1,500 more failures.\n\n1 playthrough: 1 failed.\n")


@pytest.mark.usefixtures("here")
def test_failures_with_very_many_words_are_fewer(write: Write, capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(testing, "FAILURE_CHARACTERS", 1_000)
    write("- expect: { pride: 5 }\n- Look at the *biscuit*\n- Leave it\n" * 50)
    assert main(["test", "kitchen"]) == 1
    out = capsys.readouterr().out
    assert len(out) < 2_000
    assert re.search(r"\n… and \d\d more failures\.\n", out)


@pytest.mark.usefixtures("here")
def test_of_very_many_playthroughs_that_failed_the_first_are_told(
    write: Write, capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(test_verb, "FAILURE_CHARACTERS", 500)
    for number in range(9):
        write(f"playthrough: Number {number}\nsteps:\n  - expect: {{ pride: 5 }}\n", str(number))
    assert main(["test", "kitchen"]) == 1
    out = capsys.readouterr().out
    told = out.count("`pride` should be 5")
    assert 1 <= told < 9
    assert f"\n… and {9 - told} more playthroughs failed. Give one of them to `eightwings test` to see why.\n" in out
    assert out.count("FAILED  Number") == 9
    assert out.endswith("\n9 playthroughs: 9 failed.\n")


@pytest.mark.usefixtures("three")
def test_only_those_with_these_words(capsys: Out) -> None:
    for words, number in (("smells", 1), ("IT is", 2), ("playthroughs/b", 1), ("it not eaten", 2)):
        main(["test", "kitchen", "-k", words])
        assert f"\n{number} playthrough" in capsys.readouterr().out
    assert main(["test", "kitchen", "-k", "elephant"]) == 2
    assert capsys.readouterr().err == "None of the 3 playthroughs has “elephant” in its title or name.\n"


@pytest.mark.usefixtures("three")
def test_single_files_and_several_packs(here: Path, write: Write, capsys: Out) -> None:
    assert main(["test", "kitchen/playthroughs/a.yaml"]) == 0
    assert capsys.readouterr().out == "passed  It smells\n\n1 playthrough: 1 passed.\n"
    assert main(["test", "kitchen/playthroughs/a.yaml", "kitchen", "."]) == 1
    assert "3 playthroughs" in capsys.readouterr().out


@pytest.mark.usefixtures("three")
def test_more_on_each(capsys: Out, write: Write) -> None:
    write("playthrough: It is near\nsteps:\n  - Look at the bisciut\n", "d")
    main(["test", "kitchen", "-v", "-k", "near"])
    out = capsys.readouterr().out
    assert re.search(r"kitchen/playthroughs/d\.yaml, 1 step, \d\.\d\d s\n", out)
    assert "“Look at the bisciut” was taken for “Look at the biscuit”." in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Which pack?"),
        (["nowhere"], "There is nothing at nowhere."),
        (["kitchen/pack.yaml"], "There are no playthroughs in kitchen/pack.yaml."),
        (["."], "There are no playthroughs in ."),
    ],
)
def test_nothing_to_run_is_wrong_usage(here: Path, words: list[str], said: str, capsys: Out) -> None:
    assert main(["test", *words]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("words", [["-n", "0"], ["-n", "many"], ["--fail-under", "120"], ["--junit"]])
def test_what_cannot_be_understood_is_wrong_usage(here: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["test", "kitchen", *words])
    assert ended.value.code == 2


@pytest.mark.usefixtures("three")
def test_a_pack_that_cannot_be_played_is_told_once(here: Path, capsys: Out) -> None:
    pack = here / "pack.yaml"
    pack.write_text(pack.read_text("utf-8").replace("end: crumbs", "end: crums"), "utf-8")
    assert main(["test", "kitchen", "--junit", "report.xml"]) == 1
    out = capsys.readouterr().out
    assert out.count("There is no ending `crums`.") == 1
    assert "The pack kitchen cannot be played, so its 3 playthroughs were not run." in out
    assert out.endswith("3 playthroughs: 3 not run.\n")
    assert ElementTree.parse("report.xml").getroot().get("errors") == "3"  # noqa: S314 - written by ourselves


def test_a_playthrough_in_a_language_sees_its_texts(here: Path, write: Write, capsys: Out) -> None:
    (here / "fr.yaml").write_text(
        "language: fr\nname: Français\ntexts:\n  scenes.biscuit.text:\n    was: One biscuit is left on the plate.\n"
        "    text: Il reste un biscuit.\n", "utf-8",
    )  # fmt: skip
    write("playthrough: En français\nlanguage: fr\nsteps:\n  - biscuit\n  - expect: { sees: Il reste un biscuit. }\n")
    assert main(["test", "kitchen"]) == 0
    write("playthrough: Op zijn Nederlands\nlanguage: nl\n")
    assert main(["test", "kitchen"]) == 1
    assert "has no texts in the language “nl”" in " ".join(capsys.readouterr().out.split())


# ── JUnit ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("three")
def test_a_report_for_build_servers() -> None:
    assert main(["test", "kitchen", "--junit", "report.xml"]) == 1
    root = ElementTree.parse("report.xml").getroot()  # noqa: S314 - written by ourselves
    assert (root.tag, root.get("tests"), root.get("failures"), root.get("errors")) == ("testsuites", "3", "1", "1")
    (suite,) = root
    assert suite.get("name") == "kitchen"
    passed, failed, odd = suite
    assert [case.get("name") for case in suite] == ["It smells", "It is eaten", "It is odd"]
    assert (passed.get("classname"), passed.get("file"), list(passed)) == ("kitchen", "kitchen/playthroughs/a.yaml", [])
    assert failed.get("line") == "4"
    (failure,) = failed
    assert (failure.tag, failure.get("message")) == ("failure", "“Eat itt” is not offered.")
    assert "→ Offered: Smell it; Leave it." in (failure.text or "")
    assert [element.tag for element in odd] == ["error"]


def test_whatever_signs_there_are_the_report_can_be_read() -> None:
    title = 'A <b> & "c" \x1b[31m \ufffe\ud800'
    report = RunReport("a.yaml", title, "p", False, True, (FailureAt("a.yaml", 4, title),), (title, "]]>"), (), 1, 0.5)
    (case,) = ElementTree.fromstring(junit([report]))[0]  # noqa: S314 - written by ourselves
    assert case.get("name") == 'A <b> & "c" �[31m ��'
    assert case[0].text == 'A <b> & "c" �[31m ��\n]]>'


@pytest.mark.usefixtures("three")
def test_a_report_that_cannot_be_written(capsys: Out) -> None:
    assert main(["test", "kitchen", "--junit", "nowhere/report.xml"]) == 3
    assert capsys.readouterr().err == "nowhere/report.xml cannot be written: No such file or directory.\n"
