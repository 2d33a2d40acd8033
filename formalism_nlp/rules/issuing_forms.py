"""Finding documents that evade the count or come on top of others, by form and title (DOC-07, DOC-08)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives import Directive, masked
from ..document import Block, Document, Span
from ..errors import NotApplicable
from .document_parts import TITLE_STOPS, demands, for_citizens, own_title, title_line
from .routing_sections import is_internal
from .rule import Case, Hit

__all__ = ["comes_on_top", "evades_count"]

_SLIP = "(?:单|函|书|条|卡)$"
_INFORMAL = re.compile(
    "(?=[明交任便催函办协友口告备小工提派温特电的督紧联转通重预抄知小纸字])(?:"
    f"(?:提[示醒]|交办|督办|催办|转办|抄告|抄送|知会|转告|派发|派遣|告知|联系|任务|通知|协办|办理){_SLIP}|(?:交办|督办|联系|任务|告知)[^，。]{{0,4}}{_SLIP}|"
    "(?:温馨|友情|工作|重要|特别|紧急|预警)?提[示醒]$|[派转][工发遣办]?单$|便[笺函条签]$|的便[笺函签条]$|明白[卡纸]$|函告$|预备?通知$|备忘录?$|(?<!停[水电气暖])(?:告知|知照|小条|纸条|字条)$|口头通知|电话[通记][知录]|小贴士$"
    ")"
)
# 工作提醒（第6期）
_NUMBERED = re.compile(r"[（(〔][^（）()〔〕]{0,10}(?:[期号次\d]|[一二三四五六七八九十])[）)〕]$")
# 工作联系单 / 事由：… / 致：…: the fields of a slip are read as part of its title.
_LABELLED = re.compile(r"\n\s*[^\n：]{1,12}：")
_GROUP = re.compile("工作群|微信群|钉钉群|群公告|@所有人|@全体")
_OPENING = 60
# 县政府办〔2025〕便函14号: a number outside the counted series.
_SLIP_NUMBER = re.compile("便[函笺]\\s*(?:[〔\\[（(]\\d{4}[〕\\]）)])?\\s*第?\\d+\\s*号")
_HEAD = 120
_LOWER_BODY = re.compile(
    "(?=[各村网派发交承接])(?:"
    "各(?:乡镇|镇|乡|街道|村|社区|县|区县|站所|中心校|学校|股室|科室)|村（社区）|网格[长员]|(?:派给|发往|交办对象|承办单位|接收单位)[：:]"
    ")"
)
_WORK = "(?:项|件|方面|桩|个)?(?:重点|主要|有关|具体|相关|当前|紧要|急需办理?的|零星)*(?:工作|事项|任务|事情|事)"
_MIXED = re.compile(
    "^(?:[^于]{0,24}关于|\\d{4}年)?(?:切实|认真|扎实|进一步|统筹|抓紧|近期|当前|目前|做好|抓好|落实|推进|安排|部署|本周|本月|下一?阶段|全[省市县区镇乡])*"
    f"(?:以下|有关|近期|当前|几|若干|多|[两二三四五六七八九十\\d]+){_WORK}(?:安排|落实)?的|(?:[^、，]{{1,10}}、){{2,}}[^、，]{{1,10}}等?(?:几|多|若干|[三四五六七八九十]){_WORK}"
)
# A document that says itself that it is kept out of the count, or that it is several in one.
_OUT_OF_COUNT = re.compile(
    "(?=[捎不未无免视等效按只仅就占改以用通合打捆夹搭并凑捏揉归装本这此拿原拼附该])(?:"
    "(?:不|未|无|免)(?:另|单独|再|重复)?(?:编|套|占|计|列|纳|加)[^，。；]{0,4}?(?:文号|发文号|字号|红头|发文(?:数|指标|计划|总量|统计)|文件(?:总数|数量|指标))"
    "|(?:视同|等同于?|效力(?:等?同于?|与)|按照?)(?:正式|红头)(?:文件|公文)|效力(?:等?同于?)(?:文件|公文)|[不未免]走[^，。；]{0,4}(?:[发收行]文|公文|核稿|会签)[^，。；]{0,2}(?:程序|流程|手续|渠道|系统)|不[上套挂用盖][^，。；]{0,2}(?:红头|文头|文号|版头)|不进[^，。；]{0,6}(?:发文|公文)[^，。；]{0,4}(?:登记|台账|系统|统计)"
    "|(?:只|仅)?占用?一个(?:发文|文件)(?:指标|号|计划|名额)|(?:只|仅|就|按)[算作计记]作?一[个份件](?:发?文|文件|公文)(?!化)"
    "|(?:以|用|拿)[^，。；]{0,6}(?:便函|便笺|提示|短信|群|微信|邮件|公告|函)[^，。；]{0,6}(?:代替|替代|代)(?:发文|文件|红头|公文)"
    "|原(?:拟|计划|定|本)[^，。；]{0,16}(?:通知|文件|方案)[^，。；]{0,4}(?:并入|合并|合为|并作)|不再?(?:分别|单独|另行)编号"
    "|改(?:以|用|为|发|走)[“]?(?:便函|函|便[笺条签]|白[头纸]|[^，。；]{0,4}[清派工]单|口头|电话|群公告|明白[纸卡]|工作?提示|短信|微信|群消息|邮件|工作单|联系单)[^，。；]{0,6}(?:发|下|布置|部署|代替)"
    "|(?:合并|打包|捆绑?|夹带|搭车|捎带|[拼凑合并捏揉归装](?:[成到进]|在一))[^，。；]{0,12}?(?:下达|下发|印发|部署|布置|发出|发给|发你们|块儿?发|起发|一[个份件]?(?:文|通知|函))"
    "|(?:此|本|该|附|这)[^，。；]{0,6}?(?:均)?(?:不|未)(?:另|再)?(?:编号|登记编号|编文号)"
    ")(?!的[，。])"
)
_ASKS = re.compile("商请|恳请|征求.{0,8}意见|盼复|请函复|请予支持|商洽|可否|是否同意|为[盼荷]")


def evades_count(case: Case) -> Iterator[Hit]:
    """Find slips, tips, letters and group messages that give tasks, and several matters in one document (DOC-07)."""
    doc, meta = case.doc, case.doc.meta
    line = title_line(doc)
    form_name = _LABELLED.split(doc.quote(line.span))[0] if line else ""
    title = _NUMBERED.sub("", own_title(form_name))
    admitted = _admitted(case)
    if admitted is not None and _to_bodies(doc) and not for_citizens(doc) and not is_internal(doc):
        yield Hit(admitted.core, {"form": "不编文号、合并或者改换形式发文"}, admitted.exception)
        return
    mixed = _MIXED.search(title) is not None and len(_topics(doc)) > 1
    if meta.doc_number and "便" not in meta.doc_number and not mixed:
        raise NotApplicable("有发文字号，按正式公文管理")
    tasks = [found for found in demands(case, level=True) if _is_task(doc, found)]
    if not tasks or not _to_bodies(doc) or for_citizens(doc) or is_internal(doc):
        raise NotApplicable("没有向下级单位布置任务，或者面向公众、企业，或者只在机关内部传阅")
    if _ASKS.search(doc.text) and not _is_pressed(doc, tasks):
        raise NotApplicable("属商洽、征求意见")
    form, span = "", Span(line.span.start, line.span.start + len(form_name)) if line else Span(0, 0)
    if mixed:
        form = "多件事合为一文"
    elif (slip := _SLIP_NUMBER.search(doc.text, 0, _HEAD)) is not None:
        form, span = "便函", Span(*slip.span())
    elif (informal := _INFORMAL.search(title)) is not None:
        form = informal.group()
    elif meta.genre == "函" and line is not None and _is_pressed(doc, tasks):
        form = "函"
    elif meta.title is None and (group := _GROUP.search(doc.text, 0, _OPENING)) is not None:
        form, span = "工作群消息", Span(*group.span())
    if form:
        yield Hit(span, {"form": form}, tasks[0].exception)


# 为减少红头文件，今后一律在群里发通知，各站照办: another channel for the sake of the count.
_SPARED = re.compile(
    "(?:为|因|鉴于|以免|免得|避免|省得)[^，。；]{0,10}(?:红头|发文|文件)(?:数量|指标|总量|数|计划|统计|考核)?[^，。；]{0,8}，[^。；]{0,24}"
    "(?:群|微信|便[函笺]|白[头纸]|提示|短信|口头|电话|邮件|函|单)[^。；]{0,24}(?:照办|执行|落实|办理|遵照|视同)"
)
_CARRY_OUT = re.compile("执行|照办|办理|落实|承办|完成|遵照")


def _admitted(case: Case) -> Directive | None:
    """Return the clause by which a document says that it is kept out of the count."""
    read: set[Span] = set()
    for found in case.directives:
        plain = found.attribution == "own" and found.polarity in ("demand", "report") and found.why != "critic"
        whole = case.masked(found.sentence)
        spared = _SPARED.search(whole) if plain and found.sentence not in read else None
        read.add(found.sentence)
        if not plain or not (spared or _OUT_OF_COUNT.search(case.masked(found.span))):
            continue
        # A sheet for information has no number either.
        if demands(case, level=True) or _CARRY_OUT.search(whole):
            return found
    return None


def _to_bodies(doc: Document) -> bool:
    """Tell whether bodies of the state are written to, or named where nobody is: 各有关单位 may be firms."""
    if doc.meta.addressees:
        return any(
            organ.kind not in ("unknown", "enterprise", "association") or organ.level in ("village", "township")
            for organ in doc.meta.addressees
        )
    return _LOWER_BODY.search(doc.text) is not None


def _is_task(doc: Document, found: Directive) -> bool:
    """Tell whether a demand binds: it has a term, an amount, a proof, or words that leave no choice."""
    if re.search(
        "知悉|留意|同学|学生|[农用业住]户|群众|市民|居民|村民|朋友|家长|游客|旅客|业主", masked(doc, found.core)
    ):
        return False
    slots = found.deadline or found.frequency or found.quantity or found.trace
    return (
        bool(slots)
        or found.why in ("must", "quota", "double")
        or bool(re.search("限|(?<!提)前|回单|逾期|[一每][人村站镇校户]", masked(doc, found.core)))
    )


def _is_pressed(doc: Document, tasks: list[Directive]) -> bool:
    """Tell whether a letter orders: several tasks with a term, or words that leave no choice."""
    strong = re.compile("务必|必须|逾期|一律|不得|限期|通报")
    lower = [found for found in tasks if found.direction == "down"]
    return sum(bool(found.deadline) for found in lower) > 1 or any(
        strong.search(masked(doc, found.core)) for found in lower
    )


def _topics(doc: Document) -> list[Block]:
    numbered = [block for block in doc.blocks if block.kind in ("heading", "list_item") and not block.annex]
    top = min((block.level or 1 for block in numbered), default=1)
    return [block for block in numbered if (block.level or 1) == top]


_SHARE_OUT = "(?:分解|分工|拆分|拆解|分派|分摊|派发|摊派|认领|切块|包干|细分)"
_DUTY = "(?:任务|指标|责任|职责|目标|事项|要点|部门|工作|措施|重点)"
_DIVIDES = re.compile(
    "(?=[明确下事任分切包工拆指措摊派目细职落要认责部重])(?:"
    f"{_DUTY}[^，。《》]{{0,8}}?{_SHARE_OUT}|{_SHARE_OUT}[^，。《》]{{0,24}}?(?:任务|指标|责任|目标|事项|落实|到人|到单位|到部门|到岗)|"
    f"{_SHARE_OUT}(?:方案|表|清单|意见|安排|台账|一览)|下达[^，。《》]{{2,30}}任务(?:的通知|分解|$)|(?:任务|责任|落实)清单|(?:明确|确定|落实)[^，。《》]{{2,30}}(?:责任|牵头|承办)(?:单位|部门)(?:》|的通知|$)|(?:任务|责任|目标)[^，。《》]{{0,4}}书(?:》|的通知|$)|责任(?:落实)?表(?:》|的通知|$)"
    ")"
)
# 领导班子成员分工 and 权责清单 are other things.
_NO_DIVISION = re.compile("领导|班子|成员|同志|[县市区省镇乡]长|权力|权责|行政|政务服务|负面|预算|资金|经费")
_SUPPLEMENT = re.compile(
    "(?:补充|临时|续发?|二次|第[二三四五]次|紧急补充)(?:性|紧急)?的?(?:通知|说明|要求|函|意见|措施|事项)|补充(?:完善|明确|强调|细化|说明|调整|规定|有关|相关|部分|几)[^《》]{0,24}的(?:通知|函|意见)|(?:调整|完善|细化|修订)[和及与、并]?补充|临时(?:增加|追加|调整|安排|部署)|(?:追加|增补)(?![^《》]{0,20}(?:资金|经费|预算|补助|投资|名额))[^，。《》]{0,24}(?:任务|指标|要求|事项|通知)|再(?:次|一次)[^，。《》]{2,40}(?:通知|函|说明)|"
    "再(?:通知|强调|重申|作说明|明确|部署|安排)|配套(?:实施)?(?:文件|方案|办法|细则|措施|政策)(?:》|的通知|（|$)|通知[^，。《》]{0,10}的补充$"
)
_PARENT_ASKS = re.compile(
    "(?=[》要规])(?:"
    "》[^。]{0,30}(?:明确)?要求[^。]{0,14}(?:制定|分解|分工|配套|出台)|(?:要求|规定)[^。]{0,10}(?:制定|出台)(?:配套|分工|任务分解)"
    ")"
)


def comes_on_top(case: Case) -> Iterator[Hit]:
    """Find supplementary, temporary, supporting and task-dividing documents by their titles (DOC-08)."""
    doc = case.doc
    titles = [block for block in doc.blocks if block.kind == "title"]
    if not titles:
        raise NotApplicable("没有标题，无法判断文件类型")
    if doc.meta.genre in ("请示", "报告", "批复", "公告", "通告"):
        raise NotApplicable("不是下行的部署性公文")
    if _PARENT_ASKS.search(doc.text):
        raise NotApplicable("文中写明上级文件要求制定配套或者分工文件")
    for block in titles[:2]:
        words = own_title(doc.quote(block.span))
        more = _SUPPLEMENT.search(words)
        found = more or (None if _NO_DIVISION.search(words) else _DIVIDES.search(words))
        # 关于土地综合整治的补充通知: where the title ends in it, what it is about does not matter.
        own = more is not None and more.end() == len(words.rstrip())
        if found and (own or not TITLE_STOPS.search(words)):
            yield Hit(block.span, {"form": found.group().strip("的（》")})
            yield from _announced(case, titled=True)
            return
    yield from _announced(case, titled=False)


_ISSUES = "(?:印发|下发|下达|发给|发至|发到|附发|另发|再发|续发|追发|补发|出台|制发|编发|发出|分发)"
_SHEET = (
    "(?:(?<!权力和)(?<!权力)(?:任务|责任)清单|子方案|(?<=[各的])分方案|(?:任务|责任|职责|工作|指标|目标|重点)[^，。；《》]{0,6}?(?:分解|分工|拆解|拆分|分派)(?:方案|表|清单|台账|意见|一览表|书)|分工(?:方案|表|台账|意见)"
    "|(?:分解|拆解)(?:表|清单|方案)|配套(?:文件|方案|办法|细则)|补充(?:通知|说明|规定|意见))"
)
_ANNOUNCED = re.compile(
    "(?=[各子印下发附另再续追补出制编分任责职工指目重拆配第二作再单另])(?:"
    f"{_ISSUES}[^，。；]{{0,20}}?{_SHEET}|{_SHEET}[》”]?[^。；]{{0,24}}?{_ISSUES}|(?:第[二三四五]次|再次)补充(?!申报|报名|登记|调查)|作(?:出)?(?:如下|以下)补充|(?:单独|另行)成文|二次(?:分工|分解)|[再另各][^，。；]{{0,2}}发[^，。；]{{0,10}}?(?:子方案|分方案|专项方案|实施细则|分工表|分解表)"
    ")"
)
# One that was sent before, or that a higher body has asked for.
_SENT_BEFORE = re.compile(
    r"已[经于]?|曾|此前|前期|印发[的了]|下发[的了]|出台[的了]|[共累]计?(?:印发|下发|发|制发)|\d[余多]?[份件]|《[^》]*》[^，。；]{0,6}(?:要求|规定|明确)|根据|按照|对照"
)
_COMING = re.compile("如下|再各|将(?!本|各)|拟|现将|现作|现[随附印下补]|再行|同步|另发|再发|续发")
# It goes on from this one: further ones will come.
_ONE_MORE_PAPER = re.compile("再发|另发|续发|追发|再行|陆续|第[二三四五]次补充|二次")
# The last words of a title tell what is issued: 《职业教育产教融合责任分解表》.
_TITLE_END = re.compile(f"{_SHEET}(?:（[^）]*）)?$")


def _titles_cut(words: str) -> str:
    """Blank out titles except for the last words of those that name a sheet of tasks."""

    def cut(match: re.Match[str]) -> str:
        inner = match.group()[1:-1]
        end = _TITLE_END.search(inner)
        kept = end.group() if end and not end.group().startswith("补充") else ""
        return f"《{'　' * (len(inner) - len(kept))}{kept}》"

    return re.sub("《[^《》]{0,80}》", cut, words)


def _announced(case: Case, *, titled: bool) -> Iterator[Hit]:
    """Yield the clause that announces a further document of these kinds; what those below shall draft is DOC-09."""
    doc = case.doc
    if doc.meta.genre == "通报" or _ANNOUNCED.search(_titles_cut(doc.text)) is None:
        return
    begun: set[Span] = set()
    for found in case.directives:
        if found.attribution != "own" or found.polarity not in ("demand", "report") or found.origin == "table_row":
            begun.add(found.sentence)
            continue
        # 现随文附发《…责任清单》，请各站对照: what leads up to the first demand belongs to it.
        start = found.span.start if found.sentence in begun else found.sentence.start
        begun.add(found.sentence)
        clause = _titles_cut(doc.text[start : found.sentence.end])
        words = _ANNOUNCED.search(clause)
        if words is None or words.start() >= found.span.end - start:
            continue
        near = clause[clause.rfind("，", 0, words.start()) + 1 : words.end()]
        lower = (
            start + words.start() >= found.span.start
            and found.direction == "down"
            and found.actor_from in ("subject", "list_head")
        )
        more = _ONE_MORE_PAPER.search(near) is not None
        if _SENT_BEFORE.search(near) or (titled and not more) or (lower and not more and not _COMING.search(near)):
            continue
        yield Hit(found.core, {"form": words.group().strip("《》“”")}, found.exception)
        return
