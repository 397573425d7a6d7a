"""Packs that load without a word and are hard to prove anything of: cases of `bench/hostile.py`.

Each is checked with a bound on the seconds and has to end soon after it, whatever is known then. They are the same each
time.
"""

# ruff: noqa: D103 - the cases are named for what they are

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from typing import NamedTuple


class HardToProve(NamedTuple):
    """The text of a pack, and for how many seconds it is to be proved at most. `long`: it takes them all."""

    text: Callable[[], str]
    seconds: float
    long: bool


PROOFS: dict[str, HardToProve] = {}


def proof(seconds: float, *, long: bool = True) -> Callable[[Callable[[], str]], Callable[[], str]]:
    """A case that is proved for so many seconds."""

    def named(text: Callable[[], str]) -> Callable[[], str]:
        PROOFS[text.__name__] = HardToProve(text, seconds, long)
        return text

    return named


def story(choices: Iterable[str], head: str = "") -> str:
    """One scene with these choices, which are offered again and again."""
    offered = "".join(f"      - {{ choose: C, id: c{number}, again: true, {choice} }}\n" for number, choice in
                      enumerate(choices))  # fmt: skip
    return f"pack: T\nstart: s\nendings: {{ e: E. }}\n{head}scenes:\n  s:\n    text: A room.\n    choices:\n{offered}"


def measures(count: int, most: int) -> str:
    """So many measures `m0`, `m1` … up to `most`."""
    return "measures:\n" + "".join(f"  m{number}: {{ max: {most} }}\n" for number in range(count))


@proof(20)
def flags_without_structure() -> str:
    """Each flag goes up and down as some others, which nobody would have chosen, allow."""
    chance, choices = random.Random(1), []
    for number in range(25):
        for value in (0, 1):
            a, b, c = chance.sample(range(25), 3)
            when = f"m{number} == {1 - value} and (m{a} == {value} or m{b} != m{c})"
            choices.append(f'when: "{when}", m{number}: ={value}, stay: true')
    wanted = " and ".join(f"m{number} == {chance.randrange(2)}" for number in range(25))
    begun = "".join(f"  m{number}: {{ max: 1, start: {number % 2} }}\n" for number in range(25))
    return story([*choices, f'when: "{wanted}", end: e'], f"measures:\n{begun}")


@proof(3, long=False)
def great_counter() -> str:
    return story(
        ["m0: +7, stay: true", "m0: -5, stay: true", "when: m0 == 999983, end: e"], measures(1, 1_000_000)
    )  # fmt: skip


@proof(20)
def greatest_counters() -> str:
    """Products that no word of a machine holds."""
    product = " * ".join(f"m{number}" for number in range(8))
    choices = [f"m{number}: {change}, stay: true" for number in range(8) for change in ("+99991", "-3")]
    return story([*choices, f'when: "{product} == 720720", end: e'], measures(8, 1_000_000))


@proof(20)
def sums_of_counters() -> str:
    chance, choices = random.Random(2), []
    for number in range(14):
        for change in ("+3", "-2"):
            a, b, c, d = chance.sample(range(14), 4)
            when = f"m{a} * m{b} + m{c} > m{d} * {1 + chance.randrange(9)} - {chance.randrange(200)}"
            choices.append(f'when: "{when}", m{number}: {change}, stay: true')
    total = " + ".join(f"m{number} * {number + 1}" for number in range(14))
    return story([*choices, f'when: "{total} == 4321", end: e'], measures(14, 60))


@proof(20)
def counted_things() -> str:
    """Which of three hundred things are there matters to nobody but the door."""
    total = " + ".join(f"m{number}" for number in range(20))
    parity = " + ".join(f"m{number} * m{299 - number}" for number in range(12))
    choices = [f"when: m{number * 7 % 300} <= m{number}, m{number}: =1, stay: true" for number in range(300)]
    return story([*choices, f'when: "{total} == 11 and {parity} == 5", end: e'], measures(300, 1))


@proof(20)
def dense_gotos() -> str:
    """Three thousand scenes, each of which leads to eight of the others as the measures allow."""
    chance, scenes = random.Random(3), []
    for number in range(3_000):
        offered = []
        for choice in range(8):
            a, b = chance.sample(range(40), 2)
            offered.append(f"      - {{ choose: C, id: c{choice}, again: true, when: m{a} <= m{b} + {choice}, "
                           f"m{b}: {chance.choice(('+1', '-1'))}, goto: s{chance.randrange(3_000)} }}\n")  # fmt: skip
        scenes.append(f"  s{number}:\n    text: T.\n    choices:\n{''.join(offered)}")
    last = "  out: { text: T., choices: [ { choose: C, when: m0 > 8 and m1 < 2, end: e } ] }\n"
    scenes[17] += "      - { choose: D, id: d, when: m3 > 7 and m5 < 3 and m7 > 7, goto: out }\n"
    return f"pack: T\nstart: s0\nendings: {{ e: E. }}\n{measures(40, 9)}scenes:\n{''.join(scenes)}{last}"


@proof(20)
def very_many_choices() -> str:
    """As many as may be: much more than anybody will look at."""
    chance = random.Random(4)
    scenes = "".join(
        f"  s{number}:\n    text: T.\n    choices:\n" + "".join(
            f"      - {{ choose: C, id: c{choice}, again: true, goto: s{chance.randrange(2_500)} }}\n"
            for choice in range(20)
        ) for number in range(2_500)
    )  # fmt: skip
    return f"pack: T\nstart: s0\nendings: {{ e: E. }}\nscenes:\n{scenes}  out: {{ text: T., end: e }}\n"


@proof(1)
def no_time_for_many_choices() -> str:
    return very_many_choices()


@proof(10)
def deep_calls() -> str:
    """Each scene calls the next one in two ways, so that there are more ways to return than anybody could count."""
    scenes = "".join(
        f"  s{number}:\n    text: T.\n    choices:\n"
        f"      - {{ choose: A, id: a, again: true, m0: +1, call: s{number + 1}, stay: true }}\n"
        f"      - {{ choose: B, id: b, again: true, m1: +1, call: s{number + 1}, goto: s{number} }}\n"
        "      - { choose: C, id: c, again: true }\n"
        for number in range(250)
    )
    last = "  s250: { text: T., choices: [ { choose: E, id: e, when: m0 == 9 and m1 == 9, end: e } ] }\n"
    return f"pack: T\nstart: s0\nendings: {{ e: E. }}\n{measures(2, 9)}scenes:\n{scenes}{last}"


@proof(10)
def chain_of_calls() -> str:
    scenes = "".join(
        f"  s{number}: {{ text: T., m{number % 9}: +1, call: s{number + 1}, "
        f"choices: [ {{ choose: A, id: a, when: m{number % 9} > 3 }}, {{ choose: B, id: b, m{number % 7}: -1 }} ] }}\n"
        for number in range(290)
    )
    last = "  s290: { text: T. }\n  out: { text: T., end: e }\n"
    begins = "  begin: { text: T., call: s0, choices: [ { choose: On, goto: out, when: m3 == 2 } ] }\n"
    return f"pack: T\nstart: begin\nendings: {{ e: E. }}\n{measures(9, 9)}scenes:\n{begins}{scenes}{last}"


@proof(20)
def errands_with_a_clock() -> str:
    """Four hundred errands in any order, each of which takes time, and some of which need others."""
    chance = random.Random(5)
    errands = "".join(
        f"  s{number}: {{ at: hall, when: time < {9 + chance.randrange(9):02}:30{needed}, minutes: "
        f"{1 + chance.randrange(9)}, "
        f"choices: [ {{ choose: Do, id: do, give: i{number} }}, {{ choose: No, id: no }} ] }}\n"
        for number in range(400)
        for needed in ((f" and has.i{chance.randrange(number)}" if number % 3 else ""),)
    )
    items = "".join(f"  i{number}: {{ name: A thing }}\n" for number in range(400))
    every = " and ".join(f"has.i{number}" for number in range(0, 400, 25))
    return (
        f"pack: T\nstart: hall\nclock: {{ start: 08:30, end: 18:00 }}\nendings: {{ e: E., late: L. }}\nitems:\n{items}"
        f"places:\n  hall: {{ name: H }}\nscenes:\n{errands}  out: {{ at: hall, when: {every}, end: e }}\n"
        "  late: { on_arrival: true, when: time >= 17:00, end: late }\n"
    )


@proof(20)
def very_many_draws() -> str:
    """Chance draws from four hundred questions, fifty times, and how many answers were right counts."""
    drawn = "".join(f"  q{number}: {{ text: How many?, number: {number} }}\n" for number in range(400))
    among = ", ".join(f"q{number}" for number in range(400))
    rounds = "".join(
        f"  s{number}: {{ text: T., ask: {{ from: [{among}] }}, right: {{ m0: +1 }}, wrong: {{ m1: +1 }}, "
        f"goto: s{number + 1} }}\n" for number in range(50)
    )  # fmt: skip
    choices = "{ choose: C, when: correct == 25, end: e }, { choose: D, when: m0 < m1, end: l }"
    last = f"  s50: {{ text: T., choices: [ {choices} ] }}\n"
    return (
        "pack: T\nstart: s0\nchecks: { uncited-question: off }\nendings: { e: E., l: L. }\n"
        f"{measures(2, 60)}questions:\n{drawn}scenes:\n{rounds}{last}"
    )


@proof(10)
def many_timed_events() -> str:
    """Three hundred events that open by themselves anywhere, as soon as the measures allow, and open each other."""
    chance = random.Random(6)
    events = "".join(
        f"  v{number}: {{ on_arrival: true, when: m{a} > m{b} + {number % 5}, text: T., m{a}: -1, m{c}: +2 }}\n"
        for number in range(300) for a, b, c in (chance.sample(range(30), 3),)
    )  # fmt: skip
    places = "".join(f"  p{n}: {{ name: P, exits: {{ north: p{(n + 1) % 20} }} }}\n" for n in range(20))
    walks = "".join(f"  w{n}: {{ at: p{n}, again: true, text: T., m{n}: +1, m{n + 5}: -1 }}\n" for n in range(20))
    return (
        f"pack: T\nstart: p0\nendings: {{ e: E. }}\n{measures(30, 12)}places:\n{places}scenes:\n{walks}{events}"
        "  out: { at: p7, when: m3 + m9 + m27 == 33, end: e }\n"
    )


@proof(3, long=False)
def long_way_without_anybody() -> str:
    """Two stairs send one on to each other a million times."""
    return (
        f"pack: T\nstart: hall\nendings: {{ e: E. }}\n{measures(1, 1_000_000)}places:\n"
        "  hall: { name: H, exits: { up: { to: upper, one_way: true } } }\n"
        "  upper: { name: U, exits: { out: { to: hall, one_way: true } } }\n"
        "  lower: { name: L, exits: { out: { to: hall, one_way: true } } }\nscenes:\n"
        "  down: { at: upper, on_arrival: true, again: true, text: D., m0: +1, move: lower, when: m0 < 999999 }\n"
        "  up: { at: lower, on_arrival: true, again: true, text: U., m0: +1, move: upper, when: m0 < 999998 }\n"
        "  out: { at: hall, when: m0 == 999999, end: e }\n"
    )


@proof(10)
def many_fallbacks() -> str:
    """A list of a thousand choices, half of which are offered only while none of the others are."""
    usual = [f"when: m{n % 50} > {1 + n % 8}, m{(n + 1) % 50}: -1, stay: true" for n in range(500)]
    others = [f"fallback: true, when: m{n % 50} < {1 + n % 8}, m{n * 3 % 50}: +1, stay: true" for n in range(480)]
    return story([*usual, *others, "when: m3 == 9 and m4 == 8, end: e"], measures(50, 9))


@proof(10)
def many_sides_of_texts() -> str:
    """Every side of every text is asked about by itself."""
    sides = "".join(f"{{m{n % 40} > m{(n * 7 + 1) % 40}: a|b}}" for n in range(300))
    choices = "".join(
        f"      - {{ choose: C, id: c{n}, again: true, m{n}: {'+1' if n % 2 else '+2'}, "
        f"m{(n * 3 + 1) % 40}: -1, goto: s{n} }}\n" for n in range(40)
    )  # fmt: skip
    scenes = "".join(f'  s{n}:\n    text: "{sides}"\n    choices:\n{choices}' for n in range(40))
    return (
        f"pack: T\nstart: s0\nendings: {{ e: E. }}\n{measures(40, 9)}scenes:\n{scenes}"
        "      - { choose: D, id: d, when: m1 + m2 + m3 > 25, end: e }\n"
    )
