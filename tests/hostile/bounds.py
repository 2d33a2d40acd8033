"""Reading and scoring in a process of its own, with limits that the kernel holds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

# The process sets its limits before it loads anything; the kernel ends it where it goes over them.
_SCRIPT = """
import json, resource, sys
path, verb, seconds, megabytes = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
import formalism_nlp
from formalism_nlp.errors import ReadError
try:
    if verb == "read":
        kind, said = "Document", str(len(formalism_nlp.read(path).text))
    else:
        kind, said = "Report", formalism_nlp.score(__import__("pathlib").Path(path)).score.status
except ReadError as error:
    kind, said = type(error).__name__, str(error)
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([kind, said, used.ru_utime + used.ru_stime, used.ru_maxrss >> 10]))
"""


class Outcome(NamedTuple):
    """What became of a file: its kind (an error by its name), the message, CPU seconds and largest size in MB."""

    kind: str
    said: str
    seconds: float
    megabytes: int


def bounded(data: bytes, folder: Path, *, verb: str = "read", seconds: int = 60, megabytes: int = 1500) -> Outcome:
    """Read (or ``score``) a file in a process that is ended at the limits.

    Raises
    ------
    AssertionError
        If the process was ended, or failed in any way but a ``ReadError``.
    """
    path = folder / "hostile"
    path.write_bytes(data)
    command = [sys.executable, "-W", "ignore", "-c", _SCRIPT, str(path), verb, str(seconds), str(megabytes)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10 * seconds)
    assert done.returncode == 0, (done.returncode, done.stderr[-2000:])
    found: list[Any] = json.loads(done.stdout.splitlines()[-1])
    return Outcome(*found)
