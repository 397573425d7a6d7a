"""Packs that are short and take long where something looks at much for each of many: for `hostile.py`."""

# ruff: noqa: D103 - the cases are named for what they are

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

CASES: dict[str, Callable[[Path], object]] = {}
HEAD = "pack: T\ndisclaimer: fiction on x\nendings: { e: E. }\n"
SCENE = "scenes:\n  a: { text: H., end: e }\n"
DOSSIER = "dossier: d\ntitle: T\narticle: a\nas_of: x\nfacts:\n"
ONE_FACT = f"{DOSSIER}  f: {{ states: A., paragraph: 1, by: article, as_of: 2024, topics: [t] }}\n"


def case(make: Callable[[Path], object]) -> Callable[[Path], object]:
    CASES[make.__name__] = make
    return make


def write(folder: Path, text: str, name: str = "pack.yaml") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def fact(id_: str, states: str, more: str = "by: article") -> str:
    return f"  {id_}: {{ states: '{states}', paragraph: 1, {more}, as_of: 2024, topics: [t] }}\n"


@case
def blank_lines_before_the_first_key(d: Path) -> None:
    write(d, "\n" * 60_000 + HEAD + SCENE)


@case
def comments_before_the_first_key(d: Path) -> None:
    write(d, "#\r\n" * 20_000 + HEAD + SCENE)


@case
def spaces_in_a_title(d: Path) -> None:
    write(d, HEAD + SCENE)
    write(d, f"playthrough: a{' ' * 900}b\npack:{' ' * 60_000}x y\nsteps: []\n", "a.play.yaml")


@case
def quotations(d: Path) -> None:
    said = "".join(f'Jens Stoltenberg said: "we are {number} here". ' for number in range(900))[:39_000]
    write(d, f"{HEAD}scenes:\n" + "".join(f"  a{n}: {{ text: '{said}', end: e }}\n" for n in range(150)))


@case
def quoted_facts(d: Path) -> None:
    told = "".join(f"  b{n}: {{ text: 'Ann Lee said \"we are {n}\" [f{n}].', end: e }}\n" for n in range(30_000))
    write(d, f"{HEAD}scenes:\n{told}")
    body = "".join(fact(f"f{n}", f'Ann Lee said "we are {n}".', "by: Ann Lee") for n in range(30_000))
    write(d, DOSSIER + body, "d.yaml")


@case
def capitals_and_hyphens(d: Path) -> None:
    write(d, HEAD + SCENE)
    write(d, DOSSIER + "".join(fact(f"f{n}", "A-" * 19_000) for n in range(180)), "d.yaml")


@case
def people_of_one_name(d: Path) -> None:
    people = "".join(f"  p{n}: {{ name: A{n} Smith, real: true }}\n" for n in range(40_000))
    write(d, f"{HEAD}scenes:\n  a: {{ text: Smith and A1 Smith and Smith., end: e }}\npeople:\n{people}")


@case
def people_of_nearly_one_name(d: Path) -> None:
    people = "".join(
        f"  p{n}: {{ name: A B{n}smith, real: true }}\n  q{n}: {{ name: A C{n}smith, fictional: true }}\n"
        for n in range(35_000)
    )
    write(d, f"{HEAD}{SCENE}people:\n{people}")


@case
def names_everywhere(d: Path) -> None:
    told = "Trump thinks he is now 12% sure. " * 1_200
    write(d, f"{HEAD}scenes:\n" + "".join(f"  a{n}: {{ text: '{told}', end: e }}\n" for n in range(190)))


@case
def names_in_one_sentence(d: Path) -> None:
    told = "Trump and " * 3_900
    write(
        d, f"{HEAD}scenes:\n" + "".join(f"  a{n}: {{ text: '{told}', title: '{told}', end: e }}\n" for n in range(95))
    )


@case
def loaded_words(d: Path) -> None:
    words = ", ".join(f"bad {'bad ' * (number % 8)}{number}" for number in range(900))
    told = "Trump is bad bad so. " * 1_800
    body = "".join(f"  a{n}: {{ text: '{told}', end: e }}\n" for n in range(190))
    write(d, f"{HEAD}loaded_words: [{words}]\nscenes:\n{body}")


@case
def relative_times(d: Path) -> None:
    told = "Now the new new A A minister said 12% of many experts say. " * 650
    body = "".join(f"  a{n}: {{ text: '{told}', answer: x, cites: f }}\n" for n in range(190))
    write(d, f"{HEAD}{SCENE}questions:\n{body}")
    write(d, ONE_FACT, "d.yaml")


@case
def feedback(d: Path) -> None:
    answers = "".join(
        f"      - wrong: W{n} in Rome{n} {'Xy ' * 2_000}\n        because: We know {n} of Xanten and so Ypern.\n"
        for n in range(990)
    )
    head = "  q:\n    text: Which?\n    cites: f\n    answers:\n      - right: R\n        because: We 12 in Paris.\n"
    write(d, f"{HEAD}{SCENE}questions:\n{head}{answers}")
    write(d, ONE_FACT, "d.yaml")


@case
def figures(d: Path) -> None:
    marks = " ".join(f"In {1500 + n} 7{n}% [f{n}]." for n in range(1_500))
    write(d, f"{HEAD}scenes:\n" + "".join(f"  a{n}: {{ text: '{marks}', end: e }}\n" for n in range(100)))
    numbers = " ".join(str(number) for number in range(500))
    write(d, DOSSIER + "".join(fact(f"f{n}", f"{n} {numbers}") for n in range(1_500)), "d.yaml")


@case
def sums_of_notes(d: Path) -> None:
    many = " + ".join(["notes"] * 58)
    body = "".join(f"      - {{ choose: C{n}, stay: true, when: '{many} >= {n}' }}\n" for n in range(990))
    write(d, f"{HEAD}scenes:\n  a:\n    text: H.\n    choices:\n{body}")
    write(d, DOSSIER + "".join(fact(f"f{n}", f"A{n}.") for n in range(20_000)), "d.yaml")


@case
def topics(d: Path) -> None:
    names = ", ".join(f"t{number}" for number in range(300))
    write(d, HEAD + SCENE)
    facts = "".join(
        f"  f{n}: {{ states: A{n}., paragraph: 1, by: B{n % 7}, as_of: 2024, topics: [{names}] }}\n"
        for n in range(1_300)
    )
    write(d, DOSSIER + facts, "d.yaml")


@case
def dossiers(d: Path) -> None:
    write(d, f"pack: T\ndisclaimer: '{'fiction ' * 4_900}'\nendings: {{ e: E. }}\n{SCENE}")
    for number in range(15_000):
        write(d, f"dossier: d{number}\ntitle: T{number}\narticle: a\nas_of: x\nfacts:\n{fact(f'f{number}', 'A.')}",
              f"{number}.yaml")  # fmt: skip


@case
def gaps(d: Path) -> None:
    body = "".join(f"  q{n}: {{ cloze: '{'A [b|c|d] ' * 900}', cites: f }}\n" for n in range(300))
    write(d, f"{HEAD}{SCENE}questions:\n{body}")
    write(d, ONE_FACT, "d.yaml")


@case
def stars(d: Path) -> None:
    write(d, f"{HEAD}scenes:\n" + "".join(
        f"  a{n}: {{ text: \"{'*a ' * 1_900}{'x ' * 15_000}\", end: e }}\n" for n in range(200)))  # fmt: skip


@case
def nearly_known_ids(d: Path) -> None:
    known = "".join(f"  scene_number_{n}: {{ text: x, end: e }}\n" for n in range(30))
    write(d, f"{HEAD}scenes:\n{known}" + "".join(f"  a{n}: {{ goto: scene_numbr_{n} }}\n" for n in range(100_000)))


@case
def nearly_speakers(d: Path) -> None:
    people = ", ".join(f"pers{number}: {{ name: P, fictional: true }}" for number in range(40))
    told = "perz: hi\\n\\n" * 2_900
    write(d, f"{HEAD}people: {{ {people} }}\nscenes:\n" + "".join(
        f'  a{n}: {{ text: "{told}", end: e }}\n' for n in range(200)))  # fmt: skip


@case
def spaces_in_lines(d: Path) -> None:
    told = ("a" + " " * 900 + "\\n") * 42
    write(d, f"{HEAD}scenes:\n" + "".join(f'  a{n}: {{ text: "{told}", end: e }}\n' for n in range(190)))
