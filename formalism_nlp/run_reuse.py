"""What the command line does with an index and with two documents."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tqdm import tqdm

from .bulk import Walk
from .document import Document
from .errors import ReadError
from .readers import read
from .readers.base import shown_path
from .render.compare import comparison_html
from .reuse.commands import comparison_text, dups_text, info_text, query_text
from .reuse.compare import compare
from .reuse.index import ReuseIndex
from .run import output_to

__all__ = ["run_compare", "run_index"]


def run_compare(child: str, parent: str, format: str | None, output: str | None) -> None:
    """Compare two files and print or write the result."""
    html = format == "html" or (
        format is None and output is not None and Path(output).suffix.lower() in (".html", ".htm")
    )
    result = compare(read(child), read(parent))
    with output_to(output) as out:
        out.write(comparison_html(result) if html else comparison_text(result))


def run_index(action: str, path: str, paths: Iterable[str], threshold: float) -> int:
    """Run one action on an index; return how many files could not be read."""
    failures: list[str] = []
    if action == "add":
        index = ReuseIndex.load(path) if Path(path).exists() else ReuseIndex(path)
        added = index.add(_documents(paths, failures))
        index.save()
        print(f"加入 {added} 份，索引里现有 {len(index)} 份", file=sys.stderr)
    else:
        index = ReuseIndex.load(path)
        if action == "query":
            for doc in _documents(paths, failures):
                sys.stdout.write(query_text(doc.id, index.query(doc)))
        elif action == "dups":
            sys.stdout.writelines(dups_text(index, threshold))
        else:
            sys.stdout.write(info_text(index))
    for failure in failures:
        print(failure, file=sys.stderr)
    return len(failures)


def _documents(paths: Iterable[str], failures: list[str]) -> Iterator[Document]:
    for path in tqdm(list(Walk(paths)), unit="份", disable=None, file=sys.stderr):
        try:
            yield read(path)
        except ReadError as error:
            failures.append(f"{shown_path(path)}  未读：{error}")
