"""`eightwings class`: a class plays in browsers, and the teacher sees what was learned."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """What stands behind `class`."""
    parser.add_argument("pack", metavar="PACK", help="a folder, a story file, or a name such as first-scene")
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen; 0.0.0.0: for the school's network"
    )
    parser.add_argument("--port", type=int, default=8080, metavar="N", help="the port; 8080. 0: any that is free")
    parser.add_argument(
        "--language",
        default="",
        metavar="CODE",
        help="in another language of the pack, such as fr; pupils can choose",
    )
    parser.add_argument("--title", default="", help="what the class is called")
    parser.add_argument("--code", default="", help="go on with the class that has this code")
    parser.add_argument("--new-secret", action="store_true", help="with --code: a new address for the teacher's page")
    parser.add_argument("--days", type=int, default=0, metavar="N", help="delete everything by itself after N days")
    parser.add_argument(
        "--only-open", action="store_true", help="open the class, say its code and its addresses, and serve nothing yet"
    )
    parser.add_argument(
        "--store",
        default=os.environ.get("EIGHTWINGS_STORE", ""),
        metavar="WHERE",
        help="a file, or postgresql://…; by default $EIGHTWINGS_STORE, else a file of yours",
    )
    parser.add_argument("--url", default="", help="how pupils reach it, where that is by another address")
    parser.add_argument("--behind-proxy", action="store_true", help="believe a proxy in front who it is that asks")


def run(given: Namespace) -> int:
    """Serve a class. Raises PackError, NoSuchLanguage."""
    from game.play.spoken_language import speak_as
    from game.record.story_cache import load_story
    from game.story.source import library
    from game.web.server.serving import ServerWishes, serve

    story = load_story(given.pack, given.language)
    speak_as(story, given.language, os.environ)
    wishes = ServerWishes(
        given.host, given.port, given.store, given.code, given.days, given.title, given.url.rstrip("/"),
        given.behind_proxy, given.new_secret, given.only_open, given.language,
    )  # fmt: skip
    return serve(story, library.find_pack(given.pack), wishes, lambda tag: load_story(given.pack, tag))
