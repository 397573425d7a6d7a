"""Reads a page as a browser without scripts does: its forms with what can be filled in, and what it would send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "input", "br", "link"}


@dataclass
class Control:
    """A field of a form: its type, what it sends now, and what could be chosen in it."""

    name: str
    type: str
    value: str = ""
    values: list[str] = field(default_factory=list)
    is_required: bool = False


@dataclass
class ReadForm:
    """A form: where it goes, its fields by name, its buttons, and its words."""

    method: str
    action: str
    controls: dict[str, Control] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def sent(self, button: str = "", value: str | None = None, **filled: str) -> dict[str, str]:
        """What is sent when these fields are filled and a button of this name (and this value) is pressed."""
        unknown = filled.keys() - {name.replace("-", "_") for name in self.controls}
        assert not unknown, f"the form has no fields {unknown}"
        chosen = {name: filled.get(name.replace("-", "_"), control.value) for name, control in self.controls.items()}
        for name, control in self.controls.items():
            assert not control.values or not chosen[name] or chosen[name] in control.values, (name, chosen[name])
        sent = {name: words for name, words in chosen.items() if words or self.controls[name].type in TEXTS}
        if button:
            pressed = [each for each in self.buttons if each[0] == button and value in (None, each[1])]
            assert pressed, f"the form has no button {button}={value}: {self.buttons}"
            sent[button] = pressed[0][1]
        return sent


HEADS = {"h1", "h2", "h3"}
TEXTS = {"text", "search", "textarea", "hidden"}


class ReadPage(HTMLParser):
    """A page: its elements, its forms, its links, all its words; each element is closed in its order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.forms: list[ReadForm] = []
        self.words = ""
        self.heads: list[tuple[str, str]] = []
        self._open: list[str] = []
        self._select: Control | None = None
        self._area: Control | None = None
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert len(given) == len(attrs), f"an attribute stands twice in {tag}: {attrs}"
        self.elements.append((tag, given))
        if tag not in VOID:
            self._open.append(tag)
        self._form_part(tag, given)
        if tag in HEADS:
            self.heads.append((tag, ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def _form_part(self, tag: str, given: dict[str, str]) -> None:
        if tag == "form":
            self.forms.append(ReadForm(given["method"], given["action"]))
        if not self.forms:
            return
        controls, name, type_ = self.forms[-1].controls, given.get("name", ""), given.get("type", "text")
        if tag == "input" and type_ in ("radio", "checkbox"):
            control = controls.setdefault(name, Control(name, type_, is_required="required" in given))
            control.values.append(given["value"])
            control.value = given["value"] if "checked" in given else control.value
        elif tag == "input":
            controls[name] = Control(name, type_, given.get("value", ""), is_required="required" in given)
        elif tag == "textarea":
            self._area = controls[name] = Control(name, tag)
        elif tag == "select":
            self._select = controls[name] = Control(name, tag, values=[], is_required="required" in given)
        elif tag == "option" and self._select is not None:
            self._select.values.append(given["value"])
            self._select.value = given["value"] if "selected" in given else self._select.value
        elif tag == "button":
            self.forms[-1].buttons.append((given.get("name", ""), given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._area = None

    def updatepos(self, i: int, j: int) -> int:
        """Lines are not counted: nobody asks in which one something stands."""
        return j

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._area is not None:
            self._area.value += data
        if self.heads and not HEADS.isdisjoint(self._open):
            tag, words = self.heads[-1]
            self.heads[-1] = tag, words + data

    def form(self, button: str, value: str | None = None) -> ReadForm:
        """The form with a button of this name (and this value)."""
        found = [
            form for form in self.forms if any(each[0] == button and value in (None, each[1]) for each in form.buttons)
        ]
        assert found, f"no form has a button {button}={value}"
        return found[0]

    def form_with(self, control: str) -> ReadForm:
        """The form with a field of this name."""
        return next(form for form in self.forms if control in form.controls)

    def offered(self) -> list[str]:
        """The ids of what can be done by a button."""
        return [value for form in self.forms for name, value in form.buttons if name == "do"]

    def addresses(self) -> Iterator[str]:
        """Every address on the page."""
        for _, given in self.elements:
            yield from (given[name] for name in ("href", "src", "action", "formaction") if name in given)


def words_of(text: str) -> str:
    """The words of a page on one line."""
    return " ".join(ReadPage(text).words.split())
