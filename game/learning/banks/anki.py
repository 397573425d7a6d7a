"""A deck for Anki, a card for each question. Exported again, they are the same cards, with what was learnt of them."""

from __future__ import annotations

import hashlib
import io
import time
from typing import Any
from xml.etree import ElementTree as ET

from game.learning.banks.bank_files import missing
from game.learning.banks.bank_formats import Deck
from game.learning.banks.bank_questions import BankNotes, BankNumber, BankQuestion, note_replies, question_title
from game.learning.banks.html_words import escaped_words, to_html
from game.learning.banks.marked_words import literal

_FIELDS = [{"name": "Question"}, {"name": "Answer"}, {"name": "Id"}]
_CSS = ".card { font-family: sans-serif; font-size: 20px; text-align: left; margin: 1em; }"


def write_anki(questions: list[BankQuestion], notes: BankNotes, deck: Deck) -> bytes:
    """A package (.apkg) that Anki imports, with a card for each question, and for each gap of a cloze.

    A card stays the same as long as `deck` and the question have the same ids (a question without one: the same name,
    or else place); the bytes change with the time. Essays and descriptions are left out; that, and what no card can
    hold, goes to the notes. Raises BankError when genanki is not installed.
    """
    try:
        import genanki
    except ImportError as error:
        raise missing("genanki", "Writing decks for Anki") from error
    basic = genanki.Model(
        stable_number("model:basic:1"), "Eight Wings: question", fields=_FIELDS, css=_CSS,
        templates=[{"name": "Card", "qfmt": "{{Question}}", "afmt": "{{FrontSide}}<hr id=answer>{{Answer}}"}],
    )  # fmt: skip
    cloze = genanki.Model(
        stable_number("model:cloze:1"), "Eight Wings: gaps", fields=_FIELDS, css=_CSS, model_type=genanki.Model.CLOZE,
        templates=[{"name": "Cloze", "qfmt": "{{cloze:Question}}", "afmt": "{{cloze:Question}}<br>{{Answer}}"}],
    )  # fmt: skip
    made = genanki.Deck(stable_number(f"deck:{deck.id}"), deck.title)
    for at, question in enumerate(questions):
        if question.kind in ("open", "description"):
            notes.about(question, f"{question_title(question)} was left out: a card needs an answer.")
            continue
        key = question.id or question.name or f"{at}"
        model = cloze if question.kind == "cloze" else basic
        front, back = (_gapped(question), "") if question.kind == "cloze" else _sides(question)
        fields = [front, back + to_html(question.feedback), escaped_words(key)]
        tags = [tag.replace(" ", "_") for tag in question.tags]
        made.add_note(genanki.Note(model=model, fields=fields, tags=tags, guid=genanki.guid_for(deck.id, key)))
        note_replies(question, notes)
    out = io.BytesIO()
    genanki.Package(made).write_to_file(out, timestamp=time.time())
    return out.getvalue()


def stable_number(name: str) -> int:
    """A number for Anki, from 2^30 to 2^31 - 1, that is always the same for a name."""
    digest = hashlib.sha256(f"eightwings:{name}".encode()).digest()
    return (1 << 30) + int.from_bytes(digest[:4], "big") % (1 << 30)


def _sides(question: BankQuestion) -> tuple[str, str]:
    """What stands on the front of a card and on its back, as HTML."""
    asked = to_html(question.text)
    match question.kind:
        case "choice" | "several":
            listed = _list([answer.text for answer in question.answers])
            return asked + listed, _list([answer.text for answer in question.answers if answer.credit > 0])
        case "true_false":
            return asked + _list(["True", "False"]), _list(["True" if question.truth else "False"])
        case "typed":
            return asked, _list([answer.text for answer in question.answers if answer.credit > 0])
        case "number":
            unit = f" {question.unit}" if question.unit else ""
            return asked, _list(
                [f"{number_in_words(number)}{unit}" for number in question.numbers if number.credit > 0]
            )
        case "order":
            return asked + _list(sorted(question.parts, key=str.casefold)), _list(list(question.parts), "ol")
    rights = sorted({right for _, right in question.pairs}, key=str.casefold)
    lefts = [left for left, _ in question.pairs if left]
    pairs = [f"{left} – {right}" for left, right in question.pairs if left]
    return asked + _list(lefts) + _list(rights), _list(pairs)


def number_in_words(number: BankNumber) -> str:
    """A number with what is accepted around it: `3`, `3 ± 0.5`, `3 – 4`."""
    if number.to is not None:
        return f"{number.at:f} – {number.to:f}"
    return f"{number.at:f} ± {number.tolerance:f}" if number.tolerance else f"{number.at:f}"


def _list(words: list[str], tag: str = "ul") -> str:
    if len(words) == 1:
        return to_html(literal(words[0]))
    made = ET.Element(tag)
    for item in words:
        ET.SubElement(made, "li").text = item
    return ET.tostring(made, encoding="unicode", method="html")


def _gapped(question: BankQuestion) -> str:
    """A cloze as Anki has it, a card for each gap."""
    pieces: list[Any] = []
    number = 0
    for piece in question.cloze:
        if isinstance(piece, str):
            pieces.append(_safe(piece).replace("\n", "<br>"))
        else:
            number += 1
            right = " / ".join(answer.text for answer in piece.answers if answer.credit > 0)
            pieces.append(f"{{{{c{number}::{_safe(right)}}}}}")
    return to_html(question.text) + "".join(pieces)


def _safe(words: str) -> str:
    """Words as HTML in which nothing begins or ends a gap."""
    return escaped_words(words).replace("{", "&#123;").replace("}", "&#125;").replace("::", ":&#58;")
