"""Reads Word documents (docx, docm, dotx; Transitional and Strict).

The package is opened by the guarded zip of this library, not by python-docx, which unpacks and parses
every part before it answers: that alone takes longer than all the work here, and no zip bomb is stopped.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import replace

from lxml import etree

from ...document import BlockKind
from ...errors import CorruptError, NotReadError
from ..base import RawBlock, RawDocument
from ..packages import Package, open_package, parse_xml
from .numbering import Numbering
from .styles import STRICT, Styles, W
from .walk import Story

__all__ = ["read_docx"]

# Parts beside the body, with what is lost when one is broken.
_LOSSES = {
    "styles": "标题样式未识别",
    "numbering": "自动编号未还原",
    "footnotes": "脚注未读入",
    "endnotes": "尾注未读入",
    "header": "页眉未读入",
    "footer": "页脚未读入",
}
_KINDS = frozenset({"officeDocument", *_LOSSES})
_DECLARATION = re.compile(rb"(?<==[\"'])(?:" + b"|".join(map(re.escape, STRICT)) + rb")(?=[\"'])")


def read_docx(data: bytes) -> RawDocument:
    """Read a Word document: the body, then notes, then headers and footers.

    Tracked insertions are in and deletions out; hidden text is in, with a warning. Automatic
    numbers stand before the text as on the page.

    Parameters
    ----------
    data : bytes
        The whole file.

    Raises
    ------
    ReadError
        What `open_package` and `parse_xml` raise, and ``NotReadError`` if the document is
        nothing but pictures.
    """
    package = open_package(data)
    main = _main_part(package)
    root = _xml(package, main)
    if root is None or root.tag != W + "document":
        raise CorruptError("文件里没有 Word 正文，不是有效的 docx 文件；请用 Word 或 WPS 打开后另存为 docx")
    reading = _Reading(package, main)
    blocks = reading.walk(main, root, [root])
    if not blocks and next(root.iter("{*}blip", "{*}imagedata"), None) is not None:
        raise NotReadError("文档里只有图片，没有可读的文字；请先做文字识别（OCR），再读识别后的文件")
    blocks += reading.notes() + reading.furniture()
    return RawDocument(tuple(blocks), "docx", warnings=tuple(reading.warnings()))


class _Reading:
    """One document being read: its parts, its definitions, and what there is to warn about."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._broken: list[str] = []
        self._stories: list[Story] = []
        try:
            self._parts = _related(package, main)
        except CorruptError:
            self._parts = []
            self._broken.append("文件的部件清单已损坏：标题样式、自动编号、脚注和页眉页脚未读入")
        self._styles = Styles(next((root for _, root in self._load("styles")), None))
        self._numbering = Numbering(next((root for _, root in self._load("numbering")), None), self._styles)

    def walk(self, name: str, root: etree._Element, containers: Iterable[etree._Element]) -> list[RawBlock]:
        """Return the blocks of some elements of a part."""
        story = Story(name, root, self._styles, self._numbering)
        self._stories.append(story)
        return [block for container in containers for block in story.blocks(container)]

    def notes(self) -> list[RawBlock]:
        """Return footnotes, then endnotes."""
        found: list[RawBlock] = []
        for kind in ("footnotes", "endnotes"):
            for name, root in self._load(kind):
                # The others are the lines that separate notes from the text.
                notes = [note for note in root if note.get(W + "type", "normal") == "normal"]
                found += self.walk(name, root, notes)
        return [_as(block, "footnote") for block in found]

    def furniture(self) -> list[RawBlock]:
        """Return the paragraphs of all headers and footers, each text once."""
        found: dict[str, RawBlock] = {}
        for kind in ("header", "footer"):
            for name, root in self._load(kind):
                for block in self.walk(name, root, [root]):
                    found.setdefault(block.text.strip(), block)
        return [_as(block, "page_furniture") for block in found.values()]

    def warnings(self) -> list[str]:
        """Return a line for everything that the reader of the text should know."""
        found = list(dict.fromkeys(self._broken))
        hidden = sum(story.hidden for story in self._stories)
        if hidden:
            found.append(f"文中有隐藏文字 {hidden} 字，已一并读入")
        if any(story.revised for story in self._stories):
            found.append("文中有未接受的修订：插入的文字已读入，删除的文字未读入")
        if any(story.embedded for story in self._stories):
            found.append("文中嵌有外部文档（altChunk），其内容未读入；请用 Word 打开后另存再读")
        return found

    def _load(self, kind: str) -> list[tuple[str, etree._Element]]:
        found = []
        for name in [part for part_kind, part in self._parts if part_kind == kind]:
            try:
                root = _xml(self._package, name, kind)
            except CorruptError:
                root = None
            if root is None:
                self._broken.append(f"{name} 缺失或已损坏：{_LOSSES[kind]}")
            else:
                found.append((name, root))
        return found


def _as(block: RawBlock, kind: BlockKind) -> RawBlock:
    return replace(block, kind=kind, level=None, cell=None)


def _main_part(package: Package) -> str:
    parts = [name for kind, name in _related(package, "") if kind == "officeDocument"]
    return parts[0] if parts else "word/document.xml"


def _related(package: Package, source: str) -> list[tuple[str, str]]:
    """Return kind and name of the parts that a part (or, with no name, the package) refers to."""
    folder, name = posixpath.split(source)
    root = _xml(package, posixpath.join(folder, "_rels", name + ".rels"))
    found = []
    for each in () if root is None else root:
        # The kind is the end of a URL that differs between Transitional and Strict.
        kind = each.get("Type", "").rpartition("/")[2]
        if kind in _KINDS and each.get("TargetMode") != "External":
            part = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
            found.append((kind, part.lstrip("/")))
    return found


def _xml(package: Package, name: str, kind: str = "") -> etree._Element | None:
    data = package.read(name)
    if data is None:
        return None
    if b"purl.oclc.org" in data:
        data = _DECLARATION.sub(lambda match: STRICT[match[0]], data)
    return parse_xml(_without_latent(data) if kind == "styles" else data, name)


def _without_latent(data: bytes) -> bytes:
    """Cut out the styles that Word knows and the document does not define.

    They are nine tenths of ``styles.xml`` in 129 real files and took 7 % of the reading time.
    """
    before, _, rest = data.partition(b"<w:latentStyles")
    after = rest.partition(b"</w:latentStyles>")[2]
    return before + after if after else data
