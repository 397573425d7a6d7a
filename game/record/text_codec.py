"""Texts as plain data. Plain words are a string, every other part a list that begins with what it is."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from game.record.codecs import FLAG, TEXT, Codec, Damaged, one_of, several, whole
from game.record.formula_codec import Formulas
from game.story.model.text import (
    Branch,
    Calculated,
    DocumentInsert,
    Emphasis,
    Paragraph,
    Quotation,
    Run,
    SourceMark,
    Text,
    Value,
    Variation,
)
from game.support.fast_tuples import maker

#: Parts inside each other. Packs are refused far below it: so many braces as `text_parsing.MAX_BRACE_DEPTH` says, and
#: emphasis in each.
_DEEPEST = 60

_new_text, _new_paragraph, _new_run = maker(Text), maker(Paragraph), maker(Run)


def text_codec(
    people: Collection[str], facts: Collection[str], formulas: Formulas, documents: Collection[str] = ()
) -> Codec:
    """Texts that these people speak, that cite these facts, and that show these documents.

    A text is its id and its paragraphs; one paragraph that nobody speaks is given as its parts.
    """
    speaker = one_of(frozenset((*people, "")))
    parts = _parts_codec(facts, formulas, documents)

    def written(text: Text) -> list[Any]:
        if type(text) is not Text:
            raise Damaged
        return [
            TEXT.write(text.id),
            [[speaker.write(paragraph.speaker), parts.write(paragraph.parts)] for paragraph in text.paragraphs],
        ]

    def made(values: Any) -> Text:
        id_, paragraphs = _list_of(values, 2)
        if type(paragraphs) is not list:
            raise Damaged
        spoken = [_list_of(paragraph, 2) for paragraph in paragraphs]
        made_of = tuple([_new_paragraph((speaker.read(who), parts.read(said))) for who, said in spoken])
        return _new_text((TEXT.read(id_), made_of))

    return Codec(written, made)


def _parts_codec(facts: Collection[str], formulas: Formulas, documents: Collection[str]) -> Codec:
    truth, number = formulas.codec("truth"), formulas.codec("number")
    sums = formulas.drawn
    way, fact, count = one_of(("sequence", "cycle", "shuffle")), one_of(facts), whole(-1, 10**9)
    document = one_of(documents)

    def written(parts: Any, depth: int = 0) -> list[Any]:
        _not_too_deep(depth)
        return [_written(part, depth + 1) for part in parts]

    def _written(part: Any, depth: int) -> Any:
        match part:
            case Run(words):
                return TEXT.write(words)
            case Emphasis(inside, strong):
                return ["emphasis", FLAG.write(strong), written(inside, depth)]
            case Branch(when, then, otherwise):
                return ["branch", truth.write(when), written(then, depth), written(otherwise, depth)]
            case Variation(how, alternatives, counter, first, id_):
                sides = [written(alternative, depth) for alternative in alternatives]
                return ["variation", way.write(how), sides, TEXT.write(counter), count.write(first), TEXT.write(id_)]
            case Value(formula, is_time):
                return ["value", number.write(formula), FLAG.write(is_time)]
            case Calculated(tree, source):
                return ["sum", sums.write(tree), TEXT.write(source)]
            case SourceMark(id_):
                return ["source", fact.write(id_)]
            case Quotation(id_):
                return ["quotation", fact.write(id_)]
            case DocumentInsert(id_, line):
                return ["document", document.write(id_), TEXT.write(line)]
        raise Damaged

    def read(values: Any, depth: int = 0) -> tuple[Any, ...]:
        _not_too_deep(depth)
        if type(values) is not list:
            raise Damaged
        return tuple([_new_run((value,)) if type(value) is str else _read(value, depth + 1) for value in values])

    def _emphasis(values: list[Any], depth: int) -> Emphasis:
        _, strong, inside = values
        return Emphasis(read(inside, depth), FLAG.read(strong))

    def _branch(values: list[Any], depth: int) -> Branch:
        _, when, then, otherwise = values
        return Branch(truth.read(when), read(then, depth), read(otherwise, depth))

    def _variation(values: list[Any], depth: int) -> Variation:
        _, how, alternatives, counter, first, id_ = values
        sides = several(Codec(written, lambda data: read(data, depth)), least=1).read(alternatives)
        return Variation(way.read(how), sides, TEXT.read(counter), count.read(first), TEXT.read(id_))

    def _value(values: list[Any], _: int) -> Value:
        _, formula, is_time = values
        return Value(number.read(formula), FLAG.read(is_time))

    def _sum(values: list[Any], _: int) -> Calculated:
        _, tree, source = values
        return Calculated(sums.read(tree), TEXT.read(source))

    def _source(values: list[Any], _: int) -> SourceMark:
        return SourceMark(fact.read(_list_of(values, 2)[1]))

    def _quotation(values: list[Any], _: int) -> Quotation:
        return Quotation(fact.read(_list_of(values, 2)[1]))

    def _document(values: list[Any], _: int) -> DocumentInsert:
        _, id_, line = values
        return DocumentInsert(document.read(id_), TEXT.read(line))

    readers: dict[str, Callable[[list[Any], int], Any]] = {
        "emphasis": _emphasis, "branch": _branch, "variation": _variation, "value": _value, "sum": _sum,
        "source": _source, "quotation": _quotation, "document": _document,
    }  # fmt: skip

    def _read(values: Any, depth: int) -> Any:
        if type(values) is not list or not values or type(values[0]) is not str:
            raise Damaged
        return readers[values[0]](values, depth)

    return Codec(written, read)


def _list_of(values: Any, length: int) -> list[Any]:
    if type(values) is not list or len(values) != length:
        raise Damaged
    return values


def _not_too_deep(depth: int) -> None:
    if depth > _DEEPEST:
        raise Damaged
