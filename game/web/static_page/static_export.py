"""`export --web`: a folder, or a package for a learning platform, that plays in a browser without a server."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from game.localisation.messages import in_language
from game.play.session import Session
from game.play.spoken_language import language_spoken
from game.record.atomic_files import not_written, output_root, write_file
from game.record.lazy_story import packed_pieces
from game.report.content_policies import policy_without_a_server
from game.report.template_rendering import render_template_in
from game.story.model.story import Story
from game.support import limits
from game.support.counts import counted
from game.support.safe_text import safe_line
from game.web.page_view import PageFrame, PlayRequest, page_view
from game.web.pages import ASSETS, TEMPLATES
from game.web.static_page.packed_program import NotPacked, grades_words, packed_program
from game.web.static_page.pyodide_runtime import IN_PAGE, NoRuntime, files_in_page, runtime, runtime_files
from game.web.web_state import WebState

_OWN_ASSETS = Path(__file__).parent / "assets"
_ASSETS = ("play.css", "play.js", "icon.svg")
_OWN = ("host.js", "worker.js", "static.css")


class StaticPageError(Exception):
    """There is no page; the message is a sentence with the reason and the fix."""


class StaticPageWishes(NamedTuple):
    """What the page is to be. `out` is its folder; with `scorm`, the file of a package for a learning platform.

    `runtime` is a folder with Pyodide, None for the one of a network that serves it. `language` is the one of the
    story that was asked for, empty as it was written. `force`: files that are there are replaced.
    """

    out: Path
    runtime: Path | None = None
    language: str = ""
    scorm: bool = False
    force: bool = False


class PageShell(NamedTuple):
    """What stands around the play in the page: its content policy, and what its script is told, as JSON."""

    policy: str
    settings: str
    reports: bool


def export_static_page(story: Story, pack: Path, wishes: StaticPageWishes) -> list[str]:
    """Write the page, or the package. The result says what was written. Raises StaticPageError."""
    out = wishes.out
    _refuse(wishes)
    try:
        files = page_files(story, wishes)
    except (NoRuntime, NotPacked) as problem:
        raise StaticPageError(str(problem)) from problem
    if wishes.scorm:
        files = {out.name: scorm_package(story, files)}
    folder = out.parent if wishes.scorm else out
    root = output_root(out, (pack,), folder=not wishes.scorm)
    for name, content in files.items():
        try:
            write_file(folder / name, content, root=root)
        except OSError as error:
            raise StaticPageError(f"{not_written(folder / name, error)} Choose another place.") from error
    size = sum(len(content) for content in files.values()) / 1e6
    shown = safe_line(str(out))
    if wishes.scorm:
        lines = [
            f"Written: {shown}, {size:.1f} MB.",
            "In Moodle: add an activity “SCORM package”, and give it this file.",
        ]
    else:
        lines = [f"Written: {shown}, {counted(len(files), 'file')}, {size:.1f} MB in all."]
        lines.append("Put the folder on any web server, and open its address. To try it here: python -m http.server")
    if wishes.runtime is None:
        host = urlsplit(runtime().cdn).hostname
        lines.append(f"When it is opened, it gets Python from {host}. With --runtime, Python is in it.")
    return lines


def _refuse(wishes: StaticPageWishes) -> None:
    """Raise StaticPageError where nothing can be written, before anything is made."""
    out, shown = wishes.out, safe_line(str(wishes.out))
    if wishes.scorm:
        if out.suffix.lower() != ".zip" or out.is_dir():
            raise StaticPageError(f"{shown} is no name for a package: with --scorm give a file that ends in .zip.")
        if out.exists() and not wishes.force:
            raise StaticPageError(
                f"{shown} is there already. Nothing was written: give another name, or replace it with --force."
            )
        return
    if out.exists() and not out.is_dir():
        raise StaticPageError(f"{shown} is a file. Give the name of a folder that is new or empty.")
    try:
        is_empty = not out.is_dir() or not any(out.iterdir())
    except OSError as error:
        raise StaticPageError(f"{shown} cannot be read: {error.strerror}.") from error
    if not is_empty and not wishes.force:
        raise StaticPageError(
            f"{shown} is not empty. Nothing was written: give a folder that is new or empty, or replace what is in it "
            "with --force."
        )


def page_files(story: Story, wishes: StaticPageWishes) -> dict[str, bytes]:
    """All files of a page, by their names in its folder; `index.html` comes last. Raises NoRuntime, NotPacked.

    What changes from one page to the next lies in a folder named by its content, so nothing old is ever mixed with it.
    """
    spoken = language_spoken(story, wishes.language)
    program = packed_program(story, packed_pieces(story), spoken, wishes.scorm)
    inside = {name: (ASSETS / name).read_bytes() for name in _ASSETS}
    inside |= {name: (_OWN_ASSETS / name).read_bytes() for name in _OWN}
    if wishes.scorm:
        inside["platform.js"] = (_OWN_ASSETS / "platform.js").read_bytes()
    inside["program.bin"] = program
    folder = f"page-{_mark(inside)}"
    files = {f"{folder}/{name}": content for name, content in inside.items()}
    wanted = runtime()
    if wishes.runtime is not None:
        found = files_in_page(runtime_files(wishes.runtime))
        files |= {f"{wanted.folder}/{name}": content for name, content in found.items()}
    with in_language(spoken):
        index = _index(story, wishes, folder, spoken).encode()
    if not wishes.scorm:
        files["service-worker.js"] = _service_worker(files, wishes, index)
    return {**files, "index.html": index}


def scorm_package(story: Story, files: dict[str, bytes]) -> bytes:
    """The page as a package for a learning platform (SCORM 1.2): a zip with a manifest. Same input, same bytes."""
    manifest = render_template_in(
        TEMPLATES, "imsmanifest.xml", title=story.title, files=sorted(files), identifier=f"eightwings-{_mark(files)}"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, content in {"imsmanifest.xml": manifest.encode(), **files}.items():
            entry = zipfile.ZipInfo(name)  # with a time that is always the same
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return made.getvalue()


def _mark(files: dict[str, bytes]) -> str:
    made = hashlib.blake2b(digest_size=8)
    for name, content in files.items():
        made.update(f"{name}\0{len(content)}\0".encode())
        made.update(content)
    return made.hexdigest()


def _index(story: Story, wishes: StaticPageWishes, folder: str, spoken: str) -> str:
    wanted = runtime()
    is_local = wishes.runtime is not None
    settings: dict[str, Any] = {
        "files": f"{folder}/",
        "runtime": f"{wanted.folder}/" if is_local else wanted.cdn,
        "called": IN_PAGE if is_local else {},
        "integrity": {} if is_local else wanted.integrities,
        "lock": wanted.lock,
        "memory": f"{folder} {wanted.version}",
        "language": spoken,
        "words": grades_words(story),
        "reports": wishes.scorm,
        "offline": not wishes.scorm,
        "mostBytes": limits.PLAY_BYTES,
        "saveName": f"{story.id}.play.yaml",
    }
    told = json.dumps(settings, ensure_ascii=False, separators=(",", ":"))
    policy = policy_without_a_server(runtime().cdn if wishes.runtime is None else None)
    shell = PageShell(policy, told, wishes.scorm)
    asked = PlayRequest(Session(story, 1), WebState(), "0.0", {}, can_begin_anew=True)
    frame = PageFrame(assets=f"{folder}/")
    return render_template_in(TEMPLATES, "static_page.html", view=page_view(asked), frame=frame, shell=shell)


def _service_worker(files: dict[str, bytes], wishes: StaticPageWishes, index: bytes) -> bytes:
    """The script that keeps the page, with the list of what it keeps. The cache is named by all of that."""
    kept: list[list[str]] = [["./", ""], *([name, ""] for name in files)]
    if wishes.runtime is None:
        kept += [[f"{runtime().cdn}{name}", hash_] for name, hash_ in runtime().integrities.items()]
    mark = _mark({**files, "index.html": index})
    script = (_OWN_ASSETS / "service-worker.js").read_text("utf-8")
    return script.replace('"[name]"', json.dumps(mark)).replace('"[files]"', json.dumps(kept)).encode()
