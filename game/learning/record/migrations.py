"""The tables of the record, and how a file of an earlier version gets them: `user_version` counts the steps done."""

from __future__ import annotations

#: What marks a file as a record of answers: the letters EWAN.
APPLICATION_ID = 0x4557414E

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE plays (
            id TEXT PRIMARY KEY, pack TEXT NOT NULL, title TEXT NOT NULL, place TEXT NOT NULL, player TEXT NOT NULL,
            seed INTEGER NOT NULL, stream TEXT NOT NULL, begun TEXT NOT NULL, occasion TEXT NOT NULL
        )""",
        "CREATE INDEX plays_of_a_pack ON plays (pack, player)",
        """CREATE TABLE answers (
            number INTEGER PRIMARY KEY, play TEXT NOT NULL REFERENCES plays (id) ON DELETE CASCADE,
            question TEXT NOT NULL, fingerprint TEXT NOT NULL, given TEXT NOT NULL, chosen TEXT NOT NULL,
            verdict TEXT NOT NULL, credit REAL NOT NULL, is_first INTEGER NOT NULL, depth INTEGER NOT NULL,
            path TEXT NOT NULL, at TEXT NOT NULL, taken_back TEXT NOT NULL, spelling INTEGER NOT NULL, seconds REAL,
            confidence TEXT NOT NULL, hints INTEGER NOT NULL, lookups INTEGER NOT NULL, shown TEXT NOT NULL,
            partners TEXT NOT NULL, UNIQUE (play, path)
        )""",
    ),
    (
        """CREATE TABLE regrades (
            answer INTEGER NOT NULL REFERENCES answers (number) ON DELETE CASCADE, at TEXT NOT NULL,
            fingerprint TEXT NOT NULL, verdict_before TEXT NOT NULL, credit_before REAL NOT NULL,
            verdict TEXT NOT NULL, credit REAL NOT NULL
        )""",
        "CREATE INDEX regrades_of_an_answer ON regrades (answer)",
    ),
    ("ALTER TABLE answers ADD COLUMN attempt INTEGER NOT NULL DEFAULT 1",),
)
"""What is done to an empty file, one version after the other. A step that was released never changes."""
