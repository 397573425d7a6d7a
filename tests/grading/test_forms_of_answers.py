"""Forms that an answer takes, each of which stands for its kind."""

from __future__ import annotations

import pytest

from tests.grading.conftest import verdict_of


@pytest.mark.parametrize(
    ("question", "typed", "verdict"),
    [
        ({"text": "How many lines has a sonnet?", "number": 14}, "the 14th", "wrong"),
        ({"text": "How many senators are there?", "number": 100}, "$100", "wrong"),
        ({"text": "How many senators are there?", "number": 100}, "100 per state", "wrong"),
        ({"text": "For how many years is he elected?", "number": 5, "unit": "years"}, "5 times", "wrong"),
        ({"text": "For how many years is he elected?", "number": 5, "unit": "years"}, "60 months", "right"),
        ({"text": "For how many years is he elected?", "number": 5, "unit": "years"}, "half a decade", "right"),
        ({"text": "How long is it?", "number": 27, "unit": "years"}, "twentyseven", "right"),
        ({"text": "Roughly how fast is light?", "number": 300000, "unit": "km/s"}, "299,792 km/s", "right"),
        ({"text": "How fast is light?", "number": 300000, "unit": "km/s"}, "299,792 km/s", "wrong"),
        ({"text": "It runs at 20 m/s. How fast is this in km/h?", "number": 72, "unit": "km/h"}, "20 m/s", "wrong"),
        ({"text": "Write 7/8 as a decimal number.", "number": 0.875}, "7/8", "wrong"),
        ({"text": "Write 7/8 as a decimal number.", "number": 0.875}, "point eight seven five", "right"),
        ({"text": "Write MCMXCIV in our figures.", "number": 1994}, "MCMXCIV", "wrong"),
        ({"text": "Write it in standard form.", "answer": ["5.6 × 10^6"]}, "56 x 10^5", "wrong"),
        ({"text": "Write it in standard form.", "answer": ["5.6 × 10^6"]}, "5.6e6", "right"),
        ({"text": "Which year?", "year": 1928}, "1928, ten years after the first", "right"),
        ({"text": "Which ship?", "answer": ["Beagle"]}, "the Beagle in 1831", "right"),
        ({"text": "Which Apollo landed?", "answer": ["Apollo 11"]}, "Apollo 11 in 1969", "right"),
        ({"text": "When does it end?", "time": "12:05"}, "five to twelve", "wrong"),
        ({"text": "When does it begin?", "time": "10:30"}, "10:30 pm", "wrong"),
        ({"text": "When does it begin?", "time": "19:45"}, "45:19", "wrong"),
        ({"text": "Which law is it?", "answer": ["third law"]}, "the first and the third", "wrong"),
        (
            {"text": "Which treaty of 1919?", "answer": ["Treaty of Versailles"]},
            "Treaty of Versailles of 1871",
            "wrong",
        ),
        ({"text": "Which script had Egypt?", "answer": ["Hieroglyphs"]}, "Egyptian hieroglyphs", "right"),
        ({"text": "Who was it?", "answer": ["Tim Berners-Lee"]}, "Timothy Berners-Lee", "right"),
        ({"text": "Who was it?", "answer": ["Josef Klein"]}, "Josefine Klein", "wrong"),
        ({"text": "Which body?", "answer": ["League of Nations"]}, "LoN", "right"),
        ({"text": "In which century?", "answer": ["15th century"]}, "the late 15th century", "right"),
        ({"text": "Who won?", "answer": ["Marie Curie", "Curie"], "not": ["Pierre Curie"]}, "Curie", "right"),
        ({"text": "How many syllables has a haiku?", "number": 17}, "17 in total", "right"),
        ({"text": "What is the gradient of y = -4x + 7?", "number": -4}, "-4x", "wrong"),
        ({"text": "Multiply out (x + 2)(x - 3).", "answer": ["x² - x - 6"]}, "(x+2)(x-3)", "wrong"),
        ({"text": "Multiply out (x + 2)(x - 3).", "answer": ["x² - x - 6"]}, "= -x + x^2 - 6", "right"),
        ({"text": "Which ion?", "answer": ["SO4^2-"]}, "[SO4]2-", "right"),
        ({"text": "Where in the cell?", "answer": ["Chloroplast"]}, "inside the chloroplasts", "right"),
        ({"text": "Which boy asks for more?", "answer": ["Oliver Twist"]}, "the orphan Oliver Twist", "right"),
        ({"text": "Which symbol has carbon?", "answer": ["C"]}, "carbon", "wrong"),
    ],
)
def test_a_form_is_judged_as_its_kind_is(graded, question: dict[str, object], typed: str, verdict: str):
    assert verdict_of(graded(question, typed)) == verdict


@pytest.mark.parametrize("typed", ["a" * 120, "(" * 60, "1/" * 50, "x^" * 50 + "2", "√" * 60, "- " * 60, "9" * 500])
def test_no_formula_is_too_awkward_to_be_read(graded, typed: str):
    assert verdict_of(graded({"text": "Which formula?", "answer": ["V = IR"]}, typed)) in ("wrong", "ask back")
