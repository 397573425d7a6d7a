"""The line that tells an editor which schema a new file follows, so that it completes and explains the keys."""

from __future__ import annotations

#: Where the schemas of a pack are, seen from its folder.
_SCHEMAS = ".schemas"


def new_modeline(file: str, kind: str = "scene") -> str:
    """The first line of a new file; `file` is its path inside the pack."""
    up = "../" * file.count("/")
    return f"# yaml-language-server: $schema={up}{_SCHEMAS}/{kind}.schema.json"
