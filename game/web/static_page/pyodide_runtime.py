"""Python for browsers: which version of Pyodide a page is made for, and its files from a folder or from elsewhere.

The version and the hash of each file stand in `runtime.json`. They are those of the npm package `pyodide`. Another
version is refused: the page also keeps the memory of Python, which no other version could take up.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from game.support.safe_text import safe_line

IN_PAGE = {
    "pyodide.mjs": "pyodide.js",
    "pyodide.asm.mjs": "pyodide.asm.js",
    "pyodide.asm.wasm": "pyodide.asm.bin",
    "python_stdlib.zip": "python_stdlib.zip",
}
"""By the name of each file of the runtime, the one that it has in a page."""

_PACKED = frozenset({"pyodide.asm.wasm"})
_DATA = Path(__file__).parent / "runtime.json"


class RuntimeFile(NamedTuple):
    """A file of the runtime: its size in bytes, and its hash in the notation of subresource integrity."""

    size: int
    integrity: str


class Runtime(NamedTuple):
    """The runtime for which pages are made: `cdn` is an address with its files, `lock` what it is told of itself."""

    version: str
    cdn: str
    lock: dict[str, Any]
    files: dict[str, RuntimeFile]

    @property
    def folder(self) -> str:
        """The folder of its files in a page."""
        return f"pyodide-{self.version}"

    @property
    def integrities(self) -> dict[str, str]:
        """The hash of each file."""
        return {name: file.integrity for name, file in self.files.items()}


class NoRuntime(Exception):
    """The folder holds no runtime that can be used; the message is a sentence with the reason and the fix."""


@cache
def runtime() -> Runtime:
    """The runtime for which pages are made."""
    data = json.loads(_DATA.read_text("utf-8"))
    files = {name: RuntimeFile(**file) for name, file in data["files"].items()}
    return Runtime(data["version"], data["cdn"], data["lock"], files)


def runtime_files(folder: Path) -> dict[str, bytes]:
    """The files of the runtime, from a folder in which the npm package was unpacked. Raises NoRuntime.

    It may be the folder above the one with the files: `package` and `node_modules/pyodide` are found.
    """
    wanted = runtime()
    at = next(
        (
            place
            for place in (folder, folder / "package", folder / "node_modules" / "pyodide")
            if (place / "pyodide.asm.wasm").is_file()
        ),
        None,
    )
    how = f"Get it by: npm pack pyodide@{wanted.version}; unpack that, and name the folder with --runtime."
    if at is None:
        raise NoRuntime(f"{safe_line(str(folder))} holds no Pyodide: there is no pyodide.asm.wasm in it. {how}")
    found: dict[str, bytes] = {}
    for name, file in wanted.files.items():
        try:
            with (at / name).open("rb") as opened:
                content = opened.read(file.size + 1)
        except OSError as error:
            raise NoRuntime(f"{safe_line(str(at / name))} cannot be read: {error.strerror}. {how}") from error
        if len(content) != file.size or integrity(content) != file.integrity:
            raise NoRuntime(f"{safe_line(str(at / name))} is not that of Pyodide {wanted.version}. {how}")
        found[name] = content
    return found


def files_in_page(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files of the runtime as they lie in a page: with names that every web server knows, and compressed.

    Some servers send `.mjs` as no script, and refuse `.wasm`; hardly any compresses what it sends by itself.
    """
    return {
        IN_PAGE[name]: gzip.compress(content, mtime=0) if name in _PACKED else content
        for name, content in files.items()
    }


def integrity(content: bytes) -> str:
    """The hash of a file in the notation of subresource integrity."""
    return f"sha384-{b64encode(hashlib.sha384(content).digest()).decode()}"
