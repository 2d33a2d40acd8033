"""OFD: text objects with their places, put into reading order by the layout that PDF pages use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from ...errors import CorruptError, EmptyError, EncryptedError, NotReadError, ReadError, TooLargeError
from ..base import RawDocument
from ..packages import open_package
from ..pdf.blocks import WAY_OUT, blocks_of, ranges, unmapped_warning
from ..pdf.layout import Page, body_em
from ..pdf.runs import Frame, Run, seen, seen_upright
from ..pdf.tables import Found, TableLimit, grids_between
from .content import Budget, Canvas, draw
from .geometry import POINTS, Matrix, numbers
from .structure import Body, PageFile, Parts, bodies, children, first

__all__ = ["is_encrypted_ofd", "read_ofd"]

# The same as for PDF.
MOST_PAGES = 2_000
_MOST_EFFORT = 20_000_000
_A4 = (210.0, 297.0)
# GM/T 0099 packs an encrypted OFD beside these members.
_ENCRYPTION = re.compile(r"(?:^|/)(?:encryptions\.xml|decryptseed\.dat|entriesmap\.dat)$", re.IGNORECASE)


def is_encrypted_ofd(names: Sequence[str]) -> bool:
    """Tell an encrypted OFD by the names of its members.

    Examples
    --------
    >>> is_encrypted_ofd(["Encryptions.xml", "entry.dat"]), is_encrypted_ofd(["OFD.xml"])
    (True, False)
    """
    return any(_ENCRYPTION.search(name.replace("\\", "/")) for name in names)


def read_ofd(data: bytes) -> RawDocument:
    """Read the paragraphs, tables and page furniture of an OFD.

    Annotations, watermarks, seals and attachments are named in the warnings and not read.

    Parameters
    ----------
    data : bytes
        The whole file.

    Returns
    -------
    RawDocument
        Blocks in reading order; running headers and page numbers behind all others.

    Raises
    ------
    CorruptError
        If it is no OFD or its structure is damaged.
    EncryptedError
        If it is encrypted.
    TooLargeError
        If it has more than 2,000 pages, 5 million characters or 500,000 graphic units.
    NotReadError
        If its pages are pictures or drawings without text.
    EmptyError
        If there is nothing on its pages.
    """
    with open_package(data) as package:
        if is_encrypted_ofd(package.names()):
            raise EncryptedError("OFD 文件加了密，未读；请用有权限的阅读器解密后再读")
        reader = _Reader(Parts(package))
        pages = reader.pages()
        warnings = list(reader.warnings())
    blocks = blocks_of(pages)
    if not blocks:
        if reader.pictured:
            raise NotReadError(f"{ranges(reader.pictured)}只有图像或图形，没有文字，未读。{WAY_OUT}")
        if reader.broken:
            raise CorruptError("OFD 的页面已损坏或缺失，无法读取；请重新获取该文件")
        raise EmptyError("OFD 中没有任何文字，请检查是否选错文件")
    return RawDocument(blocks, "ofd", reader.count, (*warnings, *unmapped_warning(blocks)))


class _Reader:
    """Reads page by page; remembers what was left out."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.bodies = bodies(parts)
        self.count = sum(len(body.pages) for body in self.bodies)
        if self.count > MOST_PAGES:
            raise TooLargeError(f"OFD 有 {self.count} 页，超过 {MOST_PAGES} 页的上限，请拆分后再读")
        self.budget = Budget()
        self.effort = 0
        self.pictured: list[int] = []
        self.broken: list[int] = []
        self.crowded: list[int] = []
        self.incomplete: list[int] = []

    def pages(self) -> list[Page]:
        pages: list[Page] = []
        for body in self.bodies:
            resources = _Resources(self.parts, body)
            for file in body.pages:
                number = len(pages) + len(self.broken) + 1
                page = self._page(body, resources, file, number)
                if page is None:
                    self.broken.append(number)
                else:
                    pages.append(page)
        return pages

    def _page(self, body: Body, resources: _Resources, file: PageFile, number: int) -> Page | None:
        try:
            root = self.parts.xml(file.path) if file.path else None
        except CorruptError:
            return None
        if root is None or file.path is None:
            return None
        area = first(root, "Area", "PhysicalBox")
        size = _size(None if area is None else area.text) or _size(body.box) or _A4
        own = [path for part in children(root, "PageRes") if (path := self.parts.find(part.text, file.path))]
        canvas = Canvas(size[1] * POINTS, self.budget, lambda id: resources.composite(id, own))
        above, below = _split(children(root, "Template"))
        for sheet in (*(resources.template(id) for id in below), root, *(resources.template(id) for id in above)):
            if sheet is None:
                canvas.missing += 1
                continue
            for layer in sorted(children(first(sheet, "Content"), "Layer"), key=_layer_order):
                draw(canvas, layer, Matrix())
        return self._lay_out(canvas, (size[0] * POINTS, size[1] * POINTS), number)

    def _lay_out(self, canvas: Canvas, size: tuple[float, float], number: int) -> Page:
        runs, frame = seen_upright(canvas.pieces, (0.0, 0.0, *size))
        if not canvas.chars and (canvas.pictures or canvas.drawings):
            self.pictured.append(number)
        if canvas.missing:
            self.incomplete.append(number)

        def split(run: Run) -> list[Run]:
            return [seen(canvas.char(run.first + i), frame) for i in range(len(run.text))]

        em = body_em(runs)
        found = Found((), tuple(runs))
        try:
            if self.effort > _MOST_EFFORT:
                raise TableLimit
            found = grids_between((frame.place(*box) for box in canvas.segments), runs, em, split)
        except TableLimit:
            self.crowded.append(number)
        self.effort += found.effort
        return Page(number, frame, Frame(0.0, 0.0, *size, 0), em, list(found.rest), found.grids)

    def warnings(self) -> Iterator[str]:
        if len(self.bodies) > 1:
            yield f"文件中有 {len(self.bodies)} 份文档，已按顺序连在一起读取"
        if self.pictured:
            yield f"{ranges(self.pictured)}只有图像或图形，没有文字，未读；{WAY_OUT}"
        if self.broken:
            yield f"{ranges(self.broken)}已损坏或缺失，未读；请重新获取该文件"
        if self.incomplete:
            yield f"{ranges(self.incomplete)}引用的模板或图元不在文件里，这部分未读"
        if self.crowded:
            yield f"{ranges(self.crowded)}图形过多，其中如有表格，按普通文字读取"
        if notes := sum(_annotations(self.parts, body) for body in self.bodies):
            yield f"有 {notes} 处批注、水印或印章，不计入正文，未读"
        if signed := sum(body.signatures for body in self.bodies):
            yield f"带有 {signed} 个电子签名或签章，未验证"
        names = [name for body in self.bodies for name in body.attachments]
        if names:
            more = f"等 {len(names)} 个" if len(names) > 5 else ""
            yield f"带有附件 {'、'.join(names[:5])}{more}，未读；请另存后再读"


class _Resources:
    """Templates and composite units of one document, parsed when a page first asks for them."""

    def __init__(self, parts: Parts, body: Body) -> None:
        self._parts = parts
        self._body = body
        self._templates: dict[str, etree._Element | None] = {}
        self._units: dict[str, dict[str, etree._Element]] = {}

    def template(self, id: str) -> etree._Element | None:
        if id not in self._templates:
            path = self._body.templates.get(id)
            self._templates[id] = _whole(self._parts, path) if path else None
        return self._templates[id]

    def composite(self, id: str, own: Sequence[str]) -> etree._Element | None:
        """Return the content of a composite unit, from the resources of the page or of the document."""
        for path in (*own, *self._body.resources):
            if path not in self._units:
                self._units[path] = _composites(_whole(self._parts, path))
            if id in self._units[path]:
                return self._units[path][id]
        return None


def _whole(parts: Parts, path: str) -> etree._Element | None:
    """Return a part; None when it is damaged: what it would have added is then missing, and is said so."""
    try:
        return parts.xml(path)
    except CorruptError:
        return None


def _composites(root: etree._Element | None) -> dict[str, etree._Element]:
    return {
        unit.get("ID", ""): content
        for units in children(root, "CompositeGraphicUnits")
        for unit in children(units, "CompositeGraphicUnit")
        if (content := first(unit, "Content")) is not None
    }


def _split(templates: Iterator[etree._Element]) -> tuple[list[str], list[str]]:
    """Return the templates above the page and those below it."""
    above: list[str] = []
    below: list[str] = []
    for template in templates:
        (above if template.get("ZOrder") == "Foreground" else below).append(template.get("TemplateID", ""))
    return above, below


def _layer_order(layer: etree._Element) -> int:
    return {"Background": 0, "Foreground": 2}.get(layer.get("Type", "Body"), 1)


def _size(box: str | None) -> tuple[float, float] | None:
    """Width and height of a page in mm, None where they are missing or impossible."""
    values = numbers(box)
    if len(values) != 4 or not (1 < values[2] < 5_000 and 1 < values[3] < 5_000):
        return None
    return values[2], values[3]


def _annotations(parts: Parts, body: Body) -> int:
    """Count the annotations, wherever their list can be read."""
    if body.annotations is None:
        return 0
    count = 0
    try:
        for page in children(parts.xml(body.annotations), "Page"):
            location = first(page, "FileLoc")
            path = parts.find(None if location is None else location.text, body.annotations)
            count += sum(1 for _ in children(parts.xml(path) if path else None, "Annot"))
    except ReadError:
        return count
    return count
