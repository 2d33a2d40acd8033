"""报送时限: papers wanted the same day or the next (FRM-02)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from ..directives import Directive
from ..document import Span
from ..findings import Severity
from ..language.deadlines import find_deadlines
from ..language.workdays import DAY_ENDS, DAY_STARTS, working_hours
from .burdens import around, awaited, demands, found, joined, notice, once, wanted, words
from .form_parts import in_front
from .form_words import FILL, HAND_IN, ON_EVENT, PAPER, per_year
from .rule import Case, Hit, Rule
from .sources import N19, R24

__all__ = ["RULES"]

_DUE_TODAY = re.compile(
    "今[天日晚夜早儿](?!起(?!至))|即日(?=\\s?\\d)|(?:发文|印发|下发|收文)[的之]?当[天日]|当[天日晚](?!值|班)|本日|(?:太阳(?:落山|下山)|天黑|擦黑|入夜|收工|收班|下班|放学|午[饭休餐]|中饭|晚[饭餐]|吃饭|晌午|午夜|零点|睡觉|打烊|散会)[之以]?前|下班[时就]|不过夜|不隔夜|现在就|当场(?=[^，。；]{0,6}[报交填])|现[填写报]现[交报]|立等可取|[后就]即[填交报](?=[，。；]|$)|限?时半天|用一个(?:上午|下午|晚上)"
)
_DUE_TOMORROW = re.compile("明[天日早晚晨儿](?!起(?!至))|次日|翌日|第二天|隔天|(?:天亮|开门)[之以]?前")
# In a message without a date 晚上八点 is the evening of the same day.
_CLOCK_ALONE = re.compile("(?:上午|中午|下午|傍晚|晚上|夜里)(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})[点时]")
_OTHER_DAY = re.compile("[月号周]|\\d日|星期|礼拜|[明后每次翌]")
_AT_ONCE = re.compile(
    "立即|立刻|即刻|马上|火速|从速|速(?=报|交|送|把|将)|第一时间|最快速度|连夜|(?:通知|文件?)一到就|见[字信]就"
)
_WITHIN = re.compile(
    r"(?:[1-9]\d|[一二三四五六七八九]?十|半)(?:分钟|小时|个小时|个钟头)(?:[之以]?[内后]|[后]?由)|半[天日][之以]?内|(?:给|限|用)[^，。；]{0,6}(?:[一二两三四五六七八1-8]|半)个?(?:小时|钟头)|半个工作日|[一1]天[之以]?内|(?:收文|接文|通知|文件|发文)[^，。；]{0,4}起[^，。；]{0,2}(?:[1-8]|[一二两三四五六七八])个?(?:小时|钟头)|(?:24|二十四|十二|12|[一二两三四五六七八1-8])个?(?:小时|钟头)(?:[之以]?内|里)"
)
_DATED = re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?![至到—-])")
# Verbs with which a form, a list or a way in is closed.
_SHUT = "(?:锁(?!定目标)|关(?:闭|停|门|掉|口|上)?(?![键注于心联爱系])|封(?![面山])|下线|停用|截[止收停]|收口|失效)"
_CLOSES = re.compile(
    "(?=[取台接文锁表入通端系平链填录封收停关拉导截统不逾过到超登报上提采汇清单名共在口权即就之以后起])(?:"
    "锁[表库]|表[^，。；]{0,14}锁|"
    f"(?:入口|通道|端口|链接|(?:填报|报送|上报)?(?:系统|平台)|(?:共享|在线)?(?:表格?|文档)|清单|名单|台账|接龙|口子|权限)[^，。；]{{0,10}}{_SHUT}|"
    "关(?:闭)?(?:入口|通道|口子)|封[账库]|收[表口卷]|停收|截收|收齐(?![后])|关闭(?:填报|系统|通道)|停止(?:填报|接收)|关[账表]|停录|(?:拉|导|截|取)数(?![据字量额])|截止(?:填报|录入)|统一导出|"
    "不再接收|[逾过到超][期时点][^，。；]{0,4}不(?:候|收|补|等|再|予受理)|收口|[即就]收(?!到)|(?:之后|以后|后|起)[^，。；]{0,4}(?:不[能得予再]|无法)[^，。；]{0,3}(?:编辑|填|录|改|提交|上传|登|接收|修改)|(?:填报|录入|报送|上报|提交|采集|登记|汇总)(?:工作)?的?(?:截[止至])?(?:时限|时间|期限|日期)(?:定?为|是|：|到|截[止至]|不晚于)"
    ")"
)
# Papers that are to be ready: 今天下班前把台账补齐.
_SHEET = "(?:(?<![代发外仪手])表(?![彰示现扬演态决率])|名册|台账|清单|名单|明细|总结|方案|材料|报告|统计|数据|底数|汇总|文稿|简历|PPT)"
_READY = (
    "(?:拿[出来]|[汇并]成|列[出明]|备[齐好妥]|凑齐|[理写做填补弄][出好齐全完]|完成|形成|补[录报登]"
    "|核[实准对定好]|校[对核]|汇总|梳理|确认|签[认章]|整理|统计|盖章|定稿)"
)
_MADE = re.compile(f"{_READY}[^，。；]{{0,10}}{_SHEET}|{_SHEET}[^，。；]{{0,10}}{_READY}")
_BY_MAIL = re.compile("邮箱|工作群|微信群|钉钉|平台|系统")
# The issuer comes for the papers: 60分钟后由我局逐站收取.
_FETCHED = re.compile(
    "(?:由|我)[^，。；]{0,8}(?:收取|收走|来收|上门收|派人收|来取|提取|导出|拉取|调取)|(?:派人|派专人|安排人|专人|上门|来人)[^，。；]{0,10}(?:收取|收走|来收|取走|取表|收表)"
)
# 名单发给我，中午吃饭前要: the time stands in a clause of its own.
_WANTED_BY = re.compile(
    "[，]?(?:最[迟晚]|不[迟晚]于|截[止至]到?)[^，。；]{0,14}$|[^，。；]{0,12}(?:[之以]?前|点|时|[日天晚早]|上班|一早|早上|第一件事)(?:就?要|见|收|交|到手|必须)[^，。；]{0,3}$"
)
# Handed back, gathered in: only where papers are named.
_RETURNED = re.compile(
    "(?:就|急|等着|等)要(?=[，。；]|$)|交[稿差卷]|(?<=前)交(?=[，。；]|$)|到我?手[上里头]|现[填写报]现[交报]|退[回还]|[退返]给|掷[还回交]|函[复告]|复函|(?:书面|电话)?(?:回复|告知)|收上来|收[拢到](?=[，。；]|$)|(?:补|改|收|带|拿|催)来(?=[，。；]|$)|(?:[理捋数弄写做填报汇录核登交]|整理|统计|汇总|填写|收集)(?:清|好|齐|出来|完)"
)
_FOR_CITIZENS = re.compile("群众|居民|市民|村民(?!小组)|来访|诉求|咨询|办件|申请人|投诉")
# 报送时限：文到之日起24小时: the label says what is due.
_LABEL = re.compile("(?:报送|上报|填报|提交|反馈|回收|交稿|交表|收表|报表|回复|办结|完成|上交)[^，。；：]{0,6}：$")
_LABELLED = re.compile("(?:报送|上报|填报|提交|反馈|回收|交稿|交表|收表|报表|上交|回复|办结)[^，。；：]{0,6}：")
# 名册缺的，限今日补来: papers that are wanting are no event.
_PAPERS_WHICH = re.compile("(?:[表册单]|台账|数[字据]|材料|资料|信息|内容)[^，。；]{0,8}的，")
_MAKES = re.compile(
    "完成|核[对实准查]|摸[底排]|调查|统计|清点|盘点|排查|梳理|整理|填|写|补|作出|说明|回答|撰写|修改|汇总|收集|测算|登记|自查|对账"
)
_PER_CASE = re.compile(
    "(?=[之传受召后回居应当日流申病登联规证送通])(?:"
    "应当?在|之?日起|[后之]日|登记(?![册表簿卡台底名])|居住|申请|受理|通知书|送达(?![县市局镇乡我本，。；]|$)|当事人|证件|流动人口|病例|规范性文件|联络人|联系人|联络员|"
    "回执|传达|召开"
    ")"
)


_DOWNWARD = re.compile(
    "(?:反馈|通报|发|送|回复|告知)(?:[至到给]各?|各)(?:乡镇|镇|乡|村|群众|农户)(?!政府|里|委|[^，。]{0,4}[办站所]|的|[^，。；]{2,})"
)
# 发文之日起 counts from the notice, other 之日起 from each case.
_FROM_NOTICE = re.compile(
    "(?:发文|印发|下发|发布|收文|(?:收到|接到|接)?(?:本|此|该)?(?:通知|文件?|函|方案)(?:印发|下发|发出|发布)?)[之当]?[日时]起?"
)


def _too_soon(case: Case) -> Iterator[Hit]:
    return once(_too_soon_all(case))


def _too_soon_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    base = case.doc.meta.date or case.doc.meta.print_date or case.on
    for asked in demands(case, own=True, strict=True):
        one = _with_label(case, _with_time(case, asked, base))
        text = words(case, one)
        if one.direction == "self" and not (_CLOSES.search(text) or _FETCHED.search(text) or awaited(case, one)):
            continue
        act = _handed_in(text, around(case, one))
        if (
            act is None
            or _DOWNWARD.search(text)
            or per_year(around(case, one))
            or _on_event(case, one)
            or _PER_CASE.search(_FROM_NOTICE.sub("", text))
        ):
            continue
        lead = _lead(case, one, base)
        if lead is None or lead[0] > case.options["next_day_hours"]:
            continue
        hours, when = lead
        soon: Severity = "issue" if 0 <= hours <= case.options["same_day_hours"] else "tip"
        hit = found(
            one, [act, re.search(re.escape(when), text)], {"lead_hours": max(hours, 0.0), "when": when}, severity=soon
        )
        yield one, hit if hours >= 0 else replace(hit, message="“{when}”报送，没有给出办理时间。")


def _with_time(case: Case, one: Directive, base: date | datetime | None) -> Directive:
    """Return a demand together with the clause behind it that says by when: 名单发给我，中午吃饭前要."""
    both, own = joined(case, one), words(case, one)
    if (
        len(both) <= len(own)
        or not _WANTED_BY.search(both, len(own))
        or _handed_in(own, around(case, one)) is None
        or _lead(case, one, base) is not None
    ):
        return one
    return replace(one, span=Span(one.span.start, one.span.start + len(both)))


def _with_label(case: Case, one: Directive) -> Directive:
    """Return a demand together with the label in front of it, or with the clause that says by when it is made."""
    label = _LABEL.search(case.masked((one.sentence.start, one.core.start)))
    if label is not None and PAPER.search(_block(case, one)):
        return replace(one, span=Span(one.sentence.start + label.start(), one.span.end))
    before = in_front(case, one)
    if before is None or before.deadline is None or one.deadline is not None or before.span.end > one.span.start:
        return one
    papers = HAND_IN.search(words(case, one)) and PAPER.search(around(case, one))
    return (
        replace(one, span=Span(before.span.start, one.span.end))
        if papers and _MAKES.search(words(case, before))
        else one
    )


def _block(case: Case, one: Directive) -> str:
    return "" if one.block is None else case.masked(case.doc.blocks[one.block].span)


def _on_event(case: Case, one: Directive) -> bool:
    """Tell whether the clock starts with an event that the sentence names first: 遇重大事故，2小时内上报."""
    text = _PAPERS_WHICH.sub("", case.masked((one.sentence.start, one.core.end)))
    return ON_EVENT.search(text) is not None


def _handed_in(text: str, sentence: str) -> re.Match[str] | None:
    act = wanted(HAND_IN, text)
    if act and act.group() in ("回音", "回话") and "群" in sentence:
        return None
    if act and (
        act.group()[0] in "报上填交呈回抄转" or _BY_MAIL.search(text) or PAPER.search(sentence) or FILL.search(sentence)
    ):
        return act
    returned = _RETURNED.search(text) if PAPER.search(sentence) and not _FOR_CITIZENS.search(sentence) else None
    return (
        returned
        or _LABELLED.match(text)
        or _CLOSES.search(text)
        or _FETCHED.search(text)
        or _MADE.search(text)
        or (FILL.search(text) if PAPER.search(text) else None)
    )


def _lead(case: Case, one: Directive, base: date | datetime | None) -> tuple[float, str] | None:
    """Return the working hours that are left and the words that say so; -1 hours where none are named."""
    text = case.doc.quote(one.span)
    limits = [*find_deadlines(case.doc.text, *one.span, base=base), *([one.deadline] if one.deadline else ())]
    for limit in limits:
        if limit.kind in ("absolute", "relative") and limit.lead_hours is not None:
            return limit.lead_hours, case.doc.quote(limit.span)
    dated = _on_a_day(text, base)
    if dated is not None:
        return dated
    same, following = case.options["same_day_hours"], case.options["next_day_hours"]
    for pattern, hours in ((_WITHIN, same), (_DUE_TODAY, same), (_DUE_TOMORROW, following)):
        match = pattern.search(text)
        if match is not None:
            return hours, match.group()
    if not case.doc.meta.date and _CLOCK_ALONE.search(text) and not _OTHER_DAY.search(text):
        return same, _CLOCK_ALONE.findall(text)[0]
    match = _AT_ONCE.search(text)
    return (-1.0, match.group()) if match and PAPER.search(text) else None


def _on_a_day(text: str, base: date | datetime | None) -> tuple[float, str] | None:
    """Read 3月5日一上班就送到: a day on which something is due, without a word that makes it a limit."""
    match = _DATED.search(text)
    if match is None or base is None:
        return None
    try:
        due = datetime(base.year, int(match["month"]), int(match["day"]), DAY_ENDS.hour)
    except ValueError:
        return None
    start = base if isinstance(base, datetime) else datetime.combine(base, DAY_STARTS)
    return (working_hours(start, due), match.group()) if due > start else None


RULES: tuple[Rule, ...] = (
    Rule(
        code="FRM-02", name="same-day-deadline", title="当天、次日就要的报送时限", category="表", severity="issue",
        about="报送、填表、交材料的时限，从成文日期（或指定日期）起按工作日历折算工作小时：8 小时以内列为问题，16 小时以内提示；“立即报送”等没有时间的也提示。",
        unless="险情、事故等事件发生后的报告时限；应急响应期间（作为例外注明）；定期报送（按 FRM-01 检查）。",
        message="“{when}”：距发文只有约 {lead_hours:g} 个工作小时（按每天 8 小时计）。",
        suggestion="按材料的工作量给足时间，一般留出三个以上工作日；只缺个别数据的，由部门从系统或电话核实。",
        basis=(R24("第三部分：不得随意要求基层填表报数"), N19("着力解决文山会海和留痕问题的要求")),
        hits=(
            notice("请于今天下午5时前将各村缺水田块统计表报县局。"), notice("各村要在3月5日10点前把外出人员花名册报县局。"),
            notice("各乡镇立即报送种子储备情况表。"), notice("附表明天晌午以前交到县局。"),
            notice("请于3月5日11时前，将缺苗田块登记册扫描后发送至邮箱。"), notice("填报入口今晚十点关闭。"), notice("各站把缺苗名册传来，最迟明天上午10点。"),
            notice("各镇今天下班前把台账补齐。"), notice("各镇于3月4日18时前将农机明细补充后退回我局。"),
            notice("报送时限：文到当天。报送材料：农机台账。"), notice("名册缺的，限今日下班时补来。"), notice("缺苗底册今晚就要。"),
            notice("于3月5日10时前完成存粮摸底，形成表格上交。"), notice("今天天黑前，县局派人到各站收取自查表。"),
        ),
        clean=(
            notice("不得要求基层当天报送统计表。"), notice("有的部门要求乡镇今天报表明天汇总，被通报。"),
            notice("请于3月20日前将育秧点名单报县局。"), notice("发现险情，立即上报县局。"),
            notice("《关于立即报送统计表的通知》自即日起废止。"), notice("我局将于今天下午报送统计表。").replace("通知", "报告"),
            notice("各乡镇要立即组织抢收抢种。"), notice("群众反映的问题，县局当天答复。"),
            notice("统计结果次日反馈给各镇。"), notice("群众诉求材料当天回复。"), notice("名单今天起由县局从系统导出。"),
            notice("请今天到镇农技站领取种子表。"), notice("接到举报后2小时内报告县局。"),
        ),
        find=_too_soon, options={"same_day_hours": 8, "next_day_hours": 16},
    ),
)  # fmt: skip
