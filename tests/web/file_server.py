"""Any static web server: files of a folder, nothing more. For pages that need no server of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.web.one_play_server import answering


class _Files(SimpleHTTPRequestHandler):
    """Files, with some headers more."""

    def __init__(self, *args: Any, headers: dict[str, str], asked: list[str], **more: Any) -> None:
        self._headers, self._asked = headers, asked
        super().__init__(*args, **more)

    def do_GET(self) -> None:
        self._asked.append(self.path)
        super().do_GET()

    def end_headers(self) -> None:
        for name, value in self._headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served_folder(
    folder: Path, headers: dict[str, str] | None = None, asked: list[str] | None = None, port: int = 0
) -> Iterator[str]:
    """The address of the folder as long as the block lasts; `asked` gets the path of each request."""
    handler = partial(_Files, directory=str(folder), headers=headers or {}, asked=asked if asked is not None else [])
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as server, answering(server) as address:
        yield address
