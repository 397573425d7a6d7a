"""What all pages have in common that are written to a file: one file that needs nothing else, and may load nothing.

The words of a pack are a stranger's: whoever makes a page escapes them (`safe`), and a browser lets no script run in it
but the page's own.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from pathlib import Path

from game.support.safe_text import visible


def common_style() -> str:
    """How headings, paragraphs and tables look, in light and dark and on paper: for pages that are reports."""
    return Path(__file__).with_suffix(".css").read_text("utf-8")


def safe(words: str) -> str:
    """The words as they can stand in a page, between elements and in attributes; what is invisible is shown."""
    return escape(visible(words))


def web_page(title: str, style: str, body: Iterable[str], script: str = "") -> str:
    """An HTML file. `title` and the lines of `body` are HTML already; `script` is the only one that may run."""
    own = b64encode(sha256(script.encode()).digest()).decode()
    scripts = f"script-src 'sha256-{own}'; " if script else ""
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta http-equiv="Content-Security-Policy" '
            f"content=\"default-src 'none'; style-src 'unsafe-inline'; {scripts}base-uri 'none'\">",
            f"<title>{title}</title>",
            f"<style>\n{style}</style>",
            "</head>",
            "<body>",
            *body,
            *([f"<script>{script}</script>"] if script else []),
            "</body>",
            "</html>",
            "",
        ]
    )
