"""Small OFD files for the tests: text at chosen places, lines, templates, composite units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from docx_maker import zipped

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text(left: float, top: float, words: str, size: float = 5.0, *, attributes: str = "", code: str = "") -> str:
    """Text with its upper left corner at a place, in millimetres; ``code`` replaces the steps of the characters."""
    steps = code or f'X="0" Y="{0.88 * size:.3f}" DeltaX="g {max(len(words) - 1, 1)} {size}"'
    box = f'Boundary="{left} {top} {size * len(words) + 1} {size + 1}"'
    return (
        f'<ofd:TextObject ID="9" Font="3" Size="{size}" {box} {attributes}>'
        f"<ofd:TextCode {steps}>{escape(words)}</ofd:TextCode></ofd:TextObject>"
    )


def lines(top: float, *rows: str, left: float = 28.0, size: float = 5.6, pitch: float = 10.0) -> str:
    """Lines one below the other; an ideographic space indents."""
    made = ""
    for row in rows:
        bare = row.lstrip("　")
        made += text(left + (len(row) - len(bare)) * size, top, bare, size)
        top += pitch
    return made


def rule(left: float, top: float, right: float, bottom: float) -> str:
    """A line."""
    return (
        f'<ofd:PathObject ID="8" Boundary="{left} {top} {right - left + 1} {bottom - top + 1}" LineWidth="0.2">'
        f"<ofd:AbbreviatedData>M 0 0 L {right - left} {bottom - top}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def grid(lefts: Sequence[float], tops: Sequence[float]) -> str:
    """The lines of a table."""
    down = [rule(left, tops[0], left, tops[-1]) for left in lefts]
    return "".join([*down, *(rule(lefts[0], top, lefts[-1], top) for top in tops)])


def layer(content: str, kind: str = "Body") -> str:
    """A layer."""
    return f'<ofd:Layer ID="2" Type="{kind}">{content}</ofd:Layer>'


def page(*layers: str, templates: str = "", box: str = "") -> str:
    """A page, or a template."""
    area = f"<ofd:Area><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:Area>" if box else ""
    body = "".join(one if one.startswith("<ofd:Layer") else layer(one) for one in layers)
    return f"<ofd:Page {SPACE}>{area}{templates}<ofd:Content>{body}</ofd:Content></ofd:Page>"


def units(**contents: str) -> str:
    """A resource part with composite units by their number, ``u5="…"``."""
    made = "".join(
        f'<ofd:CompositeGraphicUnit ID="{name[1:]}" Width="100" Height="100"><ofd:Content>{content}</ofd:Content>'
        "</ofd:CompositeGraphicUnit>"
        for name, content in contents.items()
    )
    return f"<ofd:Res {SPACE}><ofd:CompositeGraphicUnits>{made}</ofd:CompositeGraphicUnits></ofd:Res>"


def composite(unit: int, left: float = 0, top: float = 0, ctm: str = "1 0 0 1 0 0") -> str:
    """A place where a composite unit is shown."""
    return f'<ofd:CompositeObject ID="7" ResourceID="{unit}" Boundary="{left} {top} 100 100" CTM="{ctm}"/>'


def members(*pages: str, templates: Mapping[int, str] = {}, resources: str = "", more: str = "") -> dict[str, str]:
    """The parts of an OFD with one document; ``more`` goes into Document.xml."""
    listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    sheets = "".join(f'<ofd:TemplatePage ID="{id}" BaseLoc="Tpls/Tpl_{id}.xml"/>' for id in templates)
    return {
        "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea>{sheets}<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages>{more}</ofd:Document>",
        **({"Doc_0/DocumentRes.xml": resources} if resources else {}),
        **{f"Doc_0/Pages/Page_{i}/Content.xml": content for i, content in enumerate(pages)},
        **{f"Doc_0/Tpls/Tpl_{id}.xml": content for id, content in templates.items()},
    }


def make_ofd(*pages: str, templates: Mapping[int, str] = {}, resources: str = "", more: str = "") -> bytes:
    """Write an OFD."""
    return zipped(members(*pages, templates=templates, resources=resources, more=more))


NOTICE = page(
    lines(40, "关于开展巡河工作的通知", left=70, size=7.7)
    + lines(
        60,
        "各镇人民政府：",
        "　　镇里每周巡河一次，记录各项问题并报县水务局统一登",
        "记处理，逐条销号。",
        "　　各镇三月底前报一次。",
    )
    + lines(240, "松垣县人民政府", left=120)
    + lines(250, "2025年3月4日", left=125)
)
