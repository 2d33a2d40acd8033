"""Many documents: folders walked, files scored in order, one failure for one bad file."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from pathlib import Path

from .document import Document
from .errors import ConfigError, FormalismError, ReadError
from .findings import Failure, Report
from .readers.base import shown_path
from .scorer import Scorer

__all__ = ["SUFFIXES", "Walk", "score_many"]

Source = str | os.PathLike[str] | bytes | Document
# What a folder is searched for; a file that is named outright is read whatever its suffix.
SUFFIXES = frozenset(
    {
        ".docx", ".docm", ".dotx", ".doc", ".wps", ".pdf", ".ofd", ".html", ".htm", ".mht", ".txt", ".md",
        ".rtf", ".eml", ".zip", ".png", ".jpg", ".jpeg", ".tif", ".tiff",
    }
)  # fmt: skip
# Enough to keep every worker busy behind one slow file, little enough to hold in memory.
_WAITING_PER_JOB = 8

_scorer: Scorer | None = None  # set once in each worker process


class Walk:
    """The files below the given paths, in a fixed order; ``passed_over`` counts the others by suffix."""

    def __init__(self, paths: Iterable[str | os.PathLike[str]]) -> None:
        self.paths = [Path(path) for path in paths]
        self.passed_over: dict[str, int] = {}

    def __iter__(self) -> Iterator[Path]:
        self.passed_over.clear()
        for path in self.paths:
            if path.is_dir():
                yield from self._folder(path)
            else:
                yield path

    def _folder(self, folder: Path) -> Iterator[Path]:
        for root, folders, names in os.walk(folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if name.startswith((".", "~$")):
                    continue
                suffix = Path(name).suffix.lower()
                if suffix in SUFFIXES:
                    yield Path(root, name)
                else:
                    self.passed_over[suffix or "（无后缀）"] = self.passed_over.get(suffix or "（无后缀）", 0) + 1


def score_many(
    sources: Iterable[Source], *, jobs: int | None = None, scorer: Scorer | None = None, on: date | None = None
) -> Iterator[Report | Failure]:
    r"""Score documents one after the other, lazily and in input order.

    Parameters
    ----------
    sources : iterable of path, text, bytes or Document
        Read as needed, so a generator over a large folder is fine.
    jobs : int, optional
        Number of processes; by default the work is done in this one.
    scorer : Scorer, optional
        Rules and options; a plain ``Scorer(on=on)`` by default.
    on : date, optional
        The date that "today" means, where no scorer is given.

    Yields
    ------
    Report or Failure
        Exactly one for each source; a bad file never stops the run.

    Raises
    ------
    ConfigError
        If ``jobs`` is less than 1.

    Examples
    --------
    >>> [type(result).__name__ for result in score_many(["关于值守的通知\n各村：\n　　值守。", b""])]
    ['Report', 'Failure']
    """
    if jobs is not None and jobs < 1:
        raise ConfigError(f"进程数要大于 0，给的是 {jobs}")
    scorer = scorer or Scorer(on=on)
    return _in_process(sources, scorer) if jobs in (None, 1) else _in_pool(sources, jobs or 1, scorer)


def _in_process(sources: Iterable[Source], scorer: Scorer) -> Iterator[Report | Failure]:
    for source in sources:
        yield _attempt(source, scorer)


def _attempt(source: Source, scorer: Scorer) -> Report | Failure:
    try:
        return scorer.score(source)
    except ReadError as error:
        return Failure(_name(source), "read", error.code, str(error))
    except FormalismError as error:
        return Failure(_name(source), "score", type(error).__name__, str(error))
    except MemoryError:
        return Failure(_name(source), "score", "memory", "内存不足，这个文件没有处理完；请减少 -j 的进程数")
    except Exception as error:
        return Failure(_name(source), "score", type(error).__name__, f"程序内部错误：{error}；请把这个文件反馈给开发者")


def _name(source: Source) -> str:
    if isinstance(source, Document):
        return source.source.path or source.id
    if isinstance(source, (bytes, bytearray)):
        return f"<{len(source)} 字节>"
    return shown_path(source)[:1000]


def _start_worker(scorer: Scorer) -> None:
    global _scorer  # noqa: PLW0603 - a worker process exists for one scorer
    _scorer = scorer


def _work(source: Source) -> Report | Failure:
    assert _scorer is not None
    return _attempt(source, _scorer)


def _pool(jobs: int, scorer: Scorer) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=(scorer,))


def _in_pool(sources: Iterable[Source], jobs: int, scorer: Scorer) -> Iterator[Report | Failure]:
    """Keep a bounded window of work in the pool; hand results out in input order."""
    waiting: deque[tuple[Source, Future[Report | Failure]]] = deque()
    remaining = iter(sources)
    pool = _pool(jobs, scorer)
    try:
        while True:
            while len(waiting) < jobs * _WAITING_PER_JOB and (source := next(remaining, None)) is not None:
                waiting.append((source, pool.submit(_work, source)))
            if not waiting:
                return
            source, future = waiting.popleft()
            try:
                result = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                pool = _pool(jobs, scorer)
                again = [source, *(source for source, _ in waiting)]
                waiting.clear()
                for one in again:
                    yield _alone(one, scorer)
                continue
            yield result
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _alone(source: Source, scorer: Scorer) -> Report | Failure:
    """Score one source in a process of its own, after a worker died with it in the window."""
    with _pool(1, scorer) as pool:
        try:
            return pool.submit(_work, source).result()
        except BrokenProcessPool:
            return Failure(_name(source), "score", "crash", "处理这个文件的进程意外结束（可能内存不足），已跳过")
