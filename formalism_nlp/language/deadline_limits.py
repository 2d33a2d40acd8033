"""Deadlines that a word behind the day or the number makes: …前, …内, …起, …截止."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Span
from .deadline_words import DAY_AND_TIME, FROM_EVENT, WHEN, DeadlineKind, Form, is_clock, kind_of
from .due_days import is_bare_day
from .numerals import NUMBER

__all__ = ["find_limits"]

# What stands before a limit word is looked up this far back; a full date with weekday and time has up to 32 characters.
_REACH = 44
_STOP = re.compile(r"[。；;！!？?\n]")
_DONE = "[，,]?(?:全面|基本|全部|全县|全市|要|须|应|应当|力争|正式|前后)?(?:完成|报送|上报|提交|竣工|建成|到位|结束|出台|见效|投入)(?![了的过])"

# 前 and 内 close most deadlines, 起 opens a term; what must not follow them makes other words (前后, 内容, 起草).
_LIMIT = re.compile(
    "(?=[关内前半封底截旬末起锁])(?:"
    "(?<=[之以])前|前(?![后期述款置沿往景身任来夕面三两几言方科世些端例]|提(?![交供出报送请]))|内(?![江容部外设蒙涝生河存政科需阁在])|起(?![草来步点诉源到重身义码飞降伏居诸])"
    f"|截止|锁表|锁定|封账|关闭|(?:[底末旬]|半年)(?={_DONE})"
    ")"
)
# The last character of a day, a time or a number of days: most 前 and 内 have none before them and cost no more than this.
_CAN_END = frozenset(
    "日号月份底末初旬时点钟分整正半刻０１２３４５６７８９0123456789班读学工午晚夜里间年度季期天周一二三四五六节旦午秋庆明假)）之以” 今即"
)
_ENDS_HERE = re.compile(rf"{WHEN}[之以]?\Z")
_EVERY = re.compile(
    r"(?:每(?:个)?(?:日|天|晚|工作日|周|星期|旬|半?月|季度|季|半年|年度|年|学期|双周)|逢(?:周|星期)?[一二三四五六日单双]|次月|翌月|季度?末月|每季)"
    r"(?:[^，。；：、\n]{0,12}|[^，。；：\n]{0,8}、[^，。；：\n]{0,6})\Z"
)
_DUE_CUE = re.compile(r"(?:[于在请须应需均、每到即限]|务必|最[迟晚]|截至|分别)\s?\Z")
_TERM = re.compile(
    r"(?=[“一七三上下中九二于五今从元八公六内劳十印即发后周四国季年底廿当明星春月末本次清端第终翌自这０１２３４５６７８９\d])(?:"
    rf"(?:(?:自|从|于)\s?)?(?:{DAY_AND_TIME}|(?:[自从][^，。；：\n]{{1,16}}?|(?:印发|发布|公布|发文|下发))之[日时]|(?:自|从)?即日)\Z"
    ")"
)
_TERM_END = re.compile(
    rf"(?:[，,]?\s?(?:开始)?(?:正式)?(?:施行|实施|执行|生效|启用|适用)|\s?[至到—～~-]{{1,2}}\s?{DAY_AND_TIME}(?:止|结束|期间)?)?"
)
_WITHIN = re.compile(
    rf"\s?[，,]?\s?[^，。；\n]{{0,4}}(?:{NUMBER}|半)\s?(?:个?工作日|个?小时|分钟|个?月|日|天|周|年)\s?[之以]?内"
)
_RANGE = re.compile(rf"[自从]\s?{DAY_AND_TIME}\s?起?[至到—～~-]{{1,2}}\s?{DAY_AND_TIME}(?:止)?")

_ISSUED = re.compile("印发|发布|公布|发文|下发|签发|发出|批准|通过|施行|本通知")
# 3月5日前已取得…的: a state, not a task.
_IN_STATE = re.compile("(?=[,仍入出参存尚就已曾未，])(?:[，,]?(?:已经?|尚未|未|曾|就已|出生|参加工作|入职|仍未|存在))")
# Durations: (3个工作日)内.
_DURATION = re.compile(
    rf"(?P<count>{NUMBER})\s?(?P<unit>个?工作日|个?小时|分钟|个半?月|(?<=半)月|个?星期|周|日|天|年|个季度|个?学期|个?学年)\s?[之以]?\Z"
)
_PAST_OR_STATE = re.compile(
    "(?=[上之以任保前同周届年提最有此每满第试超过近连])(?:"
    r"(?:近|最近|过去|[此以之年]前|连续|任意?|有效期?|保质期|任期|试用期|周期|提前|届满前|前|每满?|第|同一?|超过|上述|上|满)\s?\Z"
    ")"
)
_CONDITION_AFTER = re.compile(
    r"[，,]?\s?(?:无|未|没有|曾|受过?|累计|发生|不得|不再|不予|不能|有|因|两次|再次|免|从事|禁止|连续|出现|活动|到过|接触|仍|的(?!时间)|再)"
)
# The document itself starts the count only when it is named (本通知, 通知印发) or is 印发; 自公布之日起 is a rule for others.
_FROM_ISSUE = re.compile(
    "(?=[下从印即发接收方本此自该通])(?:"
    "(?:自|从)?(?:(?:收到|接到|接收?)(?:本|此|该|上级|县里?|镇里?|市里?)?(?:通知|文件|本文|来文|来函|函件|函|方案|提示|通报|公告|消息|信息|电话|短信|微信)(?!书)"
    "|(?:本|该|此)(?:通知|方案|意见|办法|规定|细则|文件|公告|通报|通告|决定|计划)(?:印发|下发|发布|公布|发出|施行|实施|生效)"
    "|(?:通知|方案)(?:印发|下发|发布|公布|发出)|印发|下发|发文)"
    r"(?:之日|当日|后|之后|以后)?(?:起|后)?(?:的)?[，,]?\s?[^，。；\n]{0,4}\Z|即日起[，,]?\s?\Z"
    ")"
)
# 机关应当在三日内 sets a rule for every case; 各镇要在三日内, 请在三日内 and a bare 三日内 count from the notice.
_PER_CASE = re.compile(
    "(?=[不可对并应没])(?:(?<!请)(?:应当?|不能|没有|可以?|(?<=[，、])并)(?:在|于)?(?:[^，。；\n]{0,2})\\Z|[对]在?\\Z)"
)
# A year is a term to reach something in, or a state (一年内积分不超过两分); the first names what is reached.
_REACHED = re.compile(
    "[，,]?[^，。；\\n]{0,12}(?:完成|建成|实现|达到|消除|解决|形成|培育|打造|全部|补办|补交|建立|办结|清退|整改|覆盖)"
)
_FROM_PERIOD = re.compile(
    r"(?:每(?:个)?(?:月|季度?|年度?|周|半年|学期)|月度|季度|年度|半年|月|季|年)(?:终了|结束|末)?(?:之日起|后|起)\s?[^，。；\n\d]{0,3}\Z"
)


def find_limits(text: str, start: int, end: int) -> Iterator[Form]:
    """Find the deadlines and terms that end in a limit word, with overlaps."""
    for match in _LIMIT.finditer(text, start, end):
        form = _closed(text, start, end, match)
        if form is not None:
            yield form
    for match in _RANGE.finditer(text, start, end):
        yield Form(Span(*match.span()), "start")


def _closed(text: str, start: int, end: int, limit: re.Match[str]) -> Form | None:
    """Read a limit word together with the words before it."""
    mark = limit.group()
    if mark in ("前", "内") and text[limit.start() - 1 : limit.start()] not in _CAN_END:
        return None
    whole = mark in ("底", "末", "旬", "半年") or (mark == "内" and text.endswith("年", start, limit.start()))
    close = limit.end() if whole else limit.start()
    left = _line_before(text, max(start, limit.start() - _REACH), close)
    if mark == "起":
        return _term(text, end, left, limit)
    if mark == "内":
        amount = _DURATION.search(left.removesuffix("内") if whole else left)
        if amount is not None and not (amount["unit"] == "年" and len(amount["count"]) > 3):
            return _within(text, end, left, amount, limit)
    found = _ENDS_HERE.search(left)
    if found is None or not _may_close(found, left, limit):
        return None
    if _IN_STATE.match(text, limit.end(), end):
        return None
    before = left[: found.start()]
    begin = close - len(left) + found.start()
    every = _EVERY.search(before)
    kind = kind_of(found, before)
    if every is not None and not (found["date"] and _names_day(found)):
        begin, kind = begin - len(before) + every.start(), "periodic"
    return Form(Span(begin, limit.end()), kind, found["date"] or "", found["time"] or "")


def _may_close(found: re.Match[str], left: str, limit: re.Match[str]) -> bool:
    """Tell whether the words before 前, 内, 截止 or 底 are a day or time that can be due."""
    day, time, mark = found["date"], found["time"], limit.group()
    if mark in ("底", "末", "旬", "半年") or found["yearend"]:
        if found["yearend"] and not found["year"] and left[: found.start()].endswith(tuple("近多几数半学财每前")):
            return False
        return bool(found["third"] or found["quarter"] or found["yearend"] or found["monthend"])
    if not day:
        return mark != "内" and (time in ("下班", "上午", "中午", "下午") or is_clock(time))
    # 申请当月前 and 2008年以前 look back.
    if found["month"] and found["month"][0] in "本当" and not (found["day"] or found["third"] or mark == "内"):
        return False
    if found["only"] and left.endswith("以"):
        return False
    if is_bare_day(day) and not time:
        return mark == "截止" or bool(_DUE_CUE.search(left[: found.start()]) or _EVERY.search(left[: found.start()]))
    # Of all words with 内 only those of a stretch of time: 本周内, 年内, 3月内.
    return not (mark == "内" and (found["day"] or found["full"]))


def _names_day(found: re.Match[str]) -> bool:
    """Tell whether the day stands with a year, so that 每 before it says nothing of it."""
    return bool(found["full"] or found["year"] or found["only"])


def _term(text: str, end: int, left: str, limit: re.Match[str]) -> Form | None:
    """Read 自…起: the start of a term, unless a number of days within follows."""
    found = _TERM.search(left)
    if found is None or _WITHIN.match(text, limit.end(), end):
        return None
    tail = _TERM_END.match(text, limit.end(), end)
    close = tail.end() if tail else limit.end()
    if close == limit.end() and re.search("之[日时]", found.group()) and not _ISSUED.search(found.group()):
        return None
    return Form(Span(limit.start() - len(left) + found.start(), close), "start")


def _within(text: str, end: int, left: str, amount: re.Match[str], limit: re.Match[str]) -> Form | None:
    """Read 3日内: counted from the issue, from an event, or from the end of a period."""
    before = left[: amount.start()]
    if amount["unit"] in ("年", "学年", "个学年") and not _REACHED.match(text, limit.end(), end):
        return None
    if _PAST_OR_STATE.search(before) or _CONDITION_AFTER.match(text, limit.end(), end):
        return None
    begin = limit.start() - len(left.removesuffix("内")) + amount.start()
    every, issue = _EVERY.search(before) or _FROM_PERIOD.search(before), _FROM_ISSUE.search(before)
    kind: DeadlineKind = "conditional" if amount["unit"] == "分钟" or FROM_EVENT.search(before) else "relative"
    if _PER_CASE.search(before):
        kind = "conditional"
    if every is not None:
        begin, kind = begin - len(before) + every.start(), "periodic"
    elif issue is not None:
        begin, kind = begin - len(before) + issue.start(), "relative"
    return Form(Span(begin, limit.end()), kind, count=amount["count"], unit=amount["unit"].lstrip("个"))


def _line_before(text: str, start: int, end: int) -> str:
    """Return what stands before a position in its sentence."""
    window = text[start:end]
    stops = [stop.end() for stop in _STOP.finditer(window)]
    return window[stops[-1] :] if stops else window
