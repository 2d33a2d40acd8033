"""The workers that an engine name stands for: a cluster of one's own on this machine, or one that runs already."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from ..errors import ConfigError, FormalismError

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["connected", "go_to", "in_order", "results_of", "workers_in"]

_ADDRESSES = ("tcp://", "tls://", "ucx://")
_SETTINGS = {
    # A worker puts each document into a process of its own, which daemons may not have.
    "distributed.worker.daemon": False,
    # Sources go along with their tasks: 64 files of a megabyte are no mistake.
    "distributed.admin.large-graph-warning-threshold": "1GB",
    # A document cannot kill the worker itself, so a task that is hit again and again had bad luck.
    "distributed.scheduler.allowed-failures": 10,
}
# Calls given out in advance for each worker: it never waits, and a slow one holds back no more than these.
_AHEAD = 3
_WAIT_SECONDS = 30


@contextmanager
def connected(engine: str, workers: int | None = None) -> Iterator[Client]:
    """Connect to the workers of an engine, and leave or end them afterwards.

    Parameters
    ----------
    engine : str
        ``dask`` starts so many processes on this machine; ``tcp://host:8786`` is the scheduler of a cluster
        whose workers were started with ``DASK_DISTRIBUTED__WORKER__DAEMON=False`` and see the same folders.
    workers : int, optional
        How many; as many as there are processors by default.

    Raises
    ------
    ConfigError
        If there is no such engine, it is not installed, or nobody answers at the address.
    """
    if engine != "dask" and not engine.startswith(_ADDRESSES):
        raise ConfigError(f"没有引擎 {engine!r}；可用：dask（本机），或 dask 调度器的地址，例如 tcp://主机:8786")
    if workers is not None and workers < 1:
        raise ConfigError(f"进程数要大于 0，给的是 {workers}")
    try:
        import dask  # noqa: PLC0415 - an optional extra
        from distributed import Client, LocalCluster  # noqa: PLC0415
    except ImportError:
        raise ConfigError("用引擎 dask 需要安装：pip install 'formalism_nlp[engine]'；单机用 -j 即可") from None
    with dask.config.set(_SETTINGS):
        if engine != "dask":
            try:
                client = Client(engine, timeout=_WAIT_SECONDS, set_as_default=False)
            except (OSError, ValueError) as error:
                raise ConfigError(f"连不上 {engine}（{error}），请检查调度器是否在运行") from None
            with client:
                yield client
            return
        with (
            LocalCluster(
                n_workers=workers or os.cpu_count() or 1,
                threads_per_worker=1,
                dashboard_address="127.0.0.1:0",
                memory_limit=0,  # the limit for one document is held by its own process
                silence_logs=50,
            ) as cluster,
            Client(cluster, set_as_default=False) as client,
        ):
            yield client


def workers_in(client: Client) -> int:
    """Return how many tasks the cluster does at once."""
    threads: dict[str, int] = client.nthreads()
    return max(1, sum(threads.values()))


def go_to(folder: str) -> None:
    """Let relative paths mean what they mean to the process that asks; runs on a worker."""
    with suppress(OSError):  # where it has no such folder, reading the file says so
        os.chdir(folder)


def in_order(client: Client, calls: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
    """Submit calls (function, arguments …) a few ahead of the results, which are yielded in order."""
    waiting: deque[Any] = deque()
    for call in calls:
        # Not pure: two documents of the same content are two tasks, and nobody hashes them.
        waiting.append(client.submit(*call, pure=False))
        if len(waiting) > _AHEAD * workers_in(client):
            yield _result(waiting.popleft())
    while waiting:
        yield _result(waiting.popleft())


def results_of(futures: Iterable[Any]) -> Iterator[Any]:
    """Yield the results of futures in their order."""
    return (_result(future) for future in futures)


def _result(future: Any) -> Any:
    from distributed import KilledWorker  # noqa: PLC0415 - an optional extra

    try:
        return future.result()
    except KilledWorker as error:
        raise FormalismError(f"同一任务的工作进程接连意外结束（{error.last_worker.address}），请检查各机内存") from None
