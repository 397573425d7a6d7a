"""A pack from a stranger may hold links. None of them makes a command read, write or create anything outside of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from game.author.new.pack_texts import new_pack_texts
from game.author.workbench import Workbench, examine_work
from game.cli import main
from game.play.session import Session
from game.playthrough.play_as_test import save_as_test
from game.record.journal import JournalError
from game.story.packs import load

PACK = """\
pack: Biscuit
about: One biscuit, two endings, and a room without a way out.
disclaimer: Invented, built on the card on a flowerpot of this spring; nobody in it is real.
start: kitchen
places:
  kitchen:
    name: Kitchen
    text: There is a biscuit here.
    exits:
      north: { to: cellar, one_way: true }
  cellar: { name: Cellar, text: The door has closed for ever. }
questions:
  gone:
    text: What is left of a biscuit?
    answers:
      - right: Crumbs
      - wrong: Nothing at all
    because: Look at the floor.
    cites: fern_day
scenes:
  eat:
    at: kitchen
    title: Eat it
    text: Gone.
    end: crumbs
endings:
  crumbs: { title: Crumbs, text: There are crumbs. }
"""
PLAY = "playthrough: Somebody eats it\nsteps:\n  - do: Eat it\n  - expect: { ending: crumbs }\n"
WRONG = "playthrough: Wrong\nsteps:\n  - do: Eat it\n  - expect: { sees: Nothing such }\n"


class Ground:
    """A pack, and a folder outside with files that are somebody else's."""

    def __init__(self, folder: Path) -> None:
        self.pack, self.outside = folder / "biscuit", folder / "outside"
        self.pack.mkdir()
        self.outside.mkdir()
        (self.pack / "pack.yaml").write_text(PACK, "utf-8")
        (self.pack / "card.yaml").write_text(new_pack_texts("A pack", "Nobody")["fern-card.yaml"], "utf-8")
        (self.outside / "precious.yaml").write_text(WRONG, "utf-8")
        (self.outside / "deeper").mkdir()
        self.before = self.contents()

    def contents(self) -> dict[str, bytes]:
        return {str(path): path.read_bytes() if path.is_file() else b"" for path in sorted(self.outside.rglob("*"))}

    def link(self, name: str, target: str = "") -> Path:
        """A link in the pack that leads outside."""
        link = self.pack / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(self.outside / target)
        return link


@pytest.fixture
def ground(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Ground:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    return Ground(tmp_path)


Plant = Callable[[Ground], list[str]]


def planted(link: str, *words: str, target: str = "", **files: str) -> Plant:
    """A link, and a command; `PACK` in its words is the path of the pack, and `LINK` that of the link."""

    def plant(ground: Ground) -> list[str]:
        path = ground.link(link, target)
        return [word.replace("PACK", str(ground.pack)).replace("LINK", str(path)) for word in words]

    return plant


COMMANDS: dict[str, Plant] = {
    "schema, folder": planted(".schemas", "schema", "PACK"),
    "schema, file": planted(".schemas/scene.schema.json", "schema", "PACK", target="precious.yaml"),
    "schema, nothing": planted(".schemas/scene.schema.json", "schema", "PACK", target="new.json"),
    "schema, marking": planted(".schemas", "schema", "PACK", "--mark"),
    "schema, named": planted("out", "schema", "PACK", "--out", "LINK"),
    "check, witnesses": planted("w", "check", "PACK", "--seconds", "5", "--witnesses", "LINK"),
    "check, deeper": planted("w", "check", "PACK", "--seconds", "5", "--witnesses", "LINK/deeper"),
    "check, page": planted("p.html", "check", "PACK", "--seconds", "5", "--html", "LINK", target="precious.yaml"),
    "simulate, reports": planted("r", "simulate", "PACK", "-n", "20", "--workers", "1", "--reports", "LINK"),
    "simulate, json": planted("r.json", "simulate", "PACK", "-n", "20", "--workers", "1", "--reports", "reports",
                              "--json", "LINK", target="new.json"),
    "simulate, page": planted("r.html", "simulate", "PACK", "-n", "20", "--workers", "1", "--reports", "reports",
                              "--html", "LINK", target="precious.yaml"),
    "map": planted("m.svg", "map", "PACK", "--out", "LINK", target="precious.yaml"),
    "handout, folder": planted("h", "export", "PACK", "--handout", "--out", "LINK"),
    "handout, file": planted("h.md", "export", "PACK", "--handout", "--out", "LINK", target="new.md"),
    "new playthrough": planted("playthroughs", "new", "playthrough", "PACK", "mine", "--yes"),
    "new playthrough, file": planted("playthroughs/mine.yaml", "new", "playthrough", "PACK", "mine", "--yes",
                                     target="new.yaml"),
    "test, file": planted("playthroughs/p.yaml", "test", "PACK", target="precious.yaml"),
    "bless, file": planted("playthroughs/p.yaml", "test", "PACK", "--bless", target="precious.yaml"),
    "bless, file by its name": planted("playthroughs/p.yaml", "test", "LINK", "--bless", target="precious.yaml"),
    "bless, recorded": planted("p.play.yaml", "test", "PACK", "--bless", target="precious.yaml"),
    "bless, folder": planted("playthroughs", "test", "PACK", "--bless"),
}  # fmt: skip


@pytest.mark.parametrize("case", COMMANDS)
def test_nothing_outside_is_touched_and_a_sentence_says_why(
    case: str, ground: Ground, capsys: pytest.CaptureFixture[str]
) -> None:
    words = COMMANDS[case](ground)
    assert main(words) in (1, 2, 3)
    told = "".join(capsys.readouterr())
    assert ground.contents() == ground.before
    assert "link" in told or "there already" in told
    assert "Traceback" not in told


@pytest.mark.parametrize("report", ["--junit", "--coverage-html", "--coverage-json"])
def test_reports_on_tests_do_not_leave_the_pack_either(
    report: str, ground: Ground, capsys: pytest.CaptureFixture[str]
) -> None:
    (ground.pack / "good.yaml").write_text(PLAY, "utf-8")
    link = ground.link("report", "precious.yaml")
    assert main(["test", str(ground.pack), report, str(link)]) == 3
    assert ground.contents() == ground.before
    assert "a link in it leads out" in capsys.readouterr().err


def test_what_is_included_does_not_leave_the_pack(ground: Ground, capsys: pytest.CaptureFixture[str]) -> None:
    ground.link("elsewhere", "")
    (ground.pack / "good.yaml").write_text("playthrough: A\nsteps:\n  - include: elsewhere/precious.yaml\n", "utf-8")
    assert main(["test", str(ground.pack), "--bless"]) == 1
    assert ground.contents() == ground.before
    assert "Nothing such" not in capsys.readouterr().out


@pytest.mark.parametrize("target", ["", "deeper"])
def test_a_play_is_not_kept_as_a_test_outside(target: str, ground: Ground) -> None:
    ground.link("playthroughs", target)
    session = Session(load(ground.pack), 1)
    kept = save_as_test(session, "Mine", ground.pack)
    assert ground.contents() == ground.before
    assert kept.path == Path("mine.yaml")


def test_the_preview_keeps_no_play_outside(ground: Ground) -> None:
    ground.link("playthroughs")
    bench = Workbench(ground.pack, 0)
    examined = examine_work(ground.pack)
    assert examined is not None
    bench.take_up(examined)
    with pytest.raises(JournalError, match="a link in it leads out"):
        bench.save("Mine")
    assert ground.contents() == ground.before


def test_a_link_that_stays_in_the_pack_is_followed(ground: Ground) -> None:
    shared = ground.pack / "shared"
    shared.mkdir()
    (shared / "wrong.txt").write_text(WRONG, "utf-8")
    (ground.pack / "playthroughs").mkdir()
    (ground.pack / "playthroughs" / "wrong.yaml").symlink_to("../shared/wrong.txt")
    assert main(["test", str(ground.pack), "--bless"]) == 0
    assert (ground.pack / "playthroughs" / "wrong.yaml").is_symlink()
    assert "Nothing such" not in (shared / "wrong.txt").read_text("utf-8")


def test_what_the_user_names_outside_the_pack_may_be_a_link(ground: Ground, tmp_path: Path) -> None:
    own = tmp_path / "own.svg"
    own.write_text("old", "utf-8")
    Path("link.svg").symlink_to(own)
    assert main(["map", str(ground.pack), "--out", "link.svg"]) == 0
    assert own.read_text("utf-8").startswith("<?xml")
    assert Path("link.svg").is_symlink()
    shutil.rmtree(ground.outside / "deeper")
    assert main(["schema", str(ground.pack), "--out", str(ground.outside / "deeper" / "schemas")]) == 0
    assert (ground.outside / "deeper" / "schemas" / "scene.schema.json").is_file()


def test_a_file_that_becomes_a_link_after_it_was_found_is_neither_run_nor_rewritten(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.playthrough.discovery import find_playthroughs
    from game.playthrough.parallel_runs import Runner, Settings

    path = ground.pack / "wrong.yaml"
    path.write_text(WRONG, "utf-8")
    (found,) = find_playthroughs(ground.pack)
    path.unlink()
    ground.link("wrong.yaml", "precious.yaml")
    report = Runner(Settings(bless=True)).report(found)
    assert not report.was_run
    assert ground.contents() == ground.before
