"""The lint in other languages than English: a sound pack is free of findings, and each fault is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.story import catalogue
from game.story.catalogue import CATALOGUE
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.entry import WORDS_KNOWN
from game.story.editorial.judging import not_judged
from game.story.editorial.words.lint_words import LINT_LANGUAGES
from game.story.model.yaml_nodes import Spot
from tests.story.editorial.tongues import GERMAN, TONGUES, Tongue
from tests.story.inline import findings

#: The rules of the lint: what is wrong with a pack's words, and with its questions.
RULES = sorted(
    {"EW804", *(code for code in CATALOGUE if "EW901" <= code <= "EW926" or "EW951" <= code <= "EW982")}
)  # fmt: skip


def gazette(tongue: Tongue) -> str:
    facts = [("bell", tongue.bell, "article", ""), ("ferry", tongue.ferry, "article", "")]
    facts.insert(1, ("words", tongue.words, "Olga Brandt", f"    quote: {tongue.quote}\n"))
    told = "".join(
        f"  {id_}:\n    states: {states}\n    paragraph: 1\n    by: {by}\n{quote}    as_of: 1921\n"
        f"    topics: [{'quay' if id_ == 'words' else 'harbour'}]\n"
        for id_, states, by, quote in facts
    )
    return f"dossier: gazette\ntitle: Hafen\narticle: gazette.txt\nas_of: 1921\nfacts:\n{told}"


def numeric(tongue: Tongue, text: str = "", reason: str | None = None, more: str = "") -> str:
    because = f"    because: {reason or tongue.reason}\n" if reason != "" else ""
    return f"    text: {text or tongue.weight}\n    cites: bell\n    number: 80\n{because}{more}"


def choice(tongue: Tongue, text: str, right: str, *wrong: str, reasons: bool = True, more: str = "") -> str:
    because = f"        because: {tongue.reason}\n"
    options = "".join(f"      - wrong: {words}\n{because}" for words in wrong)
    options = options if reasons else options.removesuffix(because)
    return (
        f"    text: {text}\n    cites: bell\n    answers:\n      - right: {right}\n{options}"
        f"    because: {tongue.reason}\n{more}"
    )


def pack(
    tongue: Tongue,
    *,
    disclaimer: str | None = None,
    head: str = "",
    story: str = "",
    label: str = "",
    questions: dict[str, str] | None = None,
    unasked: str = "",
    learned: str = "bell, words, ferry",
    told_again: str = "",
) -> list[str]:
    """The codes of what is found in the sound pack with these things put in place of its own."""
    bank = {
        "weight": numeric(tongue),
        "view": f"    text: {tongue.view_owned}\n    cites: words\n    answer: {tongue.stubborn}\n"
        f"    because: {tongue.reason}\n",
        **(questions or {}),
    }
    asked = ", ".join(id_ for id_ in bank if id_ != unasked)
    said = tongue.disclaimer if disclaimer is None else disclaimer
    files = {
        "gazette.yaml": gazette(tongue),
        "pack.yaml": "".join(
            (
                f"pack: T\nlanguage: {tongue.code}\n", f"disclaimer: {said}\n" if said else "", head,
                "questions:\n", *(f"  {id_}:\n{text}" for id_, text in bank.items()),
                f"scenes:\n  a:\n    text: |\n      {story or tongue.story}\n    look: {{ x: X. }}\n",
                f"    learn: [{learned}]\n",
                f"    choices:\n      - choose: >-\n          {label or tongue.label}\n        goto: b\n",
                "      - choose: O\n        goto: b\n  b:\n", told_again,
                f"    ask: {{ from: [{asked}] }}\n    end: e\n",
                "endings:\n  e: E.\n",
            )
        ),
    }  # fmt: skip
    return [finding.code for finding in findings(files)]


Fault = Callable[[Tongue], list[str]]


def _told(code: str) -> Fault:
    return lambda tongue: pack(tongue, story=tongue.told[code])


def _asked(code: str) -> Fault:
    return lambda tongue: pack(tongue, questions={"weight": numeric(tongue, tongue.asked[code])})


def _reason(code: str) -> Fault:
    return lambda tongue: pack(tongue, questions={"weight": numeric(tongue, reason=tongue.reasons[code])})


def _six(tongue: Tongue, right: str, *wrong: str) -> list[str]:
    """A pack with six questions of these options, and enough of another kind."""
    marks = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")
    asked = {f"c_{mark}": choice(tongue, f"{mark} {tongue.weight}", right, *wrong) for mark in marks}
    return pack(tongue, questions=asked | {f"n_{mark}": numeric(tongue, f"{tongue.weight} {mark}") for mark in marks})


def _with_choice(tongue: Tongue, *options: str, text: str = "", reasons: bool = True, more: str = "") -> list[str]:
    asked = choice(tongue, text or tongue.weight, *(options or tongue.options), reasons=reasons, more=more)
    return pack(tongue, questions={"chosen": asked})


def _beyond(tongue: Tongue) -> list[str]:
    topics = "    topics: [ropes]\n"
    view = f"    text: {tongue.view_owned}\n    cites: words\n    answer: {tongue.stubborn}\n    because: X.\n{topics}"
    return pack(tongue, questions={"view": view}, told_again="    learn: bell\n")


FAULTS: dict[str, Fault] = {
    "EW804": lambda tongue: pack(tongue, disclaimer=""),
    **{code: _told(code) for code in ("EW901", "EW902", "EW903", "EW906", "EW910", "EW911", "EW912", "EW922")},
    "EW904": lambda tongue: pack(tongue, head="people:\n  ada: { name: Ada Brandt, fictional: true }\n"),
    "EW905": lambda tongue: pack(tongue, head="people:\n  ada: { name: Ada Brant, fictional: true }\n"),
    "EW907": _reason("EW907"),
    "EW908": lambda tongue: pack(tongue, label=tongue.labels["EW908"]),
    "EW913": lambda tongue: pack(tongue, disclaimer=tongue.no_fiction),
    "EW921": _asked("EW921"),
    "EW923": _reason("EW923"),
    "EW924": lambda tongue: pack(
        tongue,
        questions={
            "view": f"    text: {tongue.view}\n    cites: words\n    answer: {tongue.stubborn}\n    because: X.\n"
        },
    ),
    "EW925": lambda tongue: pack(tongue, head="contested: [quay]\n"),
    "EW926": lambda tongue: pack(tongue, head="contested: [boats]\n"),
    "EW951": lambda tongue: pack(
        tongue,
        questions={
            f"c_{mark}": choice(tongue, f"{mark} {tongue.weight}", "Xyzzy", "Plugh", "Frotz")
            for mark in ("ab", "cd", "ef", "gh", "ij")
        },
    ),
    "EW952": lambda tongue: _with_choice(tongue, *tongue.options, "70 kg.", "50 kg."),
    "EW953": lambda tongue: _with_choice(tongue, *tongue.options[:2]),
    "EW954": lambda tongue: _with_choice(tongue, *tongue.options[:2], tongue.third_options["EW954"]),
    "EW955": lambda tongue: _with_choice(tongue, f"{tongue.options[0]} {'x' * 20}", *tongue.options[1:]),
    "EW956": lambda tongue: _six(tongue, "Xyzzy xx", "Plugh x", "Frotz"),
    "EW957": lambda tongue: _with_choice(tongue, reasons=False),
    "EW958": lambda tongue: pack(tongue, questions={"weight": numeric(tongue, reason="")}),
    "EW959": lambda tongue: _with_choice(tongue, text=tongue.chosen["EW959"]),
    "EW960": lambda tongue: pack(
        tongue,
        questions={
            "who": "    text: Xy?\n    cites: words\n    answer: Olga Brandt\n    not: [Olga-Brandt]\n    because: X.\n"
        },
    ),
    "EW961": lambda tongue: pack(tongue, questions={"again": numeric(tongue)}),
    "EW962": lambda tongue: pack(tongue, unasked="weight"),
    "EW963": lambda tongue: pack(tongue, learned="words, ferry"),
    "EW964": lambda tongue: pack(tongue, learned="bell, words"),
    "EW965": _asked("EW965"),
    "EW966": lambda tongue: pack(tongue, questions={"weight": numeric(tongue).replace("number: 80", "number: 130")}),
    "EW971": lambda tongue: _six(tongue, "Xyz", "Plughy", "Frotzen"),
    "EW972": lambda tongue: _six(tongue, *tongue.options),
    "EW973": lambda tongue: pack(tongue, told_again=f"    text: |\n      {tongue.hint}\n"),
    "EW975": lambda tongue: _with_choice(tongue, tongue.denial, "Plugh plugh", "Frotz frotz"),
    "EW976": _beyond,
    "EW977": lambda tongue: pack(tongue, story=f"Xy {tongue.thing}."),
    "EW981": lambda tongue: pack(tongue, questions={"weight": numeric(tongue, more=f"    hints: {tongue.hint}\n")}),
    "EW982": lambda tongue: _with_choice(tongue, more="    tries: 3\n"),
}
"""By rule, the sound pack with one fault: the codes of what is found in it."""


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda tongue: tongue.code)
def test_a_sound_pack_is_free_of_findings(tongue: Tongue) -> None:
    assert pack(tongue) == []


@pytest.mark.parametrize(
    ("tongue", "code"),
    [
        pytest.param(tongue, code, id=f"{tongue.code}-{code}")
        for tongue in TONGUES
        for code in RULES
        if CATALOGUE[code].holds_in(tongue.code)
    ],
)
def test_every_rule_that_holds_in_a_language_finds_its_fault(tongue: Tongue, code: str) -> None:
    """The rules come from the catalogue: one that is declared for a language has to have a fault there."""
    assert FAULTS[code](tongue) == [code]


IN_ENGLISH: dict[str, Fault] = {
    "EW909": lambda tongue: pack(tongue, label="Olga Brandt signs the paper"),
    "EW921": lambda tongue: pack(tongue, questions={"weight": numeric(tongue, f"{tongue.weight} Today")}),
    "EW922": lambda tongue: pack(tongue, story=f"{tongue.story} Admits claims allegedly cronies [words]."),
    "EW923": lambda tongue: pack(tongue, questions={"weight": numeric(tongue, reason="Many experts say so.")}),
    "EW974": lambda tongue: _with_choice(tongue, "Xxxxx and zzzzz", "Plugh", "Frotz", text="What are Today?"),
}
"""By rule, a pack with a fault that is one in English."""


@pytest.mark.parametrize("code", IN_ENGLISH)
@pytest.mark.parametrize("tongue", TONGUES, ids=lambda tongue: tongue.code)
def test_english_words_are_a_finding_in_english_alone(tongue: Tongue, code: str) -> None:
    assert code not in IN_ENGLISH[code](tongue)
    assert code in IN_ENGLISH[code](tongue._replace(code="en"))


@pytest.mark.parametrize("tongue", TONGUES, ids=lambda tongue: tongue.code)
def test_a_language_whose_words_nobody_knows_has_no_finding_from_words(tongue: Tongue) -> None:
    unknown = tongue._replace(code="xx")
    assert pack(unknown) == []
    for code in not_judged("xx").rules:
        if code in FAULTS and CATALOGUE[code].holds_in(tongue.code):
            assert FAULTS[code](unknown) in ([], ["EW910"]), code


def test_the_words_of_a_pack_are_looked_for_in_every_language() -> None:
    unknown = GERMAN._replace(code="xx")
    assert pack(unknown, head="loaded_words: [Café]\n") == ["EW922"]
    assert pack(unknown, disclaimer="Frei erfunden.") == ["EW913"]
    assert FAULTS["EW924"](unknown) == ["EW924"]


def test_what_is_declared_of_a_rule_and_whose_words_are_known_agree() -> None:
    assert set(WORDS_KNOWN) == set(LINT_LANGUAGES)
    assert not_judged("en") == ((), ())
    assert not_judged("de").rules == ("EW907", "EW909", "EW974")
    assert not_judged("de-AT") == not_judged("de_at") == not_judged("de")
    assert set(not_judged("de").rules) < set(not_judged("nl").rules)
    assert set(not_judged("nl").rules + not_judged("nl").in_part) == {
        code for code in CATALOGUE if CATALOGUE[code].languages
    }


def test_the_page_names_what_is_not_judged() -> None:
    page = (Path(__file__).parents[3] / "docs" / "editorial.md").read_text("utf-8")
    for tag, called in [*((tag, f"(`{tag}`)") for tag in LINT_LANGUAGES), ("xx", "| any other")]:
        (row,) = [line for line in page.splitlines() if line.startswith("|") and called in line]
        assert tuple(cell.strip() for cell in row.split("|")[2:4]) == tuple(map(", ".join, not_judged(tag)))


def test_what_is_not_judged_is_not_reported() -> None:
    found = Diagnostics()
    found.unjudged = frozenset({"EW921"})
    found.report(catalogue.RELATIVE_TIME, Spot("pack.yaml", 1, 1), words="now")
    found.only_in = frozenset({"de.yaml"})
    found.report(catalogue.LOADED_WORD, Spot("pack.yaml", 1, 1), word="regime")
    found.report(catalogue.LOADED_WORD, Spot("de.yaml", 1, 1), word="regime")
    assert [(finding.code, finding.spot.file) for finding in found.sorted()] == [("EW922", "de.yaml")]


@pytest.mark.parametrize(
    "statement", ["Der Artikel nennt ihn stur.", "Artykuł nazywa go upartym.", "記事によると頑固だ。"]
)
def test_a_statement_says_in_any_language_that_the_article_words_it_so(statement: str) -> None:
    fact = (
        f"states: {statement}\n    quote: stur\n    paragraph: 1\n    by: article\n    as_of: 1921\n    topics: [t]\n"
    )
    dossier = f"dossier: g\ntitle: G\narticle: g.txt\nas_of: 1921\nfacts:\n  words:\n    {fact}"
    pack_ = "pack: T\ndisclaimer: Fiction, 1921.\nscenes: { a: { text: T., end: e } }\nendings: { e: E. }\n"
    assert "EW801" not in [finding.code for finding in findings({"g.yaml": dossier, "pack.yaml": pack_})]
    unsaid = dossier.replace(statement, "Stur.")
    assert "EW801" in [finding.code for finding in findings({"g.yaml": unsaid, "pack.yaml": pack_})]
