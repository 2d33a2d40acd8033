"""Fuzz targets, one for each reader and one for the rules.

They run for a second each by default; ``FUZZ_SECONDS=600 pytest tests/hostile/test_fuzz.py -k pdf`` looks longer,
``FUZZ_SEED=7`` elsewhere. The case being tried is kept in the folder that pytest prints, so that it is at hand also
when it ends the process.
"""

from __future__ import annotations

import os
import random
import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docx_maker import zipped
from hostile_cases import damaged_text
from mail_maker import make_mail
from mutations import damaged, damaged_package
from ofd_maker import NOTICE as OFD_PAGE
from ofd_maker import composite, grid, layer, make_ofd, page, rule, text, units
from pdf_maker import LINE, Sheet, make_pdf

from formalism_nlp import Document, check, read
from formalism_nlp.errors import ReadError
from formalism_nlp.findings import Failure
from formalism_nlp.readers.containers import expand

SECONDS = float(os.environ.get("FUZZ_SECONDS", "1"))
SEED = int(os.environ.get("FUZZ_SEED", "0"))
# No damaged file of at most 0.4 MB may take longer or more memory, on a machine that does other things too.
LONGEST = 20.0
MOST_MB = 700
FEWEST = 5


def cases(make: Callable[[random.Random], bytes]) -> Iterator[bytes]:
    """Yield cases from a fixed seed until the time is up."""
    rng = random.Random(SEED)
    end = time.monotonic() + SECONDS
    number = 0
    while number < FEWEST or time.monotonic() < end:
        yield make(rng)
        number += 1


def examine(make: Callable[[random.Random], bytes], target: Callable[[bytes], None], folder: Path) -> None:
    """Try cases; say which one failed, took too long or left the process too large."""
    held = memory()
    for number, data in enumerate(cases(make)):
        (folder / "case").write_bytes(data)
        start = time.process_time()
        try:
            target(data)
        except Exception as error:
            raise AssertionError(f"case {number} of seed {SEED}: {folder / 'case'}") from error
        spent = time.process_time() - start
        assert spent < LONGEST, f"case {number} of seed {SEED} took {spent:.0f} s: {folder / 'case'}"
        grown = memory() - held
        assert grown < MOST_MB, f"case {number} of seed {SEED} needed {grown:.0f} MB: {folder / 'case'}"


def memory() -> float:
    """Largest size of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def read_or_refuse(data: Any, format: str | None = None) -> None:
    """Every file ends as a sound document or as one line that says why not."""
    try:
        doc = read(data, format=format)
    except ReadError as error:
        assert str(error) and "\n" not in str(error)
        return
    assert doc.text.strip()
    doc.text.encode()
    end = 0
    for block in doc.blocks:
        assert end <= block.span.start < block.span.end <= len(doc.text)
        end = block.span.end
        if block.box is not None:
            assert all(-1e6 < value < 1e6 for value in block.box)
    for unit in doc.units:
        assert 0 <= unit.span.start < unit.span.end <= len(doc.text) and doc.quote(unit.span)


def seeds_of(samples: Path, suffix: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(samples.glob(f"*.{suffix}"))]


def plain_pdfs() -> list[bytes]:
    """PDFs whose content is not packed, so that damage reaches the drawing."""
    page, table = Sheet(), Sheet(rotate=90)
    page.lines(90, "关于开展巡河工作的通知", "各镇人民政府：", "　　" + LINE[:28], LINE, LINE[:12])
    table.grid([80, 200, 300], [100, 140, 180])
    table.text(85, 105, "村名", 12)
    table.text(205, 150, "米", 12)
    table.image()
    return [make_pdf(page), make_pdf(page, table), make_pdf(table, page, lost_pages=2)]


@pytest.mark.parametrize("suffix", ["html", "txt"])
def test_texts(suffix: str, samples: Path, tmp_path: Path) -> None:
    seeds = seeds_of(samples, suffix)
    seeds += [read(seed).text.encode("gb18030", "ignore") for seed in seeds]
    examine(lambda rng: damaged(rng, seeds, (suffix,)), lambda data: read_or_refuse(data, suffix), tmp_path)


def test_pdf(samples: Path, tmp_path: Path) -> None:
    seeds = seeds_of(samples, "pdf")[:3] + 3 * plain_pdfs()
    examine(lambda rng: damaged(rng, seeds, ("pdf",)), lambda data: read_or_refuse(data, "pdf"), tmp_path)


def test_docx(samples: Path, tmp_path: Path) -> None:
    seeds = seeds_of(samples, "docx")
    examine(
        lambda rng: damaged_package(rng, seeds, ("xml", "docx")), lambda data: read_or_refuse(data, "docx"), tmp_path
    )


def ofds() -> list[bytes]:
    """OFDs with all that is read: templates, composite units one in the other, tables, turned and stacked text."""
    table = page(
        grid([30, 80, 130], [40, 60, 80]) + text(32, 45, "村名") + text(82, 65, "三公里"),
        templates='<ofd:Template TemplateID="5"/>',
    )
    turned = page(
        layer(
            text(150, 20, "转过来的字", attributes='CTM="0 1 -1 0 0 0"')
            + "<ofd:PageBlock>"
            + composite(6, 10, 10, "2 0 0 2 0 0")
            + "</ofd:PageBlock>"
        ),
        layer(text(10, 200, "竖排", code='X="0" Y="4" DeltaY="5"'), "Foreground"),
        box="0 0 297 210",
    )
    resources = units(u6=text(3, 3, "图元") + composite(7, 5, 5), u7=rule(0, 0, 50, 0) + text(1, 9, "内层"))
    annotated = "<ofd:Annotations>Annots.xml</ofd:Annotations><ofd:Attachments>Attachs.xml</ofd:Attachments>"
    whole = make_ofd(
        OFD_PAGE, table, turned, templates={5: page(text(20, 10, "松垣县公文"))}, resources=resources, more=annotated
    )
    return [make_ofd(OFD_PAGE), whole]


def test_ofd(tmp_path: Path) -> None:
    seeds = ofds()
    examine(lambda rng: damaged_package(rng, seeds, ("xml", "ofd")), lambda data: read_or_refuse(data, "ofd"), tmp_path)


def test_eml(samples: Path, tmp_path: Path) -> None:
    docx, notice = seeds_of(samples, "docx")[0], seeds_of(samples, "txt")[0]
    inner = make_mail("各镇：\n    请按时报送。\n", ("清单.txt", notice))
    seeds = [
        make_mail(), make_mail(None, ("通知.docx", docx)), make_mail("正文。\n", ("转发.eml", inner), ("表.xlsx", b"x")),
        make_mail(html="<p>各镇：</p><p>每周巡河。</p>"), make_mail(charset="gb2312"),
    ]  # fmt: skip
    examine(lambda rng: damaged(rng, seeds, ("eml",)), lambda data: open_container(data, "eml", tmp_path), tmp_path)


def test_zip(samples: Path, tmp_path: Path) -> None:
    notice = seeds_of(samples, "txt")[0]
    small = {"通知.txt": notice, "发文/清单.html": "<p>各镇：</p><p>每周巡河。</p>", "~$x.docx": "x"}
    seeds = [
        zipped({"通知.txt": notice}), zipped(small), zipped({**small, "内层.zip": zipped(small), "信.eml": make_mail()}),
        zipped({"通知.txt": notice}, zipfile.ZIP_STORED),
    ]  # fmt: skip
    examine(lambda rng: damaged(rng, seeds, ("zip",)), lambda data: open_container(data, "zip", tmp_path), tmp_path)


def open_container(data: bytes, suffix: str, folder: Path) -> None:
    """A container is read or refused as a whole, and each of its members is."""
    read_or_refuse(data, suffix)
    path = folder / f"container.{suffix}"
    path.write_bytes(data)
    found = list(expand(path))
    assert found
    for source in found:
        if isinstance(source, Failure):
            assert source.message and "\n" not in source.message + source.path
        else:
            read_or_refuse(source)


def test_rules(samples: Path, tmp_path: Path) -> None:
    texts = [read(data).text for data in seeds_of(samples, "txt") + seeds_of(samples, "html")]
    examine(lambda rng: damaged_text(rng, texts).encode("utf-8", "surrogatepass"), check_text, tmp_path)


def check_text(data: bytes) -> None:
    """No text makes a rule fail or point outside of it."""
    try:
        doc = Document.from_text(data.decode("utf-8", "surrogatepass"))
    except ReadError:
        return
    for outcome in check(doc):
        assert outcome.status != "failed", outcome
        for finding in outcome.findings:
            assert doc.quote(finding.span) == finding.quote != ""
