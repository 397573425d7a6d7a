"""The files in docs/serving say what the command understands, and name each other's services, ports and pages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from game.cli import main
from tests.web.server.classes import Browser

ROOT = Path(__file__).parents[3]
SERVING = ROOT / "docs" / "serving"


def container(word: str) -> str:
    """What stands behind a word of the Containerfile."""
    text = (SERVING / "Containerfile").read_text("utf-8").replace("\\\n", " ")
    found = re.search(rf"^{word} (.*)$", text, re.MULTILINE)
    assert found, word
    return found[1]


@pytest.fixture
def services() -> dict[str, Any]:
    """The services of the compose file, with their variables filled in."""
    text = (SERVING / "compose.yaml").read_text("utf-8")
    filled = {"CLASS_PACK": "first-scene", "CLASS_HOST": "class.example", "POSTGRES_PASSWORD": "x"}
    text = re.sub(r"\$\{(\w+)[^}]*\}", lambda found: filled.get(found[1], found[1]), text)
    services: dict[str, Any] = yaml.safe_load(text)["services"]
    return services


def test_the_image_opens_a_class_and_serves_it_as_the_compose_file_says(
    services: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EIGHTWINGS_STORE", str(tmp_path / "classes.sqlite3"))
    program, *begins = json.loads(container("ENTRYPOINT"))
    assert program == "eightwings"
    assert main([*begins, "first-scene", "--url", "https://class.example", "--days", "60", "--only-open"]) == 0
    code = capsys.readouterr().out.partition("?code=")[2][:6]
    wished = []
    monkeypatch.setattr("game.web.server.serving._served", lambda *given: wished.append(given[-1]) or 0)
    command = [code if each == "CLASS_CODE" else each for each in services["class-1"]["command"]]
    assert main([*begins, *command]) == 0
    (wishes,) = wished
    assert wishes.behind_proxy
    assert wishes.url == "https://class.example"
    assert str(wishes.port) == container("EXPOSE")


def test_caddy_leads_to_every_process_and_the_docs_name_them(services: dict[str, Any]) -> None:
    caddy = (SERVING / "Caddyfile").read_text("utf-8")
    processes = re.findall(r"(\S+):(\d+)", re.findall(r"reverse_proxy (.*) \{", caddy)[0])
    assert {name for name, _ in processes} == services.keys() - {"caddy", "postgres"}
    assert {port for _, port in processes} == {container("EXPOSE")}
    commands = re.findall(r"docker compose run --rm (\S+)", (ROOT / "docs" / "classes.md").read_text("utf-8"))
    assert commands
    assert set(commands) <= services.keys()


def test_what_asks_for_the_health_of_a_process_is_answered(address: str) -> None:
    asked = re.findall(r"health_uri (\S+)", (SERVING / "Caddyfile").read_text("utf-8"))
    asked += re.findall(r"http://127\.0\.0\.1:\d+(/\w+)", container("HEALTHCHECK"))
    assert [Browser(address).get(path).status for path in asked] == [200, 200]
