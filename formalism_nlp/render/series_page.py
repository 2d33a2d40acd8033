"""The frame of the pages on sets of documents."""

from __future__ import annotations

from .words import asset, esc

__all__ = ["series_page"]

# Nothing may be fetched: a page on internal documents must not tell anyone that it was opened.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def series_page(title: str, note: str, body: str) -> str:
    """Return one HTML page that needs neither network nor script; ``body`` is escaped already."""
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
<title>{esc(title)}</title>
<style>{asset("report.css")}
{asset("series.css")}</style></head>
<body class="series">
<header class="top"><h1>{esc(title)}</h1><p>{esc(note)}</p></header>
<main>{body}</main>
</body></html>
"""
