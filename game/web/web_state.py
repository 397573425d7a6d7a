"""What a play in a browser remembers beside its session, as plain data that another process can go on with."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, TypeAlias, get_args

from game.engine.rendering import Span, Style
from game.engine.state import Action, AnswerGiven
from game.play.narration import NarrationKind, Told

WebTheme: TypeAlias = Literal["automatic", "evening", "morning", "contrast-dark", "contrast-light"]
TextSize: TypeAlias = Literal["normal", "large", "larger", "largest"]
WebMotion: TypeAlias = Literal["automatic", "reduced"]
TextWidth: TypeAlias = Literal["narrow", "medium", "wide"]

_KEPT_STRETCHES = 6


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How the pages look to this player. `automatic`: as the player's system wants it."""

    theme: WebTheme = "automatic"
    size: TextSize = "normal"
    width: TextWidth = "medium"
    motion: WebMotion = "automatic"

    def changed(self, field: str, value: str) -> WebSettings:
        """The settings with another value; the same where there is no such setting, or it has no such value."""
        change: dict[str, Any] = {field: value}
        return replace(self, **change) if value in WEB_VALUES.get(field, ()) else self


WEB_VALUES: dict[str, tuple[str, ...]] = {
    "theme": get_args(WebTheme), "size": get_args(TextSize), "width": get_args(TextWidth),
    "motion": get_args(WebMotion),
}  # fmt: skip
"""By the name of each setting, the values that it can have."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Several steps that were done in one go: those from `first` to `last`, counted from 1 among those that hold.

    `manner` says how they are told; `echo` is what was wished for.
    """

    first: int
    last: int
    manner: Literal["walk", "wait"]
    echo: str


@dataclass(frozen=True, slots=True)
class WebState:
    """What is remembered. The default is that of a play which has just been opened.

    `count` grows with everything that a browser sends and that is carried out. `at`: how many lines the record of the
    play had then; what stands behind it here holds only as long as it has no more. `suggested` is what was asked back
    about, `held` an answer of which it is still to be said how sure the player is, `draft` an answer that was not taken
    (the fields of its form with their values), `notices` what was said last, `page` the page to be shown next, as the
    fields of its address. `stretches` are the last steps that were done in one go.
    """

    count: int = 0
    at: int = 0
    suggested: Action | None = None
    held: Action | None = None
    draft: tuple[tuple[str, str], ...] = ()
    notices: tuple[Told, ...] = ()
    page: tuple[tuple[str, str], ...] = ()
    stretches: tuple[Stretch, ...] = ()
    settings: WebSettings = WebSettings()

    def next(self, at: int) -> WebState:
        """The state in which something new can be done: what held for the last page is gone."""
        return WebState(self.count + 1, at, stretches=self.stretches[-_KEPT_STRETCHES:], settings=self.settings)

    def as_json(self) -> str:
        """All of it as JSON."""
        data = {field.name: getattr(self, field.name) for field in fields(self)}
        data["suggested"], data["held"] = _action_data(self.suggested), _action_data(self.held)
        data["notices"] = [[line.kind, [list(span) for span in line.spans]] for line in self.notices]
        data["stretches"] = [asdict(stretch) for stretch in self.stretches]
        data["settings"] = asdict(self.settings)
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> WebState:
        """The state that was written so. What is damaged, or of another version, is as if nothing had been kept."""
        try:
            return _read(json.loads(text))
        except (ValueError, TypeError, KeyError, RecursionError):
            return cls()


def _action_data(action: Action | None) -> object:
    return {"words": action.words} if isinstance(action, AnswerGiven) else action


def _read(data: dict[str, Any]) -> WebState:
    """Raises ValueError, TypeError or KeyError where anything is not as it was written."""
    settings = WebSettings()
    for field, value in dict(data["settings"]).items():
        settings = settings.changed(field, value)
    return WebState(
        _number(data["count"]),
        _number(data["at"]),
        _action(data["suggested"]),
        _action(data["held"]),
        _pairs(data["draft"]),
        tuple(_line(*line) for line in data["notices"]),
        _pairs(data["page"]),
        tuple(_stretch(**stretch) for stretch in data["stretches"]),
        settings,
    )


def _action(value: object) -> Action | None:
    if isinstance(value, dict):
        return AnswerGiven(_words(value["words"]))
    return None if value is None else _words(value)


def _line(kind: str, spans: list[list[str]]) -> Told:
    if kind not in get_args(NarrationKind) or not all(style in get_args(Style) for _, style in spans):
        raise ValueError(kind)
    return Told(kind, tuple(Span(_words(words), style) for words, style in spans))  # type: ignore[arg-type]


def _stretch(first: object, last: object, manner: str, echo: object) -> Stretch:
    begin, end = _number(first), _number(last)
    if manner not in ("walk", "wait") or not 0 < begin <= end:
        raise ValueError(manner)
    return Stretch(begin, end, manner, _words(echo))  # type: ignore[arg-type]


def _pairs(value: list[list[object]]) -> tuple[tuple[str, str], ...]:
    return tuple((_words(name), _words(words)) for name, words in value)


def _number(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(value)
    return value


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
