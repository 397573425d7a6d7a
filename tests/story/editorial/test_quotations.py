"""What a real person says stands in a dossier, whatever marks a language puts around it."""

from __future__ import annotations

from textwrap import indent

import pytest

from game.story.editorial.quotation_marks import quotations_in
from game.story.editorial.words.lint_words import LINT_LANGUAGES, lint_words_of
from tests.story.inline import findings

SPEAKING = frozenset().union(*(lint_words_of(code).speaking for code in LINT_LANGUAGES))


def said(language: str, text: str, quote: str = "klein, aber stur", by: str = "Olga Brandt") -> list[str]:
    """The codes of what is found in a text, beside a fact in which somebody is quoted."""
    dossier = (
        f"dossier: gazette\ntitle: G\narticle: g.txt\nas_of: 1921\nfacts:\n  words:\n    states: X.\n    paragraph: 1\n"
        f"    by: {by}\n    quote: {quote}\n    as_of: 1921\n    topics: [t]\n"
    )
    pack = (
        f"pack: T\nlanguage: {language}\ndisclaimer: fiktion fiction ficción fikcja 1921\nscenes:\n  a:\n    text: |\n"
        f"{indent(text, '      ')}\n    end: e\nendings:\n  e: E.\n"
    )
    return [finding.code for finding in findings({"pack.yaml": pack, "gazette.yaml": dossier})]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "‘We need no ferry,’ said Olga Brandt [words]."),
        ("en", "'We don't need a ferry,' said Olga Brandt [words]."),
        ("de", "„Wir brauchen keine Fähre“, sagte Olga Brandt [words]."),
        ("de", "„Wir brauchen keine Fähre“, so Bürgermeisterin Brandt [words]."),
        ("de", "»Wir brauchen keine Fähre«, sagte gestern die Bürgermeisterin Olga Brandt [words]."),
        ("de", "Olga Brandt hat gestern gesagt: „Wir brauchen keine Fähre“ [words]."),
        ("de", "Brandt: ‚Wir brauchen keine Fähre.‘ [words]"),
        ("de_ch", "«Wir brauchen keine Fähre», sagte Olga Brandt [words]."),
        ("fr", "« Nous n’avons pas besoin d’un bac », a déclaré Olga Brandt [words]."),
        ("fr", "«\u202fNous n’avons pas besoin d’un bac\u202f», dit la maire Olga Brandt [words]."),
        ("fr", "Olga Brandt a ajouté : “Nous n’avons pas besoin d’un bac” [words]."),
        ("fr", "— Nous n’avons pas besoin d’un bac, dit Olga Brandt [words]."),
        ("es", "«No necesitamos un transbordador», dijo la alcaldesa Olga Brandt [words]."),
        ("es", "—No necesitamos un transbordador —dijo Olga Brandt [words]."),
        ("es", "Según Olga Brandt: “No necesitamos un transbordador” [words]."),
        ("pl", "„Nie potrzebujemy promu”, powiedziała burmistrz Olga Brandt [words]."),
        ("pl", "— Nie potrzebujemy promu — powiedziała Olga Brandt [words]."),
        ("pl", "- Nie potrzebujemy promu - powiedziała Olga Brandt [words]."),
        ("nl", "Olga Brandt: ‘We hebben geen veerboot nodig’ [words]."),
        ("sv", "Olga Brandt: ”Vi behöver ingen färja” [words]."),
        ("fi", "Olga Brandt: ”Emme tarvitse lauttaa” [words]."),
        ("da", "Olga Brandt: »Vi behøver ingen færge« [words]."),
        ("cs", "Olga Brandt: „Nepotřebujeme přívoz“ [words]."),
        ("hu", "Olga Brandt: „Nem kell komp” [words]."),
    ],
)
def test_invented_words_of_a_real_person_are_refused(language: str, text: str) -> None:
    assert said(language, text) == ["EW901"]


@pytest.mark.parametrize(
    ("language", "by", "text"),
    [
        ("ru", "Ольга Брандт", "Ольга Брандт: «Нам не нужен паром» [words]."),
        ("uk", "Ольга Брандт", "Ольга Брандт: „Нам не потрібен пором“ [words]."),
        ("el", "Όλγα Μπραντ", "Όλγα Μπραντ: «Δεν χρειαζόμαστε πορθμείο» [words]."),
        ("ar", "أولغا برانت", "أولغا برانت: «لا نحتاج إلى عبارة» [words]."),
        ("he", "אולגה ברנדט", 'אולגה ברנדט: "אין צורך במעבורת" [words].'),
        ("hi", "नरेन्द्र मोदी", "नरेन्द्र मोदी: “हमें नाव नहीं चाहिए” [words]।"),
        ("zh", "习近平", "习近平：“我们不需要渡轮” [words]。"),
        ("ja", "岸田文雄", "岸田文雄：「フェリーは要らない」 [words]。"),
        ("ko", "윤석열", "윤석열: “우리는 나룻배가 필요 없다” [words]."),
        ("th", "เศรษฐา ทวีสิน", "เศรษฐา ทวีสิน: “เราไม่ต้องการเรือ” [words]"),
    ],
)
def test_they_are_refused_in_every_script(language: str, by: str, text: str) -> None:
    assert said(language, text, "klein", by) == ["EW901"]


@pytest.mark.parametrize(
    ("language", "by", "text"),
    [
        ("nl", "Olga Brandt", "„We hebben geen veerboot nodig”, zei Olga Brandt [words]."),
        ("de", "Olga Brandt", "Neben dem Zettel über Olga Brandt [words] hängt „nie wieder“."),
        ("de", "Olga Brandt", "Ein Zettel über Olga Brandt [words]. „Nie wieder“, sagte sie."),
        ("fr", "Olga Brandt", "Un mot sur Olga Brandt [words]. « Plus jamais », dit-elle."),
        ("es", "Olga Brandt", "Una nota sobre Olga Brandt [words]. «Nunca más», dijo."),
        ("pl", "Olga Brandt", "Notatka o Oldze Brandt [words]. „Nigdy więcej”, powiedziała."),
        ("ru", "Ольга Брандт", "Рядом с запиской Ольги Брандт [words] висит «никогда»."),
        ("zh", "习近平", "习近平的旁边 [words] 挂着“永不再来”。"),
        ("ja", "岸田文雄", "岸田文雄は「フェリーは要らない」と言った [words]。"),
    ],
)
def test_words_beside_a_real_name_are_doubted(language: str, by: str, text: str) -> None:
    assert said(language, text, "klein", by) == ["EW902"]


@pytest.mark.parametrize(
    ("language", "quote", "text"),
    [
        ("de", "klein, aber stur", "Olga Brandt nannte den Hafen „klein, aber stur“ [words]."),
        ("de", "klein, aber stur", "»Stur«, sagte Olga Brandt [words]."),
        ("fr", "petit mais têtu", "« Petit mais têtu », a dit Olga Brandt [words]."),
        ("fr", "petit mais têtu", "— Petit mais têtu, a dit Olga Brandt [words]."),
        ("es", "pequeño pero terco", "—Pequeño —dijo Olga Brandt—, pero terco [words]."),
        ("pl", "mały, ale uparty", "„Mały, ale uparty”, powiedziała Olga Brandt [words]."),
        ("zh", "小而顽强", "Olga Brandt：“顽强” [words]。"),
        ("de", "klein", "Olga Brandt stand am Kai [words]. „Guten Morgen“, sagte der Schreiber."),
        ("pl", "mały", "Olga Brandt stała na nabrzeżu [words]. „Dzień dobry”, powiedział pisarz."),
        ("en", "small", "Brandt's boat lay beside the clerks' boat [words]."),
        ("en", "small", "- Olga Brandt stood at the quay [words]."),
    ],
)
def test_words_that_a_dossier_quotes_and_words_of_others_are_free(language: str, quote: str, text: str) -> None:
    assert said(language, text, quote) == []


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("de", "Brandts"), ("sv", "Brandts"), ("pl", "Oldze Brandt"), ("pl", "Olgi Brandt"), ("pl", "Olgę Brandt"),
        ("pl", "Donalda Tuska"), ("pl", "Donaldem Tuskiem"), ("pl", "Andrzeju Dudzie"), ("cs", "Olgou Brandt"),
        ("fi", "Olga Brandtin"), ("tr", "Olga Brandt’ın"),
    ],
)  # fmt: skip
def test_a_name_is_known_in_its_inflected_forms(language: str, name: str) -> None:
    assert said(language, f"Xy {name} xy.") == ["EW910"]


@pytest.mark.parametrize("name", ["Brandtner", "Tuskulum", "Dudas Olga"])
def test_another_name_that_only_begins_like_one_is_not_taken_for_it(name: str) -> None:
    assert said("pl", f"Xy {name} xy.") == []


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ('The "first" and the “second”.', ["first", "second"]),
        ("‘tis so. “We need no ferry,” they said.", ["We need no ferry,"]),
        ("The '90s, and the clerks' room.", []),
        ("‘I said “no” to them,’ said Jan.", ["I said “no” to them,", "no"]),
        ('A 5" pipe and "two words".', ["two words"]),
        ('ליד צה"ל: "אין צורך"', ["אין צורך"]),
        ("- one\n- two", []),
        ("— Nie — powiedział. — Tak.", ["Nie ", "Tak."]),
    ],
)
def test_marks_are_paired_as_they_are_meant(text: str, quotations: list[str]) -> None:
    assert [quoted.words for quoted in quotations_in(text, SPEAKING)] == quotations
    assert all(text[quoted.begins :].startswith(quoted.words) for quoted in quotations_in(text, SPEAKING))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "„Nein“, sagte Wladimir Putin."),
        ("fr", "« Non », a dit Vladimir Poutine."),
        ("es", "«No», dijo Volodímir Zelenski."),
        ("pl", "„Nie”, powiedział Wołodymyr Zełenski."),
        ("ru", "Владимир Путин: «Нет»."),
        ("zh", "特朗普：“不会的”。"),
        ("ar", "دونالد ترامب: «كلا»."),
    ],
)
def test_office_holders_are_known_by_their_names_in_other_languages(language: str, text: str) -> None:
    assert said(language, text) == ["EW901"]


@pytest.mark.parametrize(
    ("language", "title", "name"),
    [
        ("de", "Bürgermeister", "Jürgen Voss"),
        ("de", "der", "Jürgen Voss"),
        ("fr", "le", "Étienne Roux"),
        ("es", "la", "Inés Roca"),
        ("pl", "burmistrz", "Zbigniew Nowak"),
    ],
)
def test_whom_a_fact_names_with_a_given_name_of_the_language_is_real(language: str, title: str, name: str) -> None:
    surname = name.split()[1]
    dossier = (
        f"dossier: g\ntitle: G\narticle: g.txt\nas_of: 1921\nfacts:\n  f: {{ states: {title} {name} xy., paragraph: 1, "
        "by: article, as_of: 1921, topics: [t] }\n"
    )
    pack = (
        f"pack: T\nlanguage: {{}}\ndisclaimer: fiktion fiction ficción fikcja 1921\nscenes:\n  a:\n"
        f"    text: Xy {surname} xy.\n    end: e\nendings:\n  e: E.\n"
    )
    codes = [finding.code for finding in findings({"pack.yaml": pack.format(language), "g.yaml": dossier})]
    assert codes == ["EW910"]
    assert findings({"pack.yaml": pack.format("xx"), "g.yaml": dossier}) == []
