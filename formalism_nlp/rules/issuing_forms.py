"""Finding documents that evade the count or come on top of others, by form and title (DOC-07, DOC-08, DOC-17)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives import Directive, masked
from ..document import Block, Document, Span
from ..errors import NotApplicable
from .document_parts import REGULATIONS, TITLE_STOPS, demands, first_block, for_citizens, own_title, title_line
from .routing_finders import is_internal
from .rule import Case, Hit

__all__ = ["comes_on_top", "evades_count", "same_matter_again"]

_SLIP = "(?:单|函|书|条|卡)$"
_INFORMAL = re.compile(
    "(?=[明交任便催函办协友口告备小工提派温特电的督紧联转通重预])(?:"
    f"(?:提[示醒]|交办|督办|催办|转办|派发|派遣|告知|联系|任务|通知|协办|办理){_SLIP}|(?:交办|督办|联系|任务|告知)[^，。]{{0,4}}{_SLIP}|"
    "(?:温馨|友情|工作|重要|特别|紧急|预警)?提[示醒]$|派[工发遣]?单$|^便[笺函条签]$|的便[笺函签条]$|明白[卡纸]$|函告$|预备?通知$|备忘录?$|口头通知|电话[通记][知录]|小贴士$"
    ")"
)
# 工作提醒（第6期）
_NUMBERED = re.compile(r"[（(〔][^（）()〔〕]{0,10}(?:[期号次\d]|[一二三四五六七八九十])[）)〕]$")
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
    "(?=[捎不未无免视等效按只仅占改以用通合打捆夹搭并凑本这此拿原拼附该])(?:"
    "(?:不|未|无|免)(?:另|单独|再|重复)?(?:编|套|占|计|列|纳|加)[^，。；]{0,4}?(?:文号|发文号|字号|红头|发文(?:数|指标|计划|总量|统计)|文件(?:总数|数量|指标))"
    "|(?:视同|等同于?|效力(?:等?同于?|与)|按照?)(?:正式|红头)(?:文件|公文)|效力(?:等?同于?)(?:文件|公文)"
    "|(?:只|仅)?占用?一个(?:发文|文件)(?:指标|号|计划|名额)"
    "|(?:以|用|拿)[^，。；]{0,6}(?:便函|便笺|提示|短信|群|微信|邮件|公告|函)[^，。；]{0,6}(?:代替|替代|代)(?:发文|文件|红头|公文)"
    "|原(?:拟|计划|定|本)[^，。；]{0,16}(?:通知|文件|方案)[^，。；]{0,4}(?:并入|合并|合为|并作)|不再?(?:分别|单独|另行)编号"
    "|改(?:以|用|为|发)(?:便函|函|便笺|白头|工作?提示|短信|微信|群消息|邮件|工作单|联系单)[^，。；]{0,6}(?:发|下|布置|部署|代替)"
    "|(?:合并|打包|捆绑|夹带|搭车|捎带|拼[成到]|凑[成到])[^，。；]{0,12}?(?:下达|下发|印发|部署|布置|发出|一[个份件]?(?:文|通知|函))"
    "|(?:此|本|该|附|这)[^，。；]{0,6}?(?:均)?(?:不|未)(?:另|再)?(?:编号|登记编号|编文号)"
    ")(?!的[，。])"
)
_ASKS = re.compile("商请|恳请|征求.{0,8}意见|盼复|请函复|请予支持|商洽|可否|是否同意|为[盼荷]")


def evades_count(case: Case) -> Iterator[Hit]:
    """Find slips, tips, letters and group messages that give tasks, and several matters in one document (DOC-07)."""
    doc, meta = case.doc, case.doc.meta
    line = title_line(doc)
    title = _NUMBERED.sub("", own_title(doc.quote(line.span))) if line else ""
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
    form, span = "", line.span if line else Span(0, 0)
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


_CARRY_OUT = re.compile("执行|照办|办理|落实|承办|完成|遵照")


def _admitted(case: Case) -> Directive | None:
    """Return the clause by which a document says that it is kept out of the count."""
    for found in case.directives:
        plain = found.attribution == "own" and found.polarity in ("demand", "report") and found.why != "critic"
        if not plain or not _OUT_OF_COUNT.search(case.masked(found.span)):
            continue
        # A sheet for information has no number either.
        if demands(case, level=True) or _CARRY_OUT.search(case.masked(found.sentence)):
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
    if re.search("知悉|留意", masked(doc, found.core)):
        return False
    slots = found.deadline or found.frequency or found.quantity or found.trace
    return (
        bool(slots)
        or found.why in ("must", "quota", "double")
        or bool(re.search("限|前|回单|逾期|[一每][人村站镇校户]", masked(doc, found.core)))
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
    "(?:补充|临时|续发?|二次|第[二三四五]次|紧急补充)(?:性|紧急)?的?(?:通知|说明|要求|函)|(?:追加|增补)(?![^《》]{0,20}(?:资金|经费|预算|补助|投资|名额))[^，。《》]{0,24}(?:任务|指标|要求|事项|通知)|再(?:次|一次)[^，。《》]{2,40}(?:通知|函|说明)|"
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
    "(?:(?:任务|责任|职责|工作|指标|目标|重点)[^，。；《》]{0,6}?(?:分解|分工|拆解|拆分|分派)(?:方案|表|清单|台账|意见|一览表|书)|分工(?:方案|表|台账|意见)"
    "|(?:分解|拆解)(?:表|清单|方案)|配套(?:文件|方案|办法|细则)|补充(?:通知|说明|规定|意见))"
)
_ANNOUNCED = re.compile(
    "(?=[印下发附另再续追补出制编分任责职工指目重拆配第二作再单另])(?:"
    f"{_ISSUES}[^，。；]{{0,20}}?{_SHEET}|{_SHEET}[》”]?[^。；]{{0,24}}?{_ISSUES}|(?:第[二三四五]次|再次)补充(?!申报|报名|登记|调查)|作(?:出)?(?:如下|以下)补充|(?:单独|另行)成文|二次(?:分工|分解)"
    ")"
)
# One that was sent before, or that a higher body has asked for.
_SENT_BEFORE = re.compile(
    r"已[经于]?|曾|此前|前期|印发[的了]|下发[的了]|出台[的了]|[共累]计?(?:印发|下发|发|制发)|\d[余多]?[份件]|《[^》]*》[^，。；]{0,6}(?:要求|规定|明确)|根据|按照|对照"
)
_COMING = re.compile("将(?!本|各)|拟|现将|现作|再行|同步|另发|再发|续发")
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
    if doc.meta.genre == "通报":
        return
    for found in case.directives:
        if found.attribution != "own" or found.polarity not in ("demand", "report") or found.origin == "table_row":
            continue
        clause = _titles_cut(doc.text[found.span.start : found.sentence.end])
        words = _ANNOUNCED.search(clause)
        if words is None or words.start() >= found.span.end - found.span.start:
            continue
        near = clause[clause.rfind("，", 0, words.start()) + 1 : words.end()]
        lower = found.direction == "down" and found.actor_from in ("subject", "list_head")
        more = _ONE_MORE_PAPER.search(near) is not None
        if _SENT_BEFORE.search(near) or (titled and not more) or (lower and not more and not _COMING.search(near)):
            continue
        yield Hit(found.core, {"form": words.group().strip("《》“”")}, found.exception)
        return


_DAY = r"[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
_RECENT = f"(?:今[天日晨早]|昨[天日晚]|前[天日]|上午|下午|刚才|刚刚|早上|中午|上(?:周|星期|礼拜|月)|本周|这周|日前|前几天|{_DAY}(?:、{_DAY})*)"
_SENT = (
    "(?:下发|所发|印发|发出|发布|发[的过来给了]|给(?:大家|你们|各)|下的(?=通知|文|函|表|提示)|各发|"
    "已[就]?发|传真|[寄传推送群][发送过出的]|发过|转发|行文|通知(?!如下)|下达|布置)"
)
_THING = "(?:通知|文(?!化|明|旅|件精神)|件(?!数)|函|电|表|稿|提示|要求|口径|方案|安排)"
_EARLIER = re.compile(
    r"(?=[两几一七三上下中之九二五今先八六刚前十原四头日早昨本此第这首\d])(?:"
    f"{_RECENT}[^。；]{{0,16}}?{_SENT}|(?:前|上|头)[一两几二三]?(?:次|个|份|封|回|期|版|稿)(?:所?发)?的?{_THING}|前[两几][件回]|{_DAY}的{_THING}|[一两二三四五几]天前(?:的|发的)?那?[份张个次]?[^，。；]{{0,2}}{_THING}|前(?:文|函|件|电)(?!件)|(?:原|前)(?:所?发)?的?通知|(?:(?:前期|早前)(?=所?(?:发[的过]|下发|印发|传))|上回|头回|前头|早先|先头|前几)(?:的|那)?(?:次|个|份|张|版|回)?|(?:先前|之前|此前|首次|第[一二三]次)(?:[^。；]{{0,14}}?{_THING}|[^。；]{{0,4}}[两三几]次{_SENT})"
    ")"
)
_REPLACES = re.compile(
    "(?=[先暂一不予以件作依停别口只名听安按换收改文方替有概清照版用看稿统表通重顶])(?:"
    "以(?:今天|现在)?(?:此|本|这|新|最后)(?:次|件|通知|文|函|份|版|表|一)?[^。；，]{0,8}为准|(?:照|按|依|听|看)(?:这|此|本|新|最后)[^。；，]{0,8}(?:办|来|做|填|执行|报|的)|作废|不作数|不算数|停止执行|作罢|有(?:改动|变动)|照[^，。；]{0,4}这[份张次版]|"
    "(?:不再|先不|暂不)(?:执行|有效|看|用|算数|作数)|有变|(?:予以|重新|作了?|有所)(?:调整|更改|变更|布置|部署)|收回|替换|顶替|(?:别|不用|不必)再?(?:填|报|看|用|交)|换成|改[用按填]|"
    "以(?:此|本|这|新|最后)[^。；，]{0,8}为[凭据]|(?:一律|一概|概|只|统一|一切)[^，。；]{0,4}(?:认|凭|看|按)(?:此|本|这|新)|[按用看](?:新|这|此|本)[^，。；]{0,3}[件表版份填]|(?:通知|清单|口径|方案|安排|名单|表格?|版|稿|件|文)[^，。；]{0,8}(?:不认|停用|销毁|撤回|失效|删除|退回|过时)|顶上"
    ")"
)
_ONE_MORE = re.compile(
    "第[二三四五六]次[^。；]{0,6}(?:就|发文|发通知|行文|通知|催|提醒)|[两三四五]度[^。；]{0,16}(?:行文|发文|通知)|发[过了][两三四几][次回]通知[^。；]{0,10}再发|同一(?:件事|事项|工作)[^，。；]{0,6}发了?[两三四五]"
)
_ORDINARY = re.compile(
    "规定|办法|政策|法律|条例|更正|勘误|笔误|有误|印刷错误|法规|标准|(?:以往|过去|以前|原有)[^。]{0,20}不一致"
)
_AGAIN = re.compile("再次|再通知|再催|催[报交办缴]|第[二三四五]次(?:的?通知|催|提醒|函|报送)|又一次")


def _words(*found: re.Match[str] | None) -> str:
    return next(match.group() for match in found if match is not None)


def same_matter_again(case: Case) -> Iterator[Hit]:
    """Find a notice that replaces one just sent, or says that it is one more on the same matter (DOC-17)."""
    doc, meta = case.doc, case.doc.meta
    if meta.carrier in REGULATIONS or meta.genre in ("公告", "通告", "命令（令）", "请示", "报告", "通报"):
        raise NotApplicable("规章类文本的新旧更替、公布和通报，不是一事多发")
    read: set[Span] = set()
    for found in case.directives:
        if found.attribution != "own" or found.polarity in ("prohibit", "criticise") or found.sentence in read:
            continue
        read.add(found.sentence)
        sentence = case.masked(found.sentence)
        earlier = _EARLIER.search(sentence)
        again = _ONE_MORE.search(sentence)
        if not (earlier or again) or _ORDINARY.search(sentence):
            continue
        if (again or (earlier and _REPLACES.search(sentence))) and not re.search(r"(?:19|20)\d\d", sentence):
            yield Hit(found.sentence, {"earlier": _words(again, earlier)}, found.exception)
            return
    title = first_block(doc, "title")
    words = own_title(doc.quote(title.span)) if title else ""
    if title is not None and _AGAIN.search(words) and not TITLE_STOPS.search(words) and demands(case, level=True):
        yield Hit(title.span, {"earlier": "标题表明同一事项已经发过通知"})
