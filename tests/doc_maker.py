"""Builds small binary Word documents in memory, byte by byte, so that each test shows its own properties."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SECTOR = 512
_END, _FAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
TEXT_AT = 1024
STORIES = ("body", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header_boxes")
PAIRS = {
    "stsh": 1, "sections": 6, "chpx": 12, "papx": 13, "fonts": 15, "clx": 33, "shapes": 40, "boxes": 56,
    "lists": 73, "overrides": 74,
}  # fmt: skip
DELETED, HIDDEN = b"\x00\x08\x01", b"\x3c\x08\x01"
IN_TABLE = b"\x16\x24\x01"
ROW_END = IN_TABLE + b"\x17\x24\x01"


def ole(streams: Mapping[str, bytes]) -> bytes:
    """Pack streams into an OLE container; each is padded so that none is a small one."""
    sectors: list[bytes] = []
    fat: list[int] = []
    entries = [_entry("Root Entry", 5, child=1, start=_END)]
    for place, (name, content) in enumerate(streams.items(), 1):
        padded = content.ljust(4096, b"\0")
        chunks = [padded[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(padded), SECTOR)]
        entries.append(
            _entry(name, 2, start=len(sectors), size=len(padded), right=place + 1 if place < len(streams) else None)
        )
        fat += [*range(len(sectors) + 1, len(sectors) + len(chunks)), _END]
        sectors += chunks
    directory = b"".join(entries)
    directory += _entry("", 0) * (-len(entries) % 4)
    first_directory = len(sectors)
    chunks = [directory[at : at + SECTOR] for at in range(0, len(directory), SECTOR)]
    fat += [*range(len(sectors) + 1, len(sectors) + len(chunks)), _END]
    sectors += chunks
    tables = 1
    while tables * 128 < len(sectors) + tables:
        tables += 1
    fat += [_FAT] * tables
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, tables,
        first_directory, 0, 4096, _END, 0, _END, 0,
    )  # fmt: skip
    difat = [len(sectors) + place for place in range(tables)] + [_FREE] * (109 - tables)
    packed = struct.pack(f"<{tables * 128}I", *fat, *[_FREE] * (tables * 128 - len(fat)))
    return header + struct.pack("<109I", *difat) + b"".join(sectors) + packed


def _entry(
    name: str, kind: int, *, child: int | None = None, start: int = 0, size: int = 0, right: int | None = None
) -> bytes:
    none = _FREE
    raw = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ", raw, len(raw) + 2 if name else 0, kind, 1, none, none if right is None else right,
        none if child is None else child, b"", 0, 0, 0, start, size,
    )  # fmt: skip


@dataclass(frozen=True)
class Para:
    """A paragraph: runs of text with character properties, its mark, its style and properties."""

    text: str | Sequence[tuple[str, bytes]]
    properties: bytes = b""
    style: int = 0
    mark: str = "\r"
    mark_properties: bytes = b""

    @property
    def runs(self) -> list[tuple[str, bytes]]:
        """All runs, the mark among them."""
        runs = [(self.text, b"")] if isinstance(self.text, str) else list(self.text)
        return [run for run in [*runs, (self.mark, self.mark_properties)] if run[0]]


def row(*cells: str, lefts: Sequence[int] = (), marks: bytes = b"") -> list[Para]:
    """Write a row of a table; each cell holds one paragraph."""
    found = [Para(cell, IN_TABLE, mark="\x07") for cell in cells]
    places = list(lefts) or [1000 * place for place in range(len(cells) + 1)]
    definition = struct.pack("<B", len(cells)) + struct.pack(f"<{len(places)}h", *places)
    return [
        *found,
        Para(
            "",
            ROW_END + b"\x08\xd6" + struct.pack("<H", len(definition) + 1) + definition,
            mark="\x07",
            mark_properties=marks,
        ),
    ]


def numbered(number: int, level: int = 0) -> bytes:
    """Write the properties that put a paragraph into a list."""
    return b"\x0b\x46" + struct.pack("<H", number) + b"\x0a\x26" + bytes([level])


def list_level(code: int, pattern: str, start: int = 1, follow: int = 0) -> bytes:
    """Write one level of a list; ``%1`` stands for the number of the first level."""
    text = pattern
    for place in range(1, 10):
        text = text.replace(f"%{place}", chr(place - 1))
    raw = text.encode("utf-16-le")
    return (
        struct.pack("<iBB9sB8xBBBB", start, code, 0, b"", follow, 0, 0, 0, 0) + struct.pack("<H", len(raw) // 2) + raw
    )


def lists(*levels: Sequence[bytes]) -> dict[str, bytes]:
    """Write list definitions of one or nine levels each; list 1 uses the first of them."""
    heads = b"".join(
        struct.pack("<ii18sBB", 100 + place, 0, b"", int(len(one) == 1), 0) for place, one in enumerate(levels)
    )
    definitions = struct.pack("<H", len(levels)) + heads + b"".join(level for one in levels for level in one)
    uses = b"".join(struct.pack("<i8xBBBB", 100 + place, 0, 0, 0, 0) for place in range(len(levels)))
    return {"lists": definitions, "overrides": struct.pack("<I", len(levels)) + uses + b"\xff" * 4 * len(levels)}


def style_sheet(*styles: tuple[int, str, int, bytes]) -> bytes:
    """Write paragraph styles from (built-in number, name, base or 0xFFF, properties)."""
    found = struct.pack("<HHH14s", 18, len(styles), 10, b"")
    for place, (built_in, name, base, properties) in enumerate(styles):
        raw = name.encode("utf-16-le")
        body = struct.pack("<HHHHH", built_in, 1 | base << 4, 2 | place << 4, 0, 0)
        body += struct.pack("<H", len(name)) + raw + b"\0\0"
        body += struct.pack("<HH", 2 + len(properties), place) + properties
        body += b"\0" * (len(body) % 2) + b"\0\0"
        found += struct.pack("<H", len(body)) + body
    return found


def fonts(*names: str) -> bytes:
    """Write a font table."""
    entries = (b"\0" * 39 + name.encode("utf-16-le") + b"\0\0" for name in names)
    return struct.pack("<HH", len(names), 0) + b"".join(bytes([len(entry)]) + entry for entry in entries)


def plc(positions: Sequence[int], entries: Sequence[bytes]) -> bytes:
    """Write a table of positions and entries."""
    return struct.pack(f"<{len(positions)}I", *positions) + b"".join(entries)


@dataclass
class Doc:
    """A document; ``parts`` are structures of the table stream that are written as they are.

    ``in_pieces`` lays each paragraph down as a piece of its own, the last one first, with one byte for
    a character where that is possible.
    """

    stories: dict[str, list[Para]] = field(default_factory=dict)
    parts: dict[str, bytes] = field(default_factory=dict)
    in_pieces: bool = False
    version: int = 193
    flags: int = 0x0200
    data: bytes = b""

    def streams(self) -> dict[str, bytes]:
        """Write the streams."""
        paragraphs = [para for name in STORIES for para in self.stories.get(name, [])]
        pieces, places, text = self._lay(paragraphs)
        papx: list[tuple[int, int, bytes]] = []
        chpx: list[tuple[int, int, bytes]] = []
        for para, (start, width) in zip(paragraphs, places, strict=True):
            at = start
            for run, properties in para.runs:
                size = _units(run) * width
                chpx.append((at, at + size, bytes([len(properties)]) + properties if properties else b""))
                at += size
            content = struct.pack("<H", para.style) + para.properties
            content += b"\0" * (len(content) % 2)
            papx.append((start, at, bytes([0, len(content) // 2]) + content))
        stream = (b"\0" * TEXT_AT + text).ljust(-(-(TEXT_AT + len(text)) // SECTOR) * SECTOR, b"\0")
        table = {"clx": b"\x02" + struct.pack("<I", len(pieces)) + pieces, **self.parts}
        for name, runs, extra in (("papx", papx, 13), ("chpx", chpx, 1)):
            pages = _pages(sorted(runs), extra)
            first = len(stream) // SECTOR
            starts = [struct.unpack_from("<I", page)[0] for page in pages]
            last = struct.unpack_from("<I", pages[-1], 4 * pages[-1][-1])[0]
            numbers = struct.pack(f"<{len(pages)}I", *range(first, first + len(pages)))
            table.setdefault(name, plc([*starts, last], [numbers]))
            stream += b"".join(pages)
        content, pairs = b"", [(0, 0)] * 93
        # The levels of lists lie behind the structure itself, whose length does not count them.
        for name, part in table.items():
            size = 2 + 28 * struct.unpack_from("<H", part)[0] if name == "lists" else len(part)
            pairs[PAIRS[name]] = (len(content), size)
            content += part
        return {
            "WordDocument": self._fib(pairs) + stream[898:],
            "1Table": content,
            **({"Data": self.data} if self.data else {}),
        }

    def to_bytes(self) -> bytes:
        """Write the file."""
        return ole(self.streams())

    def _lay(self, paragraphs: list[Para]) -> tuple[bytes, list[tuple[int, int]], bytes]:
        texts = ["".join(run for run, _ in para.runs) for para in paragraphs]
        widths = [1 if self.in_pieces and text.isascii() else 2 for text in texts]
        order = list(range(len(texts)))
        raw, places = b"", [(0, 0)] * len(texts)
        for place in reversed(order) if self.in_pieces else order:
            places[place] = (TEXT_AT + len(raw), widths[place])
            raw += texts[place].encode("latin-1" if widths[place] == 1 else "utf-16-le")
        positions = [0]
        for text in texts:
            positions.append(positions[-1] + _units(text))
        if not self.in_pieces:
            return plc([0, positions[-1]], [struct.pack("<HIH", 0, TEXT_AT, 0)]), places, raw
        entries = [
            struct.pack("<HIH", 0, start * 2 | 0x40000000 if width == 1 else start, 0) for start, width in places
        ]
        return plc(positions, entries), places, raw

    def _fib(self, pairs: list[tuple[int, int]]) -> bytes:
        lengths = [sum(_units(run) for para in self.stories.get(name, []) for run, _ in para.runs) for name in STORIES]
        base = struct.pack(
            "<HHHHHHHIBBHHII", 0xA5EC, self.version, 0, 0x0804, 0, self.flags, 191, 0, 0, 0, 0, 0, TEXT_AT, 0
        )
        longs = struct.pack("<3i8i11i", 0, 0, 0, *lengths, *[0] * 11)
        found = base + struct.pack("<H28s", 14, b"") + struct.pack("<H", 22) + longs
        return found + struct.pack("<H", 93) + b"".join(struct.pack("<II", *pair) for pair in pairs)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _pages(runs: list[tuple[int, int, bytes]], extra: int) -> list[bytes]:
    """Write pages of formatted runs, with ``extra`` bytes for each beside its place."""
    pages: list[list[tuple[int, int, bytes]]] = [[]]
    free = 0
    for run in runs:
        need = 4 + extra + len(run[2]) + 1
        if need > free or not pages[-1]:
            pages.append([])
            free = SECTOR - 1 - 4
        pages[-1].append(run)
        free -= need
    return [_page(page, extra) for page in pages if page]


def _page(runs: list[tuple[int, int, bytes]], extra: int) -> bytes:
    page = bytearray(SECTOR)
    struct.pack_into(f"<{len(runs) + 1}I", page, 0, *(start for start, _, _ in runs), runs[-1][1])
    at = SECTOR - 1
    for place, (_, _, properties) in enumerate(runs):
        if properties:
            at = (at - len(properties)) // 2 * 2
            page[at : at + len(properties)] = properties
            page[4 * (len(runs) + 1) + extra * place] = at // 2
    page[-1] = len(runs)
    return bytes(page)


def make_doc(*body: Para, **stories: list[Para]) -> bytes:
    """Make a document from its paragraphs; ``footnotes=``, ``headers=`` … are the other stories."""
    return Doc({"body": list(body), **stories}).to_bytes()
