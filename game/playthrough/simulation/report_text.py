"""A report as lines of text: for a terminal with bars and plots, for pipes and screen readers in words and numbers."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from game.report.document import Bar, Curves, Document, DocumentPart, Table
from game.support.safe_text import visible

_WIDEST = 100
_SHORTEST_BAR, _LONGEST_BAR = 8, 18
_STYLES = ("bold cyan", "bold yellow", "bold green", "bold magenta", "bold blue", "bold red")
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def print_document(document: Document, console: Console) -> None:
    """Print it, in at most 100 columns on a terminal; elsewhere without bars and without wrapping."""
    _Page(console).document(document)


class _Page:
    def __init__(self, console: Console) -> None:
        self.console = console
        self.drawn = console.is_terminal
        self.width = min(console.width, _WIDEST) if self.drawn else 1_000_000

    def document(self, document: Document) -> None:
        self.line(Text(visible(document.title), "bold"))
        for words in document.about:
            self.sentence(words)
        for section in document.sections:
            self.line(Text())
            self.line(Text(section.heading.upper() if self.drawn else section.heading, "bold"))
            for part in section.parts:
                self.part(part)

    def part(self, part: DocumentPart) -> None:
        if isinstance(part, Table):
            self.table(part)
        elif isinstance(part, Curves):
            if self.drawn:
                self.line(Text())
                for line in plot(part, self.width):
                    self.line(line)
        else:
            self.sentence(part)

    def line(self, text: Text) -> None:
        self.console.print(text, highlight=False, soft_wrap=True, emoji=False)

    def sentence(self, words: str) -> None:
        for piece in Text(visible(words)).wrap(self.console, self.width) if self.drawn else [Text(visible(words))]:
            piece.rstrip()
            self.line(piece)

    def table(self, table: Table) -> None:
        """Columns as wide as they need; the last one gets what is left, and goes on below itself."""
        widths = [
            max(cell_len(column.heading), *(cell_len(row[index]) for row in table.rows), 0)
            for index, column in enumerate(table.columns)
        ]
        last = len(widths) - 1
        words_last = not table.columns[-1].right
        most = max((bar.high if bar.high is not None else bar.size for bar in table.bars), default=1) or 1
        heads = [
            column.heading.rjust(width) if column.right else column.heading
            for column, width in zip(table.columns, widths, strict=True)
        ]
        barred = bool(table.bars) and self.drawn
        before = sum(width + 2 for width in widths[: last + (not words_last)])
        room = self.width - before - (widths[last] + 2) * words_last
        long = min(max(room, _SHORTEST_BAR), _LONGEST_BAR)
        if barred:
            before += long + 2
            heads.insert(last if words_last else last + 1, " " * long)
        self.line(Text("  ".join(heads).rstrip(), "dim"))
        for number, row in enumerate(table.rows):
            text = Text()
            for index, cell in enumerate(row[: last + (not words_last)]):
                text.append(" " * (widths[index] - cell_len(cell)) + visible(cell) + "  ")
            if barred:
                text.append(bar_of(table.bars[number], most, long), "cyan").append("  ")
            if not words_last:
                text.rstrip()
                self.line(text)
                continue
            self.line(text + self._cut(row[last], self.width - before))

    def _cut(self, words: str, width: int) -> Text:
        """A title and, apart by two spaces, an id, in so many columns: the title gives way to the id."""
        title, _, id_ = visible(words).partition("  ")
        text = Text(title)
        text.truncate(max(width - (cell_len(id_) + 2) * bool(id_), 1), overflow="ellipsis")
        if id_:
            text.append("  ").append(id_, "dim")
        return text


def bar_of(bar: Bar, most: float, long: int) -> str:
    """A bar of so many characters; `most` fills it."""
    eighths = round(bar.size / most * long * 8)
    if bar.size and not eighths:
        eighths = 1
    whole, rest = divmod(eighths, 8)
    return ("█" * whole + (_EIGHTHS[rest] if rest else "")).ljust(long)


def plot(curves: Curves, width: int) -> Iterator[Text]:
    """Curves in characters: a letter for each at each point, dots between; `*` where letters meet."""
    height, left = 16, 6
    points = len(curves.across)
    gap = max(1, min(8, (width - left - 6 - len(curves.across_is)) // max(points - 1, 1)))
    columns = gap * (points - 1) + 1
    top = max(max(curve.values, default=0) for curve in curves.curves)
    top = min(1.0, max(0.1, -(-top * 10 // 1) / 10))
    cells: dict[tuple[int, int], tuple[str, str]] = {}
    for number, curve in enumerate(curves.curves):
        style = _STYLES[number % len(_STYLES)]
        for column in range(columns):
            index, part = divmod(column, gap)
            value = curve.values[index]
            if part:
                value += (curve.values[index + 1] - value) * part / gap
            row = round(value / top * height)
            known = cells.get((column, row))
            if part and (known is None or known[0] == "·"):
                cells[column, row] = known or ("·", style.removeprefix("bold "))
            elif not part:
                met = known is not None and known[0] != "·"
                cells[column, row] = ("*", "bold") if met else (curve.mark, style)
    for row in range(height, -1, -1):
        share = f"{top * row / height * 100:.0f} %" if row % 4 == 0 else ""
        text = Text(f"{share:>5} {'┤' if share else '│'}", "dim")
        for column in range(columns):
            sign, style = cells.get((column, row), (" ", ""))
            text.append(sign, style)
        yield text
    yield Text(f"{'':5} └{'─' * columns}", "dim")
    labels = ""
    for index, across in enumerate(curves.across):
        if index % (1 if gap >= 4 else 5) == 0:
            labels = labels.ljust(index * gap) + f"{across:g}"
    yield Text(f"{'':7}{labels}  {curves.across_is}", "dim")
    legend = Text("       ")
    for number, curve in enumerate(curves.curves):
        words = f"{curve.mark} {visible(curve.name)}"
        if cell_len(legend.plain) + cell_len(words) + 3 > width and legend.plain.strip():
            yield legend
            legend = Text("       ")
        legend.append(words, _STYLES[number % len(_STYLES)]).append("   ")
    yield legend.append("* several" if any(sign == "*" for sign, _ in cells.values()) else "", "dim")
