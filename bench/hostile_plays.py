"""Packs that are played, and playthroughs that are run, at the limits: for `hostile.py`."""

# ruff: noqa: D103 - the cases are named for what they are

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hostile_texts import DOSSIER, HEAD, fact, sums_of_notes, write

#: By name what makes the pack; the first are played by typing, the second are tested.
PLAYS: dict[str, Callable[[Path], object]] = {"sums_of_notes_played": sums_of_notes}
TESTS: dict[str, Callable[[Path], object]] = {}
TYPED = b"1\n" * 30 + b"map\nnotebook\nlook\nundo 5\nstory\ntranscript\n"
ON = "scenes:\n  a: { text: H., choices: [ { choose: W, again: true, stay: true%s }, { choose: X, end: e } ] }\n"


def play(make: Callable[[Path], object]) -> Callable[[Path], object]:
    PLAYS[make.__name__] = make
    return make


def test(make: Callable[[Path], object]) -> Callable[[Path], object]:
    TESTS[make.__name__] = make
    return make


def steps(d: Path, body: str, name: str = "a.yaml") -> None:
    write(d, f"playthrough: A play\nsteps:\n{body}", name)


@play
def timed_events(d: Path) -> None:
    events = "".join(
        f"  s{n}: {{ on_arrival: true, when: time >= 19:{n % 60:02d}, text: T., minutes: 1 }}\n" for n in range(20_000)
    )
    write(d, HEAD + "clock: { start: 08:00, end: 20:00 }\n" + ON % ", minutes: 1" + events)


@play
def timed_events_at_places(d: Path) -> None:
    events = "".join(f"  s{n}: {{ on_arrival: true, when: time >= 19:00, text: T. }}\n" for n in range(990))
    places = "".join(f"  p{n}: {{ name: P{n}, exits: {{ north: p{n + 1} }} }}\n" for n in range(500))
    write(d, f"{HEAD}clock: {{ start: 08:00, end: 20:00 }}\nplaces:\n{places}  p500: {{ name: Q }}\nscenes:\n{events}")


@play
def achievements(d: Path) -> None:
    feats = "".join(f"  s{n}: {{ title: T, when: m >= {n % 9 + 1} }}\n" for n in range(990))
    write(d, HEAD + "measures: { m: {} }\n" + ON % ", m: +1" + f"achievements:\n{feats}")


@play
def measures_that_are_wide(d: Path) -> None:
    many = "".join(f"  m{n}: {{ max: 900, start: 500 }}\n" for n in range(19_900))
    write(d, f"{HEAD}measures:\n{many}" + ON % "".join(f", m{n}: +1" for n in range(900)))


@play
def scenes_of_one_place(d: Path) -> None:
    scenes = "".join(f"  s{n}: {{ at: p, title: T{n}, again: true, text: H. }}\n" for n in range(990))
    write(d, f"{HEAD}places: {{ p: {{ name: P }} }}\nscenes:\n{scenes}")


@play
def texts_one_after_the_other(d: Path) -> None:
    chain = "".join(f"  b{n}: {{ text: T{n}., m{n % 900}: +1, goto: b{n + 1} }}\n" for n in range(1_900))
    many = "".join(f"  m{n}: {{ max: 900 }}\n" for n in range(900))
    body = "scenes:\n  a: { text: H., choices: [ { choose: W, again: true, goto: b0 }, { choose: X, end: e } ] }\n"
    write(d, f"{HEAD}measures:\n{many}{body}{chain}  b1900: {{ goto: a }}\n")


@play
def inserts_of_notes(d: Path) -> None:
    text = "{notes}" * 1_900
    body = "    choices: [ { choose: C, again: true, goto: a }, { choose: D, end: e } ]\n"
    write(d, f"{HEAD}scenes:\n  a:\n    text: '{text}'\n{body}")
    write(d, DOSSIER + "".join(fact(f"f{n}", f"A{n}.") for n in range(40_000)), "d.yaml")


@play
def epilogues_after_an_ending(d: Path) -> None:
    parts = "".join(f"  p{n}: {{ when: m < {n % 9 + 1}, text: '{'T ' * 90}{n}.' }}\n" for n in range(19_000))
    on = "scenes:\n  a: { text: H., choices: [ { choose: X, end: e } ] }\n"
    write(d, f"{HEAD}measures: {{ m: {{}} }}\n{on}epilogues:\n{parts}")


@play
def checkpoints_passed_again_and_again(d: Path) -> None:
    chain = "".join(f"  b{n}: {{ checkpoint: Before {n}, text: T{n}., goto: b{n + 1} }}\n" for n in range(900))
    ways = "{ choose: W, when: m < 20, m: +1, again: true, goto: b0 }, { choose: X, when: m >= 20, end: e }"
    body = f"scenes:\n  a: {{ text: H., choices: [ {ways} ] }}\n{chain}  b900: {{ goto: a }}\n"
    write(d, f"{HEAD}measures: {{ m: {{ max: 90 }} }}\n{body}")


@play
def questions_drawn(d: Path) -> None:
    many = "".join(f"  q{n}: {{ text: What?, answer: [paris {n}, par {n}], cites: f }}\n" for n in range(20_000))
    ask = "scenes:\n  a: { text: H., ask: { topic: t }, right: { goto: a }, wrong: { goto: a } }\n"
    write(d, f"{HEAD}{ask}questions:\n{many}")
    write(d, DOSSIER + fact("f", "A."), "d.yaml")


@play
def long_record(d: Path) -> None:
    """A play file as long as it may be, of a story that remembers much."""
    measures_that_are_wide(d)
    saved(d, "  - do: a/w\n" * 19_990)


@play
def long_record_of_choices(d: Path) -> None:
    choices = "".join(f"      - {{ choose: C{n}, again: true, stay: true }}\n" for n in range(990))
    write(d, f"{HEAD}scenes:\n  a:\n    text: H.\n    choices:\n{choices}")
    saved(d, "  - do: a/c989\n" * 19_990)


def saved(d: Path, body: str) -> None:
    head = "playthrough: A play\npack: pack\nfingerprint: 0000000000000000\nseed: 1\nsteps:\n"
    write(d.parent, head + body, "saved.play.yaml")


PACK = HEAD + ON % ""


@test
def expectations_nearly_met(d: Path) -> None:
    text = " ".join(f"The {n} brown foxes jump over the lazy dog number {n}." for n in range(700))
    write(d, f"{HEAD}scenes:\n  a: {{ text: '{text}', choices: [ {{ choose: W }}, {{ choose: X, end: e }} ] }}\n")
    said = "".join(
        f"  - expect: {{ sees: The {n} brown fixes jumped over the lazy dg nmber {n}. }}\n" for n in range(9_000)
    )
    steps(d, said)


@test
def expectations_of_long_pieces(d: Path) -> None:
    write(d, f"{HEAD}scenes:\n  a: {{ text: '{('ab ' * 330 + '. ') * 39}', end: e }}\n")
    steps(d, "".join(f"  - expect: {{ sees: {'ab b ' * 190}{n} }}\n" for n in range(3_000)))


@test
def opened_again(d: Path) -> None:
    write(d, PACK)
    steps(d, "  - do: W\n  - reopen: true\n" * 9_900)


@test
def conditions_of_counts(d: Path) -> None:
    write(d, PACK)
    steps(d, "  - do: W\n  - expect: { holds: visits.a >= 1 }\n  - undo: 1\n  - do: W\n" * 4_900)


@test
def many_conditions_of_notes(d: Path) -> None:
    sums_of_notes(d)
    many = " + ".join(["notes"] * 58)
    steps(d, f"  - expect: {{ holds: '{many} >= 0' }}\n" * 15_000)


@test
def long_playthrough(d: Path) -> None:
    measures_that_are_wide(d)
    steps(d, "  - do: W\n" * 19_900)


@test
def much_is_told(d: Path) -> None:
    text = "word " * 7_900
    write(d, f"{HEAD}scenes:\n  a: {{ text: '{text}', choices: [ {{ choose: W, again: true, goto: a }} ] }}\n")
    steps(d, "  - do: W\n  - expect: { sees: word word }\n" * 9_900)


@test
def wrong_steps(d: Path) -> None:
    choices = "".join(
        f"      - {{ choose: Take the {n}th of the ways, again: true, stay: true }}\n" for n in range(990)
    )
    write(d, f"{HEAD}scenes:\n  a:\n    text: H.\n    choices:\n{choices}")
    for number in range(2_000):
        steps(d, "  - do: Taek teh ways that lead away\n", f"{number}.play.yaml")


@test
def many_playthroughs(d: Path) -> None:
    write(d, PACK)
    for number in range(3_000):
        steps(d, "  - do: W\n", f"{number}.play.yaml")


@test
def patterns(d: Path) -> None:
    write(d, f"{HEAD}scenes:\n  a: {{ text: '{'a' * 39_000}', end: e }}\n")
    steps(d, "  - expect: { sees: '/(a?){300}(a*)*b/' }\n" * 300)


@test
def spaces_in_a_playthrough(d: Path) -> None:
    write(d, PACK)
    write(d, f"playthrough: a{' ' * 900}b\npack:{' ' * 60_000}x y\nsteps:\n  - do: W\n", "a.yaml")
