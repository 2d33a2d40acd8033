"""Many documents: folders walked, files scored in order, one failure for one bad file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from typing import Any, BinaryIO, Generic, TypeVar, cast

from ..document import Document
from ..errors import ConfigError, FormalismError, ReadError
from ..findings import Failure, Report
from ..readers import read
from ..readers.archive import SUFFIXES
from ..readers.base import shown_path
from ..readers.containers import Member
from ..scorer import Scorer
from .limits import Limits
from .pool import Lost, in_order
from .walk import Walk

__all__ = ["SUFFIXES", "Limits", "Walk", "score_each", "score_many", "source_name"]

Source = str | os.PathLike[str] | bytes | Document | BinaryIO | Member | Failure
Made = TypeVar("Made")
# A text that is mistaken for a path is not repeated whole.
_LONGEST_NAME = 1000
# Long enough to need everything that is loaded on first use.
_WARMING = "关于值守的通知\n各村：\n　　为做好防汛工作，请每周报送一次水位，3月5日前报县水利局。\n"
_LOST = {
    "crash": "处理这个文件的进程两次意外结束（可能内存不足），已跳过",
    "memory": "内存不足，这个文件没有处理完；请减少 -j 的进程数，或用 --memory 放宽",
    "timeout": "超过 {seconds:g} 秒没有处理完，已跳过；可用 --timeout 放宽",
    "unsent": "这个来源不能交给别的进程；请给出路径、字节或 Document",
}


def score_many(
    sources: Iterable[Source],
    *,
    jobs: int | None = None,
    scorer: Scorer | None = None,
    on: date | None = None,
    timeout: float = Limits.seconds,
    engine: str | None = None,
) -> Iterator[Report | Failure]:
    r"""Score documents one after the other, lazily and in input order.

    Parameters
    ----------
    sources : iterable of path, text, bytes or Document
        Read as needed, so a generator over a large folder is fine.
    jobs : int, optional
        Number of worker processes, 1 or more. By default the work is done in this process, without
        limits: a file that hangs or takes all memory then takes the run with it.
    scorer : Scorer, optional
        Rules and options; a plain ``Scorer(on=on)`` by default.
    on : date, optional
        The date that "today" means, where no scorer is given.
    timeout : float
        Seconds of wall-clock time for one document in a worker; one that takes longer is a failure.
    engine : str, optional
        ``dask``, or the address of a Dask scheduler (``tcp://host:8786``): the same results from the workers of
        a cluster; needs the extra ``engine``.

    Yields
    ------
    Report or Failure
        Exactly one for each source; a bad file never stops the run.

    Raises
    ------
    ConfigError
        If ``jobs`` is less than 1, or ``timeout`` not more than 0, or the engine is not there.

    Examples
    --------
    >>> [type(result).__name__ for result in score_many(["关于值守的通知\n各村：\n　　值守。", b""])]
    ['Report', 'Failure']
    """
    return score_each(sources, scorer or Scorer(on=on), jobs=jobs, limits=Limits(timeout), engine=engine)


def score_each(
    sources: Iterable[Source],
    scorer: Scorer,
    finish: Callable[[Report | Failure], Made] | None = None,
    *,
    jobs: int | None = None,
    limits: Limits | None = None,
    engine: str | None = None,
) -> Iterator[Made]:
    """Score documents as `score_many` does and yield what ``finish`` makes of each result.

    ``finish`` runs in the worker, so that only what it returns crosses to this process: a line of
    output and its counts take a tenth of the parent's time that a report takes.
    """
    limits = limits or Limits()
    if jobs is not None and jobs < 1:
        raise ConfigError(f"进程数要大于 0，给的是 {jobs}")
    if limits.seconds <= 0 or limits.memory <= 0:
        raise ConfigError("时间和内存的上限要大于 0")
    if engine is not None:
        from ..engine import score_each as on_engine  # noqa: PLC0415 - a layer above, and optional

        return on_engine(sources, scorer, finish, jobs=jobs, limits=limits, engine=engine)
    work = _Scoring(scorer, finish or _unchanged)
    if jobs is None:
        return (work(source) for source in sources)
    return _in_pool(sources, work, jobs, limits)


def source_name(source: Source) -> str:
    """Return the name that a source has in its result."""
    if isinstance(source, Failure):
        return source.path
    if isinstance(source, Document):
        return source.source.path or source.id
    if isinstance(source, (bytes, bytearray)):
        return f"<{len(source)} 字节>"
    if isinstance(source, os.PathLike):
        return shown_path(source)
    if isinstance(source, str):
        return shown_path(source)[:_LONGEST_NAME]
    return str(getattr(source, "name", source))


def _unchanged(result: Any) -> Any:
    return result


class _Scoring(Generic[Made]):
    """What workers do with a source."""

    def __init__(self, scorer: Scorer, finish: Callable[[Report | Failure], Made]) -> None:
        self.scorer = scorer
        self.finish = finish

    def warm(self) -> None:
        """Load dictionary and model, so that no document pays for it with its time limit."""
        with suppress(Exception):  # what is wrong, the first document says
            self.finish(self.scorer.score(_WARMING))

    def __call__(self, source: Source) -> Made:
        return self.finish(_attempt(source, self.scorer))


def _attempt(source: Source, scorer: Scorer) -> Report | Failure:
    if isinstance(source, Failure):
        return source
    try:
        if isinstance(source, (str, os.PathLike, bytes, Document)):
            return scorer.score(source)
        return scorer.score(read(cast(BinaryIO, source)))
    except ReadError as error:
        return Failure(source_name(source), "read", error.code, str(error))
    except FormalismError as error:
        return Failure(source_name(source), "score", type(error).__name__, str(error))
    except MemoryError:
        return Failure(source_name(source), "score", "memory", _LOST["memory"])
    except Exception as error:
        return Failure(
            source_name(source), "score", type(error).__name__, f"程序内部错误：{error}；请把这个文件反馈给开发者"
        )


def _in_pool(sources: Iterable[Source], work: _Scoring[Made], jobs: int, limits: Limits) -> Iterator[Made]:
    for source, result in in_order(sources, work, jobs, limits):
        if isinstance(result, Lost):
            assert source is not None
            message = _LOST[result.reason].format(seconds=limits.seconds)
            yield work.finish(Failure(source_name(source), "score", result.reason, message))
        else:
            yield result
