"""Readers beside their peers on real files, in one run.

    python benchmarks/readers.py [FOLDER] [--rounds N]

FOLDER holds docx/ and pdf/ (by default ../shared/data/files). Every engine gets the same
bytes in this process, rounds are interleaved, and medians are printed. Characters are
counted without white space; docx characters against all visible w:t of the raw XML.
"""

from __future__ import annotations

import argparse
import io
import re
import signal
import statistics
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import docx
import pdfplumber
from lxml import etree
from pdfminer.high_level import extract_text

from formalism_nlp.errors import ReadError
from formalism_nlp.readers.docx import read_docx
from formalism_nlp.readers.pdf import read_pdf

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
HIDDEN = (f"{W}del", f"{W}moveFrom", f"{MC}Fallback")
# One real file keeps pdfplumber busy for minutes; every engine is stopped after this on any file.
LIMIT_SECONDS = 20


class Slow(Exception):
    """An engine took longer than the limit."""


def limited(function: Callable[[bytes], object], data: bytes) -> object:
    def stop(*_: object) -> None:
        raise Slow

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(LIMIT_SECONDS)
    try:
        return function(data)
    finally:
        signal.alarm(0)


def timed(function: Callable[[bytes], object], files: list[bytes]) -> tuple[float, int]:
    """Seconds over all files, and how many were stopped at the limit."""
    slow = 0
    seconds = 0.0
    for data in files:
        start = time.perf_counter()
        try:
            limited(function, data)
        except Slow:
            slow += 1
        seconds += time.perf_counter() - start
    return seconds, slow


def compare(
    engines: dict[str, Callable[[bytes], object]], files: list[bytes], rounds: int, what: str, count: int
) -> None:
    runs: dict[str, list[float]] = {name: [] for name in engines}
    slow: dict[str, int] = {}
    for _ in range(rounds):
        for name, engine in engines.items():
            seconds, late = timed(engine, files)
            runs[name].append(seconds)
            slow[name] = late
    ours = statistics.median(runs["formalism_nlp"])
    print(f"\n{what}: {len(files)} files, {count} {'pages' if what == 'pdf' else 'files'}, median of {rounds} rounds")
    for name, seconds in runs.items():
        median = statistics.median(seconds)
        late = f", {slow[name]} stopped after {LIMIT_SECONDS} s" if slow[name] else ""
        print(f"  {name:<34} {median:8.2f} s  {count / median:8.1f}/s  ours is {median / ours:5.1f} x{late}")


def ours_pdf(data: bytes) -> object:
    try:
        return read_pdf(data)
    except ReadError as error:
        return error


def plumber(data: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        texts = []
        for page in pdf.pages:
            texts.append(page.extract_text() or "")
            page.close()
        return texts


def miner(data: bytes) -> str:
    return extract_text(io.BytesIO(data))


def inner_content(data: bytes) -> list[str]:
    def walk(container: object) -> None:
        for item in container.iter_inner_content():  # type: ignore[attr-defined]
            if isinstance(item, docx.text.paragraph.Paragraph):
                texts.append(item.text)
            else:
                for row in item.rows:
                    for cell in row.cells:
                        walk(cell)

    texts: list[str] = []
    walk(docx.Document(io.BytesIO(data)))
    return texts


def bag(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s", "", text))


def raw_characters(data: bytes) -> Counter[str]:
    """All visible w:t of the document part, deletions and fallbacks left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    for tag in HIDDEN:
        for node in list(root.iter(tag)):
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)
    return bag("".join(node.text or "" for node in root.iter(f"{W}t")))


def docx_recall(files: list[bytes]) -> None:
    total = lost = lost_paragraphs = 0
    for data in files:
        raw = raw_characters(data)
        total += raw.total()
        lost += (raw - bag("".join(block.text for block in read_docx(data).blocks))).total()
        lost_paragraphs += (raw - bag("".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs))).total()
    print(
        f"  visible w:t characters {total}: kept {1 - lost / total:.5%}, python-docx .paragraphs keeps {1 - lost_paragraphs / total:.2%}"
    )


def pdf_recall(files: list[bytes]) -> None:
    import pypdfium2

    total = lost = scans = 0
    for data in files:
        read = ours_pdf(data)
        if isinstance(read, ReadError):
            scans += 1
            continue
        with pypdfium2.PdfDocument(data) as pdf:
            raw = bag(
                "".join(page.get_textpage().get_text_range() for page in pdf).replace("\ufffe", "").replace("\0", "")
            )
        total += raw.total()
        lost += (raw - bag("".join(block.text for block in read.blocks))).total()
    print(f"  text layer characters {total}: kept {1 - lost / total:.4%}; {scans} files without text layer refused")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "data" / "files"
    )
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    docs = [path.read_bytes() for path in sorted((args.folder / "docx").glob("*.docx"))]
    compare(
        {"formalism_nlp": read_docx, "python-docx iter_inner_content": inner_content},
        docs,
        args.rounds,
        "docx",
        len(docs),
    )
    docx_recall(docs)
    pdfs = [path.read_bytes() for path in sorted((args.folder / "pdf").glob("*.pdf"))]
    pages = sum(len(pdf) for pdf in map(pypdfium_pages, pdfs))
    compare({"formalism_nlp": ours_pdf, "pdfplumber": plumber, "pdfminer": miner}, pdfs, 1, "pdf", pages)
    pdf_recall(pdfs)


def pypdfium_pages(data: bytes) -> range:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf:
        return range(len(pdf))


if __name__ == "__main__":
    main()
