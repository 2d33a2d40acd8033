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
from .form_parts import BY_DEPARTMENT, actor_name, with_front
from .form_periods import period
from .form_quotas import QUOTA, WRITING, find_quota
from .form_words import FILL, GATHER, HAND_IN, ON_EVENT, PAPER, per_year
from .rule import Case, Hit, Rule
from .sources import R24

__all__ = ["RULES"]

# Each household, each item, so many columns: the size of a form.
_EACH = re.compile(
    r"(?=[各入去看跑进问办访走查做处巡调接一七三上两九二五以八六几到十半单名四对底户挨数正每花近逐造附０１２３４５６７８９\d])(?:"
    f"每[场次批起][^，。；]{{0,24}}[填写记登录][入在进到写]|每[走访办接处巡回查调帮采入][\u4e00-\u9fff]?一[户件次起人家名位]|每[块户人家村处件名位][^，。；]{{0,10}}(?:[列填写登][成到]|[填写登列录][^，。；]{{0,2}}一)|(?:办|访|走|查|做|处|巡|调|接)一[件户次起单家人个]、?就?[填记写报交登]一|逐(?![步年渐级日月周季次层])[\u4e00-\u9fff]|以[^，。；]{{0,4}}(?:村|户|人)为单位|一[户家人村店企][^，。；、]{{0,5}}[填写建报]一?[行表卡张份套]|一[户间人项条村家房企店栋](?:填|写|占|列|"
    f"建)?一?[行表卡张册档份页格]|每[户人家间条项村栋店名位件处][^，。；]{{0,6}}[一1][张份行栏条表卡]|(?:{NUMBER})\\s?[余多]?[个]?(?:栏|项|列|字段|空格|格|指标|要素|小项|数据项)|(?:[三四五六七八九十]|[3-9]|1\\d)[张份套类](?:表|[^，。；]{{0,3}}表格|台账)|"
    f"[去进到走访跑入问看]一[户家人]，?就?[^，。；]{{0,24}}[填写记登录][入在进到]|一[次回]、?就?[填写记登]一[次回张]|(?<=[料结表册])各[两三四五六七八\\d]+[套份]|正反两面|挨[家户个]|到户|户主|造册|花名册|底册|名册|对账表|附表|单子"
    ")"
)
# Papers that an applicant fills in for a benefit, those that name who comes, those of a procedure.
_BY_CHOICE = re.compile(
    "申[请报领]|报名|推荐|推选|回执|参会|参训|参赛|预约|补[贴助](?!等|、|对象|名册|核对|台账|信息|户|发放)|奖[补励]|评审|答复|提案|立项|学籍|志愿(?!者)|考生|毕业|答辩|结题|理赔|职称|资格|证书|"
    "备案|入学|入户(?:申请|办理)|随迁|适龄|登记造册|验收|结算|审核|公安|执法|案件|涉案|出租人|房屋登记"
)
_OTHER_GOODS = re.compile(
    "抄表员|公司[^，。；]{0,4}(?:系统|平台|后台)|记[在入到][^，。；]{0,4}(?:家属|本人|老人|家长|户主|患者|病人|自己)|(?:给|为|替)[^，。；]{0,6}(?:老人|病人|患者|孩子|[产孕]妇|残疾人)[^，。；]{0,3}[换量送喂打洗测]|(?:补贴|补助|工资|津贴|资金|款项?|货|药品?|物资|餐|教材|孩子|学生(?=送|交)|群众手|农户手|垃圾|苗|粮)[^，。；表数单册]{0,8}(?:发|送|交|传)"
)
_SHORT = 12
_NEWS = re.compile(
    "(?=[用由滚实交企体信公共动反发同向对排机检病直系给补返送项为降减压推])(?:"
    "排[名队位]|检查组|(?:发|送|反馈|直接发)(?:至|到|给)?各?(?:乡|镇(?!政府|里|[^，。]{0,4}[办站所班党])|村)|共享(?!表|文档|盘|台账)|交换|同步发布|病例|补助金额|体温|"
    "返场|企业(?=[须要应每按在将于])|项目部|向社会|公众|用户|(?:公开|公示|公布|公告)(?!情况|栏|表|数|台账|材料|资料|照片|内容)|(?:向|给|对|为)[^，。；]{0,4}(?:消费者|学生|家长|群众|农户)|"
    "(?:向|给|对|为)各?(?:乡镇|乡|镇|村|街道|社区|校)(?!政府|里|[^，。]{0,4}[办站所])[^，。；]{0,6}(?:推送|发|送|通报|反馈|提供)|系统自动|直接(?:采集|抓取|提取|生成)|由[^，。；]{0,8}(?:调查队|第三方|后台|机器)|动态更新(?:机制|管理)|(?:动态|滚动|实时)[^，。；]{0,6}机制|(?:降|减|压缩)[到至]"
    ")"
)
# 在上述制度之外: not part of the survey that the law allows.
_BEYOND = re.compile("(?:制度|统计调查|报表)[^，。；]{0,4}(?:之外|以外)|除[^，。；]{2,16}[之以]?外|另行|额外|未列入")
_SURVEY = re.compile("统计调查(?:制度|项目|表)|统计法|国统[制字]|批准文号|有效期至|制定机关|批准机关|表\\s*号")


# The same paper once more, and gaps in papers to be closed.
_ONCE_MORE = re.compile(
    "(?:另[外行]?|额外|单独|重新?|(?<!后)再次?|从头|推倒重来|照[样旧]再|按[^，。；]{0,6}新[^，。；]{0,8}|照新[^，。；]{0,8})"
    "(?:造|写|画|交|数|整|弄|填|做|送|抄|报(?![告销])|列|编|起|制(?!度)|核|录|登|采|摸|誊|统|理|算|提供|提交|上报|撰写|整理|汇总|梳理)[^，。；]{0,6}"
    "(?:一[份套遍回次张轮]|表(?![彰决示])|册|台账|清单|□[卡单簿])|(?:另[外行]|额外|单独)(?:向[^，。；]{1,8})?(?:填|报送?|抄|誊|造|提供|提交|统计|制作)[^，。；]{0,24}(?:[表册簿数]|台账|清单|明细)(?![彰决示据])|"
    "[台账表册单][^，。；]{0,6}重[新]?[填报造做列]|(?:从头|重新|重头)(?:填|做|报|登|录)(?=[，。；]|$)|推倒重来|推翻重来|另起炉灶|第[二三四五]次(?:摸底|填报|报送|统计|采集|登记)|二次(?:填报|摸底|采集)|重新(?:采集|登记|录入|填报|统计|摸底|造册)|返工重[做填报]"
)
_CLOSE_GAPS = re.compile(
    "补[录填登]|补[齐全足完报][^，。；]{0,14}(?:表(?![彰决示])|册|台账|清单|档案|数据|信息|记录|栏|空白)|补进[去来]|录[完全满]|补[造做采记]|回填|倒补|追记|填[实满全齐]|"
    "(?:不[得能许准]|别)[^，。；]{0,5}(?:留白|空白|空格|空着|空项|缺项)|(?:档案|台账|栏|[表册单])[^。；]{0,14}补[全齐足]"
)
_FORMS = re.compile(
    "(?=[□信台名填底数明栏档清系表记随])(?:"
    "(?<![代发外仪手钟水电])表(?![彰示现扬演态决率])|[名底表]册|数(?=[。，；]|$)|□[卡单簿]|台账|清单|档案|随访|记录|系统|明细|栏目|填报|数据|信息(?!化)|底数"
    ")"
)
_SHEETS = re.compile("(?<![代发外仪手钟水电])表(?![彰示现扬演态决率])|[名底]册|台账|清单|明细|□[卡单簿]|登记簿")
_BY_OTHERS = re.compile("由[县市省区][^，。；]{0,6}统一|不必|不用|不再|无需")


def _frequent(case: Case) -> Iterator[Hit]:
    return once(_frequent_all(case))


def _frequent_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    seen = {match.group() for match in _SURVEY.finditer(case.doc.text)}
    by_law = "statutory" if len(seen) > 1 else None
    for one in demands(case, strict=True):
        text = _HELPS.sub(_blank, joined(case, one))
        sentence = around(case, one)
        survey = None if _BEYOND.search(sentence) else by_law
        again = _again(text, sentence)
        act = _report(text, words(case, one), sentence) or again
        if act is None or BY_DEPARTMENT.search(actor_name(case, one)) or (QUOTA.search(text) and WRITING.search(text)):
            continue
        often = per_year(text) or period(case, one)
        if often is not None and _of_another_act(text, often[1], one):
            continue
        seldom = often is None or often[0] < case.options["least_per_year"]
        if often is not None and not seldom and not (_NEWS.search(text) or _FEWER.search(text)):
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
        elif seldom and _is_below(case, one) and _is_long_form(text, case, one) and is_low(case):
            yield one, found(one, [FILL.search(text) or GATHER.search(text), _EACH.search(text)], excused=survey)
        elif often is None and one.direction == "down" and is_low(case) and again:
            yield one, found(one, [again], excused=survey)


def _blank(match: re.Match[str]) -> str:
    return "　" * len(match.group())


def _is_below(case: Case, one: Directive) -> bool:
    """Tell whether those below fill it in; 各县（区） are below a bureau of the city, whatever its own level."""
    return one.direction == "down" or (one.direction == "level" and actor_name(case, one).startswith("各"))


def _again(text: str, sentence: str) -> re.Match[str] | None:
    """Return the words that want a form made anew or its gaps closed."""
    found = wanted(_ONCE_MORE, text) or _CLOSE_GAPS.search(text)
    if found is None or not _FORMS.search(sentence) or _BY_OTHERS.search(sentence) or _BY_CHOICE.search(sentence):
        return None
    return found


def _of_another_act(text: str, often: str, one: Directive) -> bool:
    """Tell whether the frequency belongs to the clause behind: 材料月底报市局，每周五调度一次."""
    place = text.find(often)
    own = one.core.end - one.span.start
    tail = len(text) - own
    return own <= place and tail > _SHORT and not any(act.search(text, own) for act in (HAND_IN, GATHER, FILL))


# With a frequency the plain verbs are enough.
_PASSED_UP = re.compile(
    "(?=[写发对归打捅晒落记说交传填寄抄报送递])(?:"
    "(?<![通简日周月年申快播预举海电画])报(?![名告考纸刊酬销废警])|递|(?<![成社外移转提])交(?![通流易接界费款])|(?<![护运输配派赠])送(?![医餐水货药教戏达检])|"
    "(?<![宣流遗相])传(?![染统播承达])|发一?[次回]?数(?=[，。；]|$)|填|抄|寄|交卷|说[一]?[回次遍声]|[打发传][过]?来|捅[到给]|归[到拢集]|对[^，。；]{0,4}[数账]|写在|记在|落在|晒[出到]"
    ")"
)


# 每晚传区局: whom it goes to says that it is a report, except for goods and people.
_TO_A_BODY = re.compile(
    "(?:[传交送发寄递返捎]|汇总)[至到给往回]?(?:我|本|[省市县区镇乡](?:级|里)?|街道|所在)?(?:便民|服务|[农民政人经统水林教卫文住信]{1,2}[^，。；]{0,3})?(?:局|厅|委|办|中心|专班|指挥部|领导小组|邮箱|平台|系统|工作群|群里|[股科]室?|所里|站里|分局)(?!检[测验查]|化验|培训|医)"
)
_NEAR = 4
# 改月报为周报, 实行日报制: the name of the report stands for the act.
_REPORT_NAME = re.compile(
    "(?:改|实行|执行|恢复|建立|落实|坚持|按|推行)[^，。；]{0,10}(?:[日周旬月]报(?![道社纸刊])|零报告)"
    r"|^\s*(?:\d+[.．、])?(?:日|周|旬|半月|月度?)[^，。；（]{0,6}(?:表|小结|总结|分析|报告|台账|专报)(?=（|$)"
)
_FEWER = re.compile(
    "(?:日报|周报|旬报|月报|每[日周旬月])[^，。；]{0,6}(?:改[为成]?|调整为|降为|变为|合并为)[^，。；]{0,4}(?:[季年]|半年)|[日周旬]报[^，。；]{0,6}(?:改[为成]?|调整为|降为)[^，。；]{0,2}月|日报[^，。；]{0,6}(?:改[为成]?|调整为|降为)[^，。；]{0,2}周"
)


# A row of figures, or whom something goes to, where the verb is a rare one.
_ROW = re.compile("[数量率额][、和及与][^，。；]{0,10}[数量率额](?![据字学])")
_WHERE_TO = re.compile(
    "(?:给|至|到|往|向|交|送|报|传|入|投|回|进)(?:我|本|[省市县区镇乡](?:级|里)?|街道)[^，。；、]{0,8}?(?:局|委|办|中心|专班|指挥部|领导小组|[股科]|分局|邮箱|平台|群)"
)
# 活动场次, 培训人数: figures of a deed, not the deed.
_FIGURES_OF = re.compile(
    "(?:参加|参会|培训|值班|检查|走访|慰问|巡[查逻]|活动|服务)(?:场次|次数|人[数次]|天数|情况|户数|数)"
)
_NO_REPORT = re.compile(
    "参加|参会|开会|领取|培训|学习|上课|值班|轮岗|跟班|集中办公|巡[查逻]|检查|走访|慰问|清洗|打扫|活动|服务"
)


def _figures_wanted(text: str) -> re.Match[str] | None:
    """Return a row of figures or a recipient, which with a frequency make a report of any verb."""
    if _NO_REPORT.search(_FIGURES_OF.sub("", text)):
        return None
    where = _WHERE_TO.search(text)
    return _ROW.search(text) or (where if where and PAPER.search(text) else None)


# 台账更新频率：村级每天，镇级隔天: the lead says what it is that often.
_RHYTHM = re.compile(
    "(?:台账|[表单册]|数据|信息|材料|进度)[^，。；：]{0,4}(?:更新|报送|填报|上报|汇总|采集|提交)(?:的)?(?:频率|频次|周期)[^，。；：]{0,6}："
)


# 凡在外面跑的，每天…: whom it concerns is no event, nor is what is put together on fixed days.
_WHOEVER = re.compile(
    "^(?:凡|所有)[^，。；]{0,14}的，"
    "|^(?:(?!发现|发生|险|事故|突发|异常|疫|灾|投诉|举报|诉求)[^，。；]){0,24}的，(?=[^。；]{0,30}?(?:逢|每[逢天日周旬月隔]|按[日周旬月]))"
)
# 帮助老人核对账目: a service to citizens, nothing to be handed up.
_HELPS = re.compile(
    "(?:帮[助着]?|协助|替|代)[^，。；]{0,6}(?:户|老[年人]|群众|村民|居民|农民|学生|家长|患者|孩子|业主|职工)(?:(?![报送交传递汇])[^，。；])*(?=[，。；]|$)"
)


def _report(text: str, own: str, sentence: str) -> re.Match[str] | None:
    """Return the act of reporting or filling in, where it is paper or figures that are handed up."""
    act = wanted(HAND_IN, text) or wanted(FILL, text) or wanted(_PASSED_UP, text)
    if act is None and _RHYTHM.search(sentence):
        return re.match(".+", text)
    act = act or _REPORT_NAME.search(text) or _figures_wanted(text)
    if act is None and (HAND_IN.search(sentence) or _SHEETS.search(text)):
        act = wanted(GATHER, text)
    if act is None or _OTHER_GOODS.search(text) or ON_EVENT.search(_WHOEVER.sub("", own)):
        return None
    plain = act.group()[0] in "报上填呈抄转" or _TO_A_BODY.search(text, act.start(), act.end() + _NEAR)
    if act.group()[0] == "标":
        return act if _SHEETS.search(text) else None
    named = sentence if HAND_IN.match(act.group()) else text
    return act if plain or PAPER.search(named) is not None else None


# 一人一页，共31栏，装成册交来: the size says that it is filled in.
_ONE_EACH = re.compile("一[人户村家店企校][一1][页张行表格](?!通)")
_FORM_TITLE = re.compile("《[^》《]{1,16}(?:表|卡|册|单|簿|台账)》")


def _is_long_form(text: str, case: Case, one: Directive) -> bool:
    """Tell a form with an entry for each household or item, asked for once."""
    whole = with_front(case, one, text)
    each = _EACH.search(whole)
    if each is None or _BY_CHOICE.search(text):
        return False
    if FILL.search(text):
        # The name of a form stands in a title, which is blanked out: 填一次《联系服务卡》.
        title = _FORM_TITLE.search(case.doc.text, *one.span)
        if title is not None:
            return _BY_CHOICE.search(title.group()) is None
        return PAPER.search(text) is not None or "造册" in text
    if _ONE_EACH.search(whole) and HAND_IN.search(text):
        return PAPER.search(text) is not None
    # What is only gathered must be gathered one by one.
    return each.group()[0] in "逐每一" and bool(GATHER.search(text) and _SHEETS.search(text))


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
            notice("苗圃存苗情况两天一汇，汇总表由各镇林业站传县局。"), notice("各站按旬归集药械存量，归集完在线填列。"),
            notice("为掌握墒情，各镇每三天测报一次土壤湿度数据，节假日照常。"), notice("每回访一户，须当场填写一张回访卡。"),
            notice("县局对墒情读数实行一日一要，各站收工前把读数敲进共享表。"), notice("启用《帮工情况周清单》，由帮工员填好送镇里。"),
            notice("帮工员联系一次填一次《帮工卡》，月末收拢交县局。"), notice("旱情日进度由各镇统计，19时电话报数给县局。"),
            notice("台账更新频率：村级每天，镇级隔天。"), notice("各站一旬交一次苗情底稿，由站长签字。"),
            notice("凡有修补、更换的，各站逐件登进底簿，逢二、逢七传股里一回。"), notice("排查期间，各站逢四、九向县局递一张数字条，写明已查、未查各几处。"),
            notice("各站把仓容、农机、人手三张表填齐。"), notice("凡在外收粮的，每晚把收了多少、问了谁记成日志传给县局。"),
        ),
        clean=(
            notice("不得要求村级每日报送进度统计表。"), notice("有的乡镇要求各村每天填报进度表，加重了基层负担。"),
            notice("请认真学习《关于每周报送统计表的通知》。"), notice("《备耕周报》《农资日报表》停止报送，乡镇不再填报。"),
            notice("农户申请补贴的，填写申请表交到村里，逐户公示。"), notice("县局每月派技术员下乡两次，现场解决难题。"),
            notice("县土肥站每周向各镇推送一次墒情数据。"), notice("把周报改为季报，腾出时间下村。"),
            notice("教师每周填表时间由三小时减到一小时。"), notice("逐户填写的登记表，各站觉得哪几项最难填？"),
            notice("会计每月上门一次，帮助老年农户核对水费账目。"),
            notice("局里按月清点书目，结果贴在门口。"),
            notice("我局每周向市局报送进度统计表。").replace("通知", "报告"), notice("春耕补贴每月足额发到农户手中。"),
        ),
        find=_frequent, measured=(6, 6), options={"least_per_year": 12, "heavy_per_year": 52},
    ),
    Rule(
        code="FRM-05", name="report-quota", title="给基层下达信息、稿件数量指标", category="表", severity="tip",
        about="要求下级报送信息、简报、稿件、案例、经验做法等不少于若干条（篇、期、份）。",
        unless="安全、技术标准里的“不得少于”；统计人数、户数、物资的数量。",
        message="对信息、稿件规定了数量：“{quota}”。",
        suggestion="改为有则报、无则不报，删去数量要求和采用计分。",
        basis=(R24("第三部分：不得要求基层频繁提供材料"),),
        hits=(notice("各乡镇每月报送信息不少于2条。"), notice("每旬须有四则稿子登上县公众号。"), notice("一个站一季度要出三条短讯。"),
              notice("工作专报任务分解如下：上塘镇6份，其余乡镇各4份。"),
              notice("各站简讯以十五篇为起点。"), notice("农技员每次下田，须写一篇下田手记。"), notice("保证每周见稿。"), notice("每站报送典型案例1—2个。")),
        clean=(
            notice("灭火器每处不得少于2具。"), notice("不得规定信息报送不少于几条。"), notice("有的部门要求每月报送信息不少于5条。"),
            notice("《关于每月报送信息不少于2条的通知》废止。"), notice("推出不少于3条精品线路。"), notice("鼓励各乡镇报送好的做法。"),
            notice("各乡镇报送信息每月不超过3条。"), notice("县农技站每月向社会荐读农书书评不少于4篇。"),
            notice("县报每周刊发农技文章两篇。"), notice("简报由24期压到8期。"), notice("农户办事由提交4份材料减至1份。"),
            notice("为农户提供“一条龙”服务，总结经验。"),
        ),
        find=find_quota,
    ),
)  # fmt: skip
