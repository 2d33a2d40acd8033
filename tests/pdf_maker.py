"""Small PDFs for the tests, written by hand: text at chosen places, ruling lines, images, a password.

The font is a predefined one (STSong-Light with UniGB-UCS2-H, PDF 1.7 section 9.7.5.2), so no
font file is needed; its Latin letters are half as wide as its Han characters.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, field

from formalism_nlp.readers.base import RawDocument
from formalism_nlp.readers.pdf import read_pdf

_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_ASCENT = 0.88
_FONT = {
    3: b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light-UniGB-UCS2-H/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    4: b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]/FontDescriptor 5 0 R"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>",
    5: b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0"
    b"/Ascent 880/Descent -120/CapHeight 700/StemV 80>>",
    # A font whose letters a to z mean nothing: its map leads into the private use area.
    6: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>",
    7: b"<</Length 145>>stream\n/CIDInit/ProcSet findresource begin begincmap 1 begincodespacerange<00><FF>"
    b"endcodespacerange 1 beginbfrange<61><7A><E061>endbfrange endcmap\nendstream",
    8: b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    b"stream\n0\nendstream",
}


@dataclass
class Sheet:
    """One page; places are in points from the top left corner of the page as it is shown."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    content: list[str] = field(default_factory=list)

    def text(self, left: float, top: float, text: str, size: float = 16, angle: float = 0, font: str = "F1") -> None:
        """Put text with its upper left corner at a place; ``angle`` turns it, in degrees."""
        code = text.encode("ascii" if font == "F2" else "utf-16-be").hex()
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        x, y = self._place(left, top + _ASCENT * size)
        turn = f"{cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f}"
        self.content.append(f"BT /{font} {size} Tf {turn} {x:.2f} {y:.2f} Tm <{code}> Tj ET")

    def lines(self, top: float, *lines: str, left: float = 80, size: float = 16, pitch: float = 28) -> float:
        """Put lines one below the other; an ideographic space indents. Returns the next top."""
        for line in lines:
            bare = line.lstrip("　")
            self.text(left + (len(line) - len(bare)) * size, top, bare, size)
            top += pitch
        return top

    def rule(self, left: float, top: float, right: float, bottom: float) -> None:
        """Draw a line."""
        (x, y), (u, v) = self._place(left, top), self._place(right, bottom)
        self.content.append(f"0.5 w {x} {y} m {u} {v} l S")

    def grid(self, lefts: list[float], tops: list[float]) -> None:
        """Draw the lines of a table."""
        for left in lefts:
            self.rule(left, tops[0], left, tops[-1])
        for top in tops:
            self.rule(lefts[0], top, lefts[-1], top)

    def image(self) -> None:
        """Cover the page with a picture."""
        self.content.append(f"q {self.width} 0 0 {self.height} 0 0 cm /Im Do Q")

    def _place(self, left: float, top: float) -> tuple[float, float]:
        return left, self.height - top


def make_pdf(*sheets: Sheet, password: str | None = None, lost_pages: int = 0) -> bytes:
    """Write a PDF; ``lost_pages`` adds pages to the count that are not in the file."""
    objects = dict(_FONT)
    kids = []
    for index, sheet in enumerate(sheets):
        page, content = 20 + 2 * index, 21 + 2 * index
        kids.append(f"{page} 0 R")
        objects[page] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {sheet.width} {sheet.height}]/Rotate {sheet.rotate}"
            f"/Resources<</Font<</F1 3 0 R/F2 6 0 R>>/XObject<</Im 8 0 R>>>>/Contents {content} 0 R>>"
        ).encode()
        stream = "\n".join(sheet.content).encode()
        if password is not None:
            stream = _rc4(_object_key(password, content), stream)
        objects[content] = b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream)
    kids += [f"{9000 + i} 0 R" for i in range(lost_pages)]
    objects[1] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[2] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    return _file(objects, password)


def _file(objects: dict[int, bytes], password: str | None) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, objects[number])
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    trailer = f"<</Size {max(objects) + 1}/Root 1 0 R"
    if password is not None:
        owner, user = _owner_entry(password), _rc4(_file_key(password), _PAD)
        trailer += f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{owner.hex()}>/U<{user.hex()}>>>"
    return bytes(out + f"trailer\n{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode())


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _owner_entry(password: str) -> bytes:
    padded = (password.encode() + _PAD)[:32]
    return _rc4(hashlib.md5(padded).digest()[:5], padded)


def _file_key(password: str) -> bytes:
    padded = (password.encode() + _PAD)[:32]
    return hashlib.md5(padded + _owner_entry(password) + (-4).to_bytes(4, "little", signed=True) + b"\0").digest()[:5]


def _object_key(password: str, number: int) -> bytes:
    return hashlib.md5(_file_key(password) + number.to_bytes(3, "little") + b"\0\0").digest()[:10]


LINE = "镇里每周巡河一次，记录各项问题并报县水务局统一登记处理，逐条"  # 30 characters: a full line of 16 pt


def read_sheets(*sheets: Sheet) -> RawDocument:
    """Write pages and read them."""
    return read_pdf(make_pdf(*sheets))


def body(document: RawDocument) -> list[str]:
    """Return the paragraphs."""
    return [block.text for block in document.blocks if block.kind is None]


def of_kind(document: RawDocument, kind: str) -> list[str]:
    """Return the texts of one kind of block."""
    return [block.text for block in document.blocks if block.kind == kind]
