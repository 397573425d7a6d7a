"""What stands on the pages: everything a terminal shows, nothing before its time, and strangers' words as words."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from game.localisation import messages
from game.localisation.messages import in_language
from game.play.session import Session
from game.report.content_policies import CONTENT_POLICY
from game.story.model.story import Story
from game.story.packs import load
from game.web.opened_pages import OPENED_PAGES
from game.web.page_view import PageFrame
from game.web.pages import ASSETS
from game.web.web_play import WebPlay
from tests.localisation.catalogue_files import DATE, compiled
from tests.questions.conftest import PackOf, pack_of
from tests.questions.test_kinds import EXAMPLES
from tests.web.form_reader import ReadPage, words_of
from tests.web.hostile_story import WRITTEN, hostile
from tests.web.playing import do, page, say, something

__all__ = ["pack_of"]

PACKS = Path(__file__).parent.parent / "packs"
#: Every element that a page may have: none of them runs anything.
ELEMENTS = {
    "html", "head", "meta", "title", "link", "script", "body", "div", "header", "nav", "main", "aside", "section",
    "article", "h1", "h2", "h3", "p", "ul", "ol", "li", "dl", "dt", "dd", "a", "span", "strong", "em", "small", "mark",
    "kbd", "del", "ins", "form", "fieldset", "legend", "label", "input", "select", "option", "textarea", "button",
    "meter", "progress", "table", "thead", "tbody", "tr", "th", "td",
    "svg", "g", "rect", "line", "circle", "path", "text",
}  # fmt: skip


def everything(play: WebPlay, frame: PageFrame | None = None) -> Iterator[tuple[str, str]]:
    """Every page of a play as it stands, with its name."""
    for name in ("", *OPENED_PAGES):
        yield name, play.page({"page": name}, frame)
        yield name, play.page({"page": name, "about": "all"}, frame)


# Strangers' words


def test_hostile_words_of_a_pack_a_player_and_a_host_are_only_words(harbour: Story) -> None:
    for story in (hostile(harbour), hostile(load("first-scene")), hostile(load("ministerial"))):
        frame = PageFrame(
            f"/{WRITTEN}", f"/{WRITTEN}/", ((WRITTEN, WRITTEN),), (WRITTEN,), False, ((WRITTEN, WRITTEN),)
        )
        play, chance = WebPlay(Session(story, 1)), random.Random(5)
        seen: set[str] = set()
        for number in range(40):
            for name, text in (
                everything(play, frame) if number % 8 == 0 or play.session.is_over else [("", play.page())]
            ):
                _holds_nothing_that_runs(text)
                seen.add(name)
            if play.session.is_over:
                break
            something(play, chance)
            say(play, f"ask {WRITTEN}\u202e\x1b[31m about {WRITTEN}" if number % 3 else "look")
        assert seen == {"", *OPENED_PAGES}


def _holds_nothing_that_runs(text: str) -> None:
    shown = ReadPage(text)
    assert {tag for tag, _ in shown.elements} <= ELEMENTS
    assert [given["src"].rpartition("/")[2] for tag, given in shown.elements if tag == "script"] == ["play.js"]
    for _, given in shown.elements:
        assert not [name for name in given if name.startswith("on") or name == "style"]
    for address in shown.addresses():
        assert address.startswith(("?", "#", "/", "assets/", "data:", WRITTEN)), address
        assert not address.startswith("data:text/html") or "<" not in address
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]", text)


def test_the_hostile_story_is_hostile_wherever_words_are_told(harbour: Story) -> None:
    play = WebPlay(Session(hostile(harbour), 1))
    do(play, "waking/go_and_ask")
    do(play, "go:north")
    for name, least in (("", 12), ("map", 10), ("document", 6), ("people", 2), ("help", 3), ("story", 2)):
        assert ReadPage(play.page({"page": name})).words.count(WRITTEN) >= least, name


def test_what_a_host_adds_stands_in_every_form(harbour: Story) -> None:
    frame = PageFrame("/class/7", "/assets/", (("csrf", "a1b2"),), ("We stop at noon.",), links=(("/leave", "Leave"),))
    play = WebPlay(Session(harbour, 1))
    do(play, "waking/go_and_ask")
    for name, text in everything(play, frame):
        shown = ReadPage(text)
        assert "We stop at noon." in shown.words, name
        assert "/leave" in set(shown.addresses())
        for form in shown.forms:
            assert form.action == "/class/7"
            assert form.method == "get" or form.controls["csrf"].value == "a1b2"
            assert form.method == "get" or form.controls["step"].value == play.step
        assert {"/assets/play.css", "/assets/play.js"} <= set(shown.addresses())
        for address in shown.addresses():
            assert not address.startswith("?"), (name, address)


def test_a_paused_game_offers_nothing_to_do(harbour: Story) -> None:
    play = WebPlay(Session(harbour, 1))
    do(play, "waking/go_and_ask")
    for name, text in everything(play, PageFrame(is_paused=True)):
        posting = [form for form in ReadPage(text).forms if form.method == "post" and name != "settings"]
        assert not any(form.buttons for form in posting), name
    assert "The game is paused" in play.page(frame=PageFrame(is_paused=True))


# The frame


def test_every_page_has_one_main_heading_and_the_same_landmarks(harbour: Story) -> None:
    play, chance = WebPlay(Session(harbour, 1)), random.Random(1)
    while not play.session.is_over:
        something(play, chance)
        for name, text in everything(play):
            shown = ReadPage(text)
            tags = [tag for tag, _ in shown.elements]
            assert tags.count("h1") == tags.count("main") == tags.count("header") == tags.count("nav") == 1, name
            ids = [given["id"] for _, given in shown.elements if "id" in given]
            assert len(ids) == len(set(ids)), name
            labels = [given["for"] for tag, given in shown.elements if tag == "label" and "for" in given]
            assert set(labels) <= set(ids)
            described = [
                given[key]
                for _, given in shown.elements
                for key in ("aria-labelledby", "aria-describedby")
                if key in given
            ]
            assert set(described) <= set(ids), name


def test_a_fragment_is_the_part_of_the_page_that_changes(harbour: Story) -> None:
    play = WebPlay(Session(harbour, 1))
    for name in ("", *OPENED_PAGES):
        whole, part = play.page({"page": name}), play.fragment({"page": name})
        assert part in whole
        assert part.startswith('<div id="play"')
        assert whole.index("<main") > whole.index(part)


def test_the_policy_allows_no_script_and_no_style_but_those_of_the_files() -> None:
    assert "unsafe" not in CONTENT_POLICY
    assert "default-src 'none'" in CONTENT_POLICY
    assert {file.name for file in ASSETS.iterdir()} == {"play.css", "play.js", "icon.svg"}
    assert len((ASSETS / "play.js").read_bytes()) < 8_000
    assert not re.search(r"url\((?!#)|@import", (ASSETS / "play.css").read_text("utf-8"))


def test_settings_hold_for_every_page(harbour: Story) -> None:
    play = WebPlay(Session(harbour, 1))
    form = page(play, page="settings").form("set")
    assert play.take(form.sent("set", theme="contrast-dark", size="largest", width="wide", motion="reduced"))
    for _, text in everything(play):
        assert (
            '<html lang="en" data-theme="contrast-dark" data-size="largest" data-width="wide" data-motion="reduced">'
            in text
        )
    assert page(play, page="settings").form("set").controls["theme"].value == "contrast-dark"


def test_a_page_that_there_is_not_is_the_play_itself(harbour: Story) -> None:
    play = WebPlay(Session(harbour, 1))
    assert play.page({"page": "../secret"}) == play.page()


# Nothing before its time


@pytest.mark.parametrize("pack", ["harbour", "first-scene", "ministerial"])
def test_no_fact_is_shown_before_it_is_met(pack: str) -> None:
    story = load(PACKS / pack if (PACKS / pack).exists() else pack)
    play, chance = WebPlay(Session(story, 2)), random.Random(2)
    for _ in range(30):
        memory = play.session.state.memory
        unmet = [fact for fact in story.facts.values() if not fact.known.get(memory)]
        for name in ("notes", "map", "help", "settings", "deadlines"):
            words = words_of(play.page({"page": name}))
            assert not [fact.id for fact in unmet if fact.states in words], name
        aside = words_of(play.page()).partition("Last in your notebook")[2]
        assert not [fact.id for fact in unmet if fact.states in aside]
        if play.session.is_over:
            break
        something(play, chance)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_no_page_knows_the_key_before_the_answer(pack_of: PackOf, kind: str) -> None:
    """The reason stands for all that comes with the verdict: no page has it while the question waits."""
    play = WebPlay(Session(pack_of({**EXAMPLES[kind], "because": "Zyzzyva is the reason."}), 1))
    for name, text in everything(play):
        assert "Zyzzyva" not in text, name
    typed = {"typed": "Paris", "number": "9.81", "cloze": "Mons", "open": "One should read."}.get(kind, "Zyzzyva")
    for name, text in everything(play):
        assert typed not in text, name


# The pages


def test_what_is_invented_is_told_before_the_first_step(harbour: Story) -> None:
    play = WebPlay(Session(harbour, 1))
    opening = (
        "One morning in a harbour that has lost its bell.",
        "Everything here is invented, the almanac of 1921 too.",
    )
    assert all(words in words_of(play.page()) for words in opening)
    do(play, "waking/go_and_ask")
    assert not any(words in words_of(play.page()) for words in opening)
    assert opening[1] in words_of(play.page({"page": "help"}))


def test_what_asks_back_is_answered_by_a_button(harbour: Story) -> None:
    play = WebPlay(Session(harbour, 1))
    say(play, "sleep more")
    assert play.take(page(play).form("typed", "yes").sent("typed", "yes"))
    assert play.session.steps()[-1].do == "waking/sleep_ten_more_minutes"


def test_the_notebook_is_searched_and_what_was_found_is_marked(harbour: Story) -> None:
    play = WebPlay(Session(harbour, 1))
    for option in ("waking/go_and_ask", "go:north", "scene:talk_to_ines", "talk_to_ines/ask_about_the_bell"):
        do(play, option)
    whole = page(play, page="notes")
    assert "2 facts of" in " ".join(whole.words.split())
    found = play.page({"page": "notes", "about": "kilograms"})
    assert "<mark>kilograms</mark>" in found
    assert "1 fact found" in words_of(found)
    assert "Nothing in your notebook" in words_of(play.page({"page": "notes", "about": "zeppelin"}))
    search = whole.form_with("about")
    assert (search.method, search.sent(about="bell")) == ("get", {"page": "notes", "about": "bell"})


def test_notes_are_new_until_the_notebook_was_open_a_turn_later(harbour: Story) -> None:
    play = WebPlay(Session(harbour, 1))
    for option in ("waking/go_and_ask", "go:north", "scene:talk_to_ines", "talk_to_ines/ask_about_the_bell"):
        do(play, option)
    assert "Learned in the last turn" in play.page({"page": "notes"})
    do(play, "talk_to_ines/ask_what_the_pilot_said")
    say(play, "undo")
    say(play, "redo")
    do(play, "talk_to_ines/leave")
    text = words_of(play.page({"page": "notes"}))
    assert "New since you last looked 1" in text
    assert "Learned in the last turn" not in text
    assert "New since" not in play.page({"page": "notes"})


def test_people_are_listed_once_met_and_found_by_any_word(harbour: Story) -> None:
    play = WebPlay(Session(harbour, 1))
    assert "you have met 0 of 1" in words_of(play.page({"page": "people"}))
    do(play, "waking/go_and_ask")
    do(play, "go:north")
    assert "Ines Moreau" in ReadPage(play.page({"page": "people"})).words
    assert "Ines Moreau (" in words_of(play.page({"page": "people", "about": "harbour"}))
    assert "Nobody you have met" in words_of(play.page({"page": "people", "about": "zeppelin"}))


def test_a_document_shows_what_changed_last(pack_of: PackOf) -> None:
    story = load("ministerial")
    play, chance = WebPlay(Session(story, 3)), random.Random(3)
    changed = ""
    for _ in range(60):
        text = play.page({"page": "document"})
        changed = changed or (text if "<ins>" in text and "<del>" in text else "")
        if play.session.is_over:
            break
        something(play, chance)
    assert "Not agreed." in changed or "Agreed" in changed


def test_the_map_leads_to_each_place_and_a_place_that_can_be_reached_is_walked_to(harbour: Story) -> None:
    play = WebPlay(Session(harbour, 1))
    do(play, "waking/go_and_ask")
    shown = page(play, page="map")
    links = set(shown.addresses())
    assert {f"?page=map&about={id_}" for id_ in harbour.places} <= links
    assert "walk" not in {name for form in shown.forms for name, _ in form.buttons}
    loft = page(play, page="map", about="loft")
    assert play.take(loft.form("walk", "loft").sent("walk"))
    assert play.session.place is not None
    assert play.session.place.id == "loft"
    assert play.address == "?#now"


def test_nobody_walks_by_the_map_in_the_middle_of_something(harbour: Story) -> None:
    play = WebPlay(Session(harbour, 1))
    assert not any(name == "walk" for form in page(play, page="map", about="pier").forms for name, _ in form.buttons)


def test_the_end_tells_how_it_went_and_leads_back(harbour: Story) -> None:
    play, chance = WebPlay(Session(harbour, 1)), random.Random(3)
    assert "There is nothing here yet." in play.page({"page": "ending"})
    while not play.session.is_over:
        something(play, chance, skill=0.2)
    assert {"?page=ending", "?page=debrief", "?page=story"} <= set(page(play).addresses())
    end = page(play, page="ending")
    assert "endings seen" in end.words
    back = end.form("back")
    assert play.take(back.sent("back", back.buttons[0][1]))
    assert not play.session.is_over


def test_the_debriefing_has_every_question_that_was_missed(pack_of: PackOf) -> None:
    play = WebPlay(Session(pack_of({"answer": "Paris", "because": "It is the capital."}), 1))
    assert "You have not been asked anything yet." in play.page({"page": "debrief"})
    play.take(page(play).form("give").sent("give", answer="Rome"))
    words = words_of(play.page({"page": "debrief"}))
    assert all(
        each in words for each in ("0 of 1 question right", "Rome", "Paris", "It is the capital.", "It is known.")
    )


VAN = """
pack: Van
scenes:
  van:
    text: The van.
    choices:
      - { choose: Buy, goto: shut }
  shut:
    text: Shut.
    choices:
      - { choose: Knock, when: 1 > 2 }
endings: { e: Over. }
"""


def test_a_dead_end_says_whose_fault_it_is_and_leads_back(tmp_path: Path) -> None:
    (tmp_path / "van.yaml").write_text(VAN, "utf-8")
    play = WebPlay(Session(load(tmp_path / "van.yaml"), 1))
    do(play, "van/buy")
    assert play.session.is_stuck
    assert "a mistake in the story" in play.page()
    assert page(play).form("undo")


def test_long_lists_are_shown_from_their_end_and_whole_on_request(harbour: Story) -> None:
    play = WebPlay(Session(harbour, 1))
    do(play, "waking/go_and_ask")
    for _ in range(40):
        play.session.do("go:north")
        play.session.do("go:south")
    for name in ("story", "transcript"):
        few, whole = (len(play.page({"page": name, "about": about})) for about in ("", "all"))
        assert few < whole
        assert "before this" in play.page({"page": name})
        assert "before this" not in play.page({"page": name, "about": "all"})


# Languages


@pytest.fixture
def dutch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue that exists only here."""
    made = Catalog(locale="nl", creation_date=DATE)
    made.add("What you can do", "Wat je kunt doen")
    made.add("Notebook", "Notitieboek", context="page")
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "eightwings.mo").write_bytes(compiled(made))
    monkeypatch.setattr(messages, "CATALOGUES", tmp_path)
    messages.interface_languages.cache_clear()
    messages._catalogue.cache_clear()
    yield
    messages.interface_languages.cache_clear()
    messages._catalogue.cache_clear()


@pytest.mark.usefixtures("dutch")
def test_a_page_speaks_the_language_that_is_spoken_and_marks_that_of_the_story() -> None:
    play = WebPlay(Session(load(PACKS / "harbour", "fr"), 1))
    with in_language("nl"):
        text = play.page()
    assert '<html lang="nl"' in text
    assert "Wat je kunt doen" in text
    assert "Notitieboek" in text
    assert '<p class="story" lang="fr" dir="auto">' in text
    assert '<h2 id="offer">' in text


def test_the_page_of_the_only_document_is_called_as_the_story_calls_it_in_its_language() -> None:
    for language, name in (("", "Page"), ("de", "Das Blatt")):
        shown = page(WebPlay(Session(load("ministerial", language), 1)), page="document")
        assert ("h1", name) in shown.heads


def test_nobody_is_told_in_a_browser_what_to_type_in_a_terminal() -> None:
    assert "--language" not in page(WebPlay(Session(load("ministerial"), 1)), page="help").words


def test_story_text_in_the_language_of_the_page_is_not_marked(harbour: Story) -> None:
    play = WebPlay(Session(harbour, 1))
    assert '<p class="story" dir="auto">' in play.page()
