"""The store: one DuckDB file, opened, migrated, filled and asked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..errors import ConfigError
from .schema import MIGRATIONS, TABLES, VERSION, create_statements, json_shape

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Store"]

Row = Mapping[str, Any]
# Which documents belong to which point: issued by a body of the unit on its own level (柳塘镇 of 松垣县 is not the county),
# or as the drop says.
_MEMBERS = """
CREATE OR REPLACE TEMP VIEW members AS
SELECT DISTINCT p.id AS point, d.id AS document, 'out' AS box FROM points p JOIN documents d
  ON starts_with(regexp_replace(d.issuer, '^(中共|中国共产党)', ''), p.unit)
  AND (d.issuer_level = p.level OR coalesce(p.level, 'unknown') = 'unknown' OR coalesce(d.issuer_level, 'unknown') = 'unknown')
UNION SELECT DISTINCT p.id, v.document, v.box FROM points p JOIN deliveries v ON starts_with(v.unit, p.unit)
"""


class Store:
    """A file of scored documents.

    Parameters
    ----------
    path : path
        The file; made when it is not there, unless ``read_only``.
    read_only : bool
        Open beside other readers; nothing can be added.

    Raises
    ------
    ConfigError
        If DuckDB is not installed, the file is no store, was made by a newer version,
        or is open in another program.

    Examples
    --------
    >>> with Store(":memory:") as store:
    ...     store.rows("SELECT count(*) AS documents FROM documents")
    [{'documents': 0}]
    """

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        self.path = str(path)
        new = self.path == ":memory:" or not Path(path).exists()
        if read_only and new:
            raise ConfigError(f"找不到监测库 {path}；先用 formalism monitor add 文件夹 --store {path} 建立")
        self._db = _connect(self.path, read_only)
        try:
            if new:
                self._create()
            self._migrate(read_only)
            self._db.execute(_MEMBERS)
        except BaseException:
            self._db.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do what is inside whole or not at all."""
        self._db.begin()
        try:
            yield
        except BaseException:
            self._db.rollback()
            raise
        self._db.commit()

    def insert(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows; missing columns become null.

        Rows travel as one JSON parameter: a hundred times as fast as ``executemany``.
        """
        if not rows:
            return
        columns = ", ".join(f"r.{name}" for name in TABLES[table][1])
        sql = f"INSERT INTO {table} SELECT {columns} FROM (SELECT unnest(from_json($1::JSON, '{json_shape(table)}')) AS r)"
        self._db.execute(sql, [_dumps(rows)])

    def execute(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Run a statement."""
        self._db.execute(sql, list(values))

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Return the rows of a query as dictionaries."""
        result = self._db.execute(sql, list(values))
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def value(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Return the one value of a query; None when there is none."""
        row = self._db.execute(sql, list(values)).fetchone()
        return row[0] if row else None

    def frame(self, sql: str, values: Sequence[Any] = ()) -> pd.DataFrame:
        """Return the rows of a query as a data frame; needs pandas."""
        frame: pd.DataFrame = self._db.execute(sql, list(values)).df()
        return frame

    def _create(self) -> None:
        with self.transaction():
            for statement in create_statements():
                self._db.execute(statement)
            self._db.execute("INSERT INTO store VALUES (1, ?)", [__version__])
            for steps in MIGRATIONS:
                self._step(steps)

    def _migrate(self, read_only: bool) -> None:
        import duckdb  # noqa: PLC0415 - an extra, and heavy

        try:
            version = self.value("SELECT version FROM store")
        except duckdb.Error:
            raise ConfigError(f"{self.path} 不是监测库，请换一个文件") from None
        if version > VERSION:
            raise ConfigError(f"{self.path} 由更新的版本建立（第 {version} 版，本程序到第 {VERSION} 版），请升级")
        if version < VERSION and read_only:
            raise ConfigError(
                f"{self.path} 是旧版的监测库，请先用 formalism monitor info --store {self.path} --upgrade 升级"
            )
        for steps in MIGRATIONS[version - 1 :]:
            with self.transaction():
                self._step(steps)

    def _step(self, statements: Sequence[str]) -> None:
        for statement in statements:
            self._db.execute(statement)
        self._db.execute("UPDATE store SET version = version + 1, made_by = ?", [__version__])


def _connect(path: str, read_only: bool) -> Any:
    try:
        import duckdb  # noqa: PLC0415 - an extra, and heavy
    except ImportError:
        raise ConfigError('监测功能要另外安装：pip install "formalism_nlp[monitor]"') from None
    try:
        return duckdb.connect(path, read_only=read_only)
    except duckdb.Error as error:
        if "lock" in str(error).lower():
            raise ConfigError(f"{path} 正被另一个程序使用，请等它结束再试") from None
        raise ConfigError(f"{path} 打不开：不是监测库，或者文件夹不可写") from None


def _dumps(rows: Sequence[Row]) -> str:
    # Lone surrogates (undecodable names) are no JSON for DuckDB.
    text = json.dumps(rows, ensure_ascii=False, default=str)
    return text.encode("utf-8", "replace").decode("utf-8")
