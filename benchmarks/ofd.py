"""The OFD reader beside plain extraction and easyofd, on real files, in one run.

    python benchmarks/ofd.py [FOLDER] [--rounds N]

FOLDER holds the files (by default ../shared/data/files/ofd). Characters are counted without white space, against every
TextCode of a package outside of annotations and patterns. easyofd takes part where it is installed.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import io
import re
import statistics
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from formalism_nlp.errors import ReadError
from formalism_nlp.readers.ofd import read_ofd

# Traced by hand (tests/test_ofd.py): templates, units and a page that nothing refers to, and type drawn twice to be bold.
UNSHOWN = 5_406
FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "files" / "ofd"


def ours(data: bytes) -> str:
    try:
        return "\n".join(block.text for block in read_ofd(data).blocks)
    except ReadError:
        return ""


def plain(data: bytes) -> str:
    """The plain way: every TextCode of the parts called Content.xml, in the order of the file; no layout."""
    texts = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.lower().endswith("content.xml"):
                root = etree.fromstring(package.read(name))
                texts += [code.text or "" for code in root.iter("{*}TextCode")]
    return "\n".join(texts)


def every(data: bytes) -> str:
    """All that can be counted: the reference of the shares."""
    texts = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            with contextlib.suppress(etree.XMLSyntaxError):
                if name.lower().endswith(".xml"):
                    for code in etree.fromstring(package.read(name)).iter("{*}TextCode"):
                        if not {"Annot", "Pattern"} & {etree.QName(above).localname for above in code.iterancestors()}:
                            texts.append(code.text or "")
    return "".join(texts)


def easy() -> Callable[[bytes], str] | None:
    """The text that easyofd finds, or None where it is not installed."""
    try:
        from easyofd.parser_ofd.ofd_parser import OFDParser
        from loguru import logger
    except ImportError:
        return None
    logger.remove()

    def extract(data: bytes) -> str:
        documents = OFDParser(base64.b64encode(data).decode())(save_xml=False, xml_name="")
        texts = []
        for document in documents if isinstance(documents, list) else [documents]:
            for page in document.get("page_info", {}).values():
                texts += [str(item.get("text", "")) for item in page.get("text_list", [])]
        return "\n".join(texts)

    return extract


def bag(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s", "", text))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    files = [path.read_bytes() for path in sorted(args.folder.glob("*.ofd"))]
    engines: dict[str, Callable[[bytes], str]] = {"formalism_nlp": ours, "zipfile + lxml, no layout": plain}
    if (found := easy()) is not None:
        engines["easyofd"] = found
    total = sum(bag(every(data)).total() for data in files)
    print(f"{len(files)} files, {total} characters in TextCode, {UNSHOWN} of them in parts that no page shows")
    total -= UNSHOWN
    seconds: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(args.rounds):
        for name, engine in engines.items():
            start = time.process_time()
            for data in files:
                with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
                    engine(data)
            seconds[name].append(time.process_time() - start)
    base = statistics.median(seconds["formalism_nlp"])
    for name, engine in engines.items():
        kept = failed = 0
        for data in files:
            try:
                with contextlib.redirect_stdout(io.StringIO()):
                    text = engine(data)
            except Exception:
                failed += 1
                continue
            reference = bag(every(data))
            kept += (reference - (reference - bag(text))).total()
        middle = statistics.median(seconds[name])
        print(
            f"  {name:<28} {min(kept / total, 1):7.2%} of the characters shown, {failed} files failed, "
            f"{1000 * middle / len(files):7.1f} ms a file, {middle / base:5.1f} x ours"
        )


if __name__ == "__main__":
    main()
