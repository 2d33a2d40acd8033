"""Readers beside their peers on real files, in one run.

    python benchmarks/readers.py [FOLDER] [--rounds N]

FOLDER holds docx/ and pdf/ (by default ../shared/data/files). Every engine gets the same
bytes in this process, rounds are interleaved, and medians of CPU seconds are printed. Characters are
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
from pdfplumber.utils.exceptions import PdfminerException

from formalism_nlp.errors import ReadError
from formalism_nlp.readers.docx import read_docx
from formalism_nlp.readers.pdf import read_pdf

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
HIDDEN = (f"{W}del", f"{W}moveFrom", f"{MC}Fallback")
# A real file of 300 pages keeps pdfplumber busy for a minute; every engine is stopped after this.
LIMIT_SECONDS = 240


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


def stopped_by_limit(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, Slow):
            return True
        error = error.__context__
    return False


def timed(function: Callable[[bytes], object], data: bytes) -> float | None:
    """CPU seconds for one file; None when it was stopped at the limit."""
    start = time.process_time()
    try:
        limited(function, data)
    except (Slow, PdfminerException) as error:  # pdfplumber wraps what stops it
        if not stopped_by_limit(error):
            raise
        return None
    return time.process_time() - start


def compare(engines: dict[str, Callable[[bytes], object]], files: list[bytes], rounds: int, counts: list[int]) -> None:
    """Print files or pages a second of each engine over the files that all of them finish."""
    runs: dict[str, list[list[float | None]]] = {name: [] for name in engines}
    for _ in range(rounds):
        for name, engine in engines.items():
            runs[name].append([timed(engine, data) for data in files])
    common = [i for i in range(len(files)) if all(one[i] is not None for many in runs.values() for one in many)]
    count = sum(counts[i] for i in common)
    medians = {name: statistics.median(sum(one[i] or 0.0 for i in common) for one in runs[name]) for name in engines}
    print(
        f"  {len(common)} of {len(files)} files end within {LIMIT_SECONDS} s everywhere: {count} items, {rounds} rounds"
    )
    for name, seconds in medians.items():
        late = sum(second is None for second in runs[name][0])
        ratio = seconds / medians["formalism_nlp"]
        stopped = f", {late} files stopped" if late else ""
        print(f"  {name:<34} {seconds:8.2f} s  {count / seconds:8.1f}/s  ours is {ratio:5.1f} x{stopped}")


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

    total = lost = replaced = scans = 0
    for data in files:
        read = ours_pdf(data)
        if isinstance(read, ReadError):
            scans += 1
            continue
        with pypdfium2.PdfDocument(data) as pdf:
            raw = bag(
                "".join(page.get_textpage().get_text_range() for page in pdf).replace("\ufffe", "").replace("\0", "")
            )
        radicals = Counter({char: many for char, many in raw.items() if "\u2e80" <= char <= "\u2fdf"})
        total += raw.total()
        replaced += radicals.total()
        lost += (raw - radicals - bag("".join(block.text for block in read.blocks))).total()
    print(f"  text layer characters {total}: kept {1 - lost / total:.4%}; {replaced} radicals read as their characters")
    print(f"  {scans} files without text layer refused")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "data" / "files"
    )
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    docs = [path.read_bytes() for path in sorted((args.folder / "docx").glob("*.docx"))]
    print("docx, in files")
    engines = {"formalism_nlp": read_docx, "python-docx iter_inner_content": inner_content}
    compare(engines, docs, args.rounds, [1] * len(docs))
    docx_recall(docs)
    pdfs = [path.read_bytes() for path in sorted((args.folder / "pdf").glob("*.pdf"))]
    print("pdf, in pages")
    engines = {"formalism_nlp": ours_pdf, "pdfplumber": plumber, "pdfminer": miner}
    compare(engines, pdfs, max(1, args.rounds - 2), [page_count(data) for data in pdfs])
    pdf_recall(pdfs)


def page_count(data: bytes) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as pdf:
        return len(pdf)


if __name__ == "__main__":
    main()
