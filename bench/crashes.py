"""Every verb with broken streams and in awkward surroundings: no traceback, and the right exit code.

    python bench/crashes.py [--short] [-v] [WORD …]

Each command runs in a process of its own, once for each combination of standard input, output and error: closed, a full
device, a pipe that nobody reads. Then once for each of the surroundings: no home, a folder without rights, a current
folder that is gone, an encoding that knows no accents. `WORD …` takes the commands with one of these words in them.
The exit code is 1 when a traceback came out, a process had to be killed, or an exit code is not the right one. Needs a
system with /dev/full (Linux). As root, the surroundings that take rights away
run without the right to ignore rights.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from commands import run_command

ROOT = Path(__file__).parent.parent
HARBOUR = ROOT / "tests" / "packs" / "harbour"
SECONDS = 60
PATH = os.pathsep.join((str(ROOT), *sys.path[1:]))
UNFINISHED, PIPE = 3, 141
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2
UNKNOWN_USER = 54_321
BAD = "pack: T\nstart: nowhere\nscenes:\n  a: { text: Hello., end: e }\nendings: { e: E. }\n"


class Command(NamedTuple):
    """A command: its words, what is typed into it, and whether the short form runs it."""

    words: tuple[str, ...]
    typed: str = ""
    short: bool = False


def commands(here: Path) -> list[Command]:
    """Every verb, in each of its forms. `here` holds a copy of a pack, one with a mistake, and room to write."""
    pack, bad, out = str(here / "pack"), str(here / "bad.yaml"), str(here / "out")
    lines = [
        ("play", pack, "--plain", "--seed", "1"),
        ("play", bad, "--plain"), ("play", "no-such-pack"), (), ("--version",), ("--help",), ("check", "--help"),
        ("fly", "--high"), ("play", pack, "--seed", "x"),
        ("check", pack, "--no-proofs"), ("check", pack, "--seconds", "20"), ("check", pack, "--json", "--no-proofs"),
        ("check", bad, "--no-proofs"), ("check", bad, "--json"), ("check", "--explain", "EW201"), ("check",),
        ("check", pack, "--reach", "at.office"), ("check", pack, "--html", f"{out}/proofs.html", "--seconds", "20"),
        ("test", pack), ("test", pack, "-v", "-n", "2"), ("test", bad), ("test", pack, "--coverage"),
        ("simulate", pack, "-n", "20", "--workers", "1"), ("simulate", pack, "-n", "100", "--workers", "2"),
        ("simulate", pack, "-n", "20", "--json", "-"),
        ("map", pack), ("map", pack, "--svg"), ("map", pack, "--dot"), ("map", bad),
        ("map", pack, "--html", "--out", f"{out}/m.html"),
        ("export", pack, "--handout", "--out", out, "--force"), ("export", bad, "--handout", "--out", out),
        ("schema", pack, "--out", out), ("schema", "--out", out),
        ("new", "pack", f"{out}/new-pack", "--yes"), ("new", "scene", f"{here}/to-fill", "--yes"),
        ("new", "question", f"{here}/to-fill", "--yes"), ("new", "playthrough", f"{here}/to-fill", "--yes"),
        ("new", "translation", f"{here}/to-fill", "fr", "--yes"),
        ("preview", pack), ("preview", "no-such-pack", "--plain"),
    ]  # fmt: skip
    quick = {
        ("play", pack, "--plain", "--seed", "1"), ("check", bad, "--no-proofs"), ("test", pack),
        ("map", pack, "--svg"), ("--help",), ("simulate", pack, "-n", "20", "--workers", "1"),
    }  # fmt: skip
    return [
        Command(line, "1\nn\nnotes\nsave here\n" if line[:1] in (("play",), ()) else "", line in quick)
        for line in lines
    ]


STREAMS: dict[str, tuple[str, str, str]] = {
    "nothing to read": ("null", "pipe", "pipe"),
    "stdin closed": ("closed", "pipe", "pipe"),
    "stdout closed": ("typed", "closed", "pipe"),
    "stdout full": ("typed", "full", "pipe"),
    "stdout unread": ("typed", "unread", "pipe"),
    "stderr closed": ("typed", "pipe", "closed"),
    "stderr full": ("typed", "pipe", "full"),
    "stderr unread": ("typed", "pipe", "unread"),
    "both full": ("typed", "full", "full"),
    "both unread": ("typed", "unread", "unread"),
    "all closed": ("closed", "closed", "closed"),
}
"""What stdin, stdout and stderr are."""
QUICK_STREAMS = ("stdin closed", "stdout closed", "stdout full", "stdout unread", "stderr full", "all closed")


class Surroundings(NamedTuple):
    """Where a command runs: the changes of the environment, whether as somebody unknown, in which folder."""

    environment: Mapping[str, str | None] = {}
    unknown_user: bool = False
    folder: str = "."
    prepare: Callable[[Path], object] = lambda here: None
    other_code: tuple[int, ...] = ()


def no_rights(here: Path) -> None:
    """The folder of the plays and the caches is there, and may not be entered."""
    (here / "locked").mkdir()
    (here / "locked").chmod(0)


def read_only(here: Path) -> None:
    """The folder of the plays is there with a play in it, and may only be read."""
    (here / "readable" / "data" / "plays" / "pack").mkdir(parents=True)
    (here / "readable" / "data" / "plays" / "pack" / "current.play.yaml").write_text("nonsense\n")
    for path in (*(here / "readable").rglob("*"), here / "readable"):
        path.chmod(0o555 if path.is_dir() else 0o444)


def closed_plays(here: Path) -> None:
    """The folder of the plays of every pack may not be entered."""
    (here / "closed" / "data" / "plays").mkdir(parents=True)
    (here / "closed" / "data" / "plays").chmod(0)
    for folder_ in (here / "closed" / "data", here / "closed"):
        folder_.chmod(0o777)


SURROUNDINGS: dict[str, Surroundings] = {
    "no home": Surroundings({"HOME": None, "EIGHTWINGS_HOME": None, "XDG_DATA_HOME": None, "XDG_CACHE_HOME": None}),
    "empty home": Surroundings({"HOME": "", "EIGHTWINGS_HOME": None}),
    "home elsewhere": Surroundings({"HOME": "/nonexistent", "EIGHTWINGS_HOME": None}),
    "nobody known": Surroundings({"HOME": None, "EIGHTWINGS_HOME": None}, unknown_user=True),
    "relative home": Surroundings({"HOME": "not/absolute", "EIGHTWINGS_HOME": None}),
    "no rights": Surroundings({"EIGHTWINGS_HOME": "{here}/locked"}, prepare=no_rights),
    "plays closed": Surroundings({"EIGHTWINGS_HOME": "{here}/closed"}, prepare=closed_plays),
    "read only": Surroundings({"EIGHTWINGS_HOME": "{here}/readable"}, prepare=read_only, other_code=(2,)),
    "home a device": Surroundings({"EIGHTWINGS_HOME": "/dev/null"}),
    "folder gone": Surroundings(folder="gone"),
    "folder locked": Surroundings(folder="shut"),
    "ASCII": Surroundings({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}),
    "unknown locale": Surroundings({"LC_ALL": "xx_XX.none", "LANG": "xx_XX", "LANGUAGE": "xx"}),
    "one column": Surroundings({"COLUMNS": "1", "LINES": "1"}),
    "two columns": Surroundings({"COLUMNS": "2", "LINES": "2"}),
    "no columns": Surroundings({"COLUMNS": "0", "LINES": "0"}),
    "odd columns": Surroundings({"COLUMNS": "many", "LINES": "-3"}),
    "no terminal": Surroundings({"TERM": None, "COLORTERM": None}),
    "unknown terminal": Surroundings({"TERM": "no-such-terminal"}),
    "no variables": Surroundings({name: None for name in os.environ if name not in ("LD_LIBRARY_PATH",)}),
}
QUICK_SURROUNDINGS = ("no home", "no rights", "folder gone", "two columns", "ASCII")


class Ended(NamedTuple):
    """How a command ended; `code` is None when it had to be killed."""

    code: int | None
    output: bytes
    errors: bytes


def main() -> int:
    """Run all of them, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("-v", "--verbose", action="store_true", help="what was printed where something is wrong")
    parser.add_argument("word", nargs="*")
    given = parser.parse_args()
    if not Path("/dev/full").exists():
        print("There is no /dev/full here.")
        return UNFINISHED
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        here.chmod(0o777)
        chosen = [command for command in commands(here) if command.short or not given.short]
        chosen = [command for command in chosen if not given.word or any(word in command.words for word in given.word)]
        wrong = [line for command in chosen for line in judged(command, here, given.short, given.verbose)]
        for path in here.rglob("*"):
            path.chmod(0o777)
    for line in wrong:
        print(line)
    return 1 if wrong else 0


def judged(command: Command, here: Path, short: bool, verbose: bool) -> list[str]:
    """Run a command in all ways. The result is what is wrong; a line of the table is printed."""
    expected = run(command, here, ("typed", "pipe", "pipe"))
    wrong: list[str] = []
    codes: Counter[int | None] = Counter()
    shown = " ".join(command.words).replace(str(here), "…") or "(nothing)"

    def judge(name: str, ended: Ended, right: set[int | None]) -> None:
        codes[ended.code] += 1
        said = ended.output + ended.errors
        reasons = []
        if b"Traceback" in said or b"Exception ignored" in said or b"Something went wrong" in said:
            reasons.append("a traceback")
        if ended.code not in right:
            reasons.append(f"code {ended.code} instead of {' or '.join(map(str, sorted(map(str, right))))}")
        if reasons:
            wrong.append(f"{shown} · {name}: {', '.join(reasons)}")
            if verbose:
                wrong.append(said[-1500:].decode(errors="replace"))

    judge("as it should be", expected, {0, 1, 2})
    for name, streams in STREAMS.items():
        if short and name not in QUICK_STREAMS:
            continue
        judge(name, run(command, here, streams), right_codes(expected, streams))
    for name, around in SURROUNDINGS.items():
        if short and name not in QUICK_SURROUNDINGS:
            continue
        if around.unknown_user and not can_be_somebody_else():
            continue
        judge(
            name, run(command, here, ("typed", "pipe", "pipe"), around), {expected.code, UNFINISHED, *around.other_code}
        )
    print(f"{'wrong' if wrong else 'right':>6}  {expected.code}  {dict(codes)}  {shown}", flush=True)
    return wrong


def right_codes(expected: Ended, streams: tuple[str, str, str]) -> set[int | None]:
    """The exit codes that are right when the streams are like this."""
    _, out, _ = streams
    if not expected.output:
        return {expected.code}
    if out == "unread":
        return {PIPE}
    return {UNFINISHED} if out in ("closed", "full") else {expected.code}


def run(command: Command, here: Path, streams: tuple[str, str, str], around: Surroundings | None = None) -> Ended:
    """Run a command, with these streams and in these surroundings."""
    around = around or Surroundings()
    lay_out(here)
    around.prepare(here)
    folder = here / around.folder
    environment = {**os.environ, "EIGHTWINGS_HOME": f"{here}/home", "EIGHTWINGS_PLAIN": "1"}
    for name, value in around.environment.items():
        if value is None:
            environment.pop(name, None)
        else:
            environment[name] = value.format(here=here)

    def begin() -> None:
        os.chdir(folder)
        if around.folder == "gone":
            folder.rmdir()
        for number, kind in enumerate(streams):
            if kind == "closed":
                os.close(number)
            elif kind == "full":
                os.dup2(os.open("/dev/full", os.O_RDWR), number)
            elif kind == "unread":
                reading, writing = os.pipe()
                os.dup2(writing, number)
                os.close(reading)
                os.close(writing)
        obey_rights()
        if around.unknown_user:
            os.setgroups([])
            os.setgid(UNKNOWN_USER)
            os.setuid(UNKNOWN_USER)

    process = subprocess.Popen(
        [sys.executable, "-m", "game", *command.words], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env={**environment, "PYTHONPATH": PATH, "PYTHONSAFEPATH": "1"},
        preexec_fn=begin,  # noqa: PLW1509 - no threads run here
    )  # fmt: skip
    try:
        out, errors = process.communicate(command.typed.encode() if streams[0] == "typed" else b"", timeout=SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        out, errors = process.communicate()
        return Ended(None, out, errors)
    return Ended(process.returncode, out, errors)


def obey_rights() -> None:
    """From the next program on, the rights of files hold for root, too (Linux: `man 7 capabilities`)."""
    if os.getuid() == 0:
        libc = ctypes.CDLL(None)
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


@cache
def can_be_somebody_else() -> bool:
    """Whether another user could be taken on, who can run this Python."""
    if os.getuid():
        return False
    return all(path.stat().st_mode & 1 for path in (*Path(sys.executable).resolve().parents, ROOT, *ROOT.parents))


def lay_out(here: Path) -> None:
    """Everything as it was before the first command."""
    for path in here.rglob("*"):
        path.chmod(0o777)
    for entry in here.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    shutil.copytree(HARBOUR, here / "pack")
    shutil.copytree(HARBOUR, here / "to-fill")
    (here / "bad.yaml").write_text(BAD)
    for name in ("out", "gone", "home", "shut"):
        (here / name).mkdir()
    for place in (*here.rglob("*"), here):
        place.chmod(0o777)
    (here / "shut").chmod(0)


if __name__ == "__main__":
    run_command(main)
