"""Ten thousand files, two hundred of them hostile: every one ends in a line, within the time and memory limits.

    python benchmarks/hostile_run.py [--files N] [--hostile N] [--jobs N]

Writes the files into a temporary folder, from corpora/samples and changes of them, runs
``formalism score FOLDER -o out.jsonl`` and checks that there is exactly one line for each file, that no good file
is lost, and that the memory of all processes together (PSS) stays below 1.5 GiB.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from formalism_nlp import read
from formalism_nlp.bulk import SUFFIXES

SAMPLES = Path(__file__).resolve().parents[1] / "corpora" / "samples"
MOST_MEMORY = 1.5 * 2**30
# One in so many good files is a docx, pdf or html file as it is, the others are texts.
BINARY_SHARE = 8
NOTICE = "关于报送防汛台账的通知\n各村：\n　　请于今日17时前报送巡查照片。\n"


def package(members: dict[str, bytes], name: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return out.getvalue()


def word(body: str, head: str = "") -> bytes:
    """A docx with this XML in its body."""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    document = f'<?xml version="1.0"?>{head}<w:document {w}><w:body>{body}</w:body></w:document>'
    return package({"[Content_Types].xml": types.encode(), "word/document.xml": document.encode()})


def pdf(objects: list[bytes], root: int = 1) -> bytes:
    out = b"%PDF-1.7\n"
    for number, content in enumerate(objects, 1):
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    return out + b"trailer <</Root %d 0 R>>\nstartxref\n0\n%%%%EOF" % root


def lying_zip() -> bytes:
    """A member that says it is small and unpacks to 100 MB."""
    data = package({"a.txt": bytes(100_000_000)})
    return data.replace((100_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def one_large_page() -> bytes:
    stream = zlib.compress(b"BT /F1 12 Tf (a) Tj ET\n" * 450_000)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    filled = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream"
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, filled])


def deep(tag: str, depth: int) -> bytes:
    return (
        "".join(f"<{tag}>" for _ in range(depth)) + "请报送。" + "".join(f"</{tag}>" for _ in range(depth))
    ).encode()


LAUGHS = '<!DOCTYPE a [<!ENTITY a "哈哈哈哈">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]>"  # fmt: skip
PAGES = b"<</Type/Pages/Kids[" + b"3 0 R " * 100_000 + b"]/Count 100000>>"
TABLE = "<w:tbl><w:tr><w:tc>"
# Suffix and content; each is made once and used again under other names.
HOSTILE: tuple[tuple[str, Callable[[], bytes]], ...] = (
    (".txt", lambda: b""),
    (".docx", lambda: b""),
    (".docx", lambda: word("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", LAUGHS)),
    (".docx", lambda: word('<w:p><w:r><w:t>&a;</w:t></w:r></w:p>', '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>')),
    (".docx", lambda: package({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a>" + bytes(150_000_000)})),
    (".docx", lambda: word(TABLE * 3000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3000)),
    (".docx", lambda: word(f"<w:p><w:r><w:t>{'请报送材料' * 2_000_000}</w:t></w:r></w:p>")),
    (".zip", lambda: package({"a.txt": bytes(300_000_000)})),
    (".zip", lying_zip),
    (".zip", lambda: package({"../../escape.txt": NOTICE.encode()})),
    (".zip", lambda: package({"a.zip": package({"b.zip": package({"c.zip": package({"d.txt": b"x"})})})})),
    (".pdf", lambda: b"%PDF-1.7\n" + b"1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\nxref\n0 99999999\n"),
    (".pdf", lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", PAGES, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"])),
    (".pdf", lambda: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])),
    (".pdf", one_large_page),
    (".html", lambda: deep("div", 100_000)),
    (".html", lambda: deep("table><tr><td", 5000)),
    (".html", lambda: b"<html>" + LAUGHS.encode() + b"<p>&j;</p>"),
    (".html", lambda: b"<table><td colspan=99999999 rowspan=99999999>" + "请报送。".encode() * 100),
    (".txt", lambda: "请报送材料。".encode() * 2_900_000),
    (".txt", lambda: "报".encode() * 17_000_000),
    (".txt", lambda: b"\xed\xa0\x80" * 1000 + NOTICE.encode()),
    (".txt", lambda: NOTICE.encode() + bytes(100_000)),
    (".txt", lambda: b"\xe2\x80\xae" + NOTICE[::-1].encode()),
    (".txt", lambda: "（".encode() * 200_000 + "《“".encode() * 200_000),
    (".txt", lambda: "一、".encode() * 300_000),
    (".txt", lambda: b"\n" * 5_000_000),
    (".md", lambda: NOTICE.encode("utf-16")[:-1]),
    (".rtf", lambda: b"{\\rtf1" + b"{" * 1_000_000),
    (".eml", lambda: b"From: a\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n" * 200_000),
    (".doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100_000)),
    (".ofd", lambda: package({"OFD.xml": LAUGHS.encode() + b"<a>&j;</a>"})),
    (".png", lambda: b"\x89PNG\r\n\x1a\n" + b"\xff" * 1000),
)  # fmt: skip


def good_texts(rng: random.Random, count: int) -> list[str]:
    """Texts of the samples with other figures and some paragraphs left out."""
    whole = [read(path).text for path in sorted(SAMPLES.iterdir()) if path.suffix in SUFFIXES]
    made = []
    for n in range(count):
        head, *rest = whole[n % len(whole)].split("\n")
        kept = [line for line in rest if rng.random() < 0.8] or rest
        text = "\n".join((head, *kept))
        made.append(re.sub(r"(?<!\d)[1-9](?!\d)", lambda _: str(rng.randint(2, 9)), text))
    return made


def write_files(folder: Path, files: int, hostile: int) -> None:
    """Write the files; the hostile ones lie among the others."""
    rng = random.Random(8)
    samples = [path for path in sorted(SAMPLES.iterdir()) if path.suffix in (".docx", ".pdf", ".html")]
    places = set(rng.sample(range(files), hostile))
    contents = [(suffix, make()) for suffix, make in HOSTILE]
    texts = iter(good_texts(rng, files - hostile))
    bad = 0
    for number in range(files):
        inside = folder / f"{number // 500:02}"
        inside.mkdir(exist_ok=True)
        if number in places:
            write_hostile(inside, number, bad, contents, rng, samples)
            bad += 1
        elif number % BINARY_SHARE == 0:
            source = samples[number // BINARY_SHARE % len(samples)]
            (inside / f"{number:05}{source.suffix}").write_bytes(source.read_bytes())
            next(texts)
        else:
            (inside / f"{number:05}.txt").write_text(next(texts), encoding=rng.choice(("utf-8", "gb18030", "utf-16")))


def write_hostile(
    inside: Path, number: int, bad: int, contents: list[tuple[str, bytes]], rng: random.Random, samples: list[Path]
) -> None:
    """Write the next hostile file: the made ones and the odd ones first, then damaged samples."""
    name = f"{number:05}"
    if bad < len(contents):
        suffix, data = contents[bad]
        (inside / f"{name}坏{suffix}").write_bytes(data)
        return
    odd = bad - len(contents)
    if odd == 0:
        (inside / f"{name}坏.txt").symlink_to(f"{name}坏.txt")
    elif odd == 1:
        os.mkfifo(inside / f"{name}坏.txt")
    elif odd == 2:
        (inside / f"{name}坏\n\u202e名.txt").write_text(NOTICE, encoding="utf-8")
    elif odd == 3:
        (inside / f"{name}坏.txt").symlink_to("nowhere")
    else:
        source = rng.choice(samples)
        damaged = bytearray(source.read_bytes())
        for _ in range(rng.choice((1, 10, 200))):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        (inside / f"{name}坏{source.suffix}").write_bytes(
            damaged[: rng.randrange(len(damaged))] if odd % 2 else damaged
        )


def tree_memory(root: int) -> int:
    """Bytes of a process and all below it, shared pages counted once (PSS)."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                stat = Path("/proc", entry, "stat").read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            parents[int(entry)] = int(stat.rpartition(")")[2].split()[1])
    tree = {root}
    for _ in range(4):
        tree |= {pid for pid, parent in parents.items() if parent in tree}
    total = 0
    for pid in tree:
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        found = re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)
        total += int(found[1]) * 1024 if found else 0
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--hostile", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "in").mkdir()
        write_files(Path(folder, "in"), args.files, args.hostile)
        out = Path(folder, "out.jsonl")
        command = [sys.executable, "-m", "formalism_nlp", "score", f"{folder}/in", "-o", str(out), "-j", str(args.jobs)]
        start = time.perf_counter()
        peak = 0
        with subprocess.Popen([*command, "--timeout", "60"]) as run:
            while run.poll() is None:
                peak = max(peak, tree_memory(run.pid))
                time.sleep(0.2)
        seconds = time.perf_counter() - start
        check(out, args.files, args.hostile)
    print(f"{args.files} files in {seconds:.0f} s ({args.files / seconds:.1f}/s), most memory {peak / 2**20:.0f} MB")
    assert run.returncode == 3, run.returncode
    assert peak <= MOST_MEMORY, peak


def check(out: Path, files: int, hostile: int) -> None:
    """One line for each file, and every good file a report."""
    paths, failed, lost = set(), Counter[str](), []
    reports = 0
    with out.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["schema"] == "formalism.report/1":
                reports += 1
                paths.add(row["document"]["path"])
            else:
                failed[row["error"]] += 1
                paths.add(row["path"])
                if "坏" not in row["path"]:
                    lost.append(row)
    print(f"{reports} reports; failures: {dict(failed)}")
    assert len(paths) == reports + failed.total() == files, (len(paths), reports, failed.total())
    assert not lost, lost[:3]
    assert reports >= files - hostile


if __name__ == "__main__":
    main()
