"""The skeleton of an OFD package: documents, pages, templates, resources, and what is named but not read."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ...errors import CorruptError, ReadError
from ..packages import Package, parse_xml

__all__ = ["Body", "PageFile", "Parts", "bodies", "children", "first", "local"]


class Parts:
    """The XML parts of a package, found by the paths that other parts state."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._names = {posixpath.normpath(name.replace("\\", "/")).lstrip("/").lower() for name in package.names()}

    def find(self, location: str | None, beside: str) -> str | None:
        """Return the path of a member stated in another member: relative to it, else to its folders above."""
        wanted = (location or "").strip().replace("\\", "/")
        if not wanted:
            return None
        folder = "" if wanted.startswith("/") else posixpath.dirname(beside)
        while True:
            path = posixpath.normpath(posixpath.join(folder, wanted.lstrip("/")))
            if not path.startswith("../") and path.lower() in self._names:
                return path
            if not folder:
                return None
            folder = posixpath.dirname(folder)

    def xml(self, path: str) -> etree._Element | None:
        """Return a part parsed; None when it is not there."""
        data = self.package.read(path)
        return None if data is None else parse_xml(data, path)


@dataclass(frozen=True)
class PageFile:
    """A page as the list of pages states it; ``path`` is None where its part is missing."""

    id: str
    path: str | None


@dataclass
class Body:
    """One document of a package."""

    path: str
    box: str | None
    pages: list[PageFile]
    templates: dict[str, str]
    resources: list[str]
    annotations: str | None
    signatures: int = 0
    attachments: list[str] = field(default_factory=list)


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace: some writers declare none, some another."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Yield the direct children of one name."""
    for child in () if element is None else element:
        if local(child) == name:
            yield child


def first(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Follow names downwards; None when one is missing."""
    for name in names:
        element = next(children(element, name), None)
    return element


def bodies(parts: Parts) -> list[Body]:
    """Return the documents that OFD.xml names.

    Raises
    ------
    CorruptError
        If it names none that is there.
    """
    root = parts.xml("OFD.xml")
    found = []
    for body in children(root, "DocBody"):
        path = parts.find(_text(first(body, "DocRoot")), "OFD.xml")
        document = parts.xml(path) if path else None
        if path is not None and document is not None:
            found.append(_body(parts, path, document, _text(first(body, "Signatures"))))
    if not found:
        raise CorruptError("OFD 文件里找不到正文（Document.xml）；请重新获取该文件")
    return found


def _body(parts: Parts, path: str, document: etree._Element, signatures: str | None) -> Body:
    common = first(document, "CommonData")
    pages = [
        PageFile(page.get("ID", ""), parts.find(page.get("BaseLoc"), path))
        for page in children(first(document, "Pages"), "Page")
    ]
    templates = {
        template.get("ID", ""): location
        for template in children(common, "TemplatePage")
        if (location := parts.find(template.get("BaseLoc"), path))
    }
    resources = [
        location
        for name in ("PublicRes", "DocumentRes")
        for element in children(common, name)
        if (location := parts.find(element.text, path))
    ]
    body = Body(
        path, _text(first(common, "PageArea", "PhysicalBox")), pages, templates, resources,
        parts.find(_text(first(document, "Annotations")), path),
    )  # fmt: skip
    body.signatures = sum(1 for _ in children(_optional(parts, parts.find(signatures, "OFD.xml")), "Signature"))
    listed = parts.find(_text(first(document, "Attachments")), path)
    for attachment in children(_optional(parts, listed), "Attachment"):
        body.attachments.append(" ".join((attachment.get("Name") or "（未命名）").split())[:80])
    return body


def _optional(parts: Parts, path: str | None) -> etree._Element | None:
    """A part that says nothing about the text: damage to it costs nothing else."""
    try:
        return parts.xml(path) if path else None
    except ReadError:
        return None


def _text(element: etree._Element | None) -> str | None:
    return None if element is None else element.text
