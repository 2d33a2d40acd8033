"""Engines that align two texts, ours and the peers, with one face; see reuse.py."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from typing import Any

from formalism_nlp.reuse.align import align
from formalism_nlp.reuse.letters import letters

Spans = list[dict[str, list[int]]]


def spans_of(passages: Any, child: str, parent: str) -> Spans:
    own, other = letters(child), letters(parent)
    return [
        {
            "child": [int(own.positions[p.child[0]]), int(own.positions[p.child[1] - 1]) + 1],
            "parent": [int(other.positions[p.parent[0]]), int(other.positions[p.parent[1] - 1]) + 1],
        }
        for p in passages
    ]


def ours_align(child: str, parent: str) -> Spans:
    return spans_of(align(letters(child), letters(parent)), child, parent)


def folded(text: str) -> str:
    """Letters hashed to 60 symbols, the alphabet that parasail and edlib can hold."""
    return "".join(chr(65 + hash_of(char) % 57) for char in text)


def hash_of(char: str) -> int:
    return (ord(char) * 2654435761 >> 7) & 0xFFFF


def parasail_align(child: str, parent: str) -> Spans:
    """Smith-Waterman eight times over, each passage blanked out before the next (as in the research notes)."""
    import parasail

    matrix = parasail.matrix_create("".join(chr(65 + n) for n in range(57)), 2, -2)
    own, other, found = list(folded(child)), list(folded(parent)), []
    for _ in range(8):
        result = parasail.sw_trace_striped_32("".join(own), "".join(other), 3, 1, matrix)
        if result.score < 60:
            break
        cigar = result.cigar
        steps = re.findall(r"(\d+)([=XIDM])", cigar.decode.decode())
        length = sum(int(n) for n, kind in steps if kind in "=XMI"), sum(int(n) for n, kind in steps if kind in "=XMD")
        a, b = (
            [result.end_query + 1 - length[0], result.end_query + 1],
            [result.end_ref + 1 - length[1], result.end_ref + 1],
        )
        found.append({"child": a, "parent": b})
        # Two symbols that match nothing, one a side.
        own[a[0] : a[1]] = ["\x01"] * (a[1] - a[0])
        other[b[0] : b[1]] = ["\x02"] * (b[1] - b[0])
    return found


def sentences_of(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^。；！？\n]{8,}", text)]


def joined(found: Spans) -> Spans:
    done: Spans = []
    for item in sorted(found, key=lambda item: item["child"]):
        last = done[-1] if done else None
        if last and item["child"][0] - last["child"][1] <= 30 and abs(item["parent"][0] - last["parent"][1]) <= 60:
            last["child"][1] = item["child"][1]
            last["parent"] = [min(last["parent"][0], item["parent"][0]), max(last["parent"][1], item["parent"][1])]
        else:
            done.append({"child": list(item["child"]), "parent": list(item["parent"])})
    return [item for item in done if item["child"][1] - item["child"][0] >= 30]


def edlib_align(child: str, parent: str) -> Spans:
    import edlib

    target, found = folded(parent), []
    for start, end in sentences_of(child):
        result = edlib.align(folded(child[start:end]), target, mode="HW", task="locations", k=int((end - start) * 0.45))
        if result["editDistance"] >= 0:
            first = result["locations"][0]
            found.append({"child": [start, end], "parent": [first[0] or 0, first[1] + 1]})
    return joined(found)


def rapidfuzz_align(child: str, parent: str) -> Spans:
    from rapidfuzz import fuzz, process

    own, other = sentences_of(child), sentences_of(parent)
    if not own or not other:
        return []
    scores = process.cdist(
        [child[a:b] for a, b in own], [parent[a:b] for a, b in other], scorer=fuzz.ratio, score_cutoff=50, workers=1
    )
    found: Spans = [
        {"child": list(own[i]), "parent": list(other[int(row.argmax())])}
        for i, row in enumerate(scores)
        if row.max() >= 50
    ]
    return joined(found)


def difflib_align(child: str, parent: str) -> Spans:
    blocks = difflib.SequenceMatcher(None, child, parent, autojunk=False).get_matching_blocks()
    return joined([{"child": [b.a, b.a + b.size], "parent": [b.b, b.b + b.size]} for b in blocks if b.size >= 8])


ENGINES: dict[str, Callable[[str, str], Spans]] = {
    "ours": ours_align, "parasail SW x8": parasail_align, "edlib per sentence": edlib_align,
    "rapidfuzz per sentence": rapidfuzz_align, "difflib": difflib_align,
}  # fmt: skip
