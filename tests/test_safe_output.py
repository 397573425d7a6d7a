"""What leaves the program gives no orders to a terminal, and is never refused because of its characters."""

from __future__ import annotations

import io
import re
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from game.author.new.pack_texts import new_pack_texts
from game.cli import main
from game.record.safe_output import SafeOutput, safe_output
from game.support.safe_text import HARMFUL, escaped_json, safe_line, safe_text, visible

ESCAPES = "x\x1b]0;owned\x07\x1b[31m\x9b2J\u202etxt\u2066\x7f\r"
PLAY = "playthrough: A\nsteps:\n  - do: Nothing such\n"


@pytest.fixture
def pack(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack whose files and folders have names that no terminal should see."""
    folder = tmp_path / f"pack{ESCAPES}"
    (folder / f"scenes{ESCAPES}").mkdir(parents=True)
    (folder / "playthroughs").mkdir()
    (folder / "pack.yaml").write_text(new_pack_texts("A pack", "Nobody")["pack.yaml"], "utf-8")
    (folder / "card.yaml").write_text(new_pack_texts("A pack", "Nobody")["fern-card.yaml"], "utf-8")
    (folder / f"scenes{ESCAPES}" / f"s{ESCAPES}.yaml").write_text("scene: s\ntxt: Hello.\n", "utf-8")
    (folder / "playthroughs" / f"p{ESCAPES}.yaml").write_text(PLAY, "utf-8")
    (folder / f"b{ESCAPES}.yaml").write_bytes(b"scene: \xff\n")
    (folder / f"l{ESCAPES}.yaml").symlink_to(f"../nowhere{ESCAPES}")
    monkeypatch.chdir(tmp_path)
    return folder


COMMANDS: dict[str, Callable[[Path], list[str]]] = {
    "check": lambda pack: ["check", str(pack), "--no-proofs"],
    "check, json": lambda pack: ["check", str(pack), "--no-proofs", "--json"],
    "check, nothing": lambda pack: ["check", f"{pack}{ESCAPES}"],
    "check, flag": lambda pack: ["check", str(pack), f"--{ESCAPES}"],
    "check, number": lambda pack: ["check", str(pack), "--seconds", ESCAPES],
    "check, code": lambda _: ["check", "--explain", ESCAPES],
    "test": lambda pack: ["test", str(pack)],
    "test, file": lambda pack: ["test", str(next((pack / "playthroughs").iterdir())), "-v"],
    "test, nothing": lambda pack: ["test", f"{pack}{ESCAPES}"],
    "test, words": lambda pack: ["test", str(pack), "-k", ESCAPES],
    "test, report": lambda pack: ["test", str(pack), "--junit", f"{pack}/pack.yaml/{ESCAPES}"],
    "schema": lambda pack: ["schema", str(pack)],
    "schema, marking": lambda pack: ["schema", str(pack), "--mark"],
    "schema, nothing": lambda pack: ["schema", f"{pack}{ESCAPES}"],
    "schema, out": lambda pack: ["schema", str(pack), "--out", f"{pack}/pack.yaml/{ESCAPES}"],
    "new pack": lambda _: ["new", "pack", ESCAPES, "--yes"],
    "new scene": lambda pack: ["new", "scene", str(pack), ESCAPES, "--yes"],
    "new question": lambda pack: ["new", "question", str(pack), "q", "--cites", ESCAPES, "--yes"],
    "new playthrough": lambda pack: ["new", "playthrough", str(pack), ESCAPES, "--yes"],
    "new translation": lambda pack: ["new", "translation", str(pack), ESCAPES, "--yes"],
    "new, what": lambda _: ["new", ESCAPES],
    "map": lambda pack: ["map", str(pack)],
    "map, out": lambda pack: ["map", "first-scene", "--out", f"{pack}/pack.yaml/{ESCAPES}.svg"],
    "map, ending": lambda pack: ["map", "first-scene", "--out", f"{pack}.{ESCAPES}"],
    "export": lambda pack: ["export", str(pack), "--handout"],
    "export, topic": lambda _: ["export", "first-scene", "--handout", "--topic", ESCAPES],
    "simulate": lambda pack: ["simulate", str(pack), "-n", ESCAPES],
    "simulate, knowledge": lambda _: ["simulate", "first-scene", "--knowledge", f"{ESCAPES}=1"],
    "preview": lambda pack: ["preview", str(pack)],
    "play": lambda pack: ["play", str(pack)],
    "play, load": lambda pack: ["play", "--load", f"{pack}{ESCAPES}"],
    "play, record": lambda pack: ["play", "first-scene", "--record", f"{pack}/pack.yaml/{ESCAPES}"],
    "play, language": lambda _: ["play", "first-scene", "--language", ESCAPES],
    "verb": lambda _: [ESCAPES],
}


@pytest.mark.parametrize("case", COMMANDS)
def test_no_command_lets_an_order_through(case: str, pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        main(COMMANDS[case](pack))
    except SystemExit as left:  # argparse
        assert left.code == 2
    told = "".join(capsys.readouterr())
    assert told
    assert not re.search(HARMFUL, told)
    assert "Traceback" not in told


def test_a_playthrough_with_such_a_name_is_run_and_can_be_blessed(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in (pack / f"b{ESCAPES}.yaml", pack / f"l{ESCAPES}.yaml"):
        file.unlink()
    (pack / f"scenes{ESCAPES}" / f"s{ESCAPES}.yaml").unlink()
    play = pack / "playthroughs" / f"p{ESCAPES}.yaml"
    play.write_text("playthrough: A\nsteps:\n  - expect:\n  - expect: { sees: Nothing such }\n", "utf-8")
    assert main(["test", str(pack), "--bless"]) == 0
    assert "Nothing such" not in play.read_text("utf-8")
    assert len(list((pack / "playthroughs").iterdir())) == 1
    assert not re.search(HARMFUL, "".join(capsys.readouterr()))


VERBS = {
    "check": ["check", "PACK", "--seconds", "5"],
    "explain": ["check", "--explain", "EW201"],
    "test": ["test", "PACK", "-v"],
    "simulate": ["simulate", "PACK", "-n", "20", "--workers", "1", "--full"],
    "new": ["new", "scene", "PACK", "--title", "Łódź → “Mañana” 日本", "--yes"],
    "map": ["map", "PACK"],
    "export": ["export", "PACK", "--handout"],
    "schema": ["schema", "PACK"],
    "play": ["play", "PACK", "--plain"],
    "wrong": ["check", "…→“日本”"],
    "flag": ["check", "PACK", "--…→“日本”"],
}


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
@pytest.mark.parametrize("verb", VERBS)
def test_no_stream_refuses_a_character(
    verb: str, encoding: str, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    (folder / "pack.yaml").write_text(new_pack_texts("Łódź → “Mañana” 日本", "Nobody")["pack.yaml"], "utf-8")
    (folder / "card.yaml").write_text(new_pack_texts("A pack", "Nobody")["fern-card.yaml"], "utf-8")
    (folder / "play.yaml").write_text("playthrough: 日本 → Łódź\nsteps:\n  - do: “日本”\n", "utf-8")
    streams = [io.TextIOWrapper(io.BytesIO(), encoding) for _ in range(2)]
    monkeypatch.setattr(sys, "stdout", streams[0])
    monkeypatch.setattr(sys, "stderr", streams[1])
    monkeypatch.setattr(sys, "stdin", io.StringIO("look\nłódź →\nquit\n"))
    try:
        main([word.replace("PACK", str(folder)) for word in VERBS[verb]])
    except SystemExit as left:
        assert left.code == 2
    for stream in streams:
        stream.flush()
    told = b"".join(stream.buffer.getvalue() for stream in streams).decode(encoding)  # type: ignore[attr-defined]
    assert told
    assert "Traceback" not in told


def test_what_a_stream_does_not_know_is_written_in_a_plainer_way(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), "ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    with safe_output():
        print("“Łódź” → é… 日", end="")
    stream.flush()
    assert stream.buffer.getvalue() == b'"?odz" -> e... ?'  # type: ignore[attr-defined]


def test_the_streams_are_as_they_were_afterwards_and_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = sys.stdout
    with safe_output():
        assert isinstance(sys.stdout, SafeOutput)
        assert sys.stdout.encoding == before.encoding
    assert sys.stdout is before
    monkeypatch.setattr(sys, "stdout", None)
    with safe_output():
        print("into nothing")


# The definition


def test_every_character_becomes_one_that_does_no_harm() -> None:
    turning = ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI")
    for character in map(chr, range(0x11000)):
        for made in (safe_text(character), safe_line(character), visible(character)):
            assert len(made) == 1
            assert unicodedata.category(made) not in ("Cc", "Cs", "Zl", "Zp") or made in "\n\t"
            assert unicodedata.bidirectional(made) not in turning
        assert safe_line(character).isprintable()


@pytest.mark.parametrize("text", ["a\tb\nc", "می‌خواهم", "👩‍🔬", "Zoë “quotes” → 日本", "soft­hyphen"])
def test_prose_stays_as_it_is(text: str) -> None:
    assert safe_text(text) == text


def test_json_says_the_same_with_nothing_unseen_in_it() -> None:
    made = escaped_json('{"name": "\u202e\u200b\x9b"}')
    assert made == '{"name": "\\u202e\\u200b\\u009b"}'
