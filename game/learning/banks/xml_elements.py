"""A stranger's XML as elements that know their lines. No entity is expanded, nothing is fetched; depth is bounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from game.learning.banks.bank_files import missing
from game.learning.banks.bank_questions import BankError

_DEPTH, _ELEMENTS = 60, 400_000


@dataclass
class XmlElement:
    """An element: its name without a namespace, its attributes, the words directly in it, and what stands inside."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[XmlElement] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The words directly in it."""
        return "".join(self.pieces)

    def first(self, name: str) -> XmlElement | None:
        """The first of its children with a name; None: there is none."""
        return next((child for child in self.children if child.name == name), None)

    def every(self, name: str) -> Iterator[XmlElement]:
        """Its children with a name."""
        return (child for child in self.children if child.name == name)

    def text(self, *way: str) -> str:
        """The words to which a way of names leads, each the first of its kind; empty when there is none."""
        here: XmlElement | None = self
        for name in way:
            here = here.first(name) if here is not None else None
        return here.words if here is not None else ""

    def inside(self, *names: str) -> Iterator[XmlElement]:
        """All elements of these names inside it, however deep, in their order, but for those inside one another."""
        waiting = list(reversed(self.children))
        while waiting:
            element = waiting.pop()
            if element.name in names:
                yield element
            else:
                waiting.extend(reversed(element.children))


def xml_root(content: bytes, file: str) -> XmlElement:
    """The outermost element of a document, in the encoding that it names; `file` is what sentences call it.

    Raises BankError when it is damaged, in an encoding that is not known, declares a document type, has more than
    400,000 elements, or more than 60 inside each other, and when defusedxml is not installed.
    """
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.sax import parseString
    except ImportError as error:
        raise missing("defusedxml", "Reading XML and Word files") from error
    from xml.sax import SAXException
    from xml.sax.handler import ContentHandler

    class Handler(ContentHandler):
        def __init__(self) -> None:
            super().__init__()
            self.open = [XmlElement("", {}, 0)]
            self.count = 0
            self.place: Any = None

        def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802
            self.place = locator

        def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
            self.count += 1
            if len(self.open) > _DEPTH or self.count > _ELEMENTS:
                raise BankError(
                    f"{file} has more elements, or more of them inside each other, than are read. Divide it."
                )
            made = XmlElement(name.rpartition(":")[2], dict(attrs.items()), self.place.getLineNumber())
            self.open[-1].children.append(made)
            self.open.append(made)

        def endElement(self, name: str) -> None:  # noqa: N802
            self.open.pop()

        def characters(self, content: str) -> None:
            self.open[-1].pieces.append(content)

    handler = Handler()
    try:
        parseString(content, handler, forbid_dtd=True)
    except DefusedXmlException as error:
        raise BankError(f"{file} declares entities of its own; such a file is not read. Export it anew.") from error
    except SAXException as error:
        line = getattr(error, "getLineNumber", lambda: 0)()
        raise BankError(
            f"{file}:{line}: The XML is damaged ({error.getMessage()}). Nothing was read; export it anew."
        ) from error
    except (ValueError, LookupError) as error:
        raise BankError(f"{file} is in an encoding that is not known. Save it as UTF-8.") from error
    return handler.open[0].children[0]
