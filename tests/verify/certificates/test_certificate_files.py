"""Certificates as files: what is written is read again, and what is none is refused with its line."""

from __future__ import annotations

import json

import pytest

from game.verify.certificates import certificate_files
from game.verify.certificates.certificate import Certificate, ClosedSet, DiagramNode, PlayStep, RankedStates
from game.verify.certificates.certificate_files import Unreadable, read_certificate, written

CERTIFICATE = Certificate(
    "f00", ("a/b",), ("dead end", "scene ü"),
    (ClosedSet(("x", "y"), (DiagramNode(1, ((1, 1), (6, 0))), DiagramNode(0, ((1 << 90, 2),))), {0: 1, 4: 3}, ("x",),
               (RankedStates(4, 0, 3),), (RankedStates(0, 0, 1),), ("dead end", "scene ü")),),
    (PlayStep(-1, 0), PlayStep(0, 2)), {"scene hall": 1},
)  # fmt: skip
HEAD = b'{"certificate": 2, "pack": "p", "story": "f", "without": [], "about": []}\n'


def test_what_is_written_is_read_again() -> None:
    assert read_certificate(line.encode() for line in written(CERTIFICATE, "p")) == CERTIFICATE


@pytest.mark.parametrize(
    "line",
    [
        b"", b"nothing", b"[]", b"1", b'"text"', b"\xff\xfe", b"{}", b'{"at": [1, 2], "step": [0, 0]}', b'{"other": 1}',
        b'{"at": [1, 2]}', b'{"node": [0, []]}', b'{"step": [-2, 0]}', b'{"step": [0, -1]}', b'{"step": [0, 1.5]}',
        b'{"step": ["0", 1]}', b'{"step": [true, 1]}', b'{"shows": [1, 1]}', b'{"shows": ["a", 99999999999999]}',
        b'{"closed": {"never": "abc", "order": [], "growing": []}}', b'{"closed": 1}', b"[" * 100_000,
        b'{"step": [' + b"9" * 5_000 + b", 0]}",
    ],
)  # fmt: skip
def test_a_line_that_says_nothing_is_refused_by_its_number(line: bytes) -> None:
    with pytest.raises(Unreadable, match=r"Line 2"):
        read_certificate([HEAD, line])


def test_a_file_of_another_version_an_empty_one_and_one_that_is_too_long_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(Unreadable, match="version"):
        read_certificate([HEAD.replace(b": 2", b": 1", 1)])
    with pytest.raises(Unreadable, match="empty"):
        read_certificate([])
    monkeypatch.setattr(certificate_files, "MOST_CERTIFICATE_LINES", 2)
    with pytest.raises(Unreadable, match="too many lines"):
        read_certificate([HEAD, *[b'{"step": [-1, 0]}'] * 2])


def test_values_are_bits_and_never_negative() -> None:
    closed = json.dumps({"closed": {"never": [], "order": ["x"], "growing": []}}).encode()
    with pytest.raises(Unreadable, match="Line 3"):
        read_certificate([HEAD, closed, b'{"node": [0, [["-1", 1]]]}'])
