"""What is tried with a drawn pack: all that `check` says of it, in all the ways in which it can be asked."""

from __future__ import annotations

import copy
import json
import random
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from game.story.model.story import Story
from game.story.packs import examine
from game.story.targets.survey import survey
from reference.comparing import Tally, Wrong, wrong_claims, wrong_in, wrong_in_json
from reference.drawn import choices_of, files, question_about
from reference.expected import Expectations
from reference.playing import Differs, Plays, TooMany
from reference.product import PATHS, alone, command, report, wide
from reference.waiting import Pack

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
    if setting.engines or seed % 7 == 0:
        yield from _wide(setting, pack, expected, tally, without)
    if setting.engines or seed % 4 == 0:
        yield from _by_command(setting, seed, expected, tally, without)
    try:
        for claims in alone(story, without):
            yield from wrong_claims(claims, expected, tally)
    except Exception:
        yield Wrong("crash", "alone", "crash", last_line(), traceback.format_exc())


def _wide(
    setting: Setting, pack: Pack, expected: Expectations, tally: Tally, without: tuple[str, ...]
) -> Iterator[Wrong]:
    """As if the story remembered so much that it counts as a wide one: the same game, and the same verdicts."""
    with wide():
        story = load(setting, pack)
        again = expected_of(story, without)
        if (again.plays.transitions, again.plays.first) != (expected.plays.transitions, expected.plays.first):
            yield Wrong("engine", "wide", "plays", "", "it is another game")
        try:
            made = report(story, setting.folder, "check", without)
        except Exception:
            yield Wrong("crash", "wide", "crash", last_line(), traceback.format_exc())
            return
        yield from wrong_in(made, expected, "wide", survey(story, setting.folder).things, tally)


def _by_command(
    setting: Setting, seed: int, expected: Expectations, tally: Tally, without: tuple[str, ...]
) -> Iterator[Wrong]:
    """The command itself, for programs."""
    strict = seed % 8 == 0
    words = ["check", str(setting.folder), "--json", *(["--strict"] if strict else [])]
    try:
        code, out, _ = command(*words, *(word for engine in without for word in ("--without", engine)))
        told = json.loads(out)
    except Exception:
        yield Wrong("crash", "command", "crash", last_line(), traceback.format_exc())
        return
    yield from wrong_in_json(told, code, expected, strict=strict, tally=tally)


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
    if chance.random() < 0.3:  # of what nothing in a story changes a proof might keep the old value
        ranges = {key: edited[key] for key in ("measures", "clock") if key in edited}
        spots = list(_values(ranges)) or spots
    for _ in range(20):
        above, key = chance.choice(spots)
        value = above[key]
        changed = _changed(value, chance) if key not in ("id", "pack", "disclaimer") else None
        if changed is not None:
            above[key] = changed
            return edited
    return edited


def _values(part: Any) -> Iterator[tuple[Any, Any]]:
    inside: Iterable[tuple[Any, Any]]
    inside = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in inside:
        if isinstance(value, str):
            yield part, key
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
    asked = question_about(seed, pack)
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
    expected_of(load(setting, pack))
    folder = setting.folder / "playthroughs"
    for path in folder.glob("*") if folder.is_dir() else ():
        path.unlink()
    try:
        command("check", str(setting.folder), "--witnesses", str(folder))
    except Exception:
        yield Wrong("crash", "witnesses", "crash", last_line(), traceback.format_exc())
        return
    for entry in sorted(folder.glob("*.play.yaml")) if folder.is_dir() else ():
        tally["witness files"] += 1
        code, out, err = command("test", str(entry))
        if code != 1:
            said = "passes though the mistake is there" if not code else f"ends with {code}: {(out + err)[:300]}"
            kind = re.sub(r"-?(m|q|s|p|e|a|i|f)\d.*", "", entry.name.partition(".")[0])
            yield Wrong("witness", "witnesses", kind, entry.name, said)
        entry.unlink()


TRIALS: dict[str, Trial] = {
    "packs": whole, "without": without, "edits": edits, "reach": reach, "witnesses": witnesses,
}  # fmt: skip


def last_line() -> str:
    """Where the exception that is being handled was raised."""
    where = traceback.extract_tb(sys.exc_info()[2])[-1]
    return f"{Path(where.filename).name}:{where.lineno} {sys.exc_info()[0].__name__}"  # type: ignore[union-attr]
