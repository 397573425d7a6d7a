"""What opens when the name of a page is typed or its key is pressed. A page is imported when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from game.app.echoes import spoken_line
from game.app.endings_seen import find_seen, tell_endings
from game.localisation.messages import gettext
from game.play.narration import told
from game.play.notebook import costs_at_question
from game.play.seen import Seen
from game.play.turning_back import step_forward, take_back

if TYPE_CHECKING:
    from game.app.screens.end_screen import EndWish
    from game.app.screens.notebook_screen import NotebookTab
    from game.app.screens.play_screen import PlayScreen


def open_page(screen: PlayScreen, page: str, about: str = "") -> None:
    """Open a page of the game, or do what its word means here; `about` narrows it."""
    opener = _OPENERS.get(page)
    if opener is not None:
        opener(screen, about)


def _help(screen: PlayScreen, about: str) -> None:
    from game.app.screens.help_screen import HelpScreen

    screen.app.push_screen(HelpScreen(screen.session.story))


def _map(screen: PlayScreen, about: str) -> None:
    from game.app.screens.map_screen import MapScreen

    screen.app.push_screen(MapScreen(screen.session), screen.back_from_map)


def _notes(screen: PlayScreen, about: str, tab: NotebookTab = "facts") -> None:
    if screen.session.question is not None:
        screen.say(told("message", costs_at_question()))
        return
    from game.app.screens.notebook_screen import NotebookScreen

    screen.app.push_screen(
        NotebookScreen.at(screen.session, partial(find_seen, screen, screen.session, screen.plays), tab, about)
    )


def _source(screen: PlayScreen, about: str) -> None:
    screen.app.action_source(about)


def _document(screen: PlayScreen, about: str) -> None:
    screen.open_documents((about,) if about else tuple(screen.session.story.documents))


def _transcript(screen: PlayScreen, about: str) -> None:
    from game.app.screens.transcript_screen import TranscriptScreen

    screen.app.push_screen(TranscriptScreen(screen.session))


def _story(screen: PlayScreen, about: str) -> None:
    from game.app.screens.story_screen import StoryScreen

    screen.app.push_screen(StoryScreen(screen.session), screen.back_from_story)


def _save(screen: PlayScreen, about: str) -> None:
    if about:
        screen.save(about)
        return
    from game.app.screens.save_screen import SaveScreen

    screen.app.push_screen(SaveScreen(), screen.back_from_saving)


def _load(screen: PlayScreen, about: str) -> None:
    if about:
        screen.load(about)
    else:
        screen.open_saved()


def _delete(screen: PlayScreen, about: str) -> None:
    screen.open_saved()


def _undo(screen: PlayScreen, about: str) -> None:
    screen.turn(spoken_line("undo", about), lambda: take_back(screen.session, _count(about)))


def _redo(screen: PlayScreen, about: str) -> None:
    screen.turn(spoken_line("redo", about), lambda: step_forward(screen.session, _count(about)))


def _back(screen: PlayScreen, about: str) -> None:
    screen.back_from_story(int(about))


def _endings(screen: PlayScreen, about: str) -> None:
    if screen.session.question is None:
        _notes(screen, about, "endings")
    else:
        tell_endings(screen, spoken_line("endings"))


def _ending(screen: PlayScreen, about: str) -> None:
    from game.app.screens.end_screen import EndScreen

    def go_on(wish: EndWish | None) -> None:
        match wish:
            case ("back", number):
                screen.back_from_story(number)
            case ("story", _):
                screen.action_open("story")
            case ("new", _):
                screen.after_the_end(0)

    screen.app.push_screen(EndScreen(screen.session, screen.plays), go_on)


def _picture(screen: PlayScreen, about: str) -> None:
    def save(seen: Seen) -> None:
        from game.playthrough.keepsakes import save_picture  # few plays end in a picture

        echo = spoken_line("picture")
        with screen.guarded("a picture was saved", echo):
            path = save_picture(screen.session, seen, screen.plays)
            screen.say(told("message", gettext("The picture is saved.")), told("hint", str(path.absolute())), echo=echo)

    find_seen(screen, screen.session, screen.plays, save)


def _restart(screen: PlayScreen, about: str) -> None:
    screen.after_the_end(0)


def _unsaved(screen: PlayScreen, about: str) -> None:
    screen.session.go_on_unsaved()
    words = gettext("From now on nothing is saved. What was saved before stays.")
    screen.say(told("message", words), echo=spoken_line("unsaved"))


def _palette(screen: PlayScreen, about: str) -> None:
    if screen.session.question is not None:
        # It names places, people and notes: during a question that would be a look-up without its price.
        words = gettext("First the question. The list of all that can be done opens after it.")
        screen.tell_briefly([told("message", words)])
        return
    from game.app.screens.palette_screen import PaletteScreen, palette_entries

    screen.app.push_screen(PaletteScreen(palette_entries(screen)), lambda entry: entry.do() if entry else None)


def _settings(screen: PlayScreen, about: str) -> None:
    _set(screen, "settings", about) if about else screen.app.action_settings()


def _theme(screen: PlayScreen, about: str) -> None:
    _set(screen, "theme", about)


def _set(screen: PlayScreen, page: str, about: str) -> None:
    from game.play.settings_words import set_told, setting_wished

    wish = setting_wished(screen.app.settings, page, about)
    echo = spoken_line(page, about)
    if wish.kind is None:
        screen.say(*wish.lines, echo=echo)
    else:
        screen.say(*set_told(wish.kind, wish.value, screen.app.change_setting(wish.kind, wish.value)), echo=echo)


def _quit(screen: PlayScreen, about: str) -> None:
    screen.app.leave()


def _count(about: str) -> int:
    return int(about) if about.isdecimal() else 1


_OPENERS: dict[str, Callable[[PlayScreen, str], None]] = {
    "help": _help, "map": _map, "notes": _notes, "document": _document, "transcript": _transcript, "story": _story,
    "save": _save, "load": _load, "delete": _delete, "undo": _undo, "redo": _redo, "back": _back,
    "endings": _endings, "ending": _ending, "picture": _picture, "restart": _restart, "palette": _palette,
    "people": partial(_notes, tab="people"), "deadlines": partial(_notes, tab="deadlines"), "source": _source,
    "unsaved": _unsaved, "settings": _settings, "theme": _theme, "quit": _quit,
}  # fmt: skip
