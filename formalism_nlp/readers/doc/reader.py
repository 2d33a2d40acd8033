"""Reads Word 97-2003 documents (doc) and those of old WPS Writer (wps), which have the same format.

Read by hand on olefile: antiword refused 3 of 69 real files and lost text of 3 more without a word, catdoc
garbled runs, and the one Python library tried left field codes in the text.
"""

from __future__ import annotations

import struct
from dataclasses import replace
from itertools import pairwise

from ...document import BlockKind
from ...errors import CorruptError, NotReadError
from ..base import RawBlock, RawDocument
from ..docx.numbering import ListDefinition
from .container import RESAVE, Container
from .fib import WORD_97, Fib
from .formats import CharacterFormats, ParagraphFormats
from .lists import read_lists
from .old import read_word_95
from .pieces import read_pieces
from .story import Box, Definitions, Story
from .styles import Styles

__all__ = ["read_doc"]

_SHAPE, _BOX = 26, 22


def read_doc(data: bytes) -> RawDocument:
    """Read a binary Word document: the body, then notes, then headers and footers.

    Deleted text and field codes are out, results of fields are in; hidden text is in, with a
    warning. Automatic numbers stand before the text as on the page.

    Parameters
    ----------
    data : bytes
        The whole file.

    Raises
    ------
    CorruptError
        If it is damaged where the text is.
    EncryptedError
        If it asks for a password.
    UnsupportedError
        If it is another kind of OLE file, or of a version of Word that is not read.
    NotReadError
        If it is nothing but pictures.
    TooLargeError
        If it has more than five million characters.
    """
    with Container(data) as container:
        stream = container.read("WordDocument")
        if stream is None:
            raise CorruptError(f"Word 正文的数据流不完整；请重新下载，或{RESAVE[1:]}")
        fib = Fib.parse(stream)
        if fib.version < WORD_97:
            return read_word_95(stream, fib)
        table = container.read(fib.table)
        if table is None:
            raise CorruptError(f"缺少 Word 的排版数据，文字次序无法确定；请重新下载，或{RESAVE[1:]}")
        reading = _Reading(fib, stream, table, container.read("Data") or b"")
    body = reading.body()
    if not body and reading.pictures:
        raise NotReadError("文档里只有图片，没有可读的文字；请先做文字识别（OCR），再读识别后的文件")
    blocks = body + reading.notes() + reading.furniture()
    return RawDocument(tuple(blocks), "doc", warnings=tuple(reading.warnings()))


class _Reading:
    """One document being read: its definitions, and what there is to warn about."""

    def __init__(self, fib: Fib, stream: bytes, table: bytes, data: bytes) -> None:
        self._fib = fib
        self._table = table
        self._stories: list[Story] = []
        self._broken: list[str] = []
        text = read_pieces(stream, fib.cut("clx", table))
        styles = Styles(fib.cut("stsh", table))
        self._definitions = Definitions(
            text,
            ParagraphFormats(stream, fib.cut("papx", table), data, styles),
            CharacterFormats(stream, fib.cut("chpx", table)),
            _fonts(fib.cut("fonts", table)),
            self._lists(),
            frozenset(_positions(fib.cut("sections", table), 12)),
        )
        self._ranges: dict[str, tuple[int, int]] = {}
        end = 0
        for name, length in fib.lengths.items():
            self._ranges[name] = end, end + length
            end += length

    @property
    def pictures(self) -> bool:
        """There are pictures or drawings."""
        return any(story.findings.pictures for story in self._stories)

    def body(self) -> list[RawBlock]:
        """Return the blocks of the body with those of its text boxes."""
        return self._read("body", *self._ranges["body"], boxes=self._boxes())

    def notes(self) -> list[RawBlock]:
        """Return footnotes, then endnotes."""
        return [
            _as(block, "footnote")
            for name in ("footnotes", "endnotes")
            for block in self._read(name, *self._ranges[name])
        ]

    def furniture(self) -> list[RawBlock]:
        """Return the paragraphs of all headers and footers, each text once."""
        found: dict[str, RawBlock] = {}
        for name in ("headers", "header_boxes"):
            for block in self._read(name, *self._ranges[name]):
                found.setdefault(block.text.strip(), block)
        return [_as(block, "page_furniture") for block in found.values()]

    def warnings(self) -> list[str]:
        """Return a line for everything that the reader of the text should know."""
        found = list(self._broken)
        if not self._definitions.paragraphs.sound:
            found.append("段落格式的目录已损坏：表格按单元格标记推断，标题样式和自动编号未还原")
        findings = [story.findings for story in self._stories]
        hidden = sum(each.hidden for each in findings)
        if hidden:
            found.append(f"文中有隐藏文字 {hidden} 字，已一并读入")
        if any(each.revised for each in findings):
            found.append("文中有未接受的修订：插入的文字已读入，删除的文字未读入")
        if any(each.unnumbered for each in findings):
            found.append("部分自动编号是 Word 6 的旧式编号，未还原；如需编号，请用 Word 或 WPS 另存为 docx 再读")
        return found

    def _read(self, name: str, start: int, end: int, boxes: tuple[Box, ...] = ()) -> list[RawBlock]:
        if start >= min(end, len(self._definitions.text.characters)):
            return []
        story = Story(name, self._definitions, start, end, boxes)
        self._stories.append(story)
        return story.blocks()

    def _lists(self) -> dict[int, ListDefinition]:
        start, length = self._fib.places["lists"]
        if not length:
            return {}
        try:
            return read_lists(self._table, start, self._fib.cut("overrides", self._table))
        except (struct.error, IndexError):
            self._broken.append("自动编号的定义已损坏：自动编号未还原")
            return {}

    def _boxes(self) -> tuple[Box, ...]:
        """Return the text boxes of the body, each with the place to which it is tied."""
        first, last = self._ranges["boxes"]
        if first == last:
            return ()
        places = self._fib.cut("shapes", self._table)
        shapes = _positions(places, _SHAPE)
        ties = {}
        for number, position in enumerate(shapes[:-1]):
            ties[struct.unpack_from("<i", places, 4 * len(shapes) + _SHAPE * number)[0]] = position
        entries = self._fib.cut("boxes", self._table)
        starts = _positions(entries, _BOX)
        if any(left > right for left, right in pairwise(starts)):
            self._broken.append("文本框的目录已损坏：文本框未读入")
            return ()
        boxes = []
        position = 0
        for number, (start, end) in enumerate(pairwise(starts)):
            shape = struct.unpack_from("<i", entries, 4 * len(starts) + _BOX * number + 14)[0]
            # A box inside a group of shapes is not listed itself; it follows the box before it.
            position = ties.get(shape, position)
            blocks = self._read("boxes", min(first + start, last), min(first + end, last))
            if blocks:
                boxes.append(Box(position, blocks))
        return tuple(sorted(boxes, key=lambda box: box.position))


def _positions(data: bytes, size: int) -> tuple[int, ...]:
    """Return the positions at the start of a table whose entries have a size; one more than it has entries."""
    count = (len(data) - 4) // (4 + size)
    return struct.unpack_from(f"<{count + 1}I", data) if count > 0 else ()


def _fonts(data: bytes) -> tuple[str, ...]:
    """Return the names of the fonts."""
    found = []
    at = 4
    while at + 1 < len(data):
        entry = data[at + 1 : at + 1 + data[at]]
        found.append(entry[39:].decode("utf-16-le", "replace").partition("\0")[0])
        at += 1 + data[at]
    return tuple(found)


def _as(block: RawBlock, kind: BlockKind) -> RawBlock:
    return replace(block, kind=kind, level=None, cell=None)
