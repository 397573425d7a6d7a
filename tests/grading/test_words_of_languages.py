"""What the words of a language say: how numbers, dates, times and names are read in it."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from game.grading import languages
from game.grading.languages import Language, codes, language
from game.grading.number_words import in_digits
from game.grading.stances import is_bounded, negations
from tests.grading.conftest import GradedBy, verdict_of

WORDS = Path(languages.__file__).parent / "words"
#: Read by `language` itself.
OF_A_REGION = {"regions"}


@pytest.mark.parametrize("file", sorted(WORDS.iterdir()), ids=lambda file: file.stem)
def test_every_key_of_a_words_file_is_one_that_grading_knows(file: Path):
    keys = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader).keys()  # noqa: S506 - text only
    assert keys <= {field.name for field in fields(Language)} | OF_A_REGION


@pytest.mark.parametrize("code", codes())
def test_every_way_of_saying_the_time_names_the_hour_and_its_minutes(code: str):
    for way, minutes in language(code).clock.items():
        assert way.split().count("{h}") == 1
        assert ("{m}" in way) == minutes.endswith("m")


@pytest.mark.parametrize("code", codes())
def test_what_makes_a_limit_of_a_number_does_so(code: str):
    tongue = language(code)
    for phrase in tongue.bounds:
        assert is_bounded([*phrase.split()], [], tongue)
    for phrase in tongue.bounds_behind:
        assert is_bounded([], [*phrase.split()], tongue)
    assert not is_bounded([], [], tongue)


@pytest.mark.parametrize("code", codes())
def test_no_word_that_says_nothing_turns_an_answer_into_its_contrary(code: str):
    tongue = language(code)
    assert negations(tongue.fillers | tongue.openings | tongue.conjunctions, tongue) == 0


@pytest.mark.parametrize(
    ("code", "known"), [("de", "de"), ("de_AT", "de"), ("pt-BR", "pt"), ("", "en"), ("FR", "fr"), ("es_419", "es")]
)
def test_a_language_is_found_by_its_code_whatever_the_region(code: str, known: str):
    assert language(code).code == known


@pytest.mark.parametrize(
    ("code", "sign"), [("es", ","), ("es_mx", "."), ("es-MX", "."), ("es_ar", ","), ("de_ch", ","), ("en", ".")]
)
def test_a_region_may_write_decimals_otherwise(code: str, sign: str):
    assert language(code).decimal == sign


@pytest.mark.parametrize(("code", "right", "wrong"), [("es", "16.000", "16,000"), ("es_mx", "16,000", "16.000")])
def test_thousands_are_read_as_the_region_writes_them(graded: GradedBy, code: str, right: str, wrong: str):
    assert verdict_of(graded({"number": "16000"}, right, {"language": code})) == "right"
    assert verdict_of(graded({"number": "16000"}, wrong, {"language": code})) == "wrong"


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("zero", "0"),
        ("sześćdziesiąt cztery", "64"),
        ("szescdziesiat cztery", "64"),
        ("dwa tysiące dwadzieścia cztery", "2024"),
        ("tysiąc czterysta dziesiąty", "1410"),
        ("milion dwa tysiące", "1002000"),
        ("milion tysiąc", "1001000"),
        ("dwa miliony trzysta tysięcy pięć", "2300005"),
        ("tysiąc milionów", "1000000000"),
        ("8 tysięcy", "8 1000"),
        ("czternasta trzydzieści", "14 30"),
        ("trzy czwarte", "3 czwarte"),
        ("sto druga", "102"),
        ("jan trzeci", "jan 3"),
        ("kot i pies", "kot i pies"),
        ("raz, dwa", "raz, 2"),
    ],
)
def test_polish_number_words_are_added_up(words: str, digits: str):
    assert in_digits(words, language("pl")) == digits


@pytest.mark.parametrize(
    ("code", "words", "digits"),
    [
        ("de", "zwölfmal", "12 mal"),
        ("de", "zwei- oder dreimal", "2 oder 3 mal"),
        ("de", "dreiunddreißigeinhalb", "33 einhalb"),
        ("de", "denkmal", "denkmal"),
        ("fr", "deuxieme", "2ème"),
        ("fr", "nonante-un", "91"),
        ("fr", "quatre-vingt-un", "81"),
        ("fr", "deux virgule cinq quatre", "2,54"),
        ("fr", "deux virgule cinq millions", "2,5 1000000"),
        ("es", "cuarentaiocho", "48"),
        ("es", "décimo tercero", "13º"),
        ("es", "decimotercero", "13º"),
        ("es", "tres cuartas partes", "3/4"),
        ("es", "la tercera parte", "la 1/3"),
        ("es", "los dos primeros", "los 2 1ᵒˢ"),
        ("it", "due gatti", "2 gatti"),
        ("sv", "två katter", "två katter"),
        ("de", "!", "!"),
    ],
)
def test_number_words_are_read_in_the_spellings_of_the_language(code: str, words: str, digits: str):
    assert in_digits(words, language(code)) == digits


@pytest.mark.parametrize(
    ("code", "keys", "typed", "verdict"),
    [
        # units that are put together
        ("en", {"number": "1.8", "unit": "m"}, "1 m 80", "right"),
        ("en", {"number": "1.8", "unit": "m"}, "1m80", "right"),
        ("en", {"number": "1.8", "unit": "m"}, "1 m 80 cm", "right"),
        ("en", {"number": "1.8", "unit": "m"}, "1 m 8", "wrong"),
        ("en", {"number": "150", "unit": "minutes"}, "2 hours 30 minutes", "right"),
        ("en", {"number": "150", "unit": "minutes"}, "2 hours and a half", "right"),
        ("en", {"number": "150", "unit": "minutes"}, "2h30", "right"),
        ("en", {"number": "150", "unit": "minutes"}, "2:30 h", "right"),
        ("en", {"number": "150", "unit": "minutes"}, "2 hours 300 minutes", "wrong"),
        ("fr", {"number": "12.99", "unit": "€"}, "12 € 99", "right"),
        ("es", {"number": "90", "unit": "minutos"}, "hora y media", "right"),
        ("de", {"number": "2500000"}, "2 Millionen 500 Tausend", "right"),
        ("fr", {"number": "2500000"}, "deux millions et demi", "right"),
        # degrees of another scale
        ("en", {"number": "100", "unit": "°C"}, "212 degrees Fahrenheit", "right"),
        ("en", {"number": "100", "unit": "°C"}, "373.15 K", "right"),
        ("en", {"number": "100", "unit": "°C"}, "100 degrees Fahrenheit", "wrong"),
        ("en", {"number": "-7", "unit": "°C"}, "seven degrees below zero", "right"),
        ("en", {"number": "7", "unit": "°C"}, "seven degrees below zero", "wrong"),
        # sums
        ("en", {"number": "56"}, "7 times 8 is 56", "right"),
        ("en", {"number": "56"}, "7 is less than 8", "ask back"),
        ("en", {"number": "1024"}, "2^10", "right"),
        ("en", {"number": "8"}, "a byte has 8", "right"),
        ("de", {"number": "1648", "text": "Wann endete der Krieg?"}, "Der 30-jährige Krieg endete 1648", "right"),
        # slips in number words
        ("de", {"number": "8000000000"}, "8 Miliarden", "right"),
        ("de", {"number": "8000000000"}, "8 Milionen", "wrong"),
        ("es", {"number": "48"}, "cuarrenta y ocho", "right"),
        ("en", {"number": "2", "text": "How many floors?"}, "tow floors", "right"),
        ("en", {"number": "2", "text": "How many floors?"}, "secound World War", "ask back"),
        # a number of times is no span of time
        ("en", {"number": "2", "text": "How many times a year is it?"}, "every 2 years", "wrong"),
        ("en", {"number": "4", "unit": "years", "text": "How often?"}, "every 4 years", "right"),
        # years before our era
        ("en", {"answer": "44 BC"}, "44 BCE", "right"),
        ("en", {"answer": "44 BC"}, "44", "wrong"),
        ("de", {"answer": "44 v. Chr."}, "15. März 44 vor Christus", "right"),
        ("es", {"answer": "133 a. C."}, "133 d. C.", "wrong"),
        ("en", {"answer": "44 BC"}, "-44", "right"),
    ],
)
def test_a_number_is_put_together_from_what_is_said(
    graded: GradedBy, code: str, keys: dict[str, str], typed: str, verdict: str
):
    assert verdict_of(graded(keys, typed, {"language": code})) == verdict


@pytest.mark.parametrize(
    ("code", "keys", "typed", "verdict"),
    [
        # the day stands first, except where it may be the month
        ("en", {"date": "1886-05-01"}, "1/5/1886", "right"),
        ("en", {"date": "1886-05-01"}, "5/1/1886", "right"),
        ("fr", {"date": "1886-05-01"}, "5/1/1886", "wrong"),
        ("pl", {"date": "1949-04-04"}, "4 IV 1949", "right"),
        ("en", {"date": "1944-06-06"}, "6 June 44", "right"),
        ("en", {"date": "1944-06-06"}, "6 Juen 1944", "right"),
        ("en", {"date": "1944-06-06"}, "5 6 June 1944", "wrong"),
        ("en", {"date": "1944-06-06"}, "the day after 6 June 1944", "wrong"),
        ("fr", {"date": "1944-06-06"}, "la veille du 6 juin 1944", "wrong"),
        ("en", {"date": "1944-06-06"}, "6 June 1944 $", "wrong"),
        ("en", {"date": "1944-06-06"}, "$6 or $44", "ask back"),
        # the half of the day
        ("en", {"time": "07:30"}, "half past seven", "right"),
        ("en", {"time": "07:30"}, "half past seven in the evening", "wrong"),
        ("en", {"time": "19:30"}, "07:30", "wrong"),
        ("en", {"time": "19:30"}, "7.30 p. m.", "right"),
        ("en", {"time": "00:00"}, "midnight", "right"),
        ("en", {"time": "12:00"}, "12 noon", "right"),
        ("en", {"time": "12:00"}, "noon to 1", "wrong"),
        ("en", {"time": "02:00"}, "two at night", "right"),
        ("en", {"time": "22:00"}, "ten at night", "right"),
        ("en", {"time": "20:00"}, "at eight", "right"),
        ("en", {"time": "20:00"}, "30", "wrong"),
        ("en", {"time": "15:35"}, "1535", "right"),
        ("fr", {"time": "12:30"}, "midi et demi", "right"),
        ("fr", {"time": "12:00"}, "l'après-midi", "wrong"),
        ("es", {"time": "00:30"}, "las doce y media de la noche", "right"),
        ("pl", {"time": "16:45"}, "za piętnaście piąta", "right"),
        ("de", {"time": "16:40"}, "zehn nach halb fünf", "right"),
        ("de", {"time": "16:45"}, "nicht Viertel vor fünf", "wrong"),
    ],
)
def test_days_and_times_are_read_as_they_are_said(
    graded: GradedBy, code: str, keys: dict[str, str], typed: str, verdict: str
):
    assert verdict_of(graded(keys, typed, {"language": code})) == verdict


WHO = {"text": "Wer war es?", "answer": "Lise Meitner"}
QUI = {"text": "Qui était-ce ?", "answer": "Alexander Fleming"}
QUIEN = {"text": "¿Quién fue?", "answer": "Miguel de Cervantes"}


@pytest.mark.parametrize(
    ("code", "keys", "typed", "verdict"),
    [
        ("de", WHO, "Frau Prof. Meitner", "right"),
        ("de", WHO, "Otto Meitner", "wrong"),
        ("de", {**WHO, "text": "Welche Physikerin war es?"}, "Meitner", "right"),
        ("de", {"text": "Wie heißt der Sitz des Präsidenten?", "answer": "Weißes Haus"}, "das Haus", "wrong"),
        ("de", {"answer": "Weißes Haus"}, "im Weißen Haus", "right"),
        ("de", {"answer": "Weißes Haus"}, "Weiße Maus", "wrong"),
        ("fr", QUI, "le frère de Fleming", "wrong"),
        ("fr", {"text": "Quel roi ?", "answer": "Louis XIV"}, "Louis XIV, le Roi-Soleil", "right"),
        ("es", QUIEN, "Miguel de Cervantes Saavedra", "right"),
        ("es", QUIEN, "Miguel de Cervantes hijo", "wrong"),
        ("en", {"text": "Which city?", "answer": "Toulouse"}, "Toulouse, France", "right"),
        ("en", {"text": "Which city?", "answer": "Toulouse"}, "Toulouse, Bordeaux", "wrong"),
        ("de", {"text": "An welchem Wochentag?", "answer": "Montag"}, "Montag, Dienstag", "wrong"),
        ("fr", {"text": "Quelle ville ?", "answer": "Toulouse"}, "Toulouse, France", "right"),
        ("fr", {"text": "Quel pays ?", "answer": "France"}, "France, Italie", "wrong"),
        ("fr", {"text": "Quel pays ?", "answer": "Corée"}, "Corée du Nord", "wrong"),
        ("fr", {"answer": "cheval"}, "cheval de bois", "wrong"),
        ("fr", {"answer": "un désert"}, "désert", "right"),
        ("fr", {"answer": "François Ier"}, "François premier", "right"),
        ("fr", {"answer": "François Ier"}, "François II", "wrong"),
        ("fr", {"answer": "Duc d'Hiver"}, "d'Hiver", "wrong"),
        ("es", {"answer": "Felipe II"}, "Felipe segundo", "right"),
        ("es", {"text": "¿En qué piso?", "answer": "segundo piso"}, "el 2.º", "right"),
        ("es", {"answer": "Mérida"}, "Lérida", "wrong"),
        ("en", {"answer": "carbon"}, "Karbon", "right"),
        ("de", {"text": "Welche Insekten machen Honig?", "answer": "Bienen"}, "Honigbienen", "right"),
        ("de", {"text": "Welche Insekten stechen?", "answer": "Bienen"}, "Honigbienen", "wrong"),
        ("de", {"answer": "der dritte"}, "ein Drittel", "wrong"),
        ("de", {"answer": "der dritte"}, "1/3", "wrong"),
        ("de", {"answer": "der dritte"}, "drei Meter", "wrong"),
        ("de", {"answer": "der dritte"}, "drei", "right"),
        ("de", {"text": "Welcher Platz?", "answer": "1. Platz"}, "L. da Vinci", "wrong"),
        ("de", {"text": "Welches Land?", "answer": "Deutschland"}, "Kanzlerin von Deutschland", "wrong"),
        ("fr", {"text": "Quelle république ?", "answer": "Ve République"}, "ver", "wrong"),
        ("fr", {"answer": "douze"}, "-12", "wrong"),
        ("fr", {"time": "12:00"}, "-12 °C", "wrong"),
        ("es", {"text": "¿En qué siglo?", "answer": "siglo XVI"}, "16 de diciembre", "wrong"),
        ("en", {"number": "2"}, "O2", "ask back"),
        ("de", {"number": "8", "unit": "Minuten"}, "acht Uhr", "wrong"),
        ("es", {"answer": "alemana"}, "Alemania", "wrong"),
        ("fr", {"answer": "Allemagne"}, "Alemagne", "right"),
        ("pl", {"answer": "Maria Skłodowska-Curie", "text": "Kto to był?"}, "Skłodowska", "right"),
        ("pl", {"answer": "XVI wiek", "text": "W którym wieku?"}, "XV wiek", "wrong"),
        ("pl", {"answer": "XVI wiek", "text": "W którym wieku?"}, "w szesnastym wieku", "right"),
    ],
)
def test_names_and_things_are_told_from_their_neighbours(
    graded: GradedBy, code: str, keys: dict[str, str], typed: str, verdict: str
):
    assert verdict_of(graded(keys, typed, {"language": code})) == verdict


@pytest.mark.parametrize(
    ("code", "keys", "typed", "verdict"),
    [
        ("de", {"text": "Was ist die Mehrzahl von Apfel?", "answer": "Äpfel"}, "Äpfel", "right"),
        ("de", {"text": "Was ist die Mehrzahl von Apfel?", "answer": "Äpfel"}, "Aepfel", "right"),
        ("de", {"text": "Was ist die Mehrzahl von Apfel?", "answer": "Äpfel"}, "Apfel", "wrong"),
        ("es", {"text": "¿Cuál es el plural de pez?", "answer": "peces"}, "pezes", "wrong"),
        ("es", {"text": "¿Cuál es el plural de pez?", "answer": "peces"}, "peces o pezes", "ask back"),
        ("es", {"text": "¿Cuál es el plural de pez?", "answer": "peces"}, "pezes o pescados", "ask back"),
        ("fr", {"answer": "été", "exact": ["accents"]}, "C'est l'été", "right"),
        ("fr", {"answer": "été", "exact": ["accents"]}, "chaque été", "wrong"),
        ("fr", {"answer": "une pomme", "exact": ["accents"]}, "un pomme", "wrong"),
        ("fr", {"answer": "pomme", "exact": ["accents"]}, "une pomme", "right"),
        ("fr", {"answer": "pomme", "exact": ["accents"]}, "?", "wrong"),
        ("de", {"answer": "Äpfel", "exact": ["accents"]}, "die Aepfel", "right"),
        ("de", {"answer": "Äpfel", "exact": ["case"]}, "äpfel", "wrong"),
    ],
)
def test_where_the_spelling_is_asked_it_counts(
    graded: GradedBy, code: str, keys: dict[str, object], typed: str, verdict: str
):
    assert verdict_of(graded(keys, typed, {"language": code})) == verdict


@pytest.mark.parametrize(
    ("code", "typed", "verdict"),
    [
        ("de", "3,28, 2,54", "right"),
        ("de", "3,28 und 2,54", "right"),
        ("de", "3,28 / 2,54", "right"),
        ("de", "3,28", "ask back"),
        ("de", "von 3,28 bis 2,54", "right"),
        ("en", "3.28, 2.54", "right"),
    ],
)
def test_a_comma_in_front_of_decimals_is_none_between_gaps(graded: GradedBy, code: str, typed: str, verdict: str):
    cloze = "Es sind [3,28] und [2,54]." if code == "de" else "They are [3.28] and [2.54]."
    assert verdict_of(graded({"cloze": cloze}, typed, {"language": code})) == verdict


@pytest.mark.parametrize("typed", ["1914/1918", "1914 - 1918", "1914,1918", "from 1914 to 1918"])
def test_two_years_may_have_any_sign_between_them(graded: GradedBy, typed: str):
    assert verdict_of(graded({"cloze": "It was from [1914] to [1918]."}, typed)) == "right"


@pytest.mark.parametrize(
    ("code", "typed", "verdict"),
    [
        ("en", "more or less 22", "right"),
        ("de", "mehr oder weniger 22", "right"),
        ("es", "más o menos 22", "right"),
        ("fr", "à peu près 22", "right"),
        ("pl", "mniej więcej 22", "right"),
        ("es", "menos de 22", "wrong"),
        ("en", "not 21 but 22", "right"),
        ("en", "not 22 but 21", "wrong"),
        ("de", "nicht 21, sondern 22", "right"),
        ("fr", "pas 21 mais 22", "right"),
    ],
)
def test_what_is_said_of_a_number_is_understood(graded: GradedBy, code: str, typed: str, verdict: str):
    assert verdict_of(graded({"number": "22"}, typed, {"language": code})) == verdict
