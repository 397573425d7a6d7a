"""What may stand behind the keys of a playthrough, beside what stands in stories: see `kinds`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from game.story import catalogue
from game.story.catalogue.quick_fixes import Mend, Model, guessed, replaced_by
from game.story.model.yaml_nodes import MappingNode, ScalarNode, SequenceNode, YamlNode, kind_of_node
from game.story.schema.field_types import Context, LineField, Prose, Whole
from game.story.schema.times import minutes_of_day
from game.support import limits
from game.support.linear_patterns import NoPattern, Pattern
from game.support.similarity import nearest

_SEED = re.compile(r"[+-]?\d{1,20}\Z")
_SHARE = re.compile(r"(?:0(?:\.\d{1,6})?|1(?:\.0{1,6})?)\Z")
_COMPARED = re.compile(
    r"(?P<sign>[<>]=?|[=!]?=|at least|at most|more than|less than|not)?\s*"
    r"(?:(?P<number>-?\d{1,6})|(?P<time>\d{1,2}:\d\d))\Z"
)
_CHARACTERS = {"": "==", "=": "==", "at least": ">=", "at most": "<=", "more than": ">", "less than": "<", "not": "!="}


class Seed:
    """A whole number, negative ones too, as large as one likes."""

    def read(self, key: str, node: YamlNode, context: Context) -> int | None:
        """The number."""
        if isinstance(node, ScalarNode) and _SEED.match(node.value.strip()):
            return int(node.value)
        shown = node.value if isinstance(node, ScalarNode) else kind_of_node(node)
        details = {"key": key, "value": shown, "bounds": "", "example": 7}
        context.found.report(catalogue.NOT_A_NUMBER, node.spot, mend=Model(f"{key}: 7"), **details)
        return None


class TakenBack(Whole):
    """How many steps: a whole number from 1, or `true` for one."""

    def __init__(self) -> None:
        super().__init__(1, limits.PLAY_STEPS)

    def read(self, key: str, node: YamlNode, context: Context) -> int | None:
        """The number."""
        if isinstance(node, ScalarNode) and node.value.strip() == "true":
            return 1
        return super().read(key, node, context)


class ShareField:
    """A number from 0 to 1, such as 0.6."""

    def read(self, key: str, node: YamlNode, context: Context) -> float | None:
        """The number."""
        if isinstance(node, ScalarNode) and _SHARE.match(node.value.strip()):
            return float(node.value)
        shown = node.value if isinstance(node, ScalarNode) else kind_of_node(node)
        percent = re.fullmatch(r"(\d{1,2}|100)\s*%", shown.strip())
        meant = f"{int(percent[1]) / 100:g}" if percent else f"0{shown}" if re.fullmatch(r"\.\d{1,6}", shown) else ""
        context.found.report(catalogue.NOT_A_SHARE, node.spot, mend=guessed(key, meant, "0.6"), key=key, value=shown)
        return None


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, key: str, node: YamlNode, context: Context) -> ScalarNode | None:
        """The word, with its spot."""
        if isinstance(node, ScalarNode) and node.value in self.words:
            return node
        shown = node.value if isinstance(node, ScalarNode) else kind_of_node(node)
        near = nearest(shown, self.words)
        meant = f"Did you mean `{near}`? " if near else ""
        details = {"key": key, "value": shown, "suggestion": meant, "known": ", ".join(self.words)}
        mend = replaced_by(near) or Model(f"{key}: {self.words[0]}")
        context.found.report(catalogue.NOT_AMONG, node.spot, mend=mend, **details)
        return None


class Compared(NamedTuple):
    """What a number is compared with, and as it was written."""

    sign: str
    value: int
    is_time: bool
    words: ScalarNode


class Comparison:
    """A whole number or a time of day, or a comparison with one: `5`, `">= 3"`, `at least 3`, `09:30`."""

    blank = True

    def fits(self, node: YamlNode) -> bool:
        """Whether it has the form of one."""
        return isinstance(node, ScalarNode) and _COMPARED.match(node.value.strip()) is not None

    def read(self, key: str, node: YamlNode, context: Context) -> Compared | None:
        """The sign and the number."""
        match = _COMPARED.match(node.value.strip()) if isinstance(node, ScalarNode) else None
        minutes = minutes_of_day(match["time"]) if match is not None and match["time"] else None
        if match is None or not isinstance(node, ScalarNode) or (match["time"] and minutes is None):
            shown = node.value if isinstance(node, ScalarNode) else kind_of_node(node)
            mend = Model(f'{key}: ">= 3"')
            context.found.report(catalogue.NOT_A_COMPARISON, node.spot, mend=mend, key=key, value=shown)
            return None
        sign = match["sign"] or ""
        value = minutes if minutes is not None else int(match["number"])
        return Compared(_CHARACTERS.get(sign, sign), value, minutes is not None, node)


class SoughtWords(Prose):
    """A text, or a pattern between slashes."""

    def read(self, key: str, node: YamlNode, context: Context) -> ScalarNode | None:
        """The words; a pattern was checked for its form."""
        words = super().read(key, node, context)
        source = pattern_in(words.value) if words is not None else None
        if words is not None and source is not None:
            try:
                Pattern(source)
            except NoPattern as error:
                offset = words.value.index("/") + 1 + error.offset
                sign = words.value[offset : offset + 1]
                mend = Mend(f"\\{sign}", sign) if sign in "()[*+?" else None
                context.found.report(catalogue.NOT_A_PATTERN, words.at(offset), mend=mend, reason=str(error))
                return None
        return words


class Reply:
    """An answer: words; a list, of what is put in order or stands in gaps; or what belongs together, in pairs."""

    def read(
        self, key: str, node: YamlNode, context: Context
    ) -> ScalarNode | tuple[ScalarNode | tuple[ScalarNode, ScalarNode], ...] | None:
        """The words, each with its spot."""
        if isinstance(node, MappingNode):
            pairs = ((left, _LINE.read(left.value, right, context)) for left, right in node.entries)
            return tuple((left, right) for left, right in pairs if right is not None)
        if isinstance(node, SequenceNode):
            if not node.items:
                context.found.report(catalogue.EMPTY_VALUE, node.spot, key=key)
            return tuple(part for item in node.items if (part := _LINE.read(key, item, context)) is not None)
        return _LINE.read(key, node, context)


class OptionWords(LineField):
    """The id of an option, or what it is called."""


class FileName(LineField):
    """The name of another playthrough file, relative to this one."""


_LINE = LineField()


def pattern_in(words: str) -> str | None:
    """The pattern in `/…/`, or None for plain text."""
    words = words.strip()
    return words[1:-1] if len(words) > 2 and words.startswith("/") and words.endswith("/") else None
