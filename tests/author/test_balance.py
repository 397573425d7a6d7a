"""What a pack promises of its best endings, played by `check`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.author.balance import FEW_PLAYS, MANY_PLAYS, MORE_PLAYS, check_balance
from game.cli import main
from game.record.story_cache import load_story
from game.story.catalogue.diagnostics import Diagnostics
from game.story.packs import examine, load
from game.story.schema.strategy_names import JOINED, NOT_READING

EARNED = """\
pack: The exam
disclaimer: Invented, after an almanac of 1921.
{balance}
scenes:
  exam:
    learn: bell
    ask: weight
    right: {{ end: praise }}
    wrong: {{ end: scorn }}
questions:
  weight:
    text: How heavy is the bell?
    cites: bell
    answers:
      - {{ right: 80 kilograms, because: So it is. }}
      - {{ wrong: 60 kilos, because: Too light. }}
      - {{ wrong: 90 kilograms at least, because: Too heavy. }}
    because: The almanac gives its weight.
endings: {{ praise: P., scorn: S. }}
"""
ALMANAC = """\
dossier: almanac
title: The almanac
article: almanac.txt
as_of: "1921"
facts:
  bell: { states: The bell weighs 80 kilograms., paragraph: 1, by: article, as_of: "1921", topics: [harbour] }
"""
OFF = "checks: { EW953: off }"


@pytest.fixture
def pack_of(tmp_path):
    """Makes a pack in which a single question decides; its file as a path."""

    def make(balance: str, text: str = EARNED) -> Path:
        folder = tmp_path / "exam"
        folder.mkdir(exist_ok=True)
        (folder / "almanac.yaml").write_text(ALMANAC, "utf-8")
        (folder / "pack.yaml").write_text(text.format(balance=f"{OFF}\n{balance}"), "utf-8")
        return folder

    return make


def played(pack: Path, **how: bool):
    """What is found, and how each strategy fared."""
    story, found = load(pack), Diagnostics()
    return found.sorted(), check_balance(story, "exam", found, **how), found.sorted()


def test_a_pack_that_promises_nothing_is_not_played(pack_of, monkeypatch):
    monkeypatch.setattr("game.author.balance.compare", None)
    assert check_balance(load(pack_of("")), "exam", Diagnostics()) is None


def test_who_wins_without_reading_is_told_with_figures_and_the_command(pack_of):
    pack = pack_of("balance: { best: praise, without_reading: 40 %, strategies: [echo, shortest, notebook] }")
    _, balance, (found,) = played(pack)
    assert found.code == "EW293"
    assert found.severity == "error"
    assert found.message == (
        "`echo` reaches a best ending in 100 of 100 plays (100.0 %); the pack promises that nobody does so "
        "without reading in more than 40 %. So do `notebook` (100.0 %)."
    )
    assert found.fix.startswith("`eightwings simulate exam --strategy echo -n 100` shows how it fares.")
    assert balance.words == "Balance: not as promised, in 300 plays."


def test_what_is_promised_and_kept_is_found_in_few_plays(pack_of):
    pack = pack_of("balance: { best: praise, without_reading: 40 %, reader: 90 %, strategies: [shortest, longest] }")
    _, balance, found = played(pack)
    assert found == ()
    assert balance.words == "Balance: as promised, in 300 plays."


def test_a_reader_who_fails_is_told(pack_of):
    hopeless = EARNED.replace("right: {{ end: praise }}", "right: {{ end: scorn }}")
    _, balance, (found,) = played(pack_of("balance: { best: praise, reader: 60.5 % }", hopeless))
    assert found.code == "EW294"
    assert "in 0 of 100 plays (0.0 %); at least 60.5 % are promised" in found.message
    assert not balance.kept


def test_all_strategies_are_played_where_none_is_named(pack_of):
    _, balance, _ = played(pack_of("balance: { best: praise, without_reading: 100 % }"))
    assert tuple(balance.fared) == (*NOT_READING, *JOINED)


def test_what_few_plays_leave_open_is_played_more_often_unless_it_is_to_be_quick(pack_of):
    pack = pack_of("balance: { best: praise, without_reading: 33 %, strategies: random }")
    _, open_, found = played(pack)
    assert found == ()
    assert open_.fared["random"].plays == MANY_PLAYS
    assert played(pack, quick=True)[1].fared["random"].plays == FEW_PLAYS


def test_nobody_plays_on_when_some_more_plays_have_settled_it(pack_of):
    _, settled, found = played(pack_of("balance: { best: praise, without_reading: 38 %, strategies: random }"))
    assert found == ()
    assert settled.fared["random"].plays == MORE_PLAYS
    assert settled.fared["random"].best.high < 0.38


def test_only_what_is_beyond_the_bound_with_all_of_its_interval_is_told(pack_of):
    """One guess in three is right: with a few per cent more than 27 % that is not settled, against 20 % it is."""
    for bound, codes in ((27, []), (20, ["EW293"])):
        pack = pack_of(f"balance: {{ best: praise, without_reading: {bound} %, strategies: random }}")
        _, balance, found = played(pack)
        assert balance.fared["random"].best.share > bound / 100
        assert [finding.code for finding in found] == codes


def test_several_endings_can_be_the_best(pack_of):
    pack = pack_of("balance: { best: [praise, scorn], reader: 100 %, without_reading: 0 %, strategies: first }")
    _, balance, found = played(pack)
    assert [finding.code for finding in found] == ["EW293"]
    assert balance.fared["reader"].best.share == 1


def test_check_plays_it_and_fails_when_it_is_broken(pack_of, capsys):
    pack = pack_of("balance: { best: praise, without_reading: 5 % }")
    assert main(["check", str(pack)]) == 1
    told = capsys.readouterr().out
    assert "error EW293 won without reading" in told
    assert "Balance: not as promised, in" in told
    assert main(["check", str(pack), "--no-proofs"]) == 0
    assert "Balance" not in capsys.readouterr().out


def test_check_says_that_all_is_as_promised(pack_of, capsys):
    assert main(["check", str(pack_of("balance: { best: praise, reader: 90 % }"))]) == 0
    assert "Balance: as promised, in 100 plays." in capsys.readouterr().out


def test_it_is_a_finding_for_programs_too_and_its_severity_can_be_set(pack_of, capsys):
    pack = pack_of("balance: { best: praise, without_reading: 5 %, strategies: echo }")
    assert main(["check", str(pack), "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert (found["code"], found["name"], found["line"]) == ("EW293", "won-without-reading", 4)
    text = (pack / "pack.yaml").read_text("utf-8")
    for level, code in (("warning", 0), ("off", 0)):
        lowered = text.replace("EW953: off", f"EW953: off, won-without-reading: {level}")
        (pack / "pack.yaml").write_text(lowered, "utf-8")
        assert main(["check", str(pack)]) == code
        assert ("warning EW293" in capsys.readouterr().out) == (level == "warning")


def test_whoever_saves_again_and_again_waits_for_few_plays_only(pack_of, monkeypatch):
    from game.author.checking_again import watch

    asked = []
    monkeypatch.setattr("game.author.checking_again.run_check", lambda *_, quick, **__: asked.append(quick) or 0)
    watch(str(pack_of("")), strict=False, changes=[])
    assert asked == [True]


@pytest.mark.parametrize(
    ("balance", "code"),
    [
        ("{ best: prais, reader: 5 % }", "EW301"),
        ("{ best: praise, reader: 101 % }", "EW291"),
        ("{ best: praise, reader: -1 % }", "EW291"),
        ("{ best: praise, reader: 1 }", "EW291"),
        ("{ best: praise, reader: [5 %] }", "EW291"),
        ("{ best: praise }", "EW491"),
        ("{ reader: 5 % }", "EW202"),
        ("{ best: praise, without_reading: 5 %, strategies: frist }", "EW753"),
        ("{ best: praise, without_reading: 5 %, strategies: reader }", "EW753"),
    ],
)
def test_what_is_no_balance_is_told_at_its_place(pack_of, balance, code):
    story, found = examine(pack_of(f"balance: {balance}"))
    assert story is None
    assert [(finding.code, finding.spot.line) for finding in found] == [(code, 4)]


@pytest.mark.parametrize(
    ("written", "meant"), [("0.05", "5 %"), (".5", "50 %"), ("5", "5 %"), ("100", "100 %"), ("many", "5 %")]
)
def test_a_share_without_its_sign_is_put_right(pack_of, written, meant):
    _, (found,) = examine(pack_of(f"balance: {{ best: praise, reader: {written} }}"))
    assert f"reader: {meant}" in found.mended


def test_a_story_that_is_kept_keeps_its_balance(pack_of, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    pack = pack_of("balance: { best: [praise], without_reading: 2.5 %, reader: 60 %, strategies: [first, first+echo] }")
    fresh = load(pack).balance
    assert fresh is not None
    assert (fresh.best, fresh.without_reading.of_all, fresh.reader.of_all) == (("praise",), 2_500, 60_000)
    assert load_story(str(pack)).balance == fresh
    assert load_story(str(pack)).balance == fresh


def test_the_command_of_strategies_knows_the_best_endings_of_the_pack(pack_of, capsys):
    pack = pack_of("balance: { best: praise, reader: 60 % }")
    assert main(["simulate", str(pack), "--strategy", "reader", "-n", "5"]) == 0
    assert "`reader` reaches the best ending in 5 of 5 plays." in capsys.readouterr().out


def test_a_play_that_is_interrupted_ends_the_check(pack_of, monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("game.playthrough.simulation.simulating.seed_of", interrupted)
    with pytest.raises(KeyboardInterrupt):
        check_balance(load(pack_of("balance: { best: praise, reader: 60 % }")), "exam", Diagnostics())
