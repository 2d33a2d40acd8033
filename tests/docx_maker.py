"""Builds small Word documents in memory, part by part, so that each test shows its own XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_SPACES = {
    "w": MAIN,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}


def zipped(members: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack members into a zip container."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def part(tag: str, content: str) -> str:
    """Wrap content in a root element that declares all prefixes."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{tag} {spaces}>{content}</w:{tag}>'


def relations(targets: Mapping[str, str], base: str = RELATIONS) -> str:
    """Write a relationship part from ``{target: kind}``."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    rows = (
        f'<Relationship Id="rId{place}" Type="{base}/{kind}" Target="{target}"/>'
        for place, (target, kind) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{space}">{"".join(rows)}</Relationships>'


def members(body: str, **parts: str) -> dict[str, str | bytes]:
    """Lay out a document: ``styles=``, ``numbering=``, ``footnotes=``, ``header1=`` … are the other parts."""
    kinds = {f"{name}.xml": name.rstrip("0123456789") for name in parts}
    roots = {"header": "hdr", "footer": "ftr"}
    others = {f"word/{name}": part(roots.get(kind, kind), parts[name[:-4]]) for name, kind in kinds.items()}
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations({"word/document.xml": "officeDocument"}),
        "word/document.xml": part("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/_rels/document.xml.rels": relations(kinds),
        **others,
    }


def make_docx(body: str, **parts: str) -> bytes:
    """Make a document from the XML inside its body and its other parts."""
    return zipped(members(body, **parts))


def run(text: str, properties: str = "") -> str:
    """Write a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(content: str = "", properties: str = "") -> str:
    """Write a paragraph of runs; plain text becomes one run."""
    runs = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def table(*rows: list[str]) -> str:
    """Write a table whose cells are given as block XML, or as plain text."""
    cells = (
        "".join(f"<w:tc><w:tcPr/>{cell if cell.startswith('<') else para(cell)}</w:tc>" for cell in row) for row in rows
    )
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def numbered(text: str, num_id: int, ilvl: int = 0) -> str:
    """Write a paragraph with an automatic number."""
    return para(text, f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num_id}"/></w:numPr>')


def level(ilvl: int, form: str, pattern: str, extra: str = "", suffix: str = "tab") -> str:
    """Write a list level that starts at 1 unless ``extra`` says otherwise."""
    start = "" if "<w:start " in extra else '<w:start w:val="1"/>'
    return (
        f'<w:lvl w:ilvl="{ilvl}">{start}<w:numFmt w:val="{form}"/>{extra}'
        f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def abstract(number: int, *levels: str) -> str:
    """Write an abstract list definition."""
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def listing(num_id: int, abstract_id: int, overrides: str = "") -> str:
    """Write a list that paragraphs can refer to."""
    return f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{abstract_id}"/>{overrides}</w:num>'
