"""What the line-by-line client shows on request, and what it does to the play itself: going back, saving, loading."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from game.engine import State, Turn
from game.engine.rendering import clock_time
from game.localisation.lists_numbers_dates import labelled
from game.localisation.messages import gettext, ngettext, pgettext
from game.play import opening, reports
from game.play.consequences import turn_read_out
from game.play.failing import explained_failure
from game.play.help_text import help_lines
from game.play.history import Played
from game.play.narration import Told, in_sentence, tell
from game.play.notebook import find_notes, mark_read, notebook
from game.play.opening import Opened
from game.play.paragraphs import Paragraphs
from game.play.reading_documents import document_told
from game.play.save_wishes import save_wished
from game.play.saved_games import find_play, play_name, put_away, save_as, saved_plays
from game.play.seen import seen_by_player
from game.play.session import Session, SessionWatch
from game.play.source_marks import source_told
from game.play.story_so_far import so_far_outline
from game.play.surroundings import people
from game.play.telling_seen import endings_told
from game.play.time_left import deadlines_told
from game.play.turning_back import Turned, step_forward, step_to, take_back
from game.record.journal import path_words
from game.record.locations import CURRENT

SHOWN_STEPS = 40
"""How many lines of the story so far are shown when nobody asks for all of it."""
#: What stands between two columns, which cannot be heard.
_COLUMNS = re.compile(r"(?<=\S) {2,}")


class PlainPages(Paragraphs):
    """A play on a stream of lines. `plays` is the folder of the plays of this story, `pack` where the story lies.

    `watch` makes somebody who is told what happens; `asking`: whoever answers says how sure they are. `ended_at` is the
    end of the story that was told last. `notice` are sentences on how the play was opened.
    """

    session: Session
    notice: str
    plays: Path
    pack: Path | None
    watch: SessionWatch | None
    asking: bool
    ended_at: State | None

    def title(self) -> None:
        """What is played, what is invented in it, and how to play."""
        story = self.session.story
        self.line(story.title)
        if story.about:
            self.line(story.about)
        self.line()
        if len(self.session.played) == 1:
            self.show(reports.disclaimer(self.session))
            self.show(reports.languages(story))
        how = gettext("Type a number or a command; `help` lists the commands, `quit` leaves.")
        is_kept = self.session.journal is not None
        saved = gettext("Every step is saved.") if is_kept else gettext("Nothing is saved.")
        self.line(f"{how} {saved}")
        self.line()

    def where_one_is(self) -> None:
        """What a player needs to know of a play that was opened, and its last turn."""
        session = self.session
        if len(session.played) > 1:
            steps = len(session.played) - 1
            self.line(
                ngettext(
                    "You go on after {number} step. To begin anew, quit and use --new.",
                    "You go on after {number} steps. To begin anew, quit and use --new.",
                    steps,
                )
            )
            self.line()
        if self.notice:
            self.line(self.notice)
            self.line()
        if len(session.played) > 1 and session.place is not None:
            clock = session.story.clock
            words = gettext("You are in {place}.", place=in_sentence(session.place.name))
            if clock is not None:
                words += " " + gettext("It is {time}.", time=clock_time(clock.get(session.state.memory)))
            self.line(words)
            self.line()
        try:
            before = session.played[-2].turn.state if len(session.played) > 1 else None
            self.show(self.told_again(before, session.played[-1]))
        except Exception as error:
            self.line(explained_failure(session, error, "the last turn was told"))

    def show_turn(self, before: State, turn: Turn, confidence: str = "") -> None:
        """Write what a turn brought that began in the state `before`, and what it changed."""
        self.show(turn_read_out(self.session.story, before, turn, confidence))

    def told_again(self, before: State | None, played: Played) -> list[Told]:
        """What a step brought that was done in the state `before`; None: the beginning of the play."""
        story, (step, turn) = self.session.story, played
        if before is None or step is None:
            return tell(story, turn.state, turn.events)
        return turn_read_out(story, before, turn, step.confidence)

    def tell_of_file(self) -> None:
        """Say what happened to the file of the play, if anything did."""
        words = self.session.told()
        if words:
            self.line()
            self.line(words)

    def page(self, page: str, about: str) -> None:
        """Show one of the pages that a command asks for, or do what it says to the play itself."""
        session = self.session
        match page:
            case "help":
                for line in help_lines(session.story):
                    typed, *does = _COLUMNS.split(line, 1)
                    self.line(labelled(typed, does[0]) if does else line)
            case "map":
                self.show(reports.building(session))
            case "notes":
                self.show(notebook(session, about))
                mark_read(session, find_notes(session, about))
            case "people":
                self.show(people(session, about))
            case "deadlines":
                self.show(deadlines_told(session))
            case "source":
                self.show(source_told(session, about))
            case "document" if about in session.story.documents:
                self.show(document_told(session, about))
            case "transcript":
                before = None
                for played in session.played:
                    if played.step is not None:
                        # Translators: in front of what the player did, in the transcript.
                        self.line(gettext("You: {deed}", deed=played.step.answer or played.step.saw))
                    self.show(self.told_again(before, played))
                    before = played.turn.state
            case "story":
                self.story(everything=about == "all")
            case "ending":
                self.ended_at = None
            case "picture":
                self.picture()
            case "restart":
                self.begin_anew()
            case "endings":
                self.show(endings_told(session.story, seen_by_player(session, self.plays)))
            case "undo":
                self.turn(lambda: take_back(session, int(about) if about.isdecimal() else 1))
            case "redo":
                self.turn(lambda: step_forward(session, int(about) if about.isdecimal() else 1))
            case "back":
                self.turn(lambda: step_to(session, int(about)))
            case "save":
                self.save(about)
            case "load":
                self.load(about)
            case "delete":
                self.delete(about)
            case "settings" | "theme":
                self.set(page, about)
            case "unsaved":
                session.go_on_unsaved()
                self.line(gettext("From now on nothing is saved. What was saved before stays."))

    def turn(self, back: Callable[[], Turned]) -> bool:
        """Go back or forward, and tell it. The result is whether one stands elsewhere now."""
        turned = back()
        self.show(turned.lines)
        return turned.moved

    def set(self, page: str, about: str) -> None:
        """Say what can be set, or change it: `settings`, `settings pace at once`, `theme morning`."""
        from game.play.settings import keep_value, read_settings  # few plays ask for them
        from game.play.settings_words import set_told, setting_wished, settings_told
        from game.record.settings_file import settings_path

        settings, problem = read_settings()
        if problem:
            self.line(problem)
        if page == "settings" and not about:
            self.show(settings_told(settings))
            # Translators: the settings.
            self.as_it_is(gettext("They are kept in {path}.", path=path_words(settings_path())))
            return
        wish = setting_wished(settings, page, about)
        kind, value = wish.kind, wish.value
        self.show(wish.lines if kind is None else set_told(kind, value, keep_value(kind, value)))

    def story(self, *, everything: bool) -> None:
        """The steps so far, numbered; what was taken back is marked in words."""
        told = so_far_outline(self.session)
        left_out = 0 if everything else max(len(told) - SHOWN_STEPS, 0)
        if left_out:
            self.line(
                ngettext(
                    "Left out before this: {number} line; `story all` shows everything.",
                    "Left out before this: {number} lines; `story all` shows everything.",
                    left_out,
                )
            )
        for line in told[left_out:]:
            self.line(line)
        self.line(
            gettext(
                "`back to` and a number leads to a step, also to one that was taken back; `undo` and `redo` one step."
            )
        )

    def save(self, about: str) -> None:
        """Keep a copy under a name, or what else stands behind `save`."""
        wish = save_wished(about)
        if wish.form == "test":
            from game.playthrough.play_as_test import save_as_test  # few plays become tests

            kept = save_as_test(self.session, wish.name, self.pack)
            self.as_it_is(gettext("Saved as a test: {path}", path=kept.path))
            self.as_it_is(gettext("This runs it: {command}", command=kept.command))
            return
        if wish.form != "copy":
            from game.playthrough.keepsakes import save_debrief  # as above

            path = save_debrief(self.session, self.plays, markdown=wish.form == "markdown")
            self.as_it_is(gettext("Saved: {path}", path=path.absolute()))
            return
        saved = save_as(self.session, self.plays, about or pgettext("name of a saved play", "saved"))
        self.as_it_is(gettext("Saved as {path}.", path=saved.path))
        if saved.before is not None:
            self.as_it_is(gettext("The play that had this name is {name} now.", name=play_name(saved.before)))

    def as_it_is(self, words: str) -> None:
        """Write a line that is never wrapped: what stands in it, such as a path, is there to be copied."""
        self.out.write(f"{words}\n")

    def picture(self) -> None:
        """Keep a picture of how the play ended."""
        from game.playthrough.keepsakes import save_picture  # few plays end in a picture

        path = save_picture(self.session, seen_by_player(self.session, self.plays), self.plays)
        self.as_it_is(gettext("The picture is saved: {path}", path=path.absolute()))

    def begin_anew(self) -> None:
        """Leave a play that is over, and begin a new one."""
        self.go_on_with(opening.begin_play(self.session.story, self.plays / CURRENT, opening.fresh_seed()))
        self.title()
        self.where_one_is()

    def load(self, about: str) -> None:
        """List the saved plays, or go on with a copy of one."""
        listed = saved_plays(self.session.story, self.plays)
        if not about:
            for number, saved in enumerate(listed, 1):
                self.numbered(number, saved.words)
            self.line(
                gettext("`load` and a number or a name goes on with a copy of it; this play is kept, too.")
                if listed
                else gettext("Nothing is saved yet under a name. `save` and a name does that.")
            )
            return
        play = find_play(listed, about)
        if play is None:
            self.line(_unclear(about))
            return
        self.go_on_with(opening.load_play(self.session.story, play.path, self.plays / CURRENT))
        journal = self.session.journal
        words = gettext("Loaded: {play}.", play=play.name)
        if journal and journal.kept:
            words += " " + gettext("The play before is kept as {name}.", name=play_name(journal.kept))
        self.line(words)
        self.where_one_is()

    def go_on_with(self, opened: Opened) -> None:
        """Play another play from now on; the one before is left."""
        self.session.close()
        self.session, self.notice = opened
        self.session.be_watched(self.watch)
        self.session.asks_confidence |= self.asking

    def delete(self, about: str) -> None:
        """Take a saved play out of the list."""
        play = find_play(saved_plays(self.session.story, self.plays), about)
        if play is None:
            self.line(_unclear(about) if about else gettext("Delete which one?"))
            return
        words = gettext(
            "{play} is out of the list. The file is not lost: it is {path} now.", play=play.name, path=put_away(play)
        )
        self.as_it_is(words)


def _unclear(name: str) -> str:
    """That it is not clear which saved play is meant."""
    return gettext("No saved play is clearly meant by “{name}”. `load` lists them.", name=name)
