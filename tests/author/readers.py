"""What the two kinds of YAML reader, as editors have them, make of a file: values as JSON has them."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import Any

import yaml

from tests.yaml_files import SafeLoader


class Yaml11(SafeLoader):
    """YAML 1.1: `Yes` is true, `12:30` is 750, `1949-04-04` is a date."""


class Yaml12(SafeLoader):
    """YAML 1.2, core schema: only `true`, `false`, `null` and numbers are more than text."""


Yaml12.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), first)


def _decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    return int(node.value)


Yaml12.add_constructor("tag:yaml.org,2002:int", _decimal)
READERS = (Yaml11, Yaml12)


@lru_cache(maxsize=8)  # several schemas look at the same file, one after the other
def as_json(text: str, reader: type[yaml.SafeLoader]) -> Any:
    """The value of a file as JSON would have it: keys are text, and so are dates."""
    return _json(yaml.load(text, reader))  # noqa: S506 - both readers are safe ones


def _json(value: Any) -> Any:
    if isinstance(value, dict):
        return {_key(key): _json(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_json(part) for part in value]
    return str(value) if isinstance(value, datetime.date) else value


def _key(key: Any) -> str:
    return str(key).lower() if isinstance(key, bool) else "null" if key is None else str(key)
