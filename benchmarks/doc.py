"""Readers of doc and rtf beside their peers on real files, in one run.

    python benchmarks/doc.py [FOLDER] [--corpus FILE] [--rounds N]

FOLDER (by default ../shared/data/files) holds doc/ and MANIFEST.tsv, which names the text of a file in the corpus.
antiword, catdoc and soffice are run when they are there, striprtf when it is installed; the rtf files are made by
soffice from the doc files. Shares are medians and means over files, of characters without white space: a share is of
runs of five characters, counted with repetition. Seconds are of the processor, those of started programs included, which
start anew for each file, except soffice: it converts all files in one call.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from formalism_nlp.errors import ReadError
from formalism_nlp.readers.doc import read_doc
from formalism_nlp.readers.rtf import read_rtf

RUN = 5


def spent() -> float:
    """Processor seconds of this process and of the programs that it has started and that have ended."""
    return sum(os.times()[:4])


def squeezed(text: str) -> str:
    return "".join(text.split())


def runs(text: str) -> Counter[str]:
    return Counter(text[at : at + RUN] for at in range(max(1, len(text) - RUN + 1)))


def share(part: Counter[str], whole: Counter[str]) -> float:
    """How much of one text is in another."""
    return (part & whole).total() / max(1, part.total())


def ours(read: Callable[[bytes], object]) -> Callable[[Path], str]:
    def text(path: Path) -> str:
        try:
            raw = read(path.read_bytes())
        except ReadError:
            return ""
        return "\n".join(block.text for block in raw.blocks if block.kind != "page_furniture")  # type: ignore[attr-defined]

    return text


def program(*command: str) -> Callable[[Path], str]:
    def text(path: Path) -> str:
        done = subprocess.run([*command, str(path)], capture_output=True, check=False)
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""

    return text


def striprtf(path: Path) -> str:
    from striprtf.striprtf import rtf_to_text

    try:
        return str(rtf_to_text(path.read_bytes().decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call]
    except (UnicodeError, ValueError, IndexError, KeyError, TypeError):
        return ""


def office(files: list[Path], kind: str, folder: Path) -> dict[str, Path]:
    """Convert files in one call of soffice; return what it made by the stem of the name."""
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", kind]
    out = folder / kind.partition(":")[0]
    subprocess.run([*command, "--outdir", str(out), *map(str, files)], capture_output=True, check=False, timeout=1800)
    return {path.stem: path for path in out.iterdir()} if out.is_dir() else {}


def corpus_texts(manifest: Path, corpus: Path) -> dict[str, str]:
    """Return the text of each file that the manifest finds in the corpus, by the stem of its name."""
    rows = [line.split("\t") for line in manifest.read_text(encoding="utf-8").splitlines()[1:]]
    names = {row[3].split()[2].rstrip(","): Path(row[0]).stem for row in rows if "corpus id" in row[3]}
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        records = map(json.loads, lines)
        return {names[record["id"]]: record["text"] for record in records if record["id"] in names}


def report(name: str, texts: dict[str, str], truth: dict[str, str], seconds: float, size: int) -> None:
    counts = {stem: runs(squeezed(text)) for stem, text in texts.items()}
    wanted = {stem: runs(squeezed(text)) for stem, text in truth.items() if stem in texts}
    recalls = [share(wanted[stem], counts[stem]) for stem in wanted]
    precisions = [share(counts[stem], wanted[stem]) for stem in wanted]
    empty = sum(not squeezed(text) for text in texts.values())
    characters = sum(len(squeezed(text)) for text in texts.values())
    print(
        f"  {name:<14} {len(texts) - empty:3} of {len(texts)} read  {characters:8} characters  "
        f"recall {statistics.mean(recalls):.4f} (median {statistics.median(recalls):.4f}, least {min(recalls):.3f})  "
        f"precision {statistics.mean(precisions):.4f}  {seconds:7.2f} s  {size / 1e6 / seconds:7.2f} MB/s"
    )


def compare(engines: dict[str, Callable[[Path], str]], files: list[Path], truth: dict[str, str], rounds: int) -> None:
    size = sum(path.stat().st_size for path in files)
    seconds: dict[str, list[float]] = {name: [] for name in engines}
    texts: dict[str, dict[str, str]] = {}
    for _ in range(rounds):
        for name, engine in engines.items():
            start = spent()
            texts[name] = {path.stem: engine(path) for path in files}
            seconds[name].append(spent() - start)
    for name, found in texts.items():
        report(name, found, truth, statistics.median(seconds[name]), size)


def main() -> None:
    beside = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=beside / "files")
    parser.add_argument("--corpus", type=Path, default=beside / "corpus.jsonl.gz")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    files = sorted((options.folder / "doc").iterdir())
    truth = corpus_texts(options.folder / "MANIFEST.tsv", options.corpus)
    commands = {"antiword": ("antiword", "-w", "0", "-m", "UTF-8"), "catdoc": ("catdoc", "-d", "utf-8", "-w")}
    engines = {"formalism_nlp": ours(read_doc)}
    engines |= {name: program(*command) for name, command in commands.items() if shutil.which(name)}
    print("doc, against the corpus")
    compare(engines, files, truth, options.rounds)
    if not shutil.which("soffice"):
        return
    with tempfile.TemporaryDirectory() as folder:
        start = spent()
        converted = office(files, "txt:Text (encoded):UTF8", Path(folder))
        seconds = spent() - start
        texts = {
            path.stem: converted[path.stem].read_text("utf-8-sig") if path.stem in converted else "" for path in files
        }
        report("soffice", texts, truth, seconds, sum(path.stat().st_size for path in files))
        print("doc, against soffice")
        compare(engines, files, texts, 1)
        made = sorted(office(files, "rtf", Path(folder)).values())
        readers = {"formalism_nlp": ours(read_rtf)}
        try:
            import striprtf as _  # noqa: F401
        except ImportError:
            pass
        else:
            readers["striprtf"] = striprtf
        print("rtf made by soffice, against soffice")
        compare(readers, made, texts, 1)


if __name__ == "__main__":
    main()
