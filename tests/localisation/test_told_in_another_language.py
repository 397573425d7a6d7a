"""What a play, its file and its pages say in another language, and what of a play does not depend on that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from string import ascii_lowercase

import pytest
from babel.messages.catalog import Catalog

from game.author.handout.markdown import as_markdown
from game.author.handout.worksheet import make_worksheet
from game.engine import AnswerGiven
from game.localisation import messages
from game.localisation.messages import in_language
from game.localisation.system_words import system_reason
from game.play import reports, surroundings
from game.play.after_the_end import told_after_the_end
from game.play.confidence import said_how_sure
from game.play.consequences import turn_in_brief, turn_read_out
from game.play.debriefing import debrief, debriefing, debriefing_markdown
from game.play.help_text import help_lines
from game.play.narration import Told, tell, told
from game.play.notebook import notebook
from game.play.opening import begin_play
from game.play.option_naming import option_labels
from game.play.question_help import why_no_help
from game.play.reading_documents import document_list
from game.play.replaying import replay
from game.play.session import Session
from game.play.settings import PlayerSettings, read_settings, setting_called, value_called
from game.play.settings_words import settings_told
from game.play.source_marks import source_told
from game.play.story_so_far import so_far_outline
from game.play.time_left import deadlines_told
from game.play.turning_back import step_forward, step_to, take_back
from game.questions.kinds import type_of
from game.questions.picking import pickable, picked
from game.record.journal import Header, JournalError, Recorded, read_contents
from game.report.debrief_page import debrief_page
from game.report.handout_page import handout_page
from game.story.model.story import Story
from tests.localisation.catalogue_files import DATE, compiled, template
from tests.story.inline import story_of

_LETTERS = str.maketrans({letter: chr(ord("а") + number) for number, letter in enumerate(ascii_lowercase)})
_LETTERS |= {letter - 32: other for letter, other in _LETTERS.items()}
_GAP = re.compile(r"(\{\w+\})")
_ASCII_WORD = re.compile(r"(?<![\w&#])[A-Za-z]{2,}")
_TAGS = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)
_ATTRIBUTES = re.compile(r'(?:aria-label|title)="([^"]*)"')

QUAY = """\
pack: ŹŻ
disclaimer: Ź.
start: pier
places:
  pier: { name: Ćma, exits: { north: shed } }
  shed: { name: Ęłł }
items: { lamp: { name: łłł, at: pier, about: Ż. } }
scenes:
  ask: { at: pier, title: Ż?, ask: truth, choices: [{ choose: Ż, goto: more }] }
  more: { ask: words, choices: [{ choose: Ż, end: over }] }
endings: { over: { title: Ż, text: Ź. } }
questions:
  truth: { text: "Ź.", true_false: true, because: Ż., cites: sky, hints: [Ż.] }
  words: { text: "Ż?", answer: Źź, because: Ż., cites: sky }
"""
SKY = """\
dossier: sky
title: Łuk
article: łuk
as_of: "1921"
facts: { sky: { states: Źź., paragraph: 1, by: article, as_of: "1921", topics: [x] } }
"""


@pytest.fixture(autouse=True)
def other_language(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The language `xx`, which has every message of the code in letters that are not English; gaps stay."""
    made = Catalog(locale="nl", creation_date=DATE)
    for message in template():
        if message.id:
            forms = [message.id] if isinstance(message.id, str) else list(message.id)
            other = tuple(_other(form) for form in forms)
            made.add(message.id, other if len(other) > 1 else other[0], context=message.context)
    folder = tmp_path_factory.mktemp("catalogues")
    path = folder / "xx" / "LC_MESSAGES" / "eightwings.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(compiled(made))
    monkeypatch.setattr(messages, "CATALOGUES", folder)
    messages.interface_languages.cache_clear()
    messages._catalogue.cache_clear()
    yield
    messages.interface_languages.cache_clear()
    messages._catalogue.cache_clear()


def _other(message: str) -> str:
    """Each letter by one of another alphabet."""
    return "".join(part if _GAP.fullmatch(part) else part.translate(_LETTERS) for part in _GAP.split(message))


@pytest.fixture
def story() -> Story:
    return quay()


def quay(written: str = QUAY) -> Story:
    return story_of({"pack.yaml": written, "sky.yaml": SKY})


def english_in(page: str) -> list[str]:
    return _ASCII_WORD.findall(" ".join([_TAGS.sub(" ", page), *_ATTRIBUTES.findall(page)]))


def missed(story: Story) -> Session:
    """A play in which every question was missed, the first after it was asked in vain."""
    session = Session(story, 1)
    session.do("scene:ask")
    session.do("hint")
    session.do(AnswerGiven("false"), "sure")
    session.do(session.options[0].id)
    session.do(AnswerGiven("Żż"), "guess")
    return session


# What is remembered knows its language


def test_labels_are_worded_anew_in_another_language(story: Story) -> None:
    session = Session(story, 1)
    in_english, of_state = session.labels, option_labels(story, session.state)
    with in_language("xx"):
        assert not set(session.labels) & {label for label in in_english if _ASCII_WORD.search(label)}
        assert not set(option_labels(story, session.state)) & {label for label in of_state if _ASCII_WORD.search(label)}
    assert (session.labels, option_labels(story, session.state)) == (in_english, of_state)


# A play goes on in whatever language it was begun


def played_in(language: str, story: Story, *actions: str) -> Recorded:
    with in_language(language):
        session = Session(story, 1)
        for action in actions:
            session.do(action)
    return Recorded(Header(story.id, story.fingerprint, 1), session.steps())


@pytest.mark.parametrize("is_marked", [True, False])
@pytest.mark.parametrize(("begun", "goes_on"), [("xx", "en"), ("en", "xx")])
def test_a_play_holds_in_another_language_than_it_was_begun_in(
    story: Story, begun: str, goes_on: str, is_marked: bool
) -> None:
    play = played_in(begun, story, "go:north", "go:south", "take:lamp", "scene:ask", "pass")
    with in_language(goes_on):
        replayed = replay(story, play, is_marked=is_marked)
    assert (replayed.lost, replayed.odd, replayed.session.found) == (None, None, 0)
    assert [step.do for step in replayed.session.steps()] == [step.do for step in play.steps]


def test_a_way_that_was_seen_to_lead_elsewhere_is_odd_in_every_language(story: Story) -> None:
    play = played_in("xx", story, "go:north", "go:south")
    first, second = play.steps
    wrong = play._replace(steps=(first._replace(saw=first.saw.replace("Ęłł", "Źżź źżźż")), second))
    odd = replay(story, wrong, is_marked=False).odd
    assert odd is not None
    assert odd.number == 1


def test_what_the_pack_words_itself_still_has_to_be_as_it_was_seen(story: Story) -> None:
    play = played_in("en", story, "scene:ask")
    wrong = play._replace(steps=(play.steps[0]._replace(saw="Źżź źżźż źżźż"),))
    assert replay(story, wrong, is_marked=False).odd is not None


def test_an_item_that_got_another_id_is_found_by_its_name_whatever_the_language(story: Story) -> None:
    play = played_in("xx", story, "take:lamp")
    renamed = quay(QUAY.replace("lamp", "lantern"))
    replayed = replay(renamed, play, is_marked=True)
    assert [step.do for step in replayed.session.steps()] == ["take:lantern"]
    assert replayed.session.found == 1


# All that is told


def told_of(session: Session) -> Iterator[Told]:
    """All that can be told of where a play stands, and of all that happened in it."""
    for before, played in pairwise(session.played):
        yield from tell(session.story, played.turn.state, played.turn.events, "sure")
        yield from turn_read_out(session.story, before.turn.state, played.turn)
        yield from turn_in_brief(session.story, before.turn.state, played.turn)
    for report in (
        surroundings.where, surroundings.who, surroundings.exits, surroundings.people, surroundings.standing,
        surroundings.goals, reports.look, reports.bag, reports.achievements, reports.last_sources, reports.building,
        reports.dead_end, reports.ending_summary, reports.disclaimer, deadlines_told, debrief, notebook,
    ):  # fmt: skip
        yield from report(session)
    yield from notebook(session, "ź")
    yield from notebook(session, "qqq", "x")
    yield from source_told(session, "1.1")
    yield from source_told(session, "9.9")
    yield from (*reports.about_story(session.story), *reports.languages(session.story))
    yield from document_list(session.story)
    yield from told_after_the_end(session, None) if session.is_over else ()
    yield from (told("hint", line) for line in so_far_outline(session))
    yield from (told("hint", label) for label in session.labels)
    yield from (told("message", why_no_help(session, wanted)) for wanted in ("lookup", "hint"))


def test_nothing_that_is_told_of_a_play_is_english(story: Story) -> None:
    with in_language("xx"):
        session = Session(story, 1)
        seen = [*told_of(session)]
        for step in ("go:north", "go:south", "take:lamp", "scene:ask", "hint", AnswerGiven("false"), "", "pass", ""):
            session.do(step or session.options[0].id)
            seen += told_of(session)
        assert session.is_over
        seen += take_back(session, 3).lines
        seen += step_forward(session).lines
        seen += step_to(session, 99).lines
    known = {"false", "x", "qqq"}  # what the player said, and what the pack calls a topic
    assert sorted({word for line in seen for word in english_in(line.words)} - known) == []


# What is typed


@pytest.mark.parametrize("language", ["en", "xx"])
def test_english_settings_are_understood_in_every_language(language: str) -> None:
    with in_language(language):
        kind = setting_called("line length")
        assert kind is not None
        assert value_called(kind, "wide") == "wide"


def test_a_setting_is_changed_by_the_words_that_are_told_for_it() -> None:
    with in_language("xx"):
        kind = setting_called(_other("line length"))
        assert kind is not None
        told = {typed: value_called(kind, typed) for typed in kind.typed.values()}
        assert told == {typed: value for value, typed in kind.typed.items()}


def test_how_sure_one_is_can_be_said_in_both_languages() -> None:
    with in_language("xx"):
        for typed in ("sure", _other("sure")):
            assert said_how_sure(typed) == ("give", "sure")
        for typed in ("undo", _other("undo")):
            assert said_how_sure(typed).means == "undo"


def test_true_and_false_are_picked_by_their_names_and_graded(story: Story) -> None:
    question = story.questions["truth"]
    with in_language("xx"):
        true = pickable(question, ())[0]
        assert true.key == _other("true")
        assert picked(question, (), "", true.key) == true.key
    assert type_of(question).grade(story, question, "true", ()).right


# What is refused


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\xff",
        b"pack: a\nfingerprint: b\nseed: 1\n",
        b"pack: a\nfingerprint: b\nseed: 1\nsteps:\n- x\n",
        b'pack: a\nfingerprint: b\nseed: 1\nsteps:\n- {"do": "x", "why": "y"}\n',
        b'pack: a\nfingerprint: b\nseed: 1\nsteps: # [1, "a"] 00000000\n- {"do": "x"} # 00000000\n',
    ],
)
def test_a_file_that_cannot_be_believed_is_refused_in_the_language(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "х.play.yaml"
    path.write_bytes(content)
    with in_language("xx"):
        try:
            told = read_contents(path)[0].damage
        except JournalError as refused:
            told = str(refused)
    assert told
    assert set(english_in(told.replace(str(path), ""))) <= {"why"}  # a word in the file


@pytest.mark.parametrize("what_happens", ["deleted", "replaced", "changed"])
def test_what_became_of_the_file_of_a_play_is_told_in_the_language(
    story: Story, tmp_path: Path, what_happens: str
) -> None:
    path = tmp_path / "х.play.yaml"
    with in_language("xx"):
        session = begin_play(story, path, 1).session
        if what_happens == "changed":
            path.write_bytes(b"pack: a\n")
        else:
            path.unlink()
            path.write_bytes(b"") if what_happens == "replaced" else None
        session.do("take:lamp")
        told = session.told()
        session.close()
    assert told.startswith(str(path))
    assert english_in(re.sub(r"\S*х\S*", "", told)) == []


def test_settings_that_cannot_be_read_are_told_in_the_language(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("theme = qqq\nmeasure = qqq\n???\n", encoding="utf-8")
    with in_language("xx"):
        problem = read_settings(path).problem
    assert set(english_in(problem)) == {"settings", "toml"}


def test_what_the_system_refuses_is_told_in_the_language_where_it_is_known() -> None:
    with in_language("xx"):
        assert system_reason(PermissionError(13, "Permission denied")) == _other("Permission denied")
        assert system_reason(OSError(99, "Something rare")) == "Something rare"
    assert (system_reason(OSError(13, "Permission denied")), system_reason(OSError())) == (
        "Permission denied", "OSError",
    )  # fmt: skip


# What is written for people


def test_a_worksheet_and_its_key_have_no_english_words(story: Story) -> None:
    with in_language("xx"):
        sheet = make_worksheet(story, story.questions.values(), 1)
        for with_key in (False, True):
            known = {sheet.pack}
            assert set(english_in(handout_page(sheet, with_key=with_key))) <= known
            assert set(english_in(as_markdown(sheet, with_key=with_key))) <= known
            assert '<html lang="xx">' in handout_page(sheet, with_key=with_key)


def test_a_debriefing_has_no_english_words(story: Story) -> None:
    with in_language("xx"):
        found = debriefing(missed(story))
        assert found.missed[0].was_sure
        known = {"false"}  # what the player answered
        assert set(english_in(debrief_page(found))) <= known
        assert set(english_in(debriefing_markdown(found))) <= known


def test_the_help_and_the_settings_have_no_english_words(story: Story) -> None:
    with in_language("xx"):
        told = [*help_lines(story), *(line.words for line in settings_told(PlayerSettings()))]
    assert [line for line in told if english_in(line)] == []
