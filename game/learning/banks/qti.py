"""QTI 2.1: a content package with an item for each question, as most learning platforms import it."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree as ET

from game.learning.banks.bank_formats import Deck
from game.learning.banks.bank_questions import FULL, BankGap, BankNotes, BankQuestion, note_replies, question_title
from game.learning.banks.html_words import elements
from game.learning.banks.marked_words import plain_line
from game.learning.banks.packed_files import packed
from game.support.slugs import slug

_ITEM = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_RULES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"


def write_qti(questions: list[BankQuestion], notes: BankNotes, deck: Deck) -> bytes:
    """A content package (a zip archive) with an item for each question, except descriptions, which ask nothing.

    What QTI has no room for goes to the notes.
    """
    files: dict[str, str] = {}
    manifest = ET.Element("manifest", xmlns=_PACKAGE, identifier=f"eightwings-{slug(deck.id)}")
    metadata = ET.SubElement(manifest, "metadata")
    ET.SubElement(metadata, "schema").text = "QTIv2.1 Package"
    ET.SubElement(metadata, "schemaversion").text = "1.0.0"
    ET.SubElement(manifest, "organizations")
    resources = ET.SubElement(manifest, "resources")
    for at, question in enumerate(questions, 1):
        if question.kind == "description":
            notes.about(question, f"{question_title(question)} was left out: it asks nothing.")
            continue
        identifier = f"q{at:03}_{slug(question.id or question.name or plain_line(question.text))}"
        name = f"items/{identifier}.xml"
        files[name] = _text(_Item(question, identifier, notes).made)
        entry = ET.SubElement(resources, "resource", identifier=identifier, type="imsqti_item_xmlv2p1", href=name)
        ET.SubElement(entry, "file", href=name)
    return packed({"imsmanifest.xml": _text(manifest), **files})


def _text(root: ET.Element) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _with_lines(line: ET.Element, last: ET.Element | None, words: str) -> ET.Element | None:
    """Put words behind the last element of a line, with its line breaks. The result is what is last then."""
    for at, part in enumerate(words.split("\n")):
        if at:
            last = ET.SubElement(line, "br")
        if last is None:
            line.text = part
        else:
            last.tail = part
    return last


class _Item:
    """Makes one item. Its declarations come first, then the body, then how a response is graded."""

    def __init__(self, question: BankQuestion, identifier: str, notes: BankNotes) -> None:
        self.question, self.notes = question, notes
        title = question.name or plain_line(question.text)[:80] or identifier
        self.made = ET.Element("assessmentItem", xmlns=_ITEM, identifier=identifier, title=title, adaptive="false",
                               timeDependent="false")  # fmt: skip
        self.body = ET.Element("itemBody")
        self.rules = ET.Element("responseProcessing")
        self.body.extend(elements(question.text))
        {"choice": self.choice, "several": self.choice, "true_false": self.choice, "typed": self.typed,
         "number": self.number, "cloze": self.cloze, "match": self.match, "order": self.order,
         "open": self.open}[question.kind]()  # fmt: skip
        self.outcomes()
        self.made.append(self.body)
        if self.rules.attrib or len(self.rules):
            self.made.append(self.rules)
        if question.feedback:
            told = ET.SubElement(self.made, "modalFeedback", outcomeIdentifier="FEEDBACK", identifier="GENERAL",
                                 showHide="show")  # fmt: skip
            told.extend(elements(question.feedback))
        note_replies(question, notes)

    def outcomes(self) -> None:
        score = ET.SubElement(
            self.made, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float"
        )
        ET.SubElement(ET.SubElement(score, "defaultValue"), "value").text = "0"
        if self.question.feedback:
            told = ET.SubElement(self.made, "outcomeDeclaration", identifier="FEEDBACK", cardinality="single",
                                 baseType="identifier")  # fmt: skip
            ET.SubElement(ET.SubElement(told, "defaultValue"), "value").text = "GENERAL"

    def response(self, right: list[str], base: str, cardinality: str = "single", name: str = "RESPONSE") -> ET.Element:
        made = ET.SubElement(self.made, "responseDeclaration", identifier=name, cardinality=cardinality, baseType=base)
        if right:
            correct = ET.SubElement(made, "correctResponse")
            for key in right:
                ET.SubElement(correct, "value").text = key
        return made

    @staticmethod
    def mapping(response: ET.Element, entries: list[tuple[str, Decimal]], *, bounded: bool = False) -> None:
        made = ET.SubElement(response, "mapping", defaultValue="0")
        if bounded:
            made.attrib.update(lowerBound="0", upperBound="1")
        for key, share in entries:
            entry = ET.SubElement(made, "mapEntry", mapKey=key, mappedValue=f"{(share / 100).normalize():f}")
            if response.get("baseType") == "string":
                entry.set("caseSensitive", "false")

    def template(self, name: str) -> None:
        self.rules.set("template", f"{_RULES}{name}")

    def choice(self) -> None:
        question = self.question
        answers = [(answer.text, answer.credit) for answer in question.answers]
        if question.kind == "true_false":
            shares = FULL, Decimal(0)
            answers = list(zip(("True", "False"), shares if question.truth else shares[::-1], strict=True))
        several = question.kind == "several"
        right = [f"A{at}" for at, (_, credit) in enumerate(answers, 1) if (credit > 0 if several else credit == FULL)]
        response = self.response(right, "identifier", "multiple" if several else "single")
        entries = [(f"A{at}", credit) for at, (_, credit) in enumerate(answers, 1) if credit]
        self.mapping(response, entries, bounded=several)
        self.template("map_response")
        made = ET.SubElement(self.body, "choiceInteraction", responseIdentifier="RESPONSE", shuffle="true",
                             maxChoices="0" if several else "1")  # fmt: skip
        for at, (words, _) in enumerate(answers, 1):
            ET.SubElement(made, "simpleChoice", identifier=f"A{at}").text = words

    def typed(self) -> None:
        answers = [(answer.text, answer.credit) for answer in self.question.answers if answer.credit > 0]
        response = self.response([words for words, credit in answers if credit == FULL][:1], "string")
        self.mapping(response, answers)
        self.template("map_response")
        ET.SubElement(ET.SubElement(self.body, "p"), "textEntryInteraction", responseIdentifier="RESPONSE")

    def number(self) -> None:
        key, *others = self.question.numbers
        if others:
            self.notes.about(
                self.question, f"Only the first number of {question_title(self.question)} is carried over."
            )
        middle = (key.low + key.high) / 2
        self.response([f"{middle:f}"], "float")
        line = ET.SubElement(self.body, "p")
        entry = ET.SubElement(line, "textEntryInteraction", responseIdentifier="RESPONSE")
        entry.tail = f" {self.question.unit}" if self.question.unit else None
        width = f"{key.high - middle:f}"
        condition = ET.SubElement(ET.SubElement(self.rules, "responseCondition"), "responseIf")
        equal = ET.SubElement(condition, "equal", toleranceMode="absolute", tolerance=f"{width} {width}")
        ET.SubElement(equal, "variable", identifier="RESPONSE")
        ET.SubElement(equal, "correct", identifier="RESPONSE")
        score = ET.SubElement(condition, "setOutcomeValue", identifier="SCORE")
        ET.SubElement(score, "baseValue", baseType="float").text = "1"

    def cloze(self) -> None:
        line = ET.SubElement(self.body, "p")
        total = ET.SubElement(ET.SubElement(self.rules, "setOutcomeValue", identifier="SCORE"), "sum")
        last: ET.Element | None = None
        share = Decimal(1) / len(self.question.gaps)
        gaps = 0
        for piece in self.question.cloze:
            if isinstance(piece, str):
                last = _with_lines(line, last, piece)
                continue
            gaps += 1
            last = self.gap(line, piece, f"RESPONSE{gaps}", share)
            ET.SubElement(total, "mapResponse", identifier=f"RESPONSE{gaps}")

    def gap(self, line: ET.Element, gap: BankGap, name: str, share: Decimal) -> ET.Element:
        keys = [f"A{at}" if gap.choices else answer.text for at, answer in enumerate(gap.answers, 1)]
        right = [key for key, answer in zip(keys, gap.answers, strict=True) if answer.credit == FULL][:1]
        response = self.response(right, "identifier" if gap.choices else "string", name=name)
        worth = {
            key: (answer.credit * share).quantize(Decimal("0.0001"))
            for key, answer in zip(keys, gap.answers, strict=True)
        }
        shares = [(key, credit) for key, credit in worth.items() if credit > 0]
        self.mapping(response, shares)
        if not gap.choices:
            return ET.SubElement(line, "textEntryInteraction", responseIdentifier=name)
        made = ET.SubElement(line, "inlineChoiceInteraction", responseIdentifier=name, shuffle="true")
        for key, answer in zip(keys, gap.answers, strict=True):
            ET.SubElement(made, "inlineChoice", identifier=key).text = answer.text
        return made

    def match(self) -> None:
        rights = list(dict.fromkeys(right for _, right in self.question.pairs))
        lefts = list(dict.fromkeys(left for left, _ in self.question.pairs if left))
        keys = [f"L{lefts.index(left) + 1} R{rights.index(right) + 1}" for left, right in self.question.pairs if left]
        response = self.response(keys, "directedPair", "multiple")
        share = (FULL / len(keys)).quantize(Decimal("0.001"))
        self.mapping(response, [(key, share) for key in dict.fromkeys(keys)])
        self.template("map_response")
        made = ET.SubElement(self.body, "matchInteraction", responseIdentifier="RESPONSE", shuffle="true",
                             maxAssociations=str(len(lefts)))  # fmt: skip
        for sign, words, most in (("L", lefts, "1"), ("R", rights, str(len(lefts)))):
            side = ET.SubElement(made, "simpleMatchSet")
            for at, entry in enumerate(words, 1):
                ET.SubElement(side, "simpleAssociableChoice", identifier=f"{sign}{at}", matchMax=most).text = entry

    def order(self) -> None:
        keys = [f"P{at}" for at in range(1, len(self.question.parts) + 1)]
        self.response(keys, "identifier", "ordered")
        self.template("match_correct")
        made = ET.SubElement(self.body, "orderInteraction", responseIdentifier="RESPONSE", shuffle="true")
        for key, part in zip(keys, self.question.parts, strict=True):
            ET.SubElement(made, "simpleChoice", identifier=key).text = part

    def open(self) -> None:
        self.response([], "string")
        ET.SubElement(self.body, "extendedTextInteraction", responseIdentifier="RESPONSE")
