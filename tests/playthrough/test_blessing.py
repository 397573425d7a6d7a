"""Blessing: what happened is written where it failed or was empty, and nothing else in the file changes."""

from __future__ import annotations

import difflib
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from game.cli import main
from game.playthrough.blessing import NotBlessed, bless
from game.playthrough.discovery import find_playthroughs
from game.playthrough.testing import run_found

Write = Callable[..., Path]


def blessed(path: Path) -> str:
    """What has changed in a file by blessing it: lines that went, lines that came."""
    before = path.read_text("utf-8").splitlines()
    main(["test", str(path), "--bless"])
    after = path.read_text("utf-8").splitlines()
    changes = list(difflib.unified_diff(before, after, n=0, lineterm=""))[2:]
    return "\n".join(line for line in changes if not line.startswith("@@"))


def passes(path: Path) -> bool:
    """Whether a file passes."""
    (found,) = find_playthroughs(path)
    return run_found(found).passed


@pytest.mark.parametrize(
    ("expect", "becomes"),
    [
        ("at: pantry", "at: kitchen"),
        ("pride: 4", "pride: 1"),
        ('pride: ">= 4"   # high', "pride: 1   # high"),
        ("time: 09:00", "time: 08:00"),
        ("ending: crumbs", "ending: none"),
        ("scene:", "scene: none"),
        ("sees: Rain stand on the window", "sees: Rain stands on the window."),
        ("sees: [Snow, Rain]", "sees: Rain\nsees_not: Snow"),
        ("sees: Snow", "sees: Rain stands on the window."),
        ("sees_not: [Snow, Rain]", "sees_not: Snow\nsees: Rain"),
        ("offers: Look at the biscuits", "offers: Look at the biscuit"),
        ("offers: scene:bisciut", "offers: scene:biscuit"),
        ("offers_not: north", "offers: north"),
        ("offers_only: [Sing]", 'offers_only: [Look at the biscuit, "North: The pantry"]'),
        ("has: [lamp, key]", "has_not: [lamp, key]"),
        ("knows: bell", "knows_not: bell"),
        ("holds: pride >= 3", 'holds: "not (pride >= 3)"'),
    ],
)
def test_what_failed_becomes_what_is_so(write: Write, expect: str, becomes: str) -> None:
    path = write(f"- expect:\n    {expect}\n    doubt: 0   # stays\n")
    blessed(path)
    assert passes(path)
    indented = textwrap.indent(becomes.partition("\n")[0], "      ")
    text = path.read_text("utf-8")
    assert indented in text
    assert all(f"      {line}\n" in text for line in becomes.splitlines())
    assert "      doubt: 0   # stays\n" in text


def test_an_empty_expectation_is_filled_with_what_is_so(write: Write) -> None:
    path = write("- biscuit\n- Smell it\n- expect:   # fill me\n- Leave it\n- expect: {}\n- { expect: }\n")
    assert blessed(path).splitlines() == [
        "+      sees: It smells of old cupboards.",
        "+      at: kitchen",
        "+      scene: biscuit",
        '+      time: 08:10',
        "+      pride: 2",
        "+      doubt: 0",
        "+      ending: none",
        "-  - expect: {}",
        "-  - { expect: }",
        "+  - expect: { at: kitchen, time: 08:10, pride: 2, doubt: 0, ending: none }",
        "+  - { expect: { at: kitchen, time: 08:10, pride: 2, doubt: 0, ending: none } }",
    ]  # fmt: skip
    assert passes(path)


def test_comments_order_and_layout_of_the_rest_stay(write: Write) -> None:
    text = """\
        # On top.
        playthrough:   A test    # odd spaces
        seed: 3

        steps:
          # Before the first.
          - do:  biscuit
            saw: Look at the biscuit
          - expect:
              # Inside.
              pride:   9      # wrong
              sees:
                - One biscuit
                - Two biscuits
                # Last.
              offers_not: [ "Eat it" ]

          - { do: Leave it }   # flow
          - expect: { pride: 7, at: kitchen,
                      doubt: 0 }
        """
    path = write(text)
    assert blessed(path).splitlines() == [
        "-      pride:   9      # wrong",
        "-      sees:",
        "-        - One biscuit",
        "-        - Two biscuits",
        "+      pride:   1      # wrong",
        "+      sees: One biscuit",
        "+      sees_not: Two biscuits",
        "-  - expect: { pride: 7, at: kitchen,",
        "-              doubt: 0 }",
        "+  - expect: { pride: 1, at: kitchen, doubt: 0 }",
    ]
    assert passes(path)


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_marks_stay(write: Write, end: str, mark: str) -> None:
    path = write("- expect: { pride: 9 }\n")
    content = mark + path.read_text("utf-8").replace("\n", end)
    path.write_bytes(content.encode())
    blessed(path)
    assert path.read_bytes().decode() == content.replace("9", "1")


def test_a_file_without_a_last_line_end(write: Write) -> None:
    path = write("- expect:")
    path.write_text(path.read_text("utf-8").rstrip(), "utf-8")
    blessed(path)
    assert passes(path)


def test_recorded_lines_are_blessed_too(write: Write) -> None:
    path = write('playthrough: T\nsteps:\n- {"do": "scene:biscuit"}\n- {"expect": {"pride": 9}}\n- {"expect": null}\n')
    blessed(path)
    assert passes(path)


def test_what_passes_is_not_touched(write: Write) -> None:
    path = write("- expect: { pride: 1 }\n")
    before = path.stat()
    assert blessed(path) == ""
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino


def test_a_step_that_is_not_possible_is_left_and_what_was_before_it_is_written(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write("- expect: { pride: 9 }\n- Sing\n- expect: { pride: 8 }\n")
    assert main(["test", str(path), "--bless"]) == 1
    text = path.read_text("utf-8")
    assert "pride: 1" in text
    assert "pride: 8" in text
    assert "“Sing” is not possible here." in capsys.readouterr().out


def test_ids_that_there_are_not_are_left_to_the_author(write: Write) -> None:
    path = write("- expect: { has: lampe, pride: 9 }\n")
    assert main(["test", str(path), "--bless"]) == 1
    assert "{ has: lampe, pride: 1 }" in path.read_text("utf-8")


def test_included_files_are_not_changed(write: Write) -> None:
    other = write("- expect: { pride: 9 }\n", "other")
    before = other.read_bytes()
    assert main(["test", str(write("- include: other\n")), "--bless"]) == 1
    assert other.read_bytes() == before


def test_what_changed_is_printed_with_what_is_around(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    path = write("- biscuit\n- expect: { pride: 9 }\n- Leave it\n")
    assert main(["test", str(path), "--bless"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("blessed A test\n")
    assert "   - biscuit\n-  - expect: { pride: 9 }\n+  - expect: { pride: 1 }\n   - Leave it\n" in out
    assert out.endswith("1 playthrough: 1 blessed.\n")


def test_mixed_line_ends_are_refused_with_a_sentence(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    path = write("- expect: { pride: 9 }\n")
    content = path.read_bytes().replace(b"\n", b"\r\n", 1)
    path.write_bytes(content)
    assert main(["test", str(path), "--bless"]) == 1
    assert path.read_bytes() == content
    assert "its lines end in different ways" in capsys.readouterr().out


# ── The disk ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("fails", ["write", "replace", "fsync"])
def test_where_the_disk_does_not_take_it_the_file_is_as_it_was(
    write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fails: str
) -> None:
    path = write("- expect: { pride: 9 }\n")
    before = path.read_bytes()
    assert main(["test", str(path)]) == 1  # the story goes into the cache now

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, fails, full)
    assert main(["test", str(path), "--bless"]) == 3
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert "could not be written: No space left on device. It is as it was." in capsys.readouterr().out
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_file_that_somebody_else_changed_meanwhile_is_not_overwritten(
    write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write("- expect: { pride: 9 }\n")
    flush = os.fsync

    def meanwhile(descriptor: int) -> None:
        if os.path.samestat(os.fstat(descriptor), path.stat()) or b"pride: 1" not in os.pread(descriptor, 999, 0):
            return flush(descriptor)
        path.write_text("playthrough: Somebody's\n", "utf-8")
        return flush(descriptor)

    readable = os.open

    monkeypatch.setattr(os, "open", lambda name, flags, *more, **named: readable(
        name, flags & ~os.O_WRONLY | os.O_RDWR if flags & os.O_WRONLY else flags, *more, **named))  # fmt: skip
    monkeypatch.setattr(os, "fsync", meanwhile)
    assert main(["test", str(path), "--bless"]) == 3
    assert path.read_text("utf-8") == "playthrough: Somebody's\n"
    assert "it was changed meanwhile" in capsys.readouterr().out


KILLED = """\
import os, signal, sys
from game.cli import main
name = sys.argv[1]
real = getattr(os, name)
def killed(*given, **named):
    if len(given) < 1 or "cache" not in str(given[0]):
        if name != "replace" or ".eightwings-" in str(given[0]):
            os.kill(os.getpid(), signal.SIGKILL)
    return real(*given, **named)
main(["test", sys.argv[2]])
setattr(os, name, killed)
main(["test", sys.argv[2], "--bless"])
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL on this system")
@pytest.mark.parametrize("moment", ["fsync", "link", "replace"])
def test_a_kill_at_any_moment_leaves_the_old_file_or_the_new_one(write: Write, moment: str) -> None:
    path = write("- expect: { pride: 9 }\n")
    before = path.read_bytes()
    done = subprocess.run([sys.executable, "-c", KILLED, moment, str(path)], check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert path.read_bytes() in (before, before.replace(b"9", b"1"))
    assert main(["test", str(path.parent.parent), "--bless"]) == 0
    assert path.read_bytes() == before.replace(b"9", b"1")


def test_a_file_that_becomes_something_else_while_it_runs_is_told_and_stays(write: Write) -> None:
    path = write("- expect:\n    pride: 4\n")
    (found,) = find_playthroughs(path)
    outcome = run_found(found)
    content = path.read_bytes() + b"# caf\xe9\n"
    path.write_bytes(content)
    with pytest.raises(NotBlessed, match=r"was not changed: it is no UTF-8 any more\."):
        bless(found, outcome.result.playthrough, outcome.story)
    assert path.read_bytes() == content


@pytest.mark.parametrize("steps", ["- ? expect\n", "- {expect}\n", "- {? expect}\n", "- ? expect\n- do: Sing\n"])
def test_an_expectation_without_a_colon_is_told_and_stays(
    write: Write, steps: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(steps)
    assert blessed(path) == ""
    assert "was not changed: there is no colon behind `expect`." in " ".join(capsys.readouterr().out.split())
