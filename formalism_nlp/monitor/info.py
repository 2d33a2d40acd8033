"""What a store holds, in a few figures."""

from __future__ import annotations

from typing import Any

from .store import Store

__all__ = ["info", "info_text"]

_ONE = """
SELECT (SELECT count(*) FROM documents) AS documents, (SELECT count(*) FROM findings) AS findings,
 (SELECT count(*) FROM points) AS points, (SELECT min(date) FROM documents)::VARCHAR AS first_date,
 (SELECT max(date) FROM documents)::VARCHAR AS last_date, (SELECT count(*) FROM directives) AS directives,
 (SELECT count(*) FROM issues) AS issues, (SELECT count(*) FROM failures) AS unread,
 (SELECT count(*) FROM documents WHERE date IS NULL) AS undated,
 (SELECT count(*) FROM documents d JOIN batches b ON b.id = d.batch WHERE b.channel = 'direct') AS direct,
 (SELECT version FROM store) AS schema_version
"""
_WORDS = {
    "documents": "文件", "findings": "发现", "points": "监测点", "first_date": "最早日期", "last_date": "最晚日期", "directives": "要求",
    "issues": "台账问题", "unread": "未能读取", "undated": "没有日期", "direct": "直报", "schema_version": "库结构版本",
    "rules": "规则版本", "model": "模型版本", "formalism_nlp": "程序版本",
}  # fmt: skip


def info(store: Store) -> dict[str, Any]:
    """Return counts, dates and versions."""
    told = store.rows(_ONE)[0]
    for name in ("formalism_nlp", "rules", "model"):
        rows = store.rows(f"SELECT DISTINCT {name} AS v FROM documents WHERE {name} IS NOT NULL ORDER BY 1")
        told[name] = [row["v"] for row in rows]
    return told


def info_text(told: dict[str, Any]) -> str:
    """Return them as lines."""
    lines = (
        f"{_WORDS[key]}：{'、'.join(value) if isinstance(value, list) else '—' if value is None else value}"
        for key, value in told.items()
    )
    return "\n".join(lines) + "\n"
