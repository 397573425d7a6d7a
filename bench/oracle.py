"""Proofs beside a second opinion: drawn packs, each played in every way there is, and every word of `check` compared.

    python bench/oracle.py [--packs 300] [--without 60] [--edits 60] [--reach 60] [--witnesses 60] [--engines] [--seed 0]

The second opinion (`bench/reference/`) plays a pack breadth first with the engine alone and shares nothing with
`game/verify`. Compared are all verdicts, the lengths of the plays that show them, how many situations there are, and
the exit codes:

* packs: of `check`, and of one path through it in turn: each engine alone, abstractions without an engine, and without
  plays at random, too (with `--engines` all of them for each pack); of slices, the game about ways to an ending, dead
  ends and circles alone;
* without: the same for somebody who never takes a choice;
* edits: after one edit, with what was proved before still kept;
* reach: the command `check --reach`, with the play that it prints run by `test`;
* witnesses: each file that `check --witnesses` writes fails as long as the mistake is there.

Packs come one after the other from `--seed` on: the same number is the same pack. Failing ones are made small and
printed. `--show SEED` prints a pack. The exit code is 1 if anything is wrong. `--short` takes few of each.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import random
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from game.playthrough.coverage.survey import survey  # noqa: E402
from game.story.packs import examine  # noqa: E402
from game.story.program import Story  # noqa: E402
from reference.comparing import Tally, Wrong, wrong_claims, wrong_in  # noqa: E402
from reference.drawn import Pack, choices_of, condition, drawn, files  # noqa: E402
from reference.expected import Expectations  # noqa: E402
from reference.playing import Differs, Plays, TooMany  # noqa: E402
from reference.product import PATHS, alone, command, report  # noqa: E402
from reference.shrinking import shrunk  # noqa: E402

MOST_STATES = 1_000


class Setting(NamedTuple):
    """The folder in which packs are written; whether each pack takes every path of `check`."""

    folder: Path
    engines: bool = False


Trial = Callable[[Setting, int, Pack, Tally], Iterator[Wrong]]
"""Everything that is wrong about a pack with this seed. Raises TooMany and Unplayable where nothing can be compared."""


class Unplayable(Exception):
    """No story can be made of the pack."""


def load(setting: Setting, pack: Pack, *, reach: tuple[str, ...] = ()) -> Story:
    """The story of a pack, which is written first."""
    for name, words in files(pack).items():
        (setting.folder / name).write_text(words, "utf-8")
    story, _ = examine(setting.folder, reach=reach)
    if story is None:
        raise Unplayable
    return story


def expected_of(story: Story, without: tuple[str, ...] = ()) -> Expectations:
    """What is expected of the verdicts."""
    return Expectations(Plays(story, without, MOST_STATES))


# What is tried with a pack


def whole(setting: Setting, seed: int, pack: Pack, tally: Tally, without: tuple[str, ...] = ()) -> Iterator[Wrong]:
    """Every verdict, by every path or by one in turn."""
    story = load(setting, pack)
    expected = expected_of(story, without)
    things = survey(story, setting.folder).things
    others = PATHS[1:] if setting.engines else (PATHS[1 + seed % (len(PATHS) - 1)],)
    for path in ("check", *others):
        try:
            made = report(story, setting.folder, path, without)
        except Exception:
            yield Wrong("crash", path, "crash", last_line(), traceback.format_exc())
            continue
        yield from wrong_in(made, expected, path, things, tally)
    try:
        for claims in alone(story, without):
            yield from wrong_claims(claims, expected, tally)
    except Exception:
        yield Wrong("crash", "alone", "crash", last_line(), traceback.format_exc())


def without(setting: Setting, seed: int, pack: Pack, tally: Tally) -> Iterator[Wrong]:
    """The same for somebody who never takes a choice, or two."""
    there = choices_of(pack)
    if not there:
        raise Unplayable
    chance = random.Random(f"without {seed}")
    yield from whole(setting, seed, pack, tally, tuple(chance.sample(there, min(len(there), chance.choice((1, 1, 2))))))


def edits(setting: Setting, seed: int, pack: Pack, tally: Tally) -> Iterator[Wrong]:
    """After an edit of one value the verdicts are those of the edited pack, though the old ones are kept."""
    story = load(setting, pack)
    try:
        report(story, setting.folder)
        edited = edited_pack(pack, seed)
        story = load(setting, edited)
        expected = expected_of(story)
        made = report(story, setting.folder, warm=True)
    except (Unplayable, TooMany, Differs):
        raise
    except Exception:
        yield Wrong("crash", "kept", "crash", last_line(), traceback.format_exc())
        return
    tally["told again" if made.again else "made anew"] += 1
    yield from wrong_in(made, expected, "kept", survey(story, setting.folder).things, tally)


def edited_pack(pack: Pack, seed: int) -> Pack:
    """The pack with one value changed: a number, a time, a sign, a name, or a key left out."""
    chance = random.Random(f"edit {seed}")
    edited = copy.deepcopy(pack)
    spots = list(_values(edited))
    for _ in range(20):
        above, key = chance.choice(spots)
        value = above[key]
        changed = _changed(value, chance) if key not in ("id", "pack", "disclaimer") else None
        if changed is not None:
            above[key] = changed
            return edited
    return edited


def _values(part: object) -> Iterator[tuple[dict | list, object]]:
    inside = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in inside:
        if isinstance(value, str):
            yield part, key  # type: ignore[misc]
        else:
            yield from _values(value)


def _changed(value: str, chance: random.Random) -> str | None:
    if re.fullmatch(r"[-+=]?\d+", value):
        sign = value[0] if value[0] in "+=" else ""
        number = int(value.lstrip("+=")) + chance.choice((-1, 1, 1, 2))
        return f"{sign}{number}" if sign != "+" or number > 0 else None
    times = re.findall(r"\d\d:\d\d", value)
    if times and chance.random() < 0.7:
        hours, minutes = map(int, times[-1].split(":"))
        later = hours * 60 + minutes + chance.choice((-10, -5, 5, 10, 30))
        return value.replace(times[-1], f"{later // 60:02d}:{later % 60:02d}")
    signs = re.findall(r"==|!=|<=|>=|<(?!=)|>(?!=)", value)
    if signs:
        return value.replace(chance.choice(signs), chance.choice(("==", "!=", "<=", ">=", "<", ">")), 1)
    names = re.findall(r"\b([a-z])(\d)\b", value)
    if names:
        letter, number = chance.choice(names)
        return re.sub(rf"\b{letter}{number}\b", f"{letter}{1 - int(number) % 2}", value, count=1)
    return None


def reach(setting: Setting, seed: int, pack: Pack, tally: Tally) -> Iterator[Wrong]:
    """`check --reach` for a drawn condition; the play that it prints passes."""
    load(setting, pack)
    asked = condition(seed, pack)
    story = load(setting, pack, reach=(asked,))
    length = expected_of(story).reach(asked)
    playthroughs = setting.folder / "playthroughs"
    shown = playthroughs / "reach.play.yaml"
    shown.unlink(missing_ok=True)
    try:
        code, out, err = command("check", str(setting.folder), "--reach", asked)
    except Exception:
        yield Wrong("crash", "reach", "crash", last_line(), asked + "\n" + traceback.format_exc())
        return
    tally["codes of --reach"] += 1
    right = 0 if length is not None else 1
    if code == 3:
        tally["unknown reach"] += 1
        return
    if code != right:
        yield Wrong("code", "reach", "reach", asked, f"{code} instead of {right}: {(out + err)[:200]}")
        return
    if length is None:
        return
    said = re.search(r"(no shorter|may be shorter).*?(\d+) steps?\.", err)
    steps = int(said[2]) if said else -1
    if said is None or (steps != length if said[1] == "no shorter" else steps < length):
        yield Wrong("length", "reach", "reach", asked, f"{err.strip()!r}, but {length} steps are the shortest play")
    playthroughs.mkdir(exist_ok=True)
    shown.write_text(out, "utf-8")
    tally["plays of --reach"] += 1
    code, out, err = command("test", str(shown))
    shown.unlink()
    if code != 0:
        yield Wrong("witness", "reach", "reach", asked, f"the play does not pass: {(out + err)[:400]}")


def witnesses(setting: Setting, seed: int, pack: Pack, tally: Tally) -> Iterator[Wrong]:
    """What `check --witnesses` writes fails under `test` as long as the mistake is there."""
    load(setting, pack)
    expected_of(load(setting, pack))
    folder = setting.folder / "playthroughs"
    for one in folder.glob("*") if folder.is_dir() else ():
        one.unlink()
    try:
        command("check", str(setting.folder), "--witnesses", str(folder))
    except Exception:
        yield Wrong("crash", "witnesses", "crash", last_line(), traceback.format_exc())
        return
    for one in sorted(folder.glob("*.play.yaml")) if folder.is_dir() else ():
        tally["witness files"] += 1
        code, out, err = command("test", str(one))
        if code != 1:
            said = "passes though the mistake is there" if not code else f"ends with {code}: {(out + err)[:300]}"
            kind = re.sub(r"-?(m|q|s|p|e|a|i|f)\d.*", "", one.name.partition(".")[0])
            yield Wrong("witness", "witnesses", kind, one.name, said)
        one.unlink()


TRIALS: dict[str, Trial] = {
    "packs": whole, "without": without, "edits": edits, "reach": reach, "witnesses": witnesses,
}  # fmt: skip
_USUAL = {"packs": 300, "without": 60, "edits": 60, "reach": 60, "witnesses": 60}
_SHORT = {"packs": 60, "without": 15, "edits": 15, "reach": 20, "witnesses": 15}


def last_line() -> str:
    """Where the exception that is being handled was raised."""
    where = traceback.extract_tb(sys.exc_info()[2])[-1]
    return f"{Path(where.filename).name}:{where.lineno} {sys.exc_info()[0].__name__}"  # type: ignore[union-attr]


# Running, counting, printing


class Found(NamedTuple):
    """Something wrong, with the pack that shows it."""

    trial: str
    seed: int
    wrong: Wrong


def run(trial: str, count: int, seed: int, setting: Setting, tally: Tally) -> Iterator[Found]:
    """Try so many packs that can be compared."""
    done = 0
    while done < count:
        pack, seed = drawn(seed), seed + 1
        try:
            problems = list(TRIALS[trial](setting, seed - 1, pack, tally))
        except Unplayable:
            tally["not playable"] += 1
            continue
        except TooMany:
            tally["too many states"] += 1
            continue
        except Differs as differs:
            problems = [Wrong("engine", "play", "differs", "", str(differs))]
        except Exception:
            problems = [Wrong("reference", "play", "crash", last_line(), traceback.format_exc())]
        done += 1
        tally[trial] += 1
        for one in problems:
            yield Found(trial, seed - 1, one)


def smallest(found: Found, setting: Setting) -> Pack:
    """The pack of something wrong, made small: it still shows the same kind of thing."""
    wanted = found.wrong[:3]

    def fails(pack: Pack) -> bool:
        try:
            return any(one[:3] == wanted for one in TRIALS[found.trial](setting, found.seed, pack, Tally()))
        except (Unplayable, TooMany):
            return False
        except Differs:
            return found.wrong.what == "engine"
        except Exception:
            return found.wrong.what == "reference"

    return shrunk(drawn(found.seed), fails)


def main() -> int:
    """Draw, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in TRIALS:
        parser.add_argument(f"--{name}", type=int, metavar="N")
    parser.add_argument("--engines", action="store_true", help="every path of check for each pack")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--all", action="store_true", help="print everything that is wrong")
    parser.add_argument("--small", type=int, default=1, metavar="N", help="make so many packs of a kind small")
    parser.add_argument("--show", type=int, metavar="SEED", help="print a pack")
    given = parser.parse_args()
    if given.show is not None:
        print(json.dumps(drawn(given.show), indent=1))
        return 0
    asked = {name: getattr(given, name) for name in TRIALS}
    if all(count is None for count in asked.values()):
        asked = _SHORT if given.short else _USUAL
    wrong: list[Found] = []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EIGHTWINGS_HOME"] = str(Path(folder, "home"))
        setting = Setting(Path(folder, "drawn"), given.engines)
        setting.folder.mkdir()
        for trial, count in asked.items():
            if count:
                wrong += _tried(trial, count, given.seed, setting)
        _print_wrong(wrong, setting, given.small, given.all)
    return 1 if wrong else 0


def _tried(trial: str, count: int, seed: int, setting: Setting) -> list[Found]:
    tally, began = Tally(), time.perf_counter()
    found = list(run(trial, count, seed, setting, tally))
    said = ", ".join(f"{number:,} {name}" for name, number in tally.items() if name != trial)
    kinds = Counter(one.wrong.what for one in found)
    seeds = len({one.seed for one in found})
    print(f"{trial}: {count:,} in {time.perf_counter() - began:.0f} s: {said}\n  wrong: "
          + (", ".join(f"{number:,} {what}" for what, number in kinds.items()) + f" in {seeds:,}" if found else "0"),
          flush=True)  # fmt: skip
    return found


def _print_wrong(wrong: list[Found], setting: Setting, small: int, everything: bool) -> None:
    by_kind: dict[tuple[str, ...], list[Found]] = {}
    for one in wrong:
        by_kind.setdefault((one.trial, *one.wrong[:3]), []).append(one)
    for kind, some in sorted(by_kind.items(), key=lambda one: -len(one[1])):
        print(f"\n{' / '.join(kind)}: {len(some)} times, in {len({one.seed for one in some})} packs")
        for one in some if everything else some[:3]:
            print(f"  seed {one.seed}: {one.wrong.key}: {one.wrong.words}")
        for one in some[:small]:
            pack = smallest(one, setting)
            print(f"  smallest ({one.seed}):\n{json.dumps(pack)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
