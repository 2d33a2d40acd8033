"""``formalism monitor``: a store of documents watched over time."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from .options import day


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the actions and their arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="动作")
    for name, words, arguments in (
        ("add", "把文件夹、文件或 JSONL 加入监测库（重复的只计一次）", _add), ("info", "监测库概况", _info),
        ("report", "月、季、年报告：与上年同期、同级监测点比较", _report), ("dashboard", "监测页：一个独立的网页", _dashboard),
        ("explain", "一份文件按口径计入哪些数、不计入的为什么", _explain), ("point", "监测点：登记、列出", _point),
        ("window", "督查、整治的起止日期：登记、列出（用于看松了又恢复）", _window), ("ledger", "问题清单、整改、销号", _ledger),
        ("reverse", "收文单位看到的上级单位", _reverse), ("rate", "导入基层对上级单位的评价（CSV）", _rate),
    ):  # fmt: skip
        sub = actions.add_parser(name, help=words, description=words)
        arguments(sub)
        if name not in ("point", "window", "ledger"):
            _store(sub)


def run(args: argparse.Namespace) -> int:
    """Do one action."""
    from .monitor_actions import ACTIONS  # noqa: PLC0415 - the help text needs none of it

    action: Callable[[argparse.Namespace], int] = ACTIONS[args.action]
    return action(args)


def _store(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--store", required=True, metavar="库", help="监测库文件，例如 监测.duckdb")


def _policy(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--policy", metavar="文件", help="口径文件（TOML），默认随库的口径")


def _output(parser: argparse.ArgumentParser, formats: tuple[str, ...]) -> None:
    parser.add_argument("-o", "--output", metavar="文件", help="写入文件；后缀决定格式")
    parser.add_argument("--format", choices=formats, help="输出格式，默认 text")


def _period(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--period", required=True, metavar="时段", help="2025-03、2025Q1 或 2025")


def _add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="路径", help="文件夹、文件或 JSONL；不写时加入各监测点登记的文件夹")
    parser.add_argument("-j", "--jobs", type=int, metavar="N", help="另开几个进程检查")
    parser.add_argument("--on", type=day, metavar="日期", help="“今天”是哪一天，例如 2025-03-04")
    parser.add_argument("--direct", action="store_true", help="直报：不保存文件名和报送人")
    parser.add_argument("--inbox", metavar="单位", help="这是哪个单位收到的文件")
    parser.add_argument("--outbox", metavar="单位", help="这是哪个单位发出的文件")
    parser.add_argument("--index", metavar="索引", help="在这个索引里找抄来的段落，一并存入")
    parser.add_argument("--no-model", action="store_true", help="不做句子分类，快一些")


def _info(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text", help="输出格式")
    parser.add_argument("--upgrade", action="store_true", help="把旧版的监测库升级")


def _report(parser: argparse.ArgumentParser) -> None:
    _period(parser)
    _policy(parser)
    _output(parser, ("text", "json", "html"))


def _dashboard(parser: argparse.ArgumentParser) -> None:
    _period(parser)
    _policy(parser)
    parser.add_argument("-o", "--output", metavar="文件", help="写入文件")


def _explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", metavar="文件编号")
    _policy(parser)


def _point(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="step", required=True, metavar="add|list")
    add = actions.add_parser("add", help="登记监测点")
    add.add_argument("unit", metavar="单位")
    add.add_argument(
        "--level", choices=("central", "province", "prefecture", "county", "township", "village"), help="层级"
    )
    add.add_argument("--start", type=day, metavar="日期", help="从哪天起监测")
    add.add_argument("--inbox", metavar="文件夹", help="收文文件夹")
    add.add_argument("--outbox", metavar="文件夹", help="发文文件夹")
    add.add_argument("--receivers", type=int, default=1, metavar="N", help="发文一般发给几个单位")
    _store(add)
    _store(actions.add_parser("list", help="列出监测点"))


def _window(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="step", required=True, metavar="add|list")
    add = actions.add_parser("add", help="登记")
    add.add_argument("unit", metavar="单位")
    add.add_argument("first", type=day, metavar="开始")
    add.add_argument("last", type=day, metavar="结束")
    add.add_argument("name", metavar="名称")
    _store(add)
    _store(actions.add_parser("list", help="列出"))


def _ledger(parser: argparse.ArgumentParser) -> None:
    steps = parser.add_subparsers(dest="step", required=True, metavar="步骤")
    listing = steps.add_parser("list", help="列出问题")
    listing.add_argument("--overdue", action="store_true", help="只列逾期的")
    _output(listing, ("text", "csv", "json", "docx"))
    collect = steps.add_parser("collect", help="把一期报告的预警和发现登记为问题（待人确认）")
    _period(collect)
    open_ = steps.add_parser("open", help="登记一个问题")
    open_.add_argument("code", metavar="规则")
    open_.add_argument("unit", metavar="单位")
    open_.add_argument("matter", metavar="问题")
    open_.add_argument("--document", action="append", required=True, metavar="文件编号", help="依据，可写多个")
    open_.add_argument("--limit", nargs=2, metavar=("指标", "每月限度"), help="用哪个数字看是否回到正常范围")
    for name, words in (
        ("confirm", "人工确认"), ("measure", "整改措施"), ("verify", "核验"), ("close", "销号"), ("reopen", "重新打开"),
    ):  # fmt: skip
        step = steps.add_parser(name, help=words)
        step.add_argument("issue", type=int, metavar="编号")
        step.add_argument("--office", required=True, metavar="单位或科室", help="谁办理；不填个人姓名")
        step.add_argument("--note", default="", metavar="说明", required=name == "measure")
        if name == "measure":
            step.add_argument("--due", type=day, metavar="日期", help="整改期限")
        if name in ("verify", "reopen"):
            step.add_argument("--document", metavar="文件编号", help="后来的文件；不写时核对数字")
    for step in steps.choices.values():
        step.add_argument("--on", type=day, metavar="日期", help="哪一天；默认库里最晚的日期")
        _policy(step)
        _store(step)


def _reverse(parser: argparse.ArgumentParser) -> None:
    _period(parser)
    _policy(parser)
    parser.add_argument("--received-by", metavar="监测点", help="只看这个单位收到的")
    _output(parser, ("text", "json"))


def _rate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", metavar="CSV", help="列：单位、时段、评分（可有评价人，只计人数）")
