"""Runs of seven words, normalised and hashed: enough to notice a copied sentence, too little to restore one.

`article_runs.txt` holds the hash of every run of both articles, whose texts are no part of this project. It was written
once, by `hashes` over each article's text. Nobody can read the articles out of it.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

LENGTH = 7


def words(text: str) -> list[str]:
    """Lower-case words without any punctuation; an apostrophe or a hyphen does not divide a word."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.findall(r"[^\W_]+", re.sub(r"(?<=\w)['’\-‐‑.](?=\w)", "", plain))


def hashes(text: str) -> set[str]:
    """The hash (8 bytes, in hexadecimal) of every run of seven words in the text."""
    found = words(text)
    runs = (" ".join(found[start : start + LENGTH]) for start in range(len(found) - LENGTH + 1))
    return {blake2b(run.encode(), digest_size=8).hexdigest() for run in runs}
