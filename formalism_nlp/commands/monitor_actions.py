"""What the actions of ``formalism monitor`` do."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from ..errors import ConfigError
from ..monitor.board import Board
from ..monitor.info import info, info_text
from ..monitor.ledger import Ledger
from ..monitor.periods import Period
from ..monitor.policy import load_policy
from ..monitor.registry import Window, add_point, add_window, boxes, points, windows
from ..monitor.report import listed, period_report
from ..monitor.report_text import report_json, report_text
from ..monitor.reverse import LEAST_RATERS, import_ratings, profiles
from ..monitor.reverse_text import profiles_json, profiles_text
from ..monitor.store import Store
from . import OK, UNREAD
from .output import chosen_format, output_to

__all__ = ["ACTIONS"]

_SUFFIXES = {".html": "html", ".htm": "html", ".json": "json", ".txt": "text", ".csv": "csv", ".docx": "docx"}


def _add(args: argparse.Namespace) -> int:
    from ..monitor.adding import Added, add  # noqa: PLC0415 - rules and model load with it
    from ..reuse.index import ReuseIndex  # noqa: PLC0415
    from ..scorer import Scorer  # noqa: PLC0415

    given = [(unit, box) for unit, box in ((args.inbox, "in"), (args.outbox, "out")) if unit]
    with Store(args.store) as store:
        paths = [Path(path) for path in args.paths] or _folders(store)
        if not paths:
            raise ConfigError("没有给出文件夹，监测点也没有登记收文、发文文件夹")
        total = Added()
        index = ReuseIndex.load(args.index) if args.index else None
        scorer = Scorer(on=args.on, model=not args.no_model, index=index)
        for path in paths:
            found = add(
                store, [path], scorer=scorer, jobs=args.jobs, direct=args.direct, units=[*given, *boxes(store, path)]
            )
            total = total.plus(found)
    print(total.text(), file=sys.stderr)
    return UNREAD if total.unread else OK


def _folders(store: Store) -> list[Path]:
    named = [folder for point in points(store) for folder in (point.inbox, point.outbox) if folder]
    return [Path(folder) for folder in dict.fromkeys(named)]


def _info(args: argparse.Namespace) -> int:
    with Store(args.store, read_only=not args.upgrade) as store:
        told = info(store)
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n" if args.format == "json" else info_text(told))
    return OK


def _report(args: argparse.Namespace) -> int:
    format = chosen_format(args.format, args.output, _SUFFIXES)
    with Store(args.store, read_only=True) as store:
        board = Board(store, load_policy(args.policy))
        period = Period.parse(args.period)
        if format == "html":
            from ..monitor.page import dashboard  # noqa: PLC0415 - the rules load with its words

            text = dashboard(board, period)
        else:
            report = period_report(board, period)
            text = (report_json if format == "json" else report_text)(report, listed(board, report.ids()))
    with output_to(args.output) as out:
        out.write(text)
    return OK


def _dashboard(args: argparse.Namespace) -> int:
    args.format = "html"
    return _report(args)


def _explain(args: argparse.Namespace) -> int:
    with Store(args.store, read_only=True) as store:
        board = Board(store, load_policy(args.policy))
        if not listed(board, [args.document]):
            raise ConfigError(f"监测库里没有文件 {args.document}")
        print(f"口径 {board.policy.rule}：{board.policy.title}")
        for title, verdict in board.policy.explain(store, args.document):
            print(f"  {title}：{verdict}")
    return OK


def _point(args: argparse.Namespace) -> int:
    with Store(args.store, read_only=args.step == "list") as store:
        if args.step == "add":
            made = add_point(
                store,
                args.unit,
                level=args.level,
                start=args.start,
                boxes=(args.inbox, args.outbox),
                receivers=args.receivers,
            )
            print(f"已登记第 {made.id} 号监测点：{made.unit}", file=sys.stderr)
        for point in points(store) if args.step == "list" else ():
            start = f"　{point.start} 起" if point.start else ""
            print(
                f"{point.id}. {point.unit}{start}　收文 {point.inbox or '—'}　发文 {point.outbox or '—'}　收文单位 {point.receivers}"
            )
    return OK


def _window(args: argparse.Namespace) -> int:
    with Store(args.store, read_only=args.step == "list") as store:
        if args.step == "add":
            add_window(store, Window(args.unit, args.first, args.last, args.name))
        for window in windows(store) if args.step == "list" else ():
            print(f"{window.unit}　{window.name}　{window.first}至{window.last}")
    return OK


def _ledger(args: argparse.Namespace) -> int:
    with Store(args.store, read_only=args.step == "list") as store:
        ledger = Ledger(Board(store, load_policy(args.policy)))
        on: date | None = args.on or ledger.board.last
        if on is None:
            raise ConfigError("监测库里还没有带日期的文件，请用 --on 给出日期")
        if args.step == "list":
            return _list(args, ledger, on)
        print(_step(args, ledger, on), file=sys.stderr)
    return OK


def _step(args: argparse.Namespace, ledger: Ledger, on: date) -> str:
    """Take one step; return what happened."""
    if args.step == "collect":
        made = ledger.collect(period_report(ledger.board, Period.parse(args.period)))
        return f"登记 {len(made)} 个问题，待人工确认"
    if args.step == "open":
        limit = (args.limit[0], _number(args.limit[1])) if args.limit else None
        return f"已登记第 {ledger.open(args.code, args.unit, args.matter, args.document, on, limit=limit)} 号问题"
    if args.step == "confirm":
        ledger.confirm(args.issue, on, args.office, args.note)
    elif args.step == "measure":
        ledger.measure(args.issue, on, args.office, args.note, args.due)
    elif args.step == "verify":
        event = ledger.verify(args.issue, on, args.office, document=args.document, note=args.note)
        return "已核验；依据只是一份报告，销号时会注明" if event.evidence == "report" else "已核验"
    elif args.step == "close":
        event = ledger.close(args.issue, on, args.office, args.note)
        return "已销号；依据只有报告，标为纸面销号，请复核" if event.paper else "已销号"
    else:
        ledger.reopen(args.issue, on, args.office, args.note, args.document)
    return "已记录"


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ConfigError(f"每月限度要是数字，给的是 {text}") from None


def _list(args: argparse.Namespace, ledger: Ledger, on: date) -> int:
    from ..monitor.ledger_export import (  # noqa: PLC0415 - the rules load with it
        ledger_csv,
        ledger_docx,
        ledger_json,
        ledger_text,
    )

    issues = ledger.overdue(on) if args.overdue else ledger.issues()
    format = chosen_format(args.format, args.output, _SUFFIXES)
    if format == "docx":
        if not args.output:
            raise ConfigError("Word 清单要写入文件，请加 -o 清单.docx")
        Path(args.output).write_bytes(ledger_docx(issues, on))
        return OK
    made = {"csv": ledger_csv, "json": ledger_json}.get(format, ledger_text)
    with output_to(args.output) as out:
        out.write(made(issues, on))
        for one, documents in ledger.returned(on) if made is ledger_text else ():
            out.write(f"第 {one.id} 号问题销号以后又出现：{'、'.join(documents)}\n")
    return OK


def _reverse(args: argparse.Namespace) -> int:
    with Store(args.store, read_only=True) as store:
        found = profiles(
            Board(store, load_policy(args.policy)), Period.parse(args.period), received_by=args.received_by
        )
    format = chosen_format(args.format, args.output, _SUFFIXES)
    with output_to(args.output) as out:
        out.write(profiles_json(found) if format == "json" else profiles_text(found))
    return OK


def _rate(args: argparse.Namespace) -> int:
    with Store(args.store) as store:
        kept, left = import_ratings(store, Path(args.path))
    print(f"导入 {kept} 个单位的评价；{left} 个单位不足 {LEAST_RATERS} 人评价，未保存", file=sys.stderr)
    return OK


ACTIONS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "add": _add, "info": _info, "report": _report, "dashboard": _dashboard, "explain": _explain, "point": _point,
    "window": _window, "ledger": _ledger, "reverse": _reverse, "rate": _rate,
}  # fmt: skip
