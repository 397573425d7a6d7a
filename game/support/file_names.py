"""Names that not every system can give to a file: whoever hands a pack on finds out before others cannot unpack it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

#: Devices of Windows, whatever ending stands behind them: opening `con.yaml` opens the console.
_DEVICE = re.compile(r"(con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]')


def windows_trouble(name: str) -> str:
    """Why Windows has no file or folder of this name, as the end of a sentence; "" when it can have one."""
    device = _DEVICE.fullmatch(name)
    if device is not None:
        return f"Windows keeps the name “{device[1]}” for a device"
    forbidden = _FORBIDDEN.search(name)
    if forbidden is not None:
        return (
            f"Windows allows no “{forbidden[0]}” in names" if forbidden[0] >= " " else "Windows allows only text in it"
        )
    if name.endswith((".", " ")):
        return f"Windows leaves out the {'dot' if name[-1] == '.' else 'space'} at its end"
    return ""


def trouble_elsewhere(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The paths (with forward slashes) that not every system can have beside the others, and why."""
    known: dict[str, str] = {}
    for path in paths:
        reason = next(filter(None, map(windows_trouble, path.split("/"))), "")
        same = known.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if not reason and same != path:
            reason = f"on Windows and macOS it is the same name as “{same}”"
        if reason:
            yield path, reason
