"""What people typed to questions of several subjects, with the verdict that a fair teacher gives.

`headquarters`: questions of the main adventure. `english`, `hard`, `schools` and the first twenty of `german`: of
schools, written by people who did not know the rules. `french`, `spanish`, `polish` and the rest of `german` are for
the words of these languages, written in four rounds, each before grading was mended by it. What grading does not
reach yet stands in `NOT_REACHED`, and is a test, too: who mends it takes it out there.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from game.questions.kinds import grade
from game.story.model.story import Story
from game.story.packs import load
from tests.grading.conftest import verdict_of

ANSWERS = Path(__file__).parent / "answers"
PACKS = tuple(sorted(folder.name for folder in ANSWERS.iterdir()))
ROWS = {
    pack: [tuple(line.split("\t")) for line in (ANSWERS / pack / "table.tsv").read_text("utf-8").splitlines()[1:]]
    for pack in PACKS
}
#: What is graded otherwise than a teacher would, by pack: the question and what was typed.
NOT_REACHED: dict[str, frozenset[tuple[str, str]]] = {
    "english": frozenset(
        {
            ("africa_river", "The Nyle"),
            ("brazil_language", "Brazilian Portuguese"),
            ("diamond_element", "C"),
            ("diamond_element", "carbon atoms"),
            ("head_of_government", "UK Prime Minister"),
            ("health_body", "UN World Health Organization"),
            ("high_pressure", "arterial hypertension"),
            ("moon_first", "Armstrong"),
            ("moon_first", "Mr Armstrong"),
            ("romeo", "Montagu; Capulet"),
            ("scrooge_book", "A Xmas Carol"),
            ("seasons", "Winter; South"),
            ("standard_form", "0.4 x 10^-2"),
            ("standard_form", "4 X 10^(-3)"),
            ("standard_form", "40 x 10^-4"),
            ("vessels", "away frm; to"),
            ("zero_latitude", "the Earth's equator"),
        }
    ),
    "german": frozenset(
        {
            ("merkel_amt", "deutsche Bundeskanzlerin"),
            ("zweidrittel", "mindestens zwei Drittel"),
        }
    ),
    "hard": frozenset(
        {
            ("bacterium_plural", "two bacteria"),
            ("dream_speech", "Dr. King"),
            ("dream_speech", "Martin Luther King Junior"),
            ("dream_speech", "Martin Luther King Sr."),
            ("film_end", "7.30 in the morning"),
            ("hearing_range", "20 Hz - 20 kHz"),
            ("hearing_range", "20 Hz–20 kHz"),
        }
    ),
    "schools": frozenset(
        {
            ("armada_queen", "Good Queen Bess"),
            ("brazil_facts", "Brasilia; Brazilian Portuguese"),
            ("elected_house", "the lower house (House of Commons)"),
            ("famous_comet", "1P/Halley"),
            ("french_monday", "le lundi"),
            ("french_monday", "lunedì"),
            ("light_speed", "299,792 km/s"),
            ("magna_carta_king", "John Lackland"),
            ("magna_carta_king", "John of Gaunt"),
            ("olympic_gap", "four times a year"),
            ("price_moves", "rise; drop"),
            ("quixote_author", "Miguel de Cervantes Saavedra"),
            ("quixote_author", "the Spanish writer Cervantes"),
            ("spain_morocco_strait", "straight of gibraltar"),
            ("web_inventor", "Timothy Berners-Lee"),
        }
    ),
}


@cache
def story(pack: str) -> Story:
    folder = ANSWERS / pack
    return load(folder if (folder / "seeds").is_dir() else folder / "questions.yaml")


def is_fair(pack: str, question: str, typed: str, verdict: str) -> bool:
    """Whether the verdict is the teacher's. To ask back is no fault where an answer is wrong."""
    asked = story(pack).questions[question]
    result = grade(story(pack), asked, typed, tuple(range(len(asked.parts))))
    if result.unclear:
        return verdict in ("ask", "wrong")
    return verdict == ("right" if result.right else "wrong")


@pytest.mark.parametrize("pack", PACKS)
def test_answers_are_graded_as_a_fair_teacher_does(pack: str):
    unfair = {
        (question, typed) for question, typed, verdict in ROWS[pack] if not is_fair(pack, question, typed, verdict)
    }
    assert unfair == NOT_REACHED.get(pack, frozenset())


def test_the_tables_are_long_enough_to_say_something():
    assert sum(len(rows) for rows in ROWS.values()) > 6_400
    assert all(len(rows) > 250 for rows in ROWS.values())
    assert {verdict for rows in ROWS.values() for _, _, verdict in rows} == {"right", "wrong", "ask"}


@pytest.mark.parametrize(
    ("language", "typed", "verdict"),
    [
        ("en", "16,000", "right"),
        ("en", "16.000", "wrong"),
        ("de", "16.000", "right"),
        ("de", "16,000", "wrong"),
        ("de", "sechzehntausend", "right"),
        ("fr", "16 000", "right"),
        ("fr", "seize mille", "right"),
        ("es", "dieciséis mil", "right"),
    ],
)
def test_a_number_is_read_in_the_language_of_the_pack(graded, language: str, typed: str, verdict: str):
    assert verdict_of(graded({"number": "16000"}, typed, {"language": language})) == verdict


@pytest.mark.parametrize("typed", ["minus 7", "- 7", "–7", "−7", "-7.0"])
def test_every_sign_of_a_negative_number_is_understood(graded, typed: str):
    assert verdict_of(graded({"number": "-7"}, typed)) == "right"
    assert verdict_of(graded({"number": "7"}, typed)) == "wrong"
