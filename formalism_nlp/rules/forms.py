"""填表报数: forms to fill in again and again, and quotas of reports (FRM-01, FRM-05)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..directives import Directive
from ..document import Span
from ..findings import Severity
from ..language.numerals import NUMBER
from .burdens import around, demands, found, is_low, joined, notice, once, wanted, words
from .form_words import FILL, HAND_IN, ON_EVENT, PAPER, per_year
from .rule import Case, Hit, Rule
from .sources import R24

__all__ = ["RULES"]

# Each household, each item, so many columns: the size of a form.
_EACH = re.compile(
    r"(?=[一七三上两九二五以八六几到十半单名四对底户挨数正每花近逐造附０１２３４５６７８９\d])(?:"
    f"每[块户人家村][^，。；]{{0,6}}[列填写登][成到]|逐(?![步年渐级日月周季次层])[\u4e00-\u9fff]|以[^，。；]{{0,4}}(?:村|户|人)为单位|一[户间人项条村家房企店栋](?:填|写|占|列|"
    f"建)?一?[行表卡张册档份页格]|每[户人家间条项村栋店][^，。；]{{0,6}}[一1][张份行栏条表卡]|(?:{NUMBER})\\s?[个]?(?:栏|项|列|字段|空格|格)|"
    f"正反两面|挨[家户个]|到户|户主|造册|花名册|底册|名册|对账表|附表|单子"
    ")"
)
# Papers that an applicant fills in for a benefit, those that name who comes, those of a procedure.
_BY_CHOICE = re.compile(
    "申[请报领]|报名|推荐|推选|回执|参会|参训|参赛|预约|补[贴助]|奖[补励]|评审|答复|提案|立项|学籍|志愿|考生|毕业|答辩|结题|理赔|职称|资格|证书|"
    "备案|入学|入户(?:申请|办理)|随迁|适龄|登记造册|验收|结算|审核|公安|执法|案件|涉案|出租人|房屋登记"
)
_OTHER_GOODS = re.compile(
    "(?:补贴|补助|工资|津贴|资金|款项?|货|药品?|物资|餐|教材|孩子|学生(?=送|交)|群众手|农户手|垃圾|苗|粮)[^，。；表数单册]{0,8}(?:发|送|交|传)"
)
# 县农业农村局每月报财政局: departments among themselves.
_BY_DEPARTMENT = re.compile(
    "^[^各]{0,6}(?:县|市|区|省)[^镇乡村街校（各]{1,12}(?:局|委|办|办公室|厅|部|部门|中心|专班)$|领导小组办公室$"
)
_SHORT = 12
_LEAD = 16
_NEWS = re.compile(
    "(?=[交企体信公共动反发同向对排机检病直系给补返送项])(?:"
    "排[名队位]|检查组|(?:发|送|反馈|直接发)(?:至|到|给)?各?(?:乡|镇(?!政府|里|[^，。]{0,4}[办站所])|村)|共享(?!表|文档|盘|台账)|交换|信息系统|同步发布|病例|补助金额|体温|"
    "返场|企业|项目部|向社会|公众|公开|公示|公布|公告|(?:向|给|对)[^，。；]{0,4}(?:消费者|学生|家长)|系统自动|动态更新(?:机制|管理)|机制"
    ")"
)
_SURVEY = re.compile("统计调查(?:制度|项目|表)|统计法|批准文号|有效期至|制定机关|批准机关|表\\s*号")


# The same paper once more, and gaps in papers to be closed.
_ONCE_MORE = re.compile(
    "(?:另[外行]?|重新?|再|推倒重来|按新[^，。；]{0,8}|照新[^，。；]{0,8})(?:造|填|做|送|抄|报(?![告销])|列|编|起|制(?!度)|核|录|登|采|摸|誊|统|理|算)[^，。；]{0,6}"
    "(?:一[份套遍回次张]|表(?![彰决示])|册|台账|清单)|[台账表册单][^，。；]{0,6}重[新]?[填报造做列]"
)
_CLOSE_GAPS = re.compile(
    "补[录填登]|补[齐全足完报][^，。；]{0,14}(?:表(?![彰决示])|册|台账|清单|档案|数据|信息|记录|栏|空白)|补进[去来]|录[完全满]|填[实满全齐]|"
    "(?:不[得能许准]|别)[^，。；]{0,5}(?:留白|空白|空格|空着|空项|缺项)|(?:档案|台账|栏|[表册单])[^。；]{0,14}补[全齐足]"
)
_FORMS = re.compile(
    "(?=[信台名填底数明栏档清系表记随])(?:"
    "(?<![代发外仪手钟水电])表(?![彰示现扬演态决率])|[名底表]册|台账|清单|档案|随访|记录|系统|明细|栏目|填报|数据|信息(?!化)|底数"
    ")"
)
_BY_OTHERS = re.compile("由[县市省区][^，。；]{0,6}统一|不必|不用|不再|无需")


def _frequent(case: Case) -> Iterator[Hit]:
    return once(_frequent_all(case))


def _frequent_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    seen = {match.group() for match in _SURVEY.finditer(case.doc.text)}
    survey = "statutory" if len(seen) > 1 else None
    for one in demands(case, strict=True):
        text = joined(case, one)
        again = _again(text, around(case, one))
        act = _report(text) or again
        if act is None or _BY_DEPARTMENT.search(_actor(case, one)) or (_QUOTA.search(text) and _WRITING.search(text)):
            continue
        often = per_year(text) or _on_and_on(around(case, one)) or _in_lead(case, one)
        if often is not None and _of_another_act(text, often[1], one):
            continue
        if often is not None and often[0] >= case.options["least_per_year"] and not _NEWS.search(text):
            hit = found(
                one,
                [act, re.search(re.escape(often[1]), text)],
                {"per_year": often[0], "often": often[1]},
                excused=survey,
            )
            if text.find(often[1]) >= one.core.end - one.span.start:
                # The frequency stands in the clause behind: 捎给县局，天天如此.
                hit = replace(hit, span=Span(hit.span.start, one.span.start + len(text)))
            heavy: Severity = "issue" if often[0] >= case.options["heavy_per_year"] else "tip"
            yield one, replace(hit, severity=heavy, message="“{often}”即每年约 {per_year:g} 次向上报送或填报。")
        elif often is None and one.direction == "down" and _is_long_form(text) and is_low(case):
            yield one, found(one, [FILL.search(text), _EACH.search(text)], excused=survey)
        elif often is None and one.direction == "down" and is_low(case) and again:
            yield one, found(one, [again], excused=survey)


def _again(text: str, sentence: str) -> re.Match[str] | None:
    """Return the words that want a form made anew or its gaps closed."""
    found = wanted(_ONCE_MORE, text) or _CLOSE_GAPS.search(text)
    if found is None or not _FORMS.search(sentence) or _BY_OTHERS.search(sentence) or _BY_CHOICE.search(sentence):
        return None
    return found


def _actor(case: Case, one: Directive) -> str:
    return case.doc.quote(one.actor) if one.actor and one.actor_from in ("subject", "responsibility") else ""


def _of_another_act(text: str, often: str, one: Directive) -> bool:
    """Tell whether the frequency belongs to the clause behind: 材料月底报市局，每周五调度一次."""
    place = text.find(often)
    own = one.core.end - one.span.start
    return own <= place and len(text) - own > _SHORT and HAND_IN.search(text, own) is None


def _in_lead(case: Case, one: Directive) -> tuple[float, str] | None:
    """Read the frequency that a short lead-in sets for all behind it: 一天三报：早报人数，晚报处置数."""
    head, colon, _ = around(case, one).partition("：")
    behind = colon and one.sentence.start + len(head) < one.core.start
    return per_year(head) if behind and len(head) <= _LEAD else None


def _on_and_on(sentence: str) -> tuple[float, str] | None:
    """Read 天天如此, 周周不断 at the end of a sentence."""
    match = re.search("(?:天天|日日|周周|月月)(?=如此|不断|不停|都要)", sentence)
    return per_year(match.group()) if match else None


# With a frequency the plain verbs are enough.
_PASSED_UP = re.compile(
    "(?=[写发对归打捅晒落记说交传填寄抄报送递])(?:"
    "(?<![通简日周月年申快播预举海电画])报(?![名告考纸刊酬销废警])|递|(?<![成社外移转提])交(?![通流易接界费款])|(?<![护运输配派赠])送(?![医餐水货药教戏达检])|"
    "(?<![宣流遗相])传(?![染统播承达])|填|抄|寄|交卷|说[一]?[回次遍声]|[打发传][过]?来|捅[到给]|归[到拢集]|对[^，。；]{0,4}[数账]|写在|记在|落在|晒[出到]"
    ")"
)


def _report(text: str) -> re.Match[str] | None:
    """Return the act of reporting or filling in, where it is paper or figures that are handed up."""
    act = wanted(HAND_IN, text) or wanted(FILL, text) or wanted(_PASSED_UP, text)
    if act is None or _OTHER_GOODS.search(text) or ON_EVENT.search(text):
        return None
    plain = act.group()[0] in "报上填呈"
    return act if plain or PAPER.search(text) is not None else None


def _is_long_form(text: str) -> bool:
    """Tell a form with an entry for each household or item, asked for once."""
    return bool(
        FILL.search(text)
        and (PAPER.search(text) or "造册" in text)
        and _EACH.search(text)
        and not _BY_CHOICE.search(text)
    )


_WRITING = re.compile(
    "信息(?!化|系统|平台|点|员)|稿|动态|简报|快讯|案例|做法|经验|报道|文章|消息|专报|资讯|素材|推文|新闻|心得|体会|总结|调研报告|(?<=篇)调研|要情|短视频|通讯|"
    "帖|故事|征文|图文|要闻|短文|文稿|典型|亮点"
)
_QUOTA = re.compile(
    r"(?=[交写一七三上不专两九二五亮人体保信做八六典凑几刊动十半发各周四图均季完帖年征心快总投报推故数文新最月村校案每消短稿简素经编至要调资起达近通采须０１２３４５６７８９\d])(?:"
    rf"(?:不(?:得)?(?:少于|低于)|至少|最少|起码|不下于?|须有|要有|[凑写交发][够满足]|达到?|完成|保底|投送|报送|上报|刊发|发布|编发|采用|"
    rf"每[月周旬季年人村镇][^，。；\d]{{0,12}}?)[^，。；\d]{{0,8}}?(?:{NUMBER})\s?(?P<unit>[条篇份期则件个幅])(?![例款])"
    rf"|(?:{NUMBER})\s?(?P<unit2>[条篇份期则幅])(?:以上|及以上|起步|保底)|"
    rf"(?:{_WRITING.pattern})[^，。；\d]{{0,6}}(?:{NUMBER})\s?(?P<unit3>[篇条则期])(?![例款])|"
    rf"(?<![发每])(?!一)(?:{NUMBER})\s?(?P<unit4>[篇期则条份])[^，。；]{{0,4}}(?:{_WRITING.pattern})|"
    rf"[月年季周人村校均各][^，。；\d]{{0,6}}(?:{NUMBER})\s?(?P<unit5>[篇则])|"
    rf"(?:{_WRITING.pattern})[^，。；\d]{{0,6}}(?:{NUMBER})\s?(?P<unit6>例)(?=以上|打底|起|$)"
    ")"
)
_OTHER_TEXTS = re.compile(
    "公[共示]|消防|卫生|标准|字以[上内]|资助|论文|专利|著作|教材|课题|期刊|刊物|核心|出版|项目|申报|清单|接入|示范|登记|产品|政策"
)


def _quota(case: Case) -> Iterator[Hit]:
    return once(_quota_all(case))


def _quota_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    for one in demands(case, strict=True):
        text = words(case, one)
        quota = wanted(_QUOTA, text)
        # 采用的一篇加1分 rewards, it sets no number.
        if quota is None or _OTHER_TEXTS.search(text) or text[quota.end() :].startswith(("加", "得", "奖", "计")):
            continue
        # 件 and 个 count many things: only in the clause that names what is written.
        where = text if quota[quota.lastgroup or "unit"] in "件个份" else around(case, one)
        if _WRITING.search(where):
            # An emergency does not call for press work.
            yield one, replace(found(one, [quota], {"quota": quota.group()}), exception=None)


RULES: tuple[Rule, ...] = (
    Rule(
        code="FRM-01", name="frequent-forms", title="频繁要求基层填表报数", category="表", severity="tip",
        about="要求下级每月一次以上报送、填报，或者逐户逐项填写表格、造册，换样重填、补录。按频次折算每年次数，每周一次及以上的列为问题。",
        unless="应急响应期间、依法批准的统计调查（作为例外注明）；群众申请事项的表格；报名、推荐、回执；上行文。",
        message="要求基层逐户、逐项填表造册，或者重填、补录。",
        suggestion="能从已有系统取数的直接取数；确需报送的并入一张表、降低频次，并写明用途和截止后停报。",
        basis=(R24("第三部分：不得频繁要求基层填表报数、提供材料"),),
        hits=(
            notice("各乡镇每周五向县局报送进度统计表，无进展的也要报。"), notice("各村把外出户逐户誊到底册上，一户一行，交到镇里。"),
            notice("农资到位数逢周二、周五各更新一遍，回传县局。"),
            notice("旧样作废，照新样式重做一套摸底表交县局。"),
        ),
        clean=(
            notice("不得要求村级每日报送进度统计表。"), notice("有的乡镇要求各村每天填报进度表，加重了基层负担。"),
            notice("请认真学习《关于每周报送统计表的通知》。"), notice("《备耕周报》《农资日报表》停止报送，乡镇不再填报。"),
            notice("农户申请补贴的，填写申请表交到村里，逐户公示。"), notice("县局每月派技术员下乡两次，现场解决难题。"),
            notice("我局每周向市局报送进度统计表。").replace("通知", "报告"), notice("春耕补贴每月足额发到农户手中。"),
        ),
        find=_frequent, measured=(4, 4), options={"least_per_year": 12, "heavy_per_year": 52},
    ),
    Rule(
        code="FRM-05", name="report-quota", title="给基层下达信息、稿件数量指标", category="表", severity="tip",
        about="要求下级报送信息、简报、稿件、案例、经验做法等不少于若干条（篇、期、份）。",
        unless="安全、技术标准里的“不得少于”；统计人数、户数、物资的数量。",
        message="对信息、稿件规定了数量：“{quota}”。",
        suggestion="改为有则报、无则不报，删去数量要求和采用计分。",
        basis=(R24("第三部分：不得要求基层频繁提供材料"),),
        hits=(notice("各乡镇每月报送信息不少于2条。"), notice("每旬须有四则稿子登上县公众号。")),
        clean=(
            notice("灭火器每处不得少于2具。"), notice("不得规定信息报送不少于几条。"), notice("有的部门要求每月报送信息不少于5条。"),
            notice("《关于每月报送信息不少于2条的通知》废止。"), notice("推出不少于3条精品线路。"), notice("鼓励各乡镇报送好的做法。"),
        ),
        find=_quota,
    ),
)  # fmt: skip
