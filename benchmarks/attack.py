"""How far cheap tricks move the score: python benchmarks/attack.py [SHARED] [--documents N].

Every document is changed in ways that a drafter could try in order to look better (or that must not matter), scored
again, and the change reported: median and worst over the samples, and over N real documents where the research data
is there. Only documents with twenty points or more are counted: below, a point or two is a large share of nothing.
Profile-only documents are judged by the same sum of parts.
Exit code 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import statistics
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from attack_words import ENTITIES, NEUTRAL, NO_PLACE, PLACE, SYNONYMS

from formalism_nlp import Document, Scorer, read
from formalism_nlp.document import Unit
from formalism_nlp.errors import ReadError
from formalism_nlp.findings import Report
from formalism_nlp.parts import combined
from formalism_nlp.tokens import default_tokenizer

ROOT = Path(__file__).resolve().parent.parent
SWAPS = 30
# Changes of this many units of the score are noise below it.
SMALL = 20.0
# A sentence that can stand anywhere: no item of a list, no remark in brackets behind another, nothing cut off.
WHOLE = re.compile(
    r"(?![（(—―]|[一二三四五六七八九十]+[、是要]|第[一二三四五六七八九十]|[0-9０-９①-⑳]).*[。！；]", re.DOTALL
)
Attack = Callable[[Document, Sequence[Unit], random.Random], str]
# Bars in per cent: the median change, and what nine of ten documents stay within, in either direction. The rest is
# only shown.
BARS = {"synonyms": (3.0, 10.0), "shuffle": (2.0, 5.0), "entities": (2.0, 10.0)}
NEARLY_ALL = 0.9


def synonyms(doc: Document, units: Sequence[Unit], rng: random.Random) -> str:
    """Swap 30 words of the running text, or all there are, for synonyms."""
    words = [default_tokenizer().cut(doc.quote(unit.span)) for unit in units]
    places = [(i, k) for i, cut in enumerate(words) for k, word in enumerate(cut) if word in SYNONYMS]
    for i, k in rng.sample(places, min(SWAPS, len(places))):
        words[i][k] = SYNONYMS[words[i][k]]
    return rebuilt(doc, units, ["".join(cut) for cut in words])


def shuffle(doc: Document, units: Sequence[Unit], rng: random.Random) -> str:
    """Put the sentences under each heading into another order; headings, lead-ins and signatures stay."""
    sections: dict[object, list[int]] = {}
    for place, unit in enumerate(units):
        if unit.label != "FOR" and WHOLE.fullmatch(doc.quote(unit.span)):
            sections.setdefault(unit.heading, []).append(place)
    texts = [doc.quote(unit.span) for unit in units]
    for places in sections.values():
        mixed = rng.sample(places, len(places))
        for to, whence in zip(places, mixed, strict=True):
            texts[to] = doc.quote(units[whence].span)
    return rebuilt(doc, units, texts)


def entities(doc: Document, units: Sequence[Unit], rng: random.Random) -> str:
    """Give every place another name, the same everywhere."""
    del units
    names = sorted({match[1] for match in PLACE.finditer(doc.text)} - {"", "乡镇"})
    others = rng.sample(ENTITIES, len(ENTITIES))
    text = doc.text
    for place, name in enumerate(name for name in names if not NO_PLACE.search(name)):
        text = text.replace(name, others[place % len(others)])
    return text


def padding(share: float) -> Attack:
    """Add neutral text of this share of the document behind its last sentence."""

    def attack(doc: Document, units: Sequence[Unit], rng: random.Random) -> str:
        wanted = share * sum(unit.span.end - unit.span.start for unit in units)
        added: list[str] = []
        pool = rng.sample(NEUTRAL, len(NEUTRAL))
        while sum(map(len, added)) < wanted:
            added.append(pool[len(added) % len(pool)])
        end = units[-1].span.end
        return f"{doc.text[:end]}\n{''.join(added)}{doc.text[end:]}"

    return attack


def without_slogans(doc: Document, units: Sequence[Unit], rng: random.Random) -> str:
    """Delete the slogans."""
    del rng
    return rebuilt(doc, units, ["" if unit.label == "SLO" else doc.quote(unit.span) for unit in units])


def owners(label: str) -> Attack:
    """Put an owner and a date before the sentences of a class: the cheap form of making them concrete."""

    def attack(doc: Document, units: Sequence[Unit], rng: random.Random) -> str:
        del rng
        head = "由县农业农村局负责，6月30日前完成："
        return rebuilt(
            doc, units, [head * (unit.label == label) + doc.quote(unit.span) for unit in units]
        )  # fmt: skip

    return attack


def rebuilt(doc: Document, units: Sequence[Unit], texts: Sequence[str]) -> str:
    """The text of a document with other words in the places of its sentences."""
    pieces, at = [], 0
    for unit, text in zip(units, texts, strict=True):
        pieces += [doc.text[at : unit.span.start], text]
        at = unit.span.end
    return "".join((*pieces, doc.text[at:]))


ATTACKS: dict[str, Attack] = {
    "synonyms": synonyms,
    "shuffle": shuffle,
    "entities": entities,
    "padding +30 %": padding(0.3),
    "padding +100 %": padding(1.0),
    "slogans deleted": without_slogans,
    "owner and date before GEN": owners("GEN"),
    "owner and date before SLO": owners("SLO"),
}


def value(report: Report) -> float:
    """The sum of the parts, for profiled documents too."""
    return 100 * combined(report.score.parts.values())


def change(before: float, after: float) -> float:
    """The change in per cent."""
    return 100 * (after - before) / max(before, SMALL)


def attacked(texts: Sequence[tuple[str, str]]) -> dict[str, list[tuple[float, str]]]:
    """Return the change of every document under every attack."""
    scorer = Scorer()
    found: dict[str, list[tuple[float, str]]] = {name: [] for name in ATTACKS}
    for name, text in texts:
        report = scorer.score(Document.from_text(text))
        doc = report.content
        if doc is None or report.score.status == "insufficient":
            continue
        units = [unit for unit in report.units if unit.span.end > unit.span.start]
        for attack, make in ATTACKS.items():
            after = value(scorer.score(Document.from_text(make(doc, units, random.Random(name)))))
            # Below, a point or two would be a large share of nothing.
            if max(after, value(report)) >= SMALL:
                found[attack].append((change(value(report), after), name))
    return found


def samples() -> list[tuple[str, str]]:
    """Names and texts of the sample documents."""
    paths = sorted((ROOT / "corpora" / "samples").iterdir())
    return [(path.name, read(path).text) for path in paths if path.suffix in (".docx", ".pdf", ".html", ".txt")]


def real(shared: Path, count: int) -> list[tuple[str, str]]:
    """Names and texts of real documents drawn by the hash-free order of a fixed seed, those with a score worth moving."""
    reserved = set(json.loads((shared / "labels" / "reserved.json").read_text("utf-8")))
    rows = []
    with gzip.open(shared / "data" / "corpus.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["id"] not in reserved and row["doc_class"] == "gongwen" and len(row["text"]) < 6000:
                rows.append((row["id"], f"{row['title']}\n{row['text']}"))
    random.Random(0).shuffle(rows)
    scorer, chosen = Scorer(), []
    for name, text in rows:
        try:
            if value(scorer.score(text)) >= SMALL:
                chosen.append((name, text))
        except ReadError:
            continue
        if len(chosen) == count:
            break
    return chosen


def told(title: str, found: dict[str, list[tuple[float, str]]]) -> bool:
    """Print the table and tell whether every bar holds."""
    print(f"{title} with twenty points or more, before or after; change of the score in per cent")
    print(f"  {'attack':28}{'median':>8}{'median |x|':>12}{'largest fall':>14}{'largest rise':>14}  at")
    holds = True
    for name, changes in found.items():
        values = [x for x, _ in changes]
        size = statistics.median(map(abs, values))
        low, high = min(changes), max(changes)
        at = max(low, high, key=lambda pair: abs(pair[0]))[1]
        middle, most = BARS.get(name, (None, 10.0))
        within = sum(abs(x) < most for x in values)
        fine = middle is None or (size <= middle and within >= NEARLY_ALL * len(values))
        holds &= fine
        print(
            f"  {name:28}{statistics.median(values):8.1f}{size:12.1f}{low[0]:14.1f}{high[0]:14.1f}  {at}\n"
            f"  {'':28}{within} of {len(values)} within {most:g} %{'' if fine else ': over the bar'}"
        )
    return holds


def main() -> int:
    """Run all attacks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--documents", type=int, default=60)
    args = parser.parse_args()
    holds = told("samples", attacked(samples()))
    if (args.shared / "data").is_dir():
        holds &= told("real documents", attacked(real(args.shared, args.documents)))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
