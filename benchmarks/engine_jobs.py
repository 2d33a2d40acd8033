"""The same two jobs on each engine; see engines.py.

Scoring gives JSON lines in the order of the texts. Near-duplicates are the shuffle of ``formalism_nlp.engine``:
its steps are the same everywhere, only what moves the arrays differs.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from formalism_nlp import engine
from formalism_nlp.bulk import score_each
from formalism_nlp.document import Document
from formalism_nlp.engine import duplicates as steps
from formalism_nlp.engine.scoring import _blas_threads
from formalism_nlp.render import LINES
from formalism_nlp.reuse.duplicates import Pair
from formalism_nlp.reuse.fingerprint import SCHEMES, distinct
from formalism_nlp.reuse.folder import read_manifest, segment_digest, write_manifest
from formalism_nlp.reuse.store import Segment, record_of
from formalism_nlp.scorer import Scorer

_BATCH = 32
_SEGMENT = 500
_BUCKETS = 8


def one_process(texts: Sequence[str], workers: int) -> Iterator[str]:
    return score_each((text.encode() for text in texts), Scorer(), LINES["jsonl"])


def own_pool(texts: Sequence[str], workers: int) -> Iterator[str]:
    return score_each((text.encode() for text in texts), Scorer(), LINES["jsonl"], jobs=workers)


def dask_scoring(texts: Sequence[str], workers: int) -> Iterator[str]:
    engine.scoring._BATCH = _BATCH
    return score_each((text.encode() for text in texts), Scorer(), LINES["jsonl"], jobs=workers, engine="dask")


class RayScorer:
    """One for each actor."""

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self.scorer = Scorer()

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Score a batch; not all calls come from the thread that made the actor."""
        threadpool_limits(self.threads, user_api="blas")
        sources = (text.encode() for text in batch["text"].tolist())
        return {"line": np.array(list(score_each(sources, self.scorer, LINES["jsonl"])), object)}


def started_ray(workers: int) -> Any:
    import ray

    ray.init(
        num_cpus=workers + 1, include_dashboard=False, logging_level=logging.ERROR, log_to_driver=False,
        object_store_memory=500_000_000, runtime_env={"env_vars": {"PYTHONPATH": ":".join(sys.path)}},
    )  # fmt: skip
    return ray


def ray_scoring(texts: Sequence[str], workers: int) -> Iterator[str]:
    ray = started_ray(workers)
    try:
        context = ray.data.DataContext.get_current()
        context.execution_options.preserve_order = True
        context.enable_progress_bars = False
        data = ray.data.from_items([{"text": text} for text in texts], override_num_blocks=max(1, len(texts) // _BATCH))
        scored = data.map_batches(
            RayScorer, fn_constructor_args=(_blas_threads(),), batch_size=_BATCH,
            compute=ray.data.ActorPoolStrategy(size=workers),
        )  # fmt: skip
        for row in scored.iter_rows():
            yield str(row["line"])
    finally:
        ray.shutdown()


def started_spark(workers: int) -> Any:
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master(f"local[{workers}]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "6g")
        # By default a gigabyte of results ends the job; the lines of 100,000 texts are more.
        .config("spark.driver.maxResultSize", "0")
        .config("spark.executorEnv.PYTHONPATH", ":".join(sys.path))
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    return session


def stop_spark(session: Any) -> None:
    """Stop Java too, which would be counted with the next engine."""
    from pyspark import SparkContext

    gateway = session.sparkContext._gateway
    session.stop()
    gateway.shutdown()
    gateway.proc.stdin.close()
    SparkContext._gateway = SparkContext._jvm = None


def spark_scoring(texts: Sequence[str], workers: int) -> Iterator[str]:
    session, threads = started_spark(workers), _blas_threads()

    def work(part: Iterable[str]) -> Iterator[str]:
        threadpool_limits(threads, user_api="blas")
        return score_each((text.encode() for text in part), Scorer(), LINES["jsonl"])

    try:
        # Whole at the end: toLocalIterator runs one partition after the other.
        rows = session.sparkContext.parallelize(texts, max(1, len(texts) // _BATCH)).mapPartitions(work)
        yield from rows.collect()
    finally:
        stop_spark(session)


def segments_of(docs: Sequence[Document], folder: Path) -> None:
    """Write an index in several small segments."""
    folder.mkdir()
    digests = {}
    for number, first in enumerate(range(0, len(docs), _SEGMENT), 1):
        place = folder / f"seg-{number:06d}"
        batch = [(record_of(doc), doc.text) for doc in docs[first : first + _SEGMENT]]
        Segment.of(SCHEMES["char"], batch).write(place).postings()
        digests[place.name] = segment_digest(place)
    write_manifest(folder, SCHEMES["char"], digests)


def _places(folder: Path) -> tuple[list[Any], list[int]]:
    manifest = read_manifest(folder)
    places = [(str(folder / name), digest, manifest["scheme"]) for name, digest in manifest["segments"].items()]
    return places, [0, *np.cumsum([steps._checked(place) for place in places]).tolist()]


def _unpacked(keys: Any) -> Any:
    keys = distinct(np.concatenate(keys))
    return np.stack((keys >> np.uint64(32), keys & np.uint64(2**32 - 1)), axis=1).astype(np.int64)


def _sorted(parts: Iterable[Any]) -> list[Pair]:
    return [pair for _, _, pair in sorted((item for part in parts for item in part), key=lambda item: item[:2])]


def dask_duplicates(folder: Path, threshold: float, workers: int) -> list[Pair]:
    return engine.near_duplicates(folder, threshold, jobs=workers)


def ray_duplicates(folder: Path, threshold: float, workers: int) -> list[Pair]:
    places, firsts = _places(folder)
    ray = started_ray(workers)
    try:

        def task(work: Callable[..., Any], *args: Any, width: int = 1) -> Any:
            return ray.remote(work).options(num_returns=width).remote(*args)

        def spread(place: Any, first: int) -> Any:
            return tuple(steps._spread(place, first, _BUCKETS))

        def shared(*column: Any) -> Any:
            return (
                tuple(steps._shared(list(column), firsts))
                if len(places) > 1
                else steps._shared(list(column), firsts)[0]
            )

        def prefixes(place: Any, first: int, *column: Any) -> Any:
            return tuple(steps._prefixes(place, first, list(column), threshold, _BUCKETS))

        def paired(*column: Any) -> Any:
            return steps._paired(list(column))

        rows = [task(spread, place, first, width=_BUCKETS) for place, first in zip(places, firsts, strict=False)]
        told = [task(shared, *column, width=len(places)) for column in zip(*rows, strict=True)]
        told = told if len(places) > 1 else [[one] for one in told]
        kept = [
            task(prefixes, place, first, *column, width=_BUCKETS)
            for place, first, column in zip(places, firsts, zip(*told, strict=True), strict=False)
        ]
        pairs = _unpacked(ray.get([task(paired, *column) for column in zip(*kept, strict=True)]))
        found = [
            task(steps._verified, [places[a], places[b]], [firsts[a], firsts[b]], rows_, threshold, ())
            for a, b, rows_ in steps._by_segments(pairs, firsts)
        ]
        return _sorted(ray.get(found))
    finally:
        ray.shutdown()


def spark_duplicates(folder: Path, threshold: float, workers: int) -> list[Pair]:
    places, firsts = _places(folder)
    session = started_spark(workers)
    try:
        context = session.sparkContext

        def gathered(rows: Any, width: int) -> Any:
            # What was sent first stands first: the steps expect the order of segments or buckets.
            return rows.groupByKey(width).mapValues(
                lambda cells: [cell for _, cell in sorted(cells, key=lambda c: c[0])]
            )

        spread = context.parallelize(list(enumerate(places)), len(places)).flatMap(
            lambda item: [(b, (item[0], c)) for b, c in enumerate(steps._spread(item[1], firsts[item[0]], _BUCKETS))]
        )
        told = gathered(spread, _BUCKETS).flatMap(
            lambda item: [(s, (item[0], cell)) for s, cell in enumerate(steps._shared(item[1], firsts))]
        )
        kept = gathered(told, len(places)).flatMap(
            lambda item: [
                (b, (item[0], cell))
                for b, cell in enumerate(
                    steps._prefixes(places[item[0]], firsts[item[0]], item[1], threshold, _BUCKETS)
                )
            ]
        )
        pairs = _unpacked(gathered(kept, _BUCKETS).map(lambda item: steps._paired(item[1])).collect())
        jobs = list(steps._by_segments(pairs, firsts))
        return _sorted(
            context.parallelize(jobs, max(1, len(jobs)))
            .map(
                lambda j: steps._verified(
                    [places[j[0]], places[j[1]]], [firsts[j[0]], firsts[j[1]]], j[2], threshold, ()
                )
            )
            .collect()
        )
    finally:
        stop_spark(session)


SCORERS: dict[str, Callable[[Sequence[str], int], Iterator[str]]] = {
    "one process": one_process, "own pool": own_pool, "dask": dask_scoring, "ray": ray_scoring, "spark": spark_scoring,
}  # fmt: skip
DUPLICATES: dict[str, Callable[[Path, float, int], list[Pair]]] = {
    "dask": dask_duplicates, "ray": ray_duplicates, "spark": spark_duplicates,
}  # fmt: skip
