"""Scoring and near-duplicates on the workers of a Dask cluster; needs the extra ``engine``.

Every result is the one that a single machine gives, record for record and in the same order.
"""

from __future__ import annotations

from .duplicates import near_duplicates
from .indexing import Built, build_index
from .parts import Output, PartDone, Partition, file_partitions, row_partitions, score_parts
from .scoring import score_each

__all__ = [
    "Built",
    "Output",
    "PartDone",
    "Partition",
    "build_index",
    "file_partitions",
    "near_duplicates",
    "row_partitions",
    "score_each",
    "score_parts",
]
