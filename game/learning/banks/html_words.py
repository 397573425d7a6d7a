"""HTML of a stranger as marked text, and marked text as HTML. No tag gets through: what is kept is its meaning."""

from __future__ import annotations

import re
from html.entities import html5
from xml.etree import ElementTree as ET

from game.learning.banks.marked_words import (
    EmphasisLevel,
    MarkedRun,
    from_markdown,
    from_plain,
    is_item,
    marked_line,
    runs,
    tidied,
)

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]{0,20})(?=[\s/>])")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_ENTITY = re.compile(r"&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,31}));?")
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "table",
        "tr",
        "blockquote",
        "section",
        "article",
        "pre",
        "hr",
        "dl",
        "dt",
        "dd",
        "figure",
    ]
)
_INLINE = frozenset(
    [
        "span",
        "font",
        "u",
        "small",
        "big",
        "code",
        "tt",
        "abbr",
        "a",
        "label",
        "s",
        "del",
        "ins",
        "mark",
        "q",
        "cite",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
    ]
)
_STRONG, _EMPHASIS = frozenset(("b", "strong")), frozenset(("i", "em"))
_LOST = {
    "img": "an image", "video": "a video", "audio": "a sound", "source": "a video or sound",
    "iframe": "a page from elsewhere",
    "object": "an embedded object", "embed": "an embedded object", "script": "a script", "style": "a style sheet",
    "svg": "a drawing", "math": "a formula in MathML", "table": "the lines of a table (its words are kept)",
    "input": "a field of a form", "form": "a form", "button": "a button",
}  # fmt: skip
_WITHOUT_WORDS = frozenset(("script", "style", "svg", "iframe", "object", "video", "audio"))
_SIGNS = {"sup": "^", "sub": "_"}
_KNOWN = _BLOCKS | _INLINE | _STRONG | _EMPHASIS | _LOST.keys() | _SIGNS.keys() | {"br", "li"}


class _Reading:
    """What was read so far: lines of runs, and how deep inside emphasis we are."""

    def __init__(self, lost: list[str]) -> None:
        self.lines: list[list[MarkedRun]] = [[]]
        self.lost = lost
        self.depth = {"*": 0, "**": 0}

    @property
    def level(self) -> EmphasisLevel:
        return "**" if self.depth["**"] else "*" if self.depth["*"] else ""

    def say(self, words: str) -> None:
        if words:
            self.lines[-1].append(MarkedRun(words, self.level))

    def line(self) -> None:
        self.lines.append([])

    def paragraph(self) -> None:
        self.lines += [[], []]

    def tag(self, name: str, closing: bool, attributes: str) -> None:
        if name in _STRONG or name in _EMPHASIS:
            mark = "**" if name in _STRONG else "*"
            self.depth[mark] = max(0, self.depth[mark] + (-1 if closing else 1))
        elif name == "br":
            self.line()
        elif name == "li":
            if not closing:
                self.line()
                self.lines[-1].append(MarkedRun("- "))
        elif name in ("td", "th") and closing:
            self.say(" ")
        elif name in _SIGNS and not closing:
            self.say(_SIGNS[name])
        elif name in _BLOCKS:
            self.paragraph()
        if name in _LOST and not closing:
            self.lost.append(_LOST[name])
            alt = _ALT.search(attributes) if name == "img" else None
            if alt is not None and (words := unescaped(alt[1] or alt[2] or "")).strip():
                self.say(f"({words})")

    def marked(self) -> str:
        return tidied("\n".join(map(marked_line, self.lines)))


def from_html(text: str, lost: list[str], *, keep_lines: bool = False) -> str:
    """The marked text that the HTML shows. What has no place there is told in `lost`, as the end of a sentence.

    `keep_lines`: text as Moodle's own format has it, in which line breaks are line breaks, and what looks like a tag of
    no known name is text. Takes time in proportion to the text, whatever it holds.
    """
    reading = _Reading(lost)
    lower, last_end = text.lower(), text.rfind(">")
    if len(lower) != len(text):  # a letter that becomes two
        lower = text
    at = 0
    while at < len(text):
        begun = text.find("<", at)
        if begun != at:
            _say(reading, text[at : begun if begun >= 0 else len(text)], keep_lines)
        if begun < 0:
            break
        if text.startswith("<!--", begun):
            end = text.find("-->", begun)
            at = end + 3 if end >= 0 else len(text)
            continue
        tag = _TAG.match(text, begun)
        name = tag[2].lower() if tag is not None else ""
        if tag is None or begun >= last_end or (keep_lines and name not in _KNOWN):
            reading.say("<")
            at = begun + 1
            continue
        end = text.index(">", begun)
        reading.tag(name, tag[1] == "/", text[tag.end() : min(end, tag.end() + 4_000)])
        at = end + 1
        if name in _WITHOUT_WORDS and not tag[1] and text[end - 1] != "/":
            closing = lower.find(f"</{name}", at)
            at = closing if closing >= 0 else len(text)
    return reading.marked()


def in_moodle_format(words: str, name: str, lost: list[str]) -> str:
    """The marked text of words in one of Moodle's formats: `html`, `markdown`, `plain`; any other is Moodle's own."""
    if name == "html":
        return from_html(words, lost)
    if name == "markdown":
        return from_markdown(words, lost)
    if name.startswith("plain") or not looks_like_html(words):
        return from_plain(words)
    return from_html(words, lost, keep_lines=True)


def _say(reading: _Reading, words: str, keep_lines: bool) -> None:
    words = unescaped(words)
    if not keep_lines:
        reading.say(_SPACES.sub(" ", words))
        return
    first, *lines = words.split("\n")
    reading.say(first)
    for line in lines:
        reading.line()
        reading.say(line)


def unescaped(text: str) -> str:
    """The text with `&amp;` and its like as the characters that they stand for."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    if found[3] is not None:
        return html5.get(f"{found[3]};", found[0])
    number = int(found[1]) if found[1] else int(found[2], 16)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "�"


def looks_like_html(text: str) -> bool:
    """Whether there is a tag or a character reference in the text."""
    return any(tag[2].lower() in _KNOWN for tag in _TAG.finditer(text)) or _ENTITY.search(text) is not None


def escaped_words(words: str) -> str:
    """Plain words as HTML."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def to_html(marked: str) -> str:
    """Marked text as HTML: paragraphs, line breaks, lists, emphasis; everything else is escaped."""
    return "".join(ET.tostring(element, encoding="unicode", method="html") for element in elements(marked))


def elements(marked: str, tag: str = "p") -> list[ET.Element]:
    """The paragraphs and lists of marked text, as elements."""
    made: list[ET.Element] = []
    for block in marked.split("\n\n"):
        current: ET.Element | None = None
        for line in block.split("\n"):
            item = is_item(line)
            if current is None or (current.tag == "ul") != item:
                current = ET.Element("ul" if item else tag)
                made.append(current)
                target = current
            elif not item:
                ET.SubElement(current, "br")
            if item:
                target = ET.SubElement(current, "li")
            _fill(target, runs(line[2:] if item else line))
    return [element for element in made if len(element) or element.text]


def _fill(element: ET.Element, pieces: list[MarkedRun]) -> None:
    for piece in pieces:
        if piece.level:
            ET.SubElement(element, "strong" if piece.level == "**" else "em").text = piece.words
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + piece.words
        else:
            element.text = (element.text or "") + piece.words
