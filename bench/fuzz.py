"""Bytes that nobody would write, thrown at everything that reads a stranger's file: led by the code that they reach.

    python bench/fuzz.py [--seconds 120] [--short] [--target load] [--keep]

The targets are those of `tests/story/fuzz_targets.py`: whole packs, conditions, texts, answers, plays on disk. Every
input must yield a story or findings, within `TIME` seconds and `MEMORY` MB. Needs atheris (`pip install -e '.[fuzz]'`).
`--keep` copies what was found into `tests/story/fuzz_cases/`, where a test throws it again; mend it, and keep it there.
The exit code is 1 when something was found, and 3 where atheris cannot be had. `--short` takes four seconds a target.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from commands import run_command

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "story" / "fuzz_cases"
NAMES = ("load", "condition", "text", "grading", "journal")
TIME, MEMORY = 10, 1_500
LONGEST = 6_000
_COULD_NOT = 3


class Result(NamedTuple):
    """What a target yielded: how many inputs were tried, and the files with those that were too much for it."""

    tried: int
    found: list[Path]
    said: str


def main() -> int:
    """Fuzz, report, and say whether something was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=120, help="for each target")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--target", choices=NAMES, action="append")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--child", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        print(f"Atheris is not installed: pip install -e '.[fuzz]'. It may not be there for Python {version}.")
        return _COULD_NOT
    if given.child:
        child(*given.child)
    seconds = 4 if given.short else given.seconds
    anything = False
    print(f"{'target':>10} {'seconds':>8} {'inputs':>9} {'found':>6}")
    for target in given.target or NAMES:
        with tempfile.TemporaryDirectory() as folder:
            result = fuzz(target, seconds, Path(folder))
            print(f"{target:>10} {seconds:>8} {result.tried:>9,} {len(result.found):>6}", flush=True)
            for path in result.found:
                anything = True
                print(f"\n{path.name}: {path.read_bytes()[:300]!r}\n{result.said}")
                if given.keep:
                    CASES.mkdir(exist_ok=True)
                    mark = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
                    (CASES / f"{target}-{mark}").write_bytes(path.read_bytes())
            if not result.tried:
                print(result.said)
                return _COULD_NOT
    return 1 if anything else 0


def fuzz(target: str, seconds: int, folder: Path) -> Result:
    """Fuzz one target in a process of its own: what it finds ends the process."""
    corpus, artifacts, words = folder / "corpus", folder / "found", folder / "words"
    corpus.mkdir()
    artifacts.mkdir()
    for number, seed in enumerate(seeds(target)):
        (corpus / f"seed{number}").write_bytes(seed[:LONGEST])
    words.write_text("".join(f'"{word}"\n' for word in dictionary()), encoding="utf-8")
    process = subprocess.run(
        [
            sys.executable, __file__, "--child", target, str(corpus), f"-max_total_time={seconds}",
            f"-timeout={TIME}", f"-rss_limit_mb={MEMORY}", f"-max_len={LONGEST}", f"-dict={words}",
            f"-artifact_prefix={artifacts}/", "-print_final_stats=1", "-verbosity=1",
        ],
        capture_output=True, check=False, cwd=ROOT,
    )  # fmt: skip
    said = (process.stdout + process.stderr).decode("utf-8", "replace")
    units = re.findall(r"number_of_executed_units: (\d+)", said) or re.findall(r"(?m)^#(\d+)\t", said)
    found = sorted(path for path in artifacts.iterdir() if not path.name.startswith("slow-unit"))
    return Result(int(units[-1]) if units else 0, found, "\n".join(_telling(said)))


def _telling(said: str) -> Iterator[str]:
    """The lines of what was said that tell what went wrong."""
    lines = said.splitlines()
    start = next((number for number, line in enumerate(lines) if "exception" in line or "ERROR" in line), 0)
    yield from (line for line in lines[start : start + 40] if not line.startswith(("#", "INFO")))


def seeds(target: str) -> Iterator[bytes]:
    """Inputs to begin with: the small pack, the examples of the catalogue, and what was found before."""
    sys.path.insert(0, str(ROOT))
    from game.story.catalogue import CATALOGUE
    from tests.story.fuzz_targets import BETWEEN

    yield from (path.read_bytes() for path in CASES.glob(f"{target}-*"))
    examples = [files for entry in CATALOGUE.values() if entry.example for files in entry.example]
    packs = [[files] if isinstance(files, str) else list(files.values()) for files in examples]
    if target == "load":
        yield from (file.read_bytes() for file in (ROOT / "tests" / "packs" / "harbour").glob("*.yaml"))
        yield from (BETWEEN.join(content.replace("▸", "").encode() for content in pack) for pack in packs)
    elif target in ("condition", "text"):
        key = "when" if target == "condition" else "text"
        for pack in packs:
            yield from (found.encode() for content in pack for found in re.findall(rf"(?m){key}: (.*)$", content))
    elif target == "journal":
        yield b'- {"do": "a/choice", "saw": "North"}\n- {"answer": "Article 5"}\n- {"undo": true}\n'
        yield b'pack: "fuzz"\nfingerprint: "0c2f"\nseed: 7\nsteps:\n- {"answer": "x"}\n'
    else:
        yield from (b"Article 5", b"the 1,949", b"1a 2b 3c", b"c, a; b", b"1949; Washington", b"go to the hall", b"1")


def dictionary() -> Iterator[str]:
    """Words of the format, and signs with a meaning, for the inputs to be made of."""
    sys.path.insert(0, str(ROOT))
    from game.story.schema.definition_schema import declared_keys
    from game.story.schema.definitions import FILE_SCHEMAS, SECTIONS

    words = {*FILE_SCHEMAS, *SECTIONS}
    for record in (*FILE_SCHEMAS.values(), *SECTIONS.values()):
        words |= set(declared_keys(record.definition))
    yield from sorted(f"{word}: " for word in words)
    yield from ("\\x0a  - ", "{quote: ", "{a|b}", "{&", "{~", "**", "visits.a", "has.lamp", " and not ", "time >= 8:30")
    yield from (
        "\\x0a%%%\\x0a",
        "\\xe2\\x80\\xa8",
        "\\xed\\xa0\\x80",
        "\\x1b[31m",
        "\\xc2\\x85",
        "\\xe2\\x80\\xae",
        "| ",
    )


def child(target: str, *arguments: str) -> None:
    """Fuzz in this process until libFuzzer ends it."""
    import atheris

    sys.path.insert(0, str(ROOT))
    with atheris.instrument_imports(include=["game"]):
        from tests.story.fuzz_targets import TARGETS
    atheris.Setup([sys.argv[0], *arguments], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    run_command(main)
