"""The folder of a page that plays without a server: what is in it, and what is refused."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from base64 import b64decode
from html.parser import HTMLParser
from pathlib import Path

import pytest
from defusedxml import ElementTree

from game.cli import main
from game.story.model.story import Story
from game.story.packs import load
from game.web.static_page import pyodide_runtime, static_export
from game.web.static_page.packed_program import modules_needed
from game.web.static_page.pyodide_runtime import Runtime, RuntimeFile, integrity, runtime
from game.web.static_page.static_export import StaticPageError, StaticPageWishes, export_static_page, page_files

HOSTILE = "</title><script>alert(1)</script>\"'&\u202e"


@pytest.fixture(scope="module")
def soup() -> Story:
    return load("first-scene")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like the npm package, with small files in it, whose hashes are the ones that are wanted."""
    folder = tmp_path / "package"
    folder.mkdir()
    files = {name: f"{name} of the runtime".encode() for name in runtime().files}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    wanted = {name: RuntimeFile(len(content), integrity(content)) for name, content in files.items()}
    small = Runtime("1.2.3", "https://cdn.example/pyodide@1.2.3/", {"info": {}, "packages": {}}, wanted)
    for module in (static_export, pyodide_runtime):
        monkeypatch.setattr(module, "runtime", lambda: small)
    return folder


class _Page(HTMLParser):
    """The tags of a page with their attributes, and the text in each script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script" and data.strip():
            self.scripts.append(data)

    def tags_of(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name in tags]

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def index(files: dict[str, bytes]) -> _Page:
    return _Page(files["index.html"].decode())


def settings(files: dict[str, bytes]) -> dict[str, object]:
    told = next(tag["data-settings"] for tag in index(files).all("script") if "data-settings" in tag)
    made: dict[str, object] = json.loads(told or "")
    return made


def program(files: dict[str, bytes]) -> dict[str, dict[str, str]]:
    name = next(name for name in files if name.endswith("program.bin"))
    made: dict[str, dict[str, str]] = json.loads(gzip.decompress(files[name]))
    return made


def test_every_file_that_the_page_names_is_in_it_and_lies_below_it(soup: Story, package: Path) -> None:
    files = page_files(soup, StaticPageWishes(Path(), package))
    named = [tag.get("href") or tag.get("src") for tag in index(files).tags_of("link", "script")]
    assert {name for name in named if name} <= set(files)
    folder = str(settings(files)["files"])
    assert {f"{folder}{name}" for name in ("worker.js", "program.bin")} <= set(files)
    called = settings(files)["called"]
    assert isinstance(called, dict)
    assert {f"{settings(files)['runtime']}{name}" for name in called.values()} <= set(files)
    kept = re.search(r"FILES = (\[.*?\]\]);", files["service-worker.js"].decode())
    assert kept is not None
    assert {name for name, _ in json.loads(kept[1])} == {"./", *files} - {"service-worker.js", "index.html"}
    assert not any(name.startswith(("/", ".")) or ".." in name for name in files)


def test_the_runtime_is_what_was_given_with_names_that_any_server_sends_rightly(soup: Story, package: Path) -> None:
    files = page_files(soup, StaticPageWishes(Path(), package))
    core = files["pyodide-1.2.3/pyodide.asm.bin"]
    assert gzip.decompress(core) == b"pyodide.asm.wasm of the runtime"
    assert files["pyodide-1.2.3/pyodide.js"] == b"pyodide.mjs of the runtime"
    endings = {Path(name).suffix for name in files}
    assert endings <= {".html", ".js", ".css", ".svg", ".bin", ".zip"}


def test_without_a_runtime_every_file_from_elsewhere_has_its_hash(soup: Story, package: Path) -> None:
    files = page_files(soup, StaticPageWishes(Path()))
    told = settings(files)
    assert told["runtime"] == "https://cdn.example/pyodide@1.2.3/"
    assert told["integrity"] == pyodide_runtime.runtime().integrities
    assert "https://cdn.example/pyodide@1.2.3/pyodide.mjs" in files["service-worker.js"].decode()


def test_the_page_runs_no_script_of_its_text_and_reaches_nothing_else(soup: Story, package: Path) -> None:
    files = page_files(soup, StaticPageWishes(Path(), package))
    page = index(files)
    policy = next(tag["content"] for tag in page.all("meta") if tag.get("http-equiv") == "Content-Security-Policy")
    rules = dict(rule.strip().split(" ", 1) for rule in (policy or "").split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert rules["connect-src"] == rules["worker-src"] == "'self'"
    assert page.scripts == []
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert not any(attributes.get("style") for _, attributes in page.tags)


def test_the_words_of_a_pack_do_no_harm(soup: Story, package: Path) -> None:
    hostile = soup._replace(title=HOSTILE)
    page = index(page_files(hostile, StaticPageWishes(Path(), package)))
    assert len(page.all("script")) == 2
    assert page.scripts == []
    package_ = static_export.scorm_package(hostile, {"index.html": b""})
    manifest = zipfile.ZipFile(io.BytesIO(package_)).read("imsmanifest.xml")
    title = ElementTree.fromstring(manifest).find(".//{*}item/{*}title")
    assert title is not None
    assert title.text == HOSTILE.replace("\u202e", "�")


def test_nothing_in_it_tells_where_it_was_made(soup: Story, package: Path) -> None:
    files = page_files(soup, StaticPageWishes(Path(), package))
    places = [str(Path(static_export.__file__).parents[3]).encode(), str(package.parent).encode()]
    everything = [*files.values(), *(text.encode() for text in program(files)["texts"].values())]
    assert not [place for place in places if any(place in content for content in everything)]
    assert all(not path.startswith("/") for path in program(files)["texts"])


def test_the_same_input_gives_the_same_folder(soup: Story, package: Path) -> None:
    wishes = StaticPageWishes(Path(), package)
    assert page_files(soup, wishes) == page_files(soup, wishes)


def test_another_pack_has_other_addresses(soup: Story, package: Path) -> None:
    wishes = StaticPageWishes(Path(), package)
    assert settings(page_files(soup, wishes))["files"] != settings(page_files(load("ministerial"), wishes))["files"]


def test_the_page_speaks_the_language_that_was_asked_for(package: Path) -> None:
    files = page_files(load("first-scene", "de"), StaticPageWishes(Path(), package, "de"))
    assert index(files).all("html")[0]["lang"] == "de"
    assert "game/localisation/catalogues/de/LC_MESSAGES/eightwings.mo" in program(files)["bytes"]
    assert "spellchecker/resources/de.json.gz" in program(files)["bytes"]
    assert "Was du tun kannst" in files["index.html"].decode()


def test_nothing_heavy_is_packed(soup: Story) -> None:
    rooms = {name.split(".")[1] for name in modules_needed() if "." in name}
    assert not rooms & {"app", "author", "learning", "verbs", "verify", "plain", "cli"}
    assert not [name for name in modules_needed() if name.startswith(("game.web.server", "game.story.compile"))]


def test_the_packed_program_plays_with_nothing_else_on_the_path(soup: Story, package: Path, tmp_path: Path) -> None:
    made = program(page_files(soup, StaticPageWishes(Path(), package)))
    for path, text in made["texts"].items():
        (tmp_path / "program" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "program" / path).write_text(text, "utf-8")
    for path, packed in made["bytes"].items():
        (tmp_path / "program" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "program" / path).write_bytes(b64decode(packed))
    script = """
import json, sys
sys.path[:0] = ["program"]
from game.web.static_page.worker_play import answers
calls = answers(open("program/story.json", "rb").read(), "en", "home", True)
reply = json.loads(calls["open"](json.dumps({"files": {}, "state": ""})))
while calls["prepare"]():
    pass
assert 'name="do"' in reply["page"]
from game.web.opened_pages import OPENED_PAGES
for kind in OPENED_PAGES:
    assert f'data-kind="{kind}"' in json.loads(calls["page"](f"?page={kind}"))["page"]
from game.grading.languages import language
from game.grading.number_words import in_digits
from game.grading.spelling import is_slip
assert in_digits("two thousand and twenty-one", language("en")) == "2021"
assert is_slip("kettel", "kettle", (), language("en")) and not is_slip("house", "horse", (), language("en"))
assert {module.split(".")[0] for module in sys.modules} & {"textual", "rich", "platformdirs", "numpy"} == set()
print("played")
"""
    environment = {"EIGHTWINGS_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.stdout == "played\n", done.stderr


# What is refused


def refused(story: Story, wishes: StaticPageWishes) -> str:
    with pytest.raises(StaticPageError) as refusal:
        export_static_page(story, Path("none"), wishes)
    return str(refusal.value)


def test_a_folder_that_is_not_empty_stays_as_it_is(soup: Story, package: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine")
    assert "is not empty" in refused(soup, StaticPageWishes(out, package))
    assert [file.name for file in out.iterdir()] == ["mine.txt"]
    export_static_page(soup, Path("none"), StaticPageWishes(out, package, force=True))
    assert (out / "mine.txt").read_text() == "mine"
    assert (out / "index.html").is_file()


def test_a_folder_without_a_runtime_says_how_to_get_one(soup: Story, package: Path, tmp_path: Path) -> None:
    words = refused(soup, StaticPageWishes(tmp_path / "out", tmp_path / "nothing"))
    assert "holds no Pyodide" in words
    assert "npm pack pyodide@1.2.3" in words
    assert not (tmp_path / "out").exists()


def test_another_version_of_the_runtime_is_refused(soup: Story, package: Path, tmp_path: Path) -> None:
    (package / "pyodide.mjs").write_text("another")
    assert "is not that of Pyodide 1.2.3" in refused(soup, StaticPageWishes(tmp_path / "out", package))


def test_the_package_is_found_where_npm_puts_it(soup: Story, package: Path, tmp_path: Path) -> None:
    (tmp_path / "node_modules").mkdir()
    package.rename(tmp_path / "node_modules" / "pyodide")
    assert "pyodide-1.2.3/pyodide.js" in page_files(soup, StaticPageWishes(Path(), tmp_path))


def test_a_place_that_cannot_be_written_is_said(
    soup: Story, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(static_export, "write_file", read_only)
    words = refused(soup, StaticPageWishes(tmp_path / "out", package))
    assert "cannot be written" in words
    assert "Choose another place" in words


def test_a_file_in_the_place_of_the_folder_is_said(soup: Story, package: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    assert "is a file" in refused(soup, StaticPageWishes(tmp_path / "out", package))


def test_a_package_for_a_platform_holds_the_page_and_names_every_file(
    soup: Story, package: Path, tmp_path: Path
) -> None:
    out = tmp_path / "soup.zip"
    export_static_page(soup, Path("none"), StaticPageWishes(out, package, scorm=True))
    with zipfile.ZipFile(out) as made:
        manifest = ElementTree.fromstring(made.read("imsmanifest.xml"))
        named = {file.attrib["href"] for file in manifest.iterfind(".//{*}file")}
        assert named == set(made.namelist()) - {"imsmanifest.xml"}
        resource = manifest.find(".//{*}resource")
        assert resource is not None
        assert resource.attrib["href"] == "index.html"
        assert resource.attrib["{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype"] == "sco"
        assert any(name.endswith("platform.js") for name in named)
    assert "is there already" in refused(soup, StaticPageWishes(out, package, scorm=True))
    assert "ends in .zip" in refused(soup, StaticPageWishes(tmp_path / "soup", package, scorm=True))


def test_the_command_says_what_was_written(package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["export", "first-scene", "--web", str(out), "--runtime", str(package)]) == 0
    assert f"Written: {out}" in capsys.readouterr().out
    assert main(["export", "first-scene", "--web", str(out), "--runtime", str(package)]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert main(["export", "first-scene", "--handout", "--runtime", str(package)]) == 2
    assert "--web" in capsys.readouterr().err
