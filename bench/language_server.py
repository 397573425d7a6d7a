"""A client of a language server, as an editor is one: JSON over its standard input and output."""

from __future__ import annotations

import json
import subprocess
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

_PATIENCE = 60.0


class LanguageServer:
    """yaml-language-server, without the network. `settings` are those of its section `yaml`."""

    def __init__(self, command: list[str], root: Path, settings: dict[str, Any]) -> None:
        self.settings = {**settings, "schemaStore": {"enable": False}}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.root, self.last = root, 0
        self.came = threading.Condition()
        self.answers: dict[int, Any] = {}
        self.found: dict[str, list[dict[str, Any]]] = {}
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> LanguageServer:
        capabilities = {
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}},
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {},
            },
            "workspace": {"configuration": True},
        }
        self.ask("initialize", {"processId": None, "rootUri": self.root.as_uri(), "capabilities": capabilities})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": {"yaml": self.settings}})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """Send a request; the result is its answer."""
        with self.came:
            self.last += 1
            mine = self.last
        self._send({"id": mine, "method": method, "params": params})
        with self.came:
            if not self.came.wait_for(lambda: mine in self.answers, _PATIENCE):
                raise SystemExit(f"The language server gave no answer to {method}.")
            return self.answers.pop(mine)

    def tell(self, method: str, params: dict[str, Any]) -> None:
        """Send a message that has no answer."""
        self._send({"method": method, "params": params})

    def open(self, file: Path, text: str) -> None:
        """Open a file, with this text in the editor."""
        self.found.pop(file.as_uri(), None)
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def findings(self, file: Path) -> list[dict[str, Any]]:
        """What the server finds wrong in an opened file, once it has said so."""
        with self.came:
            if not self.came.wait_for(lambda: file.as_uri() in self.found, _PATIENCE):
                raise SystemExit(f"The language server said nothing about {file}.")
            return self.found[file.as_uri()]

    def hover(self, file: Path, line: int, column: int) -> str:
        """What it says about the word at this spot (from 0), in Markdown."""
        answer = self.ask("textDocument/hover", self._at(file, line, column))
        return str(answer["contents"]["value"]) if answer else ""

    def completions(self, file: Path, line: int, column: int) -> dict[str, dict[str, Any]]:
        """What it offers at this spot (from 0), by label."""
        answer = self.ask("textDocument/completion", self._at(file, line, column)) or []
        items = answer["items"] if isinstance(answer, dict) else answer
        return {str(item["label"]): item for item in items}

    @staticmethod
    def _at(file: Path, line: int, column: int) -> dict[str, Any]:
        return {"textDocument": {"uri": file.as_uri()}, "position": {"line": line, "character": column}}

    def _send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(content) + content)
        self.process.stdin.flush()

    def _listen(self) -> None:
        out = self.process.stdout
        assert out is not None
        while header := out.readline():
            length = int(header.split(b":")[1])
            while out.readline().strip():
                pass
            message = json.loads(out.read(length))
            if "method" in message and "id" in message:
                self._answer(message)
                continue
            with self.came:
                if "id" in message:
                    self.answers[message["id"]] = message.get("result")
                elif message["method"] == "textDocument/publishDiagnostics":
                    self.found[message["params"]["uri"]] = message["params"]["diagnostics"]
                self.came.notify_all()

    def _answer(self, message: dict[str, Any]) -> None:
        result: Any = None
        if message["method"] == "workspace/configuration":
            asked = [item.get("section") for item in message["params"]["items"]]
            result = [self.settings if section == "yaml" else {} for section in asked]
        self._send({"id": message["id"], "result": result})
