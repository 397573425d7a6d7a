"""Number words read from a table are read as the library reads them, from which the table was made."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from text_to_num import alpha2digit as by_library

from game.grading import number_table as tables
from game.grading import number_words
from game.grading.languages import language
from game.grading.number_table import NumberTable, alpha2digit
from game.web.static_page.number_tables import number_table_of
from tests.grading.test_graded_answers import ROWS

#: Words around numbers, and how larger numbers are put together.
PARTS = {
    "en": ("{small} hundred", "{small} hundred and {small}", "two thousand {small}", "{small} thousand and {small}",
           "three million {small} thousand", "the {small} of may", "{small} or {small}", "about {small} people"),
    "de": ("{small} millionen", "etwa {small} menschen", "{small} oder {small}", "der {small} mai"),
    "fr": ("cent {small}", "deux cent {small}", "mille {small}", "deux mille {small}", "les {small} pays",
           "{small} ou {small}", "trois millions {small} mille"),
    "es": ("ciento {small}", "doscientos {small}", "mil {small}", "dos mil {small}", "unos {small} años",
           "{small} o {small}"),
}  # fmt: skip


@pytest.fixture(scope="module")
def made() -> dict[str, NumberTable]:
    found = {}
    for code in PARTS:
        table = json.loads(json.dumps(number_table_of(code)))
        found[code] = NumberTable(table["phrases"], table["glued"], tuple(table["ones"]))
    return found


@pytest.fixture(autouse=True)
def from_tables(made: dict[str, NumberTable], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "number_table", made.get)


@pytest.mark.parametrize("code", PARTS)
def test_what_the_table_helps_to_read_is_read_as_by_the_library(code: str, made: dict[str, NumberTable]) -> None:
    chance = random.Random(code)
    phrases = sorted(words for words, reading in made[code].phrases.items() if reading.isdecimal() and len(reading) < 3)
    texts = [
        form.replace("{small}", "{}").format(*chance.sample(phrases, form.count("{small}")))
        for form in PARTS[code]
        for _ in range(60)
    ]
    read = [(text, alpha2digit(text, code), by_library(text, code, 0)) for text in texts]
    wrong = [each for each in read if each[1] != each[2]]
    assert len(wrong) < len(texts) // 50, wrong


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("one hundred and five", "en"), ("two thirds", "en"), ("nineteen forty-nine", "en"), ("a hundred", "en"),
        ("two million three hundred thousand", "en"), ("five million", "en"), ("twenty, one", "en"),
        ("three point five", "en"), ("the twenty-first of may", "en"), ("article five", "en"), ("5 million", "en"),
        ("two thousand and twenty-five", "en"), ("no number at all", "en"), ("zero", "en"), ("nineteen hundred", "en"),
        ("zweiundzwanzig", "de"), ("neunzehnhundertneunundvierzig", "de"), ("eins zwei drei", "de"),
        ("zweitausendfünfundzwanzig", "de"), ("dreihundertfünf", "de"), ("der erste", "de"), ("zwölf", "de"),
        ("eintausendzweihundert", "de"), ("hundertundeins", "de"), ("zweihunderttausend", "de"),
        ("quatre-vingt-dix-sept", "fr"), ("cent vingt et un", "fr"), ("premier", "fr"), ("deux mille vingt-cinq", "fr"),
        ("soixante et onze", "fr"), ("treinta y dos", "es"), ("veintiuno", "es"),
        ("mil novecientos cuarenta y nueve", "es"),
    ],
)  # fmt: skip
def test_common_numbers_are_read_as_by_the_library(text: str, code: str) -> None:
    assert alpha2digit(text, code) == by_library(text, code, 0)


def test_without_a_table_words_stay_words() -> None:
    assert alpha2digit("twelve", "xx") == "twelve"


def test_a_table_is_small(made: dict[str, NumberTable]) -> None:
    assert all(len(json.dumps(table.phrases)) < 200_000 for table in made.values())


def test_the_file_of_a_table_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "en.numbers.json").write_text('{"phrases": {"twelve": "12"}, "glued": {}, "ones": []}')
    monkeypatch.setattr(tables, "__file__", str(tmp_path / "number_table.py"))
    tables.number_table.cache_clear()
    try:
        assert alpha2digit("about twelve of them", "en") == "about 12 of them"
    finally:
        tables.number_table.cache_clear()


@pytest.mark.parametrize(
    ("pack", "code"),
    [("english", "en"), ("schools", "en"), ("german", "de"), ("french", "fr"), ("spanish", "es")],
)
def test_what_people_typed_is_read_as_by_the_library(pack: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = sorted({row[1].casefold() for row in ROWS[pack]})
    spoken = language(code)
    by_library_ = [number_words.in_digits(text, spoken) for text in texts]
    monkeypatch.setattr(number_words, "_read", alpha2digit)
    number_words._starts_number.cache_clear()
    try:
        by_table = [number_words.in_digits(text, spoken) for text in texts]
    finally:
        number_words._starts_number.cache_clear()
    other = [differing for differing in zip(texts, by_library_, by_table, strict=True) if differing[1] != differing[2]]
    assert len(other) <= len(texts) // 200, other
