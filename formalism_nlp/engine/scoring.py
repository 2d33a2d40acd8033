"""Documents scored in batches on the workers of an engine, each document in a process of its own there."""

from __future__ import annotations

import copy
import multiprocessing
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

from .. import __version__, bulk
from ..bulk import Limits, Source, source_name
from ..errors import ConfigError
from ..findings import Failure, Report
from ..reuse.index import ReuseIndex
from ..scorer import Scorer
from .cluster import connected, go_to, in_order

__all__ = ["Job", "packed", "run_batch", "score_each", "sendable", "unpacked"]

Made = TypeVar("Made")
# A worker starts one process for a batch, which takes as long as scoring two documents; and what is sent at once.
_BATCH = 128
_BATCH_BYTES = 8 * 1024 * 1024
_UNSENT = "这个来源不能交给别的进程；请给出路径、字节或 Document"
_DAEMON = "这个集群的工作进程不能再起子进程；请用环境变量 DASK_DISTRIBUTED__WORKER__DAEMON=False 启动 dask worker"
_OTHER = "各台机器上装的 formalism_nlp 不是同一版本，请装成一样的"
_UNSAVED = "在引擎上比对索引时，索引要先存到每台机器都读得到的文件夹：index.save(文件夹)"


@dataclass(frozen=True)
class Job:
    """What is done with every document; the index is named by its folder and opened where it is used."""

    scorer: Scorer
    finish: Callable[[Report | Failure], Any] | None
    limits: Limits
    threads: int = 1
    folder: str = ""
    index: tuple[str, int] | None = None


def score_each(
    sources: Iterable[Source],
    scorer: Scorer,
    finish: Callable[[Report | Failure], Made] | None = None,
    *,
    jobs: int | None = None,
    limits: Limits | None = None,
    engine: str = "dask",
) -> Iterator[Made]:
    """Score documents as ``bulk.score_each`` does, on the workers of an engine.

    Parameters
    ----------
    sources : iterable of path, bytes, Document or Member
        Paths must mean the same on every worker.
    scorer : Scorer
        Rules and options. An index must have been saved to a folder that every worker can read.
    finish : callable, optional
        Applied to every result by the worker.
    jobs : int, optional
        Workers on this machine, where the engine is ``dask``.
    limits : Limits, optional
        For one document.
    engine : str
        See `cluster.connected`.

    Raises
    ------
    ConfigError
        If the engine is missing or cannot be reached, or the index is not saved.
    """
    with connected(engine, jobs) as client:
        blob = packed(Job(scorer, finish, limits or Limits()))
        for results in in_order(client, ((run_batch, blob, batch) for batch in _batches(sources))):
            yield from results


def packed(job: Job) -> bytes:
    """Return a job as bytes that a worker of another process can take."""
    import cloudpickle  # noqa: PLC0415 - comes with the extra; pickle knows no closures, and some rules are some

    index = job.scorer.index
    job = replace(job, threads=_blas_threads(), folder=os.getcwd())
    if index is not None:
        if index.path is None:
            raise ConfigError(_UNSAVED)
        scorer = copy.copy(job.scorer)
        scorer.index = None
        job = replace(job, scorer=scorer, index=(str(index.path.absolute()), len(index)))
    data: bytes = cloudpickle.dumps(job)
    return data


def run_batch(blob: bytes, batch: list[bytes]) -> list[Any]:
    """Do a batch of pickled sources; runs on a worker."""
    job = unpacked(blob)
    sources = [pickle.loads(source) for source in batch]
    return list(bulk.score_each(sources, job.scorer, job.finish, jobs=1, limits=job.limits))


def sendable(source: Source) -> bytes:
    """Return a source pickled; one that cannot be is a failure, as in any other process."""
    try:
        return pickle.dumps(source, pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
        return pickle.dumps(Failure(source_name(source), "score", "unsent", _UNSENT))


def unpacked(blob: bytes) -> Job:
    """Return the job of some bytes, ready to be done."""
    job = _loaded(blob)
    go_to(job.folder)
    return job


@lru_cache(maxsize=1)
def _loaded(blob: bytes) -> Job:
    if multiprocessing.current_process().daemon:
        raise ConfigError(_DAEMON)
    # Dask starts its workers by spawn and they hand that on; a fork has everything loaded already.
    if sys.platform == "linux":  # macOS has it, but not safely
        multiprocessing.set_start_method("fork", force=True)
    try:
        job: Job = pickle.loads(blob)
    except (AttributeError, ImportError) as error:
        raise ConfigError(f"{_OTHER}（{error}）") from None
    if job.scorer.versions["formalism_nlp"] != __version__:
        raise ConfigError(_OTHER)
    _set_blas_threads(job.threads)
    if job.index is not None:
        path, documents = job.index
        job.scorer.index = ReuseIndex.load(path)
        if len(job.scorer.index) != documents:
            raise ConfigError(_UNSAVED)
    return job


def _blas_threads() -> int:
    """Threads that matrices are multiplied with: the seventh digit of a probability hangs on their number."""
    import numpy as np  # noqa: F401, PLC0415 - brings the library whose threads are asked for
    from threadpoolctl import threadpool_info  # noqa: PLC0415 - comes with scikit-learn

    return max((int(one["num_threads"]) for one in threadpool_info() if one["user_api"] == "blas"), default=1)


def _set_blas_threads(threads: int) -> None:
    """Multiply as the process that asks does: Dask starts its workers with one thread."""
    import numpy as np  # noqa: F401, PLC0415
    from threadpoolctl import threadpool_limits  # noqa: PLC0415

    threadpool_limits(threads, user_api="blas")


def _batches(sources: Iterable[Source]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    for source in sources:
        batch.append(sendable(source))
        if len(batch) == _BATCH or sum(map(len, batch)) > _BATCH_BYTES:
            yield batch
            batch = []
    if batch:
        yield batch
