"""Make the shipped tables of set phrases from the research corpus.

    python benchmarks/mine_formulas.py [SHARED]

SHARED holds data/ and labels/ (by default ../shared). Reserved documents are left out.
Documents of one same-topic group count as one issuer: what forty cities share in their
rules on one matter is that matter's text, no set phrase. Only hashes are written.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from formalism_nlp.reuse.templates import mine_formulas

ROOT = Path(__file__).resolve().parents[1]
# Issuers that must share a wording. Read at 6, 8 and 12: below 8 the wordings of administrative documents
# are terms of one trade (school entrance, housing); statutes are counted by 117 issuers with many texts each.
LEAST = {"formulas": 8, "statutes": 12}


def groups(shared: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ("siblings", "chains"):
        for line in (shared / "data" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            group = json.loads(line)
            for member in group["members"]:
                found.setdefault(member["id"], f"{name}:{group['topic']}")
    return found


def corpus(shared: Path) -> Iterator[dict[str, Any]]:
    reserved = set(json.loads((shared / "labels" / "reserved.json").read_text(encoding="utf-8")))
    with gzip.open(shared / "data" / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from (doc for doc in map(json.loads, lines) if doc["id"] not in reserved)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=ROOT.parent / "shared")
    shared = parser.parse_args().shared
    same = groups(shared)
    docs = list(corpus(shared))
    for table, least in LEAST.items():
        chosen = [doc for doc in docs if (doc["doc_class"] == "legislation") == (table == "statutes")]
        issuers = (
            (same.get(doc["id"]) or doc["issuer"] or doc["city"] or doc["province"] or doc["id"], doc["text"])
            for doc in chosen
        )
        mined = mine_formulas(issuers, least=least)
        mined.save(ROOT / "formalism_nlp" / "reuse" / "data" / f"{table}.npy")
        print(f"{table}: {len(mined.keys)} wordings from {len(chosen)} documents")


if __name__ == "__main__":
    main()
