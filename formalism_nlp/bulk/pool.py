"""Worker processes that may crash, hang or run out of memory without costing more than their own task.

Every worker has a pipe of its own and does its tasks one by one, so a worker that is killed at any
moment holds no lock, tears no message of another one, and is known to have died at one certain task.
"""

from __future__ import annotations

import gc
import multiprocessing
import pickle
import signal
import time
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, Literal, Protocol, TypeVar

from ..errors import FormalismError
from .limits import Limits, hold_memory, peak_memory, stop_alarm

__all__ = ["Lost", "Work", "in_order"]

Task = TypeVar("Task")
Result = TypeVar("Result")
# One slow task at the head holds back the results behind it: so many, and so many bytes, are kept meanwhile.
_MOST_KEPT = 1000
_MOST_KEPT_BYTES = 64 * 1024 * 1024
# A worker may be killed for what another program did, so a task is given out twice before it is lost.
_ATTEMPTS = 2
_FAILED_STARTS = 10
# Loading takes two seconds on an idle machine.
_START_SECONDS = 300.0
# A second task waits in the pipe, so that a worker need not wait for this process; only if it fits into the
# buffer of a pipe (Linux 208 KB, macOS 8 KB), where sending cannot block.
_MOST_GIVEN = 3
_SMALL = 4096
_STAYS, _LEAVES = b"\0", b"\1"
_NEVER = float("inf")
_CANNOT_START = '处理文件的进程启动不了；请检查内存是否充足，在脚本里调用 score_many(jobs=…) 时要放在 if __name__ == "__main__": 之下'


class Work(Protocol):
    """What workers do; it is sent to each of them once."""

    def warm(self) -> None:
        """Load what the first task would load."""

    def __call__(self, task: Any, /) -> Any:
        """Do one task; whatever happens is told in the result."""


@dataclass(frozen=True)
class Lost:
    """Stands for the result of a task whose worker did not live to send one."""

    reason: Literal["crash", "timeout", "memory", "unsent"]


def in_order(tasks: Iterable[Task], work: Work, jobs: int, limits: Limits) -> Iterator[tuple[Task | None, Any]]:
    """Yield one result for each task, in order, reading tasks only as workers become free.

    Yields
    ------
    tuple of task and result
        The task is None unless the result is ``Lost``: nothing is kept for long.
    """
    pool: _Pool[Task] = _Pool(work, jobs, limits)
    try:
        yield from pool.run(iter(tasks))
    finally:
        pool.stop()


class _Worker(Generic[Task]):
    """One process, its pipe, and the tasks it was given: it is at the first."""

    def __init__(self, work: Work, limits: Limits) -> None:
        self.pipe, far = multiprocessing.Pipe()
        self.process: BaseProcess = multiprocessing.Process(target=_serve, args=(far, work, limits), daemon=True)
        with warnings.catch_warnings():
            # Python 3.12 warns of every fork beside a thread, and numpy's library has some; the child uses none of theirs.
            warnings.filterwarnings("ignore", ".*fork", DeprecationWarning)
            self.process.start()
        far.close()
        self.ready = False
        self.given: deque[tuple[int, Task]] = deque()
        self.deadline = time.monotonic() + _START_SECONDS

    def give(self, number: int, task: Task, data: bytes, seconds: float) -> bool:
        """Send a task; False if the worker is gone."""
        try:
            self.pipe.send_bytes(data)
        except OSError:
            return False
        if not self.given:
            self.deadline = time.monotonic() + seconds
        self.given.append((number, task))
        return True

    def done(self, seconds: float) -> tuple[int, Task]:
        """Return the task the worker was at, which is over."""
        task = self.given.popleft()
        self.deadline = time.monotonic() + seconds if self.given else _NEVER
        return task

    def end(self) -> None:
        """Kill the process and forget it."""
        with suppress(ValueError):  # it was ended before
            self.process.kill()
            self.process.join()
            self.process.close()
        self.pipe.close()


class _Pool(Generic[Task]):
    def __init__(self, work: Work, jobs: int, limits: Limits) -> None:
        self.work = work
        self.jobs = jobs
        self.limits = limits
        self.failed_starts = 0
        self.kept: dict[int, tuple[Task | None, bytes | Lost]] = {}
        self.kept_bytes = 0
        self.again: deque[tuple[int, Task]] = deque()
        self.attempts: dict[int, int] = {}
        self.taken = self.given_out = 0
        self.exhausted = False
        self.workers: list[_Worker[Task]] = []

    def run(self, tasks: Iterator[Task]) -> Iterator[tuple[Task | None, Any]]:
        if multiprocessing.get_start_method() == "fork":
            self.work.warm()  # forked workers share what their parent has loaded
        for _ in range(self.jobs):
            self.workers.append(_Worker(self.work, self.limits))
        while True:
            self._give(tasks)
            while self.given_out in self.kept:
                task, result = self.kept.pop(self.given_out)
                self.given_out += 1
                if isinstance(result, Lost):
                    yield task, result
                else:
                    self.kept_bytes -= len(result)
                    yield None, pickle.loads(result)
                self._give(tasks)
            if self.exhausted and self.given_out == self.taken:
                return
            self._collect()

    def stop(self) -> None:
        for worker in self.workers:
            worker.end()
        self.workers.clear()

    def _give(self, tasks: Iterator[Task]) -> None:
        """Give tasks to idle workers, then one in advance to each, unless too many results wait for a late one."""
        for already in range(_MOST_GIVEN):
            for place, worker in enumerate(self.workers):
                while worker.ready and len(worker.given) == already:
                    found = self._next(tasks)
                    if found is None:
                        return
                    if not self._send(place, worker, *found):
                        break

    def _send(self, place: int, worker: _Worker[Task], number: int, task: Task) -> bool:
        """Send a task; False if the worker takes none now."""
        try:
            data = pickle.dumps(task, pickle.HIGHEST_PROTOCOL)
        except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
            self.kept[number] = (task, Lost("unsent"))
            return True
        if worker.given and len(data) > _SMALL:
            self.again.appendleft((number, task))
            return False
        if worker.give(number, task, data, self.limits.seconds):
            return True
        self.again.appendleft((number, task))
        self._replace(place)
        return False

    def _next(self, tasks: Iterator[Task]) -> tuple[int, Task] | None:
        if self.again:
            return self.again.popleft()
        full = self.taken - self.given_out >= _MOST_KEPT or self.kept_bytes >= _MOST_KEPT_BYTES
        if self.exhausted or full:
            return None
        for task in tasks:
            self.taken += 1
            return self.taken - 1, task
        self.exhausted = True
        return None

    def _collect(self) -> None:
        """Wait until a worker has something to say, or is over its time."""
        if self.exhausted and not self.again and not any(worker.given for worker in self.workers):
            return
        until = min(worker.deadline for worker in self.workers)
        rest = None if until == _NEVER else max(0.0, until - time.monotonic())
        heard = wait([worker.pipe for worker in self.workers], rest)
        now = time.monotonic()
        for place, worker in enumerate(self.workers):
            if worker.pipe in heard:
                self._hear(place, worker)
            elif worker.deadline > now:
                continue
            elif worker.ready:
                self._lose(place, worker, Lost("timeout"))
            else:
                self._gone(place, worker)

    def _hear(self, place: int, worker: _Worker[Task]) -> None:
        try:
            data = worker.pipe.recv_bytes()
        except (EOFError, OSError):
            self._gone(place, worker)
            return
        if not worker.ready:
            worker.ready, worker.deadline = True, _NEVER
            self.failed_starts = 0
            return
        number, task = worker.done(self.limits.seconds)
        leaves, result = data[:1] == _LEAVES, data[1:]
        self.kept[number] = (None, result) if result else (task, Lost("memory"))
        self.kept_bytes += len(result)
        self.attempts.pop(number, None)
        if leaves:
            self._replace(place)

    def _gone(self, place: int, worker: _Worker[Task]) -> None:
        """Replace a worker that died; the task it was at gets a second chance."""
        if not worker.ready:
            self.failed_starts += 1
            if self.failed_starts >= _FAILED_STARTS:
                raise FormalismError(_CANNOT_START)
        if worker.given:
            number = worker.given[0][0]
            self.attempts[number] = self.attempts.get(number, 0) + 1
            if self.attempts[number] >= _ATTEMPTS:
                self._lose(place, worker, Lost("crash"))
                return
        self._replace(place)

    def _lose(self, place: int, worker: _Worker[Task], lost: Lost) -> None:
        number, task = worker.given.popleft()
        self.kept[number] = (task, lost)
        self.attempts.pop(number, None)
        self._replace(place)

    def _replace(self, place: int) -> None:
        """Put a new worker in the place of another; the tasks that one was given are given out again."""
        self.again.extendleft(reversed(self.workers[place].given))
        self.workers[place].end()
        self.workers[place] = _Worker(self.work, self.limits)


def _serve(pipe: Connection, work: Work, limits: Limits) -> None:
    """Do tasks until the parent closes the pipe or dies."""
    # Ctrl-C reaches the whole group; the parent decides what becomes of its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(Exception):  # the first task will say what is wrong
        work.warm()
    # What is loaded now stays: collections need not look at it, and forked pages stay shared.
    gc.freeze()
    hold_memory(limits.memory)
    before = peak_memory()
    try:
        pipe.send_bytes(_STAYS)
        while _is_there(pipe):
            task = pickle.loads(pipe.recv_bytes())
            stop_alarm(limits.seconds)
            result = _result(work, task)
            stop_alarm(None)
            leaves = not result or peak_memory() - before > limits.recycled_at
            pipe.send_bytes((_LEAVES if leaves else _STAYS) + result)
            if leaves:
                return
    except (EOFError, OSError):
        return


def _is_there(pipe: Connection) -> bool:
    """Wait for a task; False when the parent is gone, which its end of the pipe does not show: forks share it."""
    parent = multiprocessing.parent_process()
    return parent is None or pipe in wait([pipe, parent.sentinel])


def _result(work: Work, task: Any) -> bytes:
    """Return the pickled result; nothing when memory ran out on the way."""
    try:
        return pickle.dumps(work(task), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return b""
