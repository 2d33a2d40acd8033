"""The drafter's own Word file with the findings as comments; nothing else in it changes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from typing import Any

from lxml import etree

from ..document import Document
from ..errors import ConfigError
from ..findings import Finding, Report
from .docx_places import PARAGRAPH, RUN, runs_of_span
from .words import EXCEPTION_WORDS, SEVERITY_WORDS, rule_title, severity_class

__all__ = ["marked_docx"]

AUTHOR, INITIALS = "formalism_nlp", "减负"
_TYPES = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def marked_docx(data: bytes, report: Report) -> bytes:
    """Write the findings of a report into its Word file as comments.

    Parameters
    ----------
    data : bytes
        The file that the report was made from.
    report : Report
        With its document.

    Returns
    -------
    bytes
        The same file with comments: every part but the text, the comments and the two lists
        that name the comments is byte for byte the same.

    Raises
    ------
    ConfigError
        If the report is not of a Word file, or python-docx cannot open it.
    """
    doc = report.content
    if doc is None or doc.source.format != "docx":
        raise ConfigError("只有 docx 文稿能加批注；其他格式请用 --format html 看结果")
    if not report.findings:
        return data
    word = _opened(data)
    part = word.part.partname.lstrip("/")
    paragraphs = list(word.element.iter(PARAGRAPH))
    for finding in report.findings:
        _comment(word, doc, finding, paragraphs, part)
    return _repacked(data, word, part)


def _opened(data: bytes) -> Any:
    import docx  # noqa: PLC0415 - slow to load
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    try:
        return docx.Document(io.BytesIO(data))
    # What python-docx lets through where a part or an attribute is not as it expects.
    except (OpcError, KeyError, ValueError, AttributeError, etree.LxmlError, zipfile.BadZipFile):
        raise ConfigError("这个 docx 的结构特殊，加不了批注；请用 Word 或 WPS 另存为 docx 后再试") from None


def _comment(word: Any, doc: Document, finding: Finding, paragraphs: list[Any], part: str) -> None:
    from docx.text.run import Run  # noqa: PLC0415 - slow to load

    runs = runs_of_span(doc, finding.span, paragraphs, part)
    where = ""
    if runs is None:
        # A note or a header cannot carry a comment: the first paragraph with text does.
        first = next((run for paragraph in paragraphs for run in paragraph.iter(RUN)), None)
        if first is None:
            return
        runs, where = (first, first), f"（所指原文：“{finding.quote[:60]}”）"
    marks = tuple(Run(run, word.paragraphs[0] if word.paragraphs else word) for run in runs)
    text = "\n".join(_lines(finding)) + where
    comment = word.add_comment(marks, text=text, author=AUTHOR, initials=INITIALS)
    # The clock has no place in a result.
    comment._comment_elm.attrib.pop(next((k for k in comment._comment_elm.attrib if k.endswith("}date")), ""), None)


def _lines(finding: Finding) -> Iterable[str]:
    kind = SEVERITY_WORDS[severity_class(finding)]
    yield f"【{finding.code} {rule_title(finding.code, finding.name)}·{kind}】{finding.message}"
    if finding.exception:
        yield f"已考虑例外：{EXCEPTION_WORDS.get(finding.exception, finding.exception)}"
    yield f"依据：{'；'.join(map(str, finding.basis))}"
    if finding.suggestion:
        yield f"怎样改：{finding.suggestion}"


def _repacked(data: bytes, word: Any, part: str) -> bytes:
    """Put the changed parts into the file as it was."""
    saved = io.BytesIO()
    word.save(saved)
    folder, _, name = part.rpartition("/")
    links = f"{folder}/_rels/{name}.rels"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(saved) as new:
        comments = word.part._comments_part.partname.lstrip("/")
        changed = {part: new.read(part), comments: new.read(comments)}
        if comments not in old.namelist():
            changed[_TYPES] = _with_type(old.read(_TYPES), comments)
            changed[links] = _with_link(old.read(links), new.read(links))
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for info in old.infolist():
                content = changed.pop(info.filename) if info.filename in changed else old.read(info)
                archive.writestr(info, content, info.compress_type)
            for added, content in changed.items():
                archive.writestr(zipfile.ZipInfo(added), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _with_type(types: bytes, comments: str) -> bytes:
    root = etree.fromstring(types)
    space = root.tag.rpartition("}")[0] + "}" if "}" in root.tag else ""
    etree.SubElement(root, f"{space}Override", PartName=f"/{comments}", ContentType=_COMMENTS_TYPE)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _with_link(links: bytes, saved: bytes) -> bytes:
    """Add the one relation to the comments to the relations as they were."""
    root = etree.fromstring(links)
    root.extend(each for each in etree.fromstring(saved) if each.get("Type") == _COMMENTS_KIND)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
