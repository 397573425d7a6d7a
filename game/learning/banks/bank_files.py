"""A stranger's file as bytes and as text: bounded in size, whatever encoding a spreadsheet or an editor chose."""

from __future__ import annotations

import codecs
import io
import zipfile
from pathlib import Path

from game.learning.banks.bank_questions import BankError
from game.story.source.pack_files import read_bounded
from game.support import limits
from game.support.safe_text import safe_line

#: What the packed parts of an archive may hold together, each of them, and how many there may be.
ARCHIVE_BYTES = 40_000_000
PART_BYTES = 20_000_000
ARCHIVE_ENTRIES = 2_000

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def bank_bytes(path: Path) -> bytes:
    """The content of a file that somebody wants to import: not empty, and at most `limits.FILE_BYTES` bytes.

    Raises BankError when it cannot be read, is no ordinary file, is larger, or has nothing but blanks.
    """
    shown = safe_line(str(path))
    try:
        content = read_bounded(str(path), limits.FILE_BYTES)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no name of a file"
        raise BankError(f"{shown} cannot be read: {why}.") from error
    if content is None:
        raise BankError(f"{shown} is not a file with questions; a folder or a device cannot be imported.")
    if isinstance(content, int):
        raise BankError(f"{shown} has {content:,} bytes; at most {limits.FILE_BYTES:,} are read. Divide it.")
    if not content.strip():
        raise BankError(f"{shown} is empty.")
    return content


def bank_text(content: bytes) -> tuple[str, str]:
    """The text, and how it was encoded: UTF-8, UTF-16 with its mark, or as Windows does it in Western Europe.

    That is `utf-8-sig`, `utf-16`, `utf-8` or `cp1252`, as Python names them. The mark is no part of the text; what
    cannot be decoded becomes `�`. Nothing is raised.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "cp1252"


class BankArchive:
    """The parts of a zip archive, such as an .xlsx or a .docx. What would unpack to more than is allowed is refused.

    `file` is what sentences call it.
    """

    def __init__(self, content: bytes, file: str) -> None:
        """Look through the list of its parts. Raises BankError for what is no archive, or would unpack to too much."""
        self.file = file
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise BankError(f"{file} is damaged, or no such document: it is not a zip archive.") from error
        parts = self._zip.infolist()
        total = sum(part.file_size for part in parts)
        if len(parts) > ARCHIVE_ENTRIES or total > ARCHIVE_BYTES or any(part.file_size > PART_BYTES for part in parts):
            raise BankError(
                f"{file} would unpack to {total:,} bytes in {len(parts):,} parts; at most {ARCHIVE_BYTES:,} bytes in "
                f"{ARCHIVE_ENTRIES:,} parts, {PART_BYTES:,} each, are read. Save it anew without pictures."
            )

    @property
    def names(self) -> list[str]:
        """The names of its parts, in the order of the archive."""
        return self._zip.namelist()

    def part(self, name: str) -> bytes:
        """The content of a part, which is read no further than its size was stated: `PART_BYTES` at most.

        Raises BankError when there is none with this name, when it is damaged, and when it has a password.
        """
        try:
            with self._zip.open(name) as part:
                return part.read(PART_BYTES)
        except KeyError as error:
            raise BankError(f"{self.file} has no part “{name}”; it is another kind of document.") from error
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError) as error:
            raise BankError(f"{self.file} is damaged, or has a password: “{name}” cannot be unpacked.") from error
        except Exception as error:
            if type(error).__module__ in ("zlib", "lzma"):
                raise BankError(f"{self.file} is damaged: “{name}” cannot be unpacked.") from error
            raise

    def check_xml(self) -> None:
        """See that every part can be unpacked, and that none of XML declares entities of its own.

        Raises BankError when one cannot, or does.
        """
        for name in self.names:
            content = self.part(name)
            if name.endswith((".xml", ".rels")) and any(
                mark in content for mark in (b"<!DOCTYPE", b"<!ENTITY", "<!DOCTYPE".encode("utf-16-le"))
            ):
                raise BankError(f"{self.file} declares entities of its own; such a file is not read. Save it anew.")


def missing(library: str, purpose: str) -> BankError:
    """The error to raise when a library is not there; `purpose`, what needs it, begins the sentence."""
    return BankError(
        f"{purpose} needs the library {library}, which is not installed. Install what question banks need with: "
        "pip install 'eightwings[banks]'"
    )
