"""What is known of each requirement of the superior when it is asked whether the subordinate left it out."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..document import Span
from .matching import Matching
from .similarity import Floats, grams_of

__all__ = ["NAMES", "Grown", "traits"]

# In the order of the columns; docs/decisions/0006 says what each is worth.
NAMES = (
    # How near the nearest clause of the child is: alone, without figures, in its place, as scored for pairing,
    # under the heading that belongs to this one, among those without a counterpart, by whole sentences.
    "alone", "words", "placed", "score", "beside", "free", "sentence",
    # Which share of its characters and pairs of them, by weight, stands in the child, in one clause or sentence of it.
    "said", "said_in_clause", "said_in_sentence",
    # Whether the nearest clause is nearer to another requirement: alone, as scored, in its place; and whether it is nearest to this one.
    "rival_alone", "rival_score", "rival_placed", "mutual",
    # What became of it and of its neighbours.
    "taken_up", "paired", "section_kept", "sentence_kept", "neighbours_kept", "grown", "sentence_grown", "value", "value_kept",
    # What stands under the heading of the child that belongs to its own.
    "has_section", "section_size", "section_free", "section_ratio",
    "length", "permits", "forbids", "helps", "statute",
    # The two documents.
    "copy", "copied", "paired_share", "carried_share", "clauses_ratio", "free_share",
    # What a copy does not say, and what helps and is not said: weigh more than both apart.
    "unsaid_in_copy", "unsaid_help",
)  # fmt: skip
_LONGEST = 30
# What helps or spares those below: a subordinate leaves it out more often than it says it in other words.
_HELPS = re.compile(
    "补[助贴]|经费|资金|费用|减免|免[费收于予缴]|承担|奖|优惠|不(?:搞|再|要求|以|作为|组织|强制|影响|统一|准备|收)|协助|听取|征求|避开|保险|无需|减轻|合并|优先|救助|慰问|自[愿主行]|代替|过渡期|食宿|即可|可以"
)


@dataclass(frozen=True)
class Grown:
    """Stretches of the parent that escalations carry on, and the sentences that any of them touches."""

    spans: Sequence[Span]
    sentences: Container[int]


def traits(
    matching: Matching, asked: Sequence[int], grown: Grown, figures: Mapping[str, Any], *, literal: bool
) -> NDArray[np.float64]:
    """Describe requirements of the parent.

    Parameters
    ----------
    matching : Matching
        Clauses of both, paired.
    asked : sequence of int
        The clauses of the parent to describe.
    grown : Grown
        What of the parent the child carries on with more.
    figures : mapping
        Of the comparison: ``copied``, ``paired``, ``carried``, each 0 to 1.
    literal : bool
        Whether the child keeps the parent's words.

    Returns
    -------
    array of float, shape (asked, len(NAMES))
    """
    places = np.array(asked, int)
    free = np.array(
        [row not in matching.pairs and clause.role != "title" for row, clause in enumerate(matching.child.clauses)],
        bool,
    )
    # Which clauses of the child stand under the heading that belongs to that of the requirement.
    under = np.array([matching.sections.get(clause.section, -1) for clause in matching.child.clauses], int)
    own_section = np.array([matching.parent.clauses[index].section for index in asked], int)
    beside = under[:, None] == own_section[None, :]
    columns = {
        **_nearness(matching, places, free, beside),
        **_rivals(matching, places),
        **_shares(matching, places),
        **_fate(matching, asked, grown),
        **_section(matching, asked, free, beside),
        **_itself(matching, asked),
    }
    own, other = len(matching.child.clauses), len(matching.parent.clauses)
    whole = {
        "copy": literal, "copied": figures["copied"], "paired_share": figures["paired"], "carried_share": figures["carried"],
        "clauses_ratio": own / other, "free_share": free.mean(), "statute": matching.parent.statute,
    }  # fmt: skip
    columns |= {name: np.full(len(asked), float(value)) for name, value in whole.items()}
    unsaid = 1.0 - np.asarray(columns["said_in_clause"], float)
    columns |= {"unsaid_in_copy": unsaid * literal, "unsaid_help": unsaid * np.asarray(columns["helps"], float)}
    return np.stack([np.asarray(columns[name], float) for name in NAMES], axis=1)


def _nearness(
    matching: Matching, places: NDArray[np.int64], free: NDArray[np.bool_], beside: NDArray[np.bool_]
) -> dict[str, Floats]:
    raw = matching.raw
    alone = raw.own[:, places]
    return {
        "alone": alone.max(axis=0),
        "words": raw.own_words[:, places].max(axis=0),
        "placed": raw.smooth[:, places].max(axis=0),
        "score": matching.scores[:, places].max(axis=0),
        "beside": (alone * beside).max(axis=0),
        "free": (alone * free[:, None]).max(axis=0),
        "sentence": raw.sentence[:, places].max(axis=0),
    }


def _rivals(matching: Matching, places: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    found: dict[str, NDArray[Any]] = {}
    tables = {"alone": matching.raw.own, "score": matching.scores, "placed": matching.raw.smooth}
    for name, table in tables.items():
        nearest = table[:, places].argmax(axis=0)
        found[f"rival_{name}"] = table[nearest, places] / np.maximum(table[nearest].max(axis=1), 1e-6)
    nearest = matching.raw.own[:, places].argmax(axis=0)
    found["mutual"] = matching.raw.own[nearest].argmax(axis=1) == places
    return found


def _shares(matching: Matching, places: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
    """Which share of the characters and pairs of a clause, rare ones weighing more, the child has too."""
    child, parent, weight = grams_of(matching.contents[0], matching.contents[1])
    asked = parent[places].multiply(weight[None, :]).tocsr()
    whole = np.maximum(np.asarray(asked.sum(axis=1)).ravel(), 1e-9)
    anywhere = np.asarray(child.sum(axis=0)).ravel() > 0
    sentence = np.array([clause.sentence for clause in matching.child.clauses], int)
    by_sentence = np.zeros((int(sentence.max()) + 1, len(sentence)), np.float32)
    by_sentence[sentence, np.arange(len(sentence))] = 1.0
    together = ((by_sentence @ child) > 0).astype(np.float32)
    return {
        "said": (asked @ anywhere.astype(np.float32)) / whole,
        "said_in_clause": (asked @ child.T).max(axis=1).toarray().ravel() / whole,
        "said_in_sentence": (asked @ together.T).max(axis=1) / whole,
    }


def _fate(matching: Matching, asked: Sequence[int], grown: Grown) -> dict[str, list[float]]:
    clauses, taken = matching.parent.clauses, matching.taken_up
    paired = {column for column, _ in matching.pairs.values()}
    values = {value.clause for value in matching.values[1]}
    kept = {pair.other.clause for pair in matching.value_pairs}

    def share(index: int, mates: Sequence[int]) -> float:
        others = [other in taken for other in mates if other != index]
        return sum(others) / len(others) if others else 0.5

    by_section, by_sentence = _groups(matching, "section"), _groups(matching, "sentence")
    return {
        "taken_up": [index in taken for index in asked],
        "paired": [index in paired for index in asked],
        "section_kept": [share(index, by_section[clauses[index].section]) for index in asked],
        "sentence_kept": [share(index, by_sentence[clauses[index].sentence]) for index in asked],
        "neighbours_kept": [
            share(index, [other for other in by_sentence[clauses[index].sentence] if abs(other - index) == 1])
            for index in asked
        ],
        "grown": [any(clauses[index].span.overlaps(span) for span in grown.spans) for index in asked],
        "sentence_grown": [clauses[index].sentence in grown.sentences for index in asked],
        "value": [index in values for index in asked],
        "value_kept": [index in kept for index in asked],
    }


def _groups(matching: Matching, what: str) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for index, clause in enumerate(matching.parent.clauses):
        found.setdefault(getattr(clause, what), []).append(index)
    return found


def _section(
    matching: Matching, asked: Sequence[int], free: NDArray[np.bool_], beside: NDArray[np.bool_]
) -> dict[str, Any]:
    groups = _groups(matching, "section")
    size = np.array([len(groups[matching.parent.clauses[index].section]) for index in asked], float)
    there = beside.sum(axis=0)
    return {
        "has_section": there > 0,
        "section_size": size - 1,
        "section_free": (beside & free[:, None]).sum(axis=0) / np.maximum(there, 1),
        "section_ratio": there / size,
    }


def _itself(matching: Matching, asked: Sequence[int]) -> dict[str, list[float]]:
    clauses = [matching.parent.clauses[index] for index in asked]
    words = [matching.contents[1][index].replace(" ", "") for index in asked]
    return {
        "length": [min(len(text), _LONGEST) / _LONGEST for text in words],
        "permits": [clause.modality == "may" for clause in clauses],
        "forbids": [clause.polarity == "prohibit" for clause in clauses],
        "helps": [_HELPS.search(matching.parent.text(clause)) is not None for clause in clauses],
    }
