"""The notebook: every fact met so far, with its source, topic by topic."""

from __future__ import annotations

from textual.containers import Horizontal
from textual.content import Content
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from game.app.prose import Writer, safe_words, write_lines
from game.app.screens.page import Page
from game.app.widgets.command_line import CommandLine
from game.play import reports
from game.play.session import Session


class NotebookScreen(Page[None]):
    """The facts. A topic, typed or clicked, leaves those on it."""

    HEADING = "Notebook"
    KEYS = (("PgUp PgDn", "scroll", "screen.scroll_pages(1)"),)

    def __init__(self, session: Session, topic: str = "") -> None:
        super().__init__()
        self.session = session
        self.topic = self._topic(topic) if topic else ""

    def sheet(self) -> Content:
        """The topics with their counts, then the facts."""
        lines = reports.notebook(self.session, self.topic)
        return self._topics() + write_lines(lines)

    def below(self) -> list[Widget]:
        """A line for the topic."""
        line = CommandLine(self.filter)
        line.placeholder = "type a topic and Enter; Enter alone shows all"
        return [Horizontal(Static("Topic: ", classes="prompt"), line, id="line")]

    def filter(self, typed: str) -> None:
        """Show only what is noted on this topic; on an empty one, everything."""
        self.topic = self._topic(typed) if typed.strip() else ""
        self.show_sheet()

    def action_topic(self, topic: str) -> None:
        """A topic was clicked."""
        self.topic = topic
        self.show_sheet()

    def action_close(self) -> None:
        """First back to all topics, then to the game."""
        if self.topic:
            self.filter("")
        else:
            self.dismiss(None)

    def _topic(self, typed: str) -> str:
        """The topic meant: its name, or what it begins with."""
        wanted = "_".join(typed.casefold().split())
        topics = sorted(reports.topics_in_notebook(self.session))
        return next((topic for topic in topics if topic == wanted), "") or next(
            (topic for topic in topics if topic.startswith(wanted)), wanted
        )

    def _topics(self) -> Content:
        counts = sorted(reports.topics_in_notebook(self.session).items())
        if not counts:
            return Content("")
        writer = Writer().add("Topics: ", "$quiet")
        content = writer.content()
        for number, (topic, count) in enumerate(counts):
            style = Style.from_meta({"@click": f"screen.topic({topic!r})"})
            name = Content.styled(
                safe_words(topic.replace("_", " ")), "bold $heading" if topic == self.topic else "$speaker"
            )
            content = content + (", " if number else "") + name.stylize(style) + f" {count}"
        return content + "\n\n"
