"""What one document may cost a worker process: seconds and memory, held by the system where it can."""

from __future__ import annotations

import math
import signal
import sys
from dataclasses import dataclass

__all__ = ["Limits", "hold_memory", "peak_memory", "stop_alarm"]

_MB = 1024 * 1024
# A parent that was killed cannot stop its worker any more; the worker's own alarm then does, a little later.
_GRACE_SECONDS = 30


@dataclass(frozen=True)
class Limits:
    """Limits for one document.

    Attributes
    ----------
    seconds : float
        Wall-clock time. Of 495 real files the slowest, 300 pages of PDF, takes 9 seconds on an idle core.
    memory : int
        Bytes on top of what an idle worker holds; enforced on Linux. The hungriest of those files takes 160 MB.
    """

    seconds: float = 120.0
    memory: int = 512 * _MB

    @property
    def recycled_at(self) -> int:
        """Growth in bytes after which a worker is replaced: the allocator keeps what one large document took."""
        return self.memory // 4


def hold_memory(budget: int) -> None:
    """Let this process take so many bytes more than it holds now; beyond that it gets ``MemoryError``.

    RLIMIT_DATA and not RLIMIT_AS: the mapped files of an index cost address space, but no memory.
    """
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    with open("/proc/self/status", encoding="ascii", errors="replace") as status:
        held = next((int(line.split()[1]) * 1024 for line in status if line.startswith("VmData")), None)
    if held is None:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = [held + budget, *(limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_DATA, (min(wanted), hard))


def peak_memory() -> int:
    """Return the most memory this process has held so far, in bytes; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - there is none on Windows

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def stop_alarm(seconds: float | None) -> None:
    """Let the system end this process some time after a limit, even inside a library; None calls it off."""
    if sys.platform == "win32":
        return
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(0 if seconds is None else math.ceil(seconds) + _GRACE_SECONDS)
