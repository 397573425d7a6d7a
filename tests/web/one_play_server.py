"""A small server with one play in memory: for the tests with a browser, and to try the pages by hand.

It is what a host has to do, and no more: `take` for what is sent, then a redirect; `page` or `fragment` for the rest.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import HTTPServer
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import parse_qsl
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from game.localisation.messages import in_language
from game.report.content_policies import CONTENT_POLICY
from game.web.page_view import PageFrame
from game.web.pages import ASSETS
from game.web.web_play import WebPlay

TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
MOST_BYTES = 100_000
NO_FRAME = PageFrame()


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def application(play: WebPlay, frame: PageFrame = NO_FRAME, language: str = "en") -> Callable[..., list[bytes]]:
    """The play as a WSGI application."""
    lock = threading.Lock()

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        def send(status: str, kind: str, content: bytes, *more: tuple[str, str]) -> list[bytes]:
            policy = ("Content-Security-Policy", CONTENT_POLICY)
            start_response(status, [("Content-Type", f"{kind}; charset=utf-8"), policy, *more])
            return [content]

        path = environ["PATH_INFO"]
        if path.startswith("/assets/"):
            file = next((file for file in ASSETS.iterdir() if file.name == path.removeprefix("/assets/")), None)
            if file is None:
                return send("404 Not Found", "text/plain", b"")
            return send("200 OK", TYPES[file.suffix], file.read_bytes())
        if path != "/":
            return send("404 Not Found", "text/plain", b"")
        with lock, in_language(language):
            if environ["REQUEST_METHOD"] == "POST":
                length = min(int(environ.get("CONTENT_LENGTH") or 0), MOST_BYTES)
                play.take(dict(parse_qsl(environ["wsgi.input"].read(length).decode(), keep_blank_values=True)))
                return send("303 See Other", "text/plain", b"", ("Location", f"/{play.address}"))
            query = dict(parse_qsl(environ["QUERY_STRING"]))
            shown = play.fragment if environ.get("HTTP_EIGHTWINGS_FRAGMENT") else play.page
            return send("200 OK", "text/html", shown(query, frame).encode(), ("Cache-Control", "no-store"))

    return answer


@contextmanager
def served(play: WebPlay, frame: PageFrame = NO_FRAME, language: str = "en", port: int = 0) -> Iterator[str]:
    """The address at which the play is served as long as the block lasts; by default at any free port."""
    host = application(play, frame, language)
    with make_server("127.0.0.1", port, host, _Server, _Quiet) as server, answering(server) as address:
        yield address


@contextmanager
def answering(server: HTTPServer) -> Iterator[str]:
    """The address of a server that answers as long as the block lasts, in a thread of its own."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
