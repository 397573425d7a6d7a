"""The lint reads translations in their own language; what hangs on no words is told of the original alone."""

from __future__ import annotations

import pytest

from game.story.catalogue.diagnostics import Diagnostics
from game.story.model.played_language import LanguageWish
from game.story.packs import build
from game.story.source.pack_files import PackFile
from tests.story.inline import findings

GAZETTE = """\
dossier: gazette
title: The gazette
article: g.txt
as_of: 1921
facts:
  words:
    states: Mayor Olga Brandt called the harbour small but stubborn.
    paragraph: 1
    by: Olga Brandt
    quote: small but stubborn
    as_of: 1921
    topics: [harbour]
"""
PACK = """\
pack: T
language: en
disclaimer: Fiction, after the gazette of 1921.
topics: { harbour: The harbour }
questions:
  q:
    text: How did Olga Brandt call the harbour?
    cites: words
    answers:
      - right: Stubborn
      - wrong: Vast
        because: No.
      - wrong: Lost
    because: So she said.
scenes:
  a:
    text: Olga Brandt called it "small but stubborn" [words].
    goto: b
  b:
    ask: { from: [q] }
    end: e
endings:
  e: The end.
"""
TEXTS = {
    "facts.words.states": ("Mayor Olga Brandt called the harbour small but stubborn.", "Olga Brandt nannte ihn stur."),
    "facts.words.quote": ("small but stubborn", "klein, aber stur"),
    "pack.disclaimer": ("Fiction, after the gazette of 1921.", "Frei erfunden, nach einem Blatt von 1921."),
    "questions.q.text": ("How did Olga Brandt call the harbour?", "Wie nannte Olga Brandt den Hafen?"),
    "questions.q/stubborn.right": ("Stubborn", "Stur"),
    "questions.q/vast.wrong": ("Vast", "Weit"),
    "questions.q/vast.because": ("No.", "Nein."),
    "questions.q/lost.wrong": ("Lost", "Fort"),
    "questions.q.because": ("So she said.", "So sagte sie."),
    "scenes.a.text": (
        'Olga Brandt called it "small but stubborn" [words].',
        "Olga Brandt nannte ihn „klein, aber stur“ [words].",
    ),
}


def files(pack: str = PACK, **changed: str) -> dict[str, str]:
    """The pack with its translation; `changed` are texts by the last parts of their ids. An empty one is left out."""
    texts = {id_: changed.get(id_.replace(".", "_").replace("/", "_"), text) for id_, (_, text) in TEXTS.items()}
    translated = "".join(
        f"  {id_}: {{ was: {TEXTS[id_][0]!r}, text: {text!r} }}\n" for id_, text in texts.items() if text
    )
    return {
        "pack.yaml": pack,
        "gazette.yaml": GAZETTE,
        "de.yaml": f"language: de\nname: Deutsch\ntexts:\n{translated}",
    }


def found(**changed: str) -> list[tuple[str, str]]:
    """File and code of what is found, but for texts that are not translated, or say otherwise than their original."""
    return [
        (finding.spot.file, finding.code)
        for finding in findings(files(**changed))
        if finding.code not in ("EW601", "EW953", "EW607", "EW608", "EW609", "EW610", "EW611")
    ]


ONCE = [("pack.yaml", "EW957")]
"""A wrong option without a reason: it is told of the original, and not again of each translation."""


def test_a_sound_translation_is_free_of_findings_of_its_own() -> None:
    assert found() == ONCE


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("„Wir brauchen keine Fähre“, sagte Olga Brandt [words].", "EW901"),
        ("Neben Olga Brandts Zettel [words] hängt „nie wieder“.", "EW902"),
        ("„Klein, aber stur“, sagte Olga Brandt.", "EW903"),
        ("Im Jahr 1912 nannte Olga Brandt ihn stur [words].", "EW906"),
        ("Heimlich fürchtet Olga Brandt das Meer.", "EW911"),
        ("Olga Brandt behauptete, er sei stur [words].", "EW922"),
    ],
)
def test_its_texts_are_read_in_its_language(text: str, code: str) -> None:
    assert sorted(found(scenes_a_text=text)) == sorted([("de.yaml", code), *ONCE])


def test_the_words_of_the_original_are_words_that_were_said() -> None:
    assert found(scenes_a_text="Olga Brandt sagte: „small but stubborn“ [words].") == ONCE


def test_its_questions_and_its_disclaimer_are_read_too() -> None:
    assert ("de.yaml", "EW954") in found(questions_q_lost_wrong="Keine der genannten Antworten")
    assert ("de.yaml", "EW921") in found(questions_q_text="Wie nennt Olga Brandt jetzt den Hafen?")
    assert ("de.yaml", "EW913") in found(pack_disclaimer="Nach einem Blatt von 1921.")


def test_what_is_not_translated_is_read_once_in_its_own_language() -> None:
    english = PACK.replace('called it "small but stubborn"', "claimed that it was stubborn")
    assert [
        (finding.spot.file, finding.code)
        for finding in findings(files(english, scenes_a_text=""))
        if finding.code == "EW922"
    ] == [("pack.yaml", "EW922")]
    assert found(scenes_a_text="", facts_words_quote="") == ONCE


def test_with_an_invented_quotation_in_a_translation_the_original_is_played_instead() -> None:
    invented = files(scenes_a_text="„Wir brauchen keine Fähre“, sagte Olga Brandt [words].")
    read = tuple(PackFile(name, content.encode()) for name, content in sorted(invented.items()))
    story, _ = build("inline", read, Diagnostics(), "inline")
    instead, _ = build("inline", read, Diagnostics(), "inline", LanguageWish("de"), to_play=True)
    assert story is not None
    assert instead is not None
    assert (instead.language, instead.scenes) == ("", story.scenes)
