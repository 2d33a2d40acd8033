"""When something is due: days, stretches of time, and the words for both (当日, 谷雨前, 每年5月底前)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..document import Document, Span
from ..language.clauses import number_end
from ..language.deadlines import Deadline, find_deadlines
from ..language.due_days import PLAIN_DAY, resolve_day
from ..language.numerals import NUMBER, parse_number
from .seasons import season_days
from .value import HOURS, Value, bare

__all__ = ["find_terms", "is_term"]

_LENGTH = re.compile(
    rf"(?P<count>{NUMBER}|半)\s?(?P<unit>个?工作日|个?小时|分钟|日|天|周|个?星期|个?月|个?季度|年|个?学期)"
)
_DONE = (
    "结束|完成|完工|竣工|到位|建成|办结|收官|投用|投入使用|通车|通水|通电|交付|交工|验收|停止|关停|清零|见效|收尾|扫尾|截止|到货|入库|进场|"
    "销号|清场|交卷|交账|搬离|搬完|腾空|归档|上线|封账|锁定|[做建拆修发报装查改走办清种收交审录核测铺挖栽跑打]完|[见交报送]齐"
)
# A day with an end behind it or a pull in front, without the word 前: 12月20日结束, 提前至5月20日.
_ENDS = re.compile(
    rf"(?P<day>{PLAIN_DAY})\s?(?:全面|全部|基本|必须|务必|须|要|前)?(?:{_DONE})"
    rf"|(?:提前|提早|压缩|缩短|定|赶)[至到在]\s?(?P<pulled>{PLAIN_DAY})"
)
_DEED = (
    "到场|到达|赶到|到位|响应|答复|回复|办结|到账|反馈|报告|处置|出动|清走|清运|拆除|补上|补齐|修好|恢复|审结|审毕|审完|办完|办好|处理|核查|核实|"
    "送达|送到|查清|装好|接通|改完|整改|办妥|告知|搬离|搬走|撤离|转移|走完|撤完|修复|维修|检修|安装|兑现|发放|支付|到户|到账|到卡|回访|登记|录入|上传|移交|移送|立案|办理|整治|复工|通水|通电|上报|报送|公布"
)
# A stretch of time without 内, ended by what is to be done: 接报后20分钟到场.
_SOON = re.compile(
    rf"(?P<count>{NUMBER})个?(?P<unit>工作日|小时|分钟|钟头|日|天|周|月)(?=(?:之?内)?(?:必须|须|要)?(?:{_DEED})|里(?!程|面|外)|之?内)|"
    "(?P<hour>一|半|[两二三四五六\\d]+)个?钟头(?:之?内)?"
)
# A day counted from the event, without a number: 次日日落前, 当日搬离. 当日巡查情况 is none.
_WORD = re.compile(
    "(?P<word>当[日天晚]|次日|翌日|第二天|隔天)(?:\\d{1,2}[时点]|[上下]午|日落|天黑|下班|中午|早上|上班|收工|上工)?(?:之?前|内)?"
    f"(?=(?:必须|务必|须|要|即|就|全部|予以|立即)?(?:{_DONE}|{_DEED}|清理|清除|关闭|封闭|拆掉|复查|销毁|补报|通报|通知|告知|停业))"
)
_WORD_HOURS = {"当": 24.0, "次": 48.0, "翌": 48.0, "第": 48.0, "隔": 48.0}
# 整改期限不超过15天, 审核时限为15个工作日, 由15天压缩到一周: a stretch of time that is a term.
_TERM_OF = re.compile(
    "(?:整改|整治|办理|办结|审核|审批|审查|核验|核查|核实|答复|处理|处置|完成|修复|维修|拨付|调解|验收|反馈|响应|拆除)[^，。；]{0,4}(?:期限|时限|时间)[^，。；]{0,10}$|(?:压缩|缩短|压减|控制|限定)[至到为在][^，。；]{0,2}$"
)
_EVERY_YEAR = re.compile(rf"每年(?:度)?(?:的)?(?P<day>{PLAIN_DAY})\s?(?:之?前|底前|内)")
# 早六时至晚十时: hours of the day, no term.
_HOUR, _UNTIL = re.compile(r"^[^\d日号月天]*(?:[\d一二两三四五六七八九十]{1,3})[时点]$"), re.compile("[至到—-]")
_COUNTED_FROM = re.compile("当[日天晚]|次日|翌日|第二天")
_LOOK_BACK = 16


def find_terms(doc: Document, block: Span, base: date | None) -> Iterator[Value]:
    """Yield the terms of a block; their clause is still open."""
    text, start = doc.text, number_end(doc.text, *block)
    seen: list[Span] = []

    def new(value: Value) -> bool:
        if any(value.span.overlaps(other) for other in seen):
            return False
        seen.append(value.span)
        return True

    for values in (
        _read(doc, start, block.end, base),
        _by_word(text, start, block.end, base),
        _soon(text, start, block.end),
    ):
        yield from filter(new, values)
    for match in _ENDS.finditer(text, start, block.end):
        name = "day" if match["day"] else "pulled"
        words = bare(match[name])
        due = None if _COUNTED_FROM.match(words) else resolve_day(match[name].strip(), base)
        if due is not None:
            yield from filter(new, [_on(Span(*match.span(name)), due, words)])


def is_term(text: str, start: int, at: int) -> bool:
    """Tell whether the words before a stretch of time make it a term: 整改期限不超过15天."""
    return _TERM_OF.search(text[max(start, at - _LOOK_BACK) : at]) is not None


def _on(span: Span, due: date, words: str, *, worded: bool = False) -> Value:
    return Value("deadline", span, 0, "date", due.toordinal() + 0.75, words, worded=worded)


def _read(doc: Document, start: int, end: int, base: date | None) -> Iterator[Value]:
    for found in find_deadlines(doc.text, start, end, base=base):
        value = _term(doc, found)
        hours = _HOUR.search(doc.quote(found.span)) and _UNTIL.match(doc.text, found.span.end)
        if value is not None and not hours:
            yield value


def _by_word(text: str, start: int, end: int, base: date | None) -> Iterator[Value]:
    for match in _WORD.finditer(text, start, end):
        hours = _WORD_HOURS[match["word"][0]]
        yield Value("deadline", Span(*match.span()), 0, "hours", hours, bare(match.group()), worded=True)
    for match in _EVERY_YEAR.finditer(text, start, end):
        due = resolve_day(match["day"].strip(), base)
        if due is not None:
            yield _on(Span(*match.span()), due, bare(match.group()), worded=True)
    for span, day in season_days(text, start, end, base):
        yield _on(span, day, bare(text[slice(*span)]), worded=True)


def _soon(text: str, start: int, end: int) -> Iterator[Value]:
    for match in _SOON.finditer(text, start, end):
        count, unit = parse_number(match["count"] or match["hour"]), match["unit"] or "小时"
        if count:
            yield Value("deadline", Span(*match.span()), 0, "hours", count * HOURS[unit], bare(match.group()), unit)


def _term(doc: Document, found: Deadline) -> Value | None:
    words = doc.quote(found.span)
    if _COUNTED_FROM.match(words):
        return None
    length = _LENGTH.search(words) if "内" in words[-3:] or words.endswith(("前", "完成")) else None
    if found.kind in ("relative", "conditional") and "内" in words[-3:] and length:
        count = 0.5 if length["count"] == "半" else parse_number(length["count"])
        if count is None:
            return None
        unit = length["unit"]
        return Value("deadline", found.span, 0, "hours", count * HOURS[unit], bare(words), unit)
    if found.due is not None and found.kind in ("absolute", "relative"):
        return Value("deadline", found.span, 0, "date", found.due.toordinal() + found.due.hour / 24, bare(words))
    return None
