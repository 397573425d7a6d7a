"""GIFT: what Moodle's documentation describes, read and written; what is malformed is told with its line."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.learning.banks.bank_questions import FULL, NOTHING, BankAnswer, BankGap, BankNotes, BankNumber, BankQuestion
from game.learning.banks.gift_reading import read_gift
from game.learning.banks.gift_writing import write_gift
from tests.learning.banks.drawn_questions import KINDS

HALF = Decimal(50)


def question_in(text: str) -> BankQuestion:
    """The only question of a text that is all well."""
    content = read_gift(text, "q.gift")
    assert content.notes == ()
    (question,) = content.questions
    return question


def told(text: str) -> list[str]:
    return [str(note) for note in read_gift(text, "q.gift").notes]


def right(words: str, feedback: str = "") -> BankAnswer:
    return BankAnswer(words, FULL, feedback)


def wrong(words: str, feedback: str = "") -> BankAnswer:
    return BankAnswer(words, NOTHING, feedback)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Who's buried in Grant's tomb?{~Grant ~Jefferson =no one}",
         BankQuestion("choice", "Who's buried in Grant's tomb?",
                      answers=(wrong("Grant"), wrong("Jefferson"), right("no one")))),
        ("::Q2:: What is it?\n{\n=yellow # right; good!\n~red # wrong, it's yellow\n~blue\n}",
         BankQuestion("choice", "What is it?", "Q2",
                      answers=(right("yellow", "right; good!"), wrong("red", "wrong, it's yellow"), wrong("blue")))),
        ("Grant is {~buried =entombed ~living} in Grant's tomb.",
         BankQuestion("choice", "Grant is _____ in Grant's tomb.",
                      answers=(wrong("buried"), right("entombed"), wrong("living")))),
        ("Two of these? {~%50%a ~%50%b ~%-100%c}",
         BankQuestion("several", "Two of these?",
                      answers=(BankAnswer("a", HALF), BankAnswer("b", HALF), BankAnswer("c", Decimal(-100))))),
        ("Was from {~Jerusalem ~%25%Bethlehem ~%33.33333%Galilee =Nazareth}.",
         BankQuestion("choice", "Was from _____.",
                      answers=(wrong("Jerusalem"), BankAnswer("Bethlehem", Decimal(25)),
                               BankAnswer("Galilee", Decimal("33.33333")), right("Nazareth")))),
        ("1+1\\=2 {T}", BankQuestion("true_false", "1+1=2")),
        ("The sun rises in the West.{FALSE#No, east.#Right!}",
         BankQuestion("true_false", "The sun rises in the West.", truth=False,
                      answers=(wrong("True", "No, east."), right("False", "Right!")))),
        ("Who?{=no one#none =nobody =%50%anyone =%0%Grant#No.}",
         BankQuestion("typed", "Who?", answers=(right("no one", "none"), right("nobody"), BankAnswer("anyone", HALF),
                                                wrong("Grant", "No.")))),
        ("Two plus {=two =2} equals four.",
         BankQuestion("cloze", cloze=("Two plus ", BankGap((right("two"), right("2"))), " equals four."))),
        ("pre{=fix}ed", BankQuestion("cloze", cloze=("pre", BankGap((right("fix"),)), "ed"))),
        ("Which eats what? {=cat -> cat food =dog -> dog food\n= -> hay}",
         BankQuestion("match", "Which eats what?",
                      pairs=(("cat", "cat food"), ("dog", "dog food"), ("", "hay")))),
        ("Pi? {#3.14159:0.0005}",
         BankQuestion("number", "Pi?", numbers=(BankNumber(Decimal("3.14159"), Decimal("0.0005")),))),
        ("Pi? {#3.141..3.142}",
         BankQuestion("number", "Pi?", numbers=(BankNumber(Decimal("3.141"), to=Decimal("3.142")),))),
        ("Cold? {#-1}", BankQuestion("number", "Cold?", numbers=(BankNumber(Decimal(-1)),))),
        ("Range? {#-5..-1}", BankQuestion("number", "Range?", numbers=(BankNumber(Decimal(-5), to=Decimal(-1)),))),
        ("When was Grant born? {#\n=1822:0 # Full.\n=%50%1822:2 # Half.\n~# Wrong.\n}",
         BankQuestion("number", "When was Grant born?", other_feedback="Wrong.",
                      numbers=(BankNumber(Decimal(1822), NOTHING, None, FULL, "Full."),
                               BankNumber(Decimal(1822), Decimal(2), None, HALF, "Half.")))),
        ("Write about it. {}", BankQuestion("open", "Write about it.")),
        ("Write about it. {####Well done.}", BankQuestion("open", "Write about it.", feedback="Well done.")),
        ("You can use your pencil.", BankQuestion("description", "You can use your pencil.")),
        ("Who? {=a =b ####It was *a*.}",
         BankQuestion("typed", "Who?", answers=(right("a"), right("b")), feedback="It was \\*a\\*.")),
        ("Where? {=x =%0%*#None of these.}", BankQuestion("typed", "Where?", answers=(right("x"),),
                                                          other_feedback="None of these.")),
        ("Put in order {>3\nfirst\nsecond\nthird\n}",
         BankQuestion("order", "Put in order", parts=("first", "second", "third"))),
        ("\\~ \\= \\# \\{ \\} \\: \\\\ \\\\n back\\slash {=\\=\\~\\#}",
         BankQuestion("typed", "~ = # { } : \\\\ \\\\n back\\\\slash", answers=(right("=~#"),))),
        ("One\\ntwo\\n\\nthree", BankQuestion("description", "One\ntwo\n\nthree")),
        ("A text over\ntwo lines {T}", BankQuestion("true_false", "A text over two lines")),
        ("// a note [id:SN6578] [tag:Harder] [tag:brackets \\] too]\n// more\n::N:: Sure? {F}",
         BankQuestion("true_false", "Sure?", "N", "SN6578", truth=False, tags=("Harder", "brackets ] too"))),
        ("[html]<p>A <b>bold</b> &amp; <i>slanted</i> word</p>{=[plain]<x> ~b<br>c}",
         BankQuestion("choice", "A **bold** & *slanted* word", answers=(right("<x>"), wrong("b c")))),
        ("[markdown]A **bold** and _slanted_ word {T}", BankQuestion("true_false", "A **bold** and *slanted* word")),
        ("[markdown]A [[map](x/Bell_(tower) 'Old'). {T}", BankQuestion("true_false", "A [map (x/Bell_(tower)).")),
        ("[plain]a <b> *c* {T}", BankQuestion("true_false", "a <b> \\*c\\*")),
        ("[moodle]a < b, <em>c</em> {T}", BankQuestion("true_false", "a < b, *c*")),
        ("$CATEGORY: $course$/top/Harbour/Bell\n\nHeavy? {T}",
         BankQuestion("true_false", "Heavy?", category="Harbour/Bell")),
    ],
)  # fmt: skip
def test_each_construct_is_read(text: str, expected: BankQuestion) -> None:
    assert question_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "word"),
    [
        ("::Name Who? {T}", BankQuestion("true_false", "Name Who?"), "never ends, so all of it is the question"),
        (
            "Q {=%50%a ~b}",
            BankQuestion("choice", "Q", answers=(BankAnswer("%50%a"), BankAnswer("b", NOTHING))),
            "`=` has no weight",
        ),
    ],
)
def test_what_moodle_reads_in_its_own_way_is_read_so_and_told(text: str, expected: BankQuestion, word: str) -> None:
    content = read_gift(text, "q.gift")
    assert content.questions == (expected,)
    assert [word in note.sentence for note in content.notes] == [True]


def test_a_number_with_a_comma_is_told_to_need_a_point() -> None:
    (note,) = read_gift("Pi? {#3,14}", "q.gift").notes
    assert "Write a point in front of decimals." in note.sentence


@pytest.mark.parametrize(
    ("text", "where", "word"),
    [
        ("\n\nWho? {=a", 3, "never closed"),
        ("Who? =a}", 1, "before any"),
        ("Who? {=a} and {=b}", 1, "more than one pair of braces, and GIFT has one gap"),
        ("Who? {~a}", 1, "fewer than two answers"),
        ("Who? {=a -> b}", 1, "fewer than two pairs"),
        ("Who? {=a -> b =c}", 1, "no `->`"),
        ("Who? {#three}", 1, "not a number"),
        ("Who? {#}", 1, "no answer"),
        ("Who? {=%0%a}", 1, "No answer is right"),
    ],
)
def test_what_is_malformed_is_told_with_its_line_and_the_rest_is_read(text: str, where: int, word: str) -> None:
    content = read_gift(f"{text}\n\nSure? {{T}}", "q.gift")
    assert [question.text for question in content.questions] == ["Sure?"]
    (note,) = content.notes
    assert str(note).startswith(f"q.gift:{where}: ")
    assert word in note.sentence
    assert note.sentence.endswith("The question was left out.")


def test_a_blank_line_between_the_braces_is_told_and_read_over() -> None:
    content = read_gift("Who? {\n=a\n\n~b\n}\n\nSure? {T}", "q.gift")
    assert [question.kind for question in content.questions] == ["choice", "true_false"]
    assert [note.line for note in content.notes] == [3]


def test_what_a_pack_has_no_room_for_is_told() -> None:
    (image,) = told("[html]<img src='@@PLUGINFILE@@/x.png' alt='a bell'> Heavy? {T}")
    assert "an image" in image
    (star,) = told("Who? {=*Paris* =b}")
    assert "*Paris*" in star
    (any_number,) = told("How many? {#=8 =%50%*}")
    assert "any answer at all" in any_number
    (weight,) = told("Who? {~%300%a ~b}")
    assert "300" in weight


def test_a_category_holds_until_the_next_one() -> None:
    content = read_gift("$CATEGORY: a\n\nX {T}\n\nY {T}\n\n$CATEGORY: b\n\nZ {T}", "q.gift")
    assert [question.category for question in content.questions] == ["a", "a", "b"]
    assert [question.line for question in content.questions] == [3, 5, 9]


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_what_is_written_is_read_as_it_was(kind: str, data: st.DataObject) -> None:
    question = data.draw(KINDS[kind])
    notes = BankNotes("pack")
    written = write_gift([question], notes)
    content = read_gift(written, "q.gift")
    if notes.taken:  # an arrow among typed answers was told
        assert all("->" in note.sentence for note in notes.taken)
        return
    assert content.notes == ()
    assert content.questions == (question,)


@given(st.text("ab ~=#{}:\\\n/$[]%->.1T", max_size=60))
@settings(max_examples=400, deadline=None)
def test_whatever_stands_in_a_file_ends_in_questions_and_sentences(text: str) -> None:
    content = read_gift(text, "q.gift")
    assert all(note.line >= 1 and note.sentence for note in content.notes)
    assert all(question.line >= 1 for question in content.questions)


def test_what_gift_cannot_say_is_told_when_it_is_written() -> None:
    notes = BankNotes("pack")
    gap = BankGap((right("a"),))
    two = BankQuestion("cloze", name="two gaps", cloze=("x ", gap, " y ", gap, "."))
    unit = BankQuestion("number", "How heavy?", numbers=(BankNumber(Decimal(8)),), unit="kg")
    assert "#" in write_gift([two, unit], notes)
    assert [("two gaps" in note.sentence, "kg" in note.sentence) for note in notes.taken] == [
        (True, False),
        (False, True),
    ]
