"""Which values behind keys that players are shown are words of a language, and which say the same in all of them."""

from __future__ import annotations

import re
from typing import Any

from game.story.model.yaml_nodes import ScalarNode
from game.story.schema.prices import is_derived

_FILE_NAME = re.compile(r"[\w./:-]+\.[a-z0-9]{2,5}\Z", re.ASCII)


def is_in_a_language(key: str, value: Any) -> bool:
    """Whether there is something to translate in what stands behind a key declared as shown.

    Not so: a price that is made from what a choice costs, `by: article`, and an article that is the name of a file.
    """
    if not isinstance(value, ScalarNode):
        return True
    match key:
        case "price":
            return not is_derived(value)
        case "by":
            return value.value != "article"
        case "article":
            return _FILE_NAME.match(value.value) is None
        case _:
            return True
