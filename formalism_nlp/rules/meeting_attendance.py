"""Who is called to a meeting: chiefs that need not come, people that may not be excused, crowds (MTG-04)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Document, Span
from ..errors import NotApplicable
from .inspection_runs import CHIEF, Run, by_department, is_own, runs
from .meeting_facts import calls_meeting, is_training
from .meeting_programme import called_in
from .rule import Case, Hit

__all__ = ["who_must_attend"]

_PRESENCE = re.compile("[会加席场看假替代班员少缺座]|到")
_ROLL_CALL = re.compile("例会|调度会|碰头会|会商会|推进会|视频(?:点名|调度|会)|夜会|晨会")
_SUBSTITUTE = re.compile(
    "副手|副职|副科|他人|别人|旁人|代会|替会|请假|缺席|缺会|[少缺]|[顶替代]|换人|更换|变更|委托|委派|派员|派人|捎会|"
    "(?:不到|不来|没来|早退|溜号|中途)"
)
_ATTEND = (
    "参加|[都全]要?(?:到|来)|来[听开参]|来县|来镇|听[一大]?会|旁听|同听|落坐|坐进|坐到|开到|通到|连到|接到|叫[到来]|喊[到来]|召集到|"
    "出席|到会|[就入落]座|陪会|陪同|参训|到齐|坐满|集合|参会|列席|收看|收听|与会|坐到|到场|入场|会场|听会|坐班|集中收看|带队|领队"
)
_LIST = re.compile("参会|参加人员|出席人员|与会人员|参会范围|列席|会场|参加(?:会议|人员|范围)|参加对象|出席范围")
_DEPUTY_LEADS = re.compile(
    "(?:副(?:书记(?![、兼]?[^，。；]{0,6}[省市县区州旗镇乡]长)|[省市县区州旗镇乡局厅]长|主任|主席|部长|秘书长)|分管[^，。；]{0,14}(?:领导|负责同志|[长记]|同志)|副职)[^，。；]{0,16}(?:召集|主持|讲话|出席)"
    "|(?:召集|主持)人?[：:，]?[^，。；]{0,16}(?:副(?:书记|[省市县区州旗镇乡局厅]长|主任|主席|部长|秘书长)|分管)"
    "|(?:常委、[^，。；]{2,10}(?:部长|书记|主任)|政法委书记|纪委书记|(?:组织|宣传|统战|武装)部部?长|党组成员)[^，。；]{0,8}(?:召集|主持|召开)"
    "|由[^，。；]{0,20}(?:副(?:书记|[省市县区州旗镇乡局厅]长|主任|主席|部长|秘书长)|分管[^，。；]{0,12})[^，。；]{0,8}(?:召集|主持|召开)"
)
_CHIEF_LEADS = re.compile(
    "(?<!副)(?:(?:省|市|区|县|州|旗)(?:委书记|长)|主要(?:领导|负责同志))[^，。；、]{0,12}(?:召集|主持|讲话|出席|部署)"
)
_LOWER_CHIEF = re.compile(
    "(?=[下乡党区县各州市所政旗街镇])(?:"
    f"(?:各|乡镇|镇|街道|县|市|区|州|所属|下级|政府|党委|党工委|旗)[^，。；副]{{0,16}}{CHIEF}|(?<!副)(?:县（市、区）|县（区）|乡镇（街道）|县|区|镇|"
    f"乡)(?:委书记|党委书记|长(?!期|远))|党政(?:正职|主要|一把手|主官|负责)"
    ")"
)
_NO_EXCUSE = re.compile(
    "(?=[参到出来非分副副全没无缺请向当一不严他代别副务原均应必拒旁替杜概要谁谢都须])(?:"
    "(?:不得|不准|不许|不能|不可|不允许|不要|严禁|一律不|原则上不|概不)[^，。；可]{0,8}(?:请假|缺席|缺会|缺位|替会|代会|替代|代替|顶替|顶会|顶班|代开|替开|替参|换人|调换|变更|委托|授权|代为|更换|找人|缺勤|派人|派员|"
    "指派|委派|安排他人)"
    "|(?:须|必须|务必|应当|一律|都要|均要|要)[^，。；]{0,8}(?:本人|亲自|亲身|按时)[^，。；]{0,6}(?:到会|参会|参加|出席|到场)|(?:必须|务必|须|"
    "一律)(?:全程)?(?:到会|参会|参加会议|出席会议)|不(?:批|准)假|(?:不接受|不受理|谢绝|杜绝|拒绝|不允许|不同意)[^，。；]{0,10}(?:请假|替[换会代]|"
    "代会|缺席|副[职手]|代[表签])|当面请假|向[^，。；]{0,8}(?:书记|(?<!会)[县市区镇乡局]长|主要(?:领导|负责)[^，。；]{0,4}|本人)[^，。；]{0,4}请假|请假[^，。；]{0,6}(?:找|由|经|报)[^，。；]{0,6}(?:书记|[县市区镇乡局]长|主要(?:领导|负责)[^，。；]{0,4})[^，。；]{0,6}(?:批|准|同意|点头)|(?:缺席|缺会|不到会|请假)的?(?!的?[^，。；]{0,12}(?:说明|通报|写)[^，。；]{0,8}(?:即可|便可|就行|就可))[^，。；]{0,8}(?:说明|检讨|通报|说清|写)|一个[都也]?(?:不能|不可|不许|不得)[少缺落]|(?:参会|到会|出席|来)的?[^，。；]{0,4}(?:必须|须|只能|只限|仅限|一律)(?:是|为|由)?[^，。；]{0,4}(?:正职|一把手|“一把手”|主官|主要)|(?:不是|非)(?:正职|一把手|“一把手”|主官|主要[负领][^，。；]{1,4}|书记|镇长|乡长)[^，。；]{0,4}(?:来|参|到)|(?:分管的|副[职手])来[了的]|(?:请假|缺席|不能到会|不到会|来不了)的?，[^，。；]{0,18}(?:当面|书面|亲自|本人)[^，。；]{0,8}(?:说明|报告|检讨|解释|请)|全程(?:在座|在场|在会)|谁[也都][^，。；]{0,3}不[^，。；]{0,4}(?:请假|缺|替|顶|少|落|溜)|(?:没有|无)特殊(?:情况|原因|理由)[^，。；]{0,6}(?:不[得准能]|必须|一律|都)|(?:副手|副职|他人|别人|旁人|代会|"
    "替会)[^，。；]{0,12}，?[^，。；]{0,8}(?:不予|不准|不得|一律不|不登记|退回|不认|按缺席)"
    ")"
)
_ALL = (
    "每[村镇乡街][^，。；]{0,6}(?:不少于|至少|不低于|不得少于)[^，。；]{0,3}[人名]|[设开通延]伸?[到至][村组户]|村支书、|、村支书|村书记、|、村干部|村组干部|[两三四五]级(?:书记|干部|班子|负责|主要|一把手|党组织|全体)|挨个|逐人|人人|都不能[缺少]|一律到|全体|全员|一个不(?:少|落|漏)|一人不(?:少|落)|悉数|所有|全部|班子成员|四大班子|中层(?:以上|干部)|各村|"
    "村（社区）|村级|“两委”|两委|网格员|村医|组长|站所(?:长|负责人)"
)
_PEOPLE = re.compile(
    "(?=[“两主书人代党全医员干成户教村校班站组网老职负长队])(?:"
    "班子|干部|人员|书记|主任|村医|网格员|组长|队员|两委|“两委”|职工|成员|全员|党员|站所长|负责人|教师|校长|代表|[员长医户]|老板"
    ")"
)
_GRASSROOTS = re.compile(
    "乡镇|镇街|街道|[镇乡]、?村|[县区]乡村|[各]村|村级|村（社区）|社区|村医|村党|两委|“两委”|网格员|卫生院|站所|基层|村支|村组|每村|到村|各镇|各乡|行政村|村干部|村主|中心校"
)
_MANY = re.compile(_ALL)


# 上次会议要求村干部全员到场 tells of another meeting.
_ELSEWHEN = re.compile("(?:上[一]?[次回]|前[几两]次|以往|以前|过去|往年|往常|去年)[^，。；]{0,10}(?:会|要求)")


def who_must_attend(case: Case) -> Iterator[Hit]:
    """Yield who is called though a lower chief need not be, cannot be excused, or is called in crowds."""
    doc = case.doc
    if is_training(doc):
        raise NotApplicable("培训、竞赛、论坛和法定会议另有规定")
    called = calls_meeting(case)
    inside = frozenset[int]() if called else called_in(case)
    if not called and not inside and not _ROLL_CALL.search(doc.text):
        raise NotApplicable("不是会议通知或会议方案")
    if any(organ.level in ("township", "village") for organ in doc.meta.issuers):
        raise NotApplicable("乡镇、村召开的会议直接面向本级干部")
    leads = _DEPUTY_LEADS.search(doc.text)
    deputy = leads is not None and not re.search("不", leads.group())
    chief = _CHIEF_LEADS.search(doc.text) is not None
    # A deputy who only takes his turn beside the chief convenes nothing.
    convened = leads is not None and re.search("召集|召开|主持", leads.group()) is not None
    lower = (deputy and (convened or not chief)) or (not chief and by_department(doc) is True)
    seen: set[Span] = set()
    asked = runs(case, lambda one: is_own(one) or one.why == "double", _PRESENCE)
    # 凡派副手来的一律不予登记: a prohibition that bars substitutes asks for the chief himself.
    barred = runs(case, lambda one: one.attribution == "own" and one.polarity == "prohibit", _SUBSTITUTE)
    for run in (*asked, *barred):
        # In other documents only what is said of a meeting, and of the chiefs who may not be replaced.
        if _ELSEWHEN.search(run.text):
            continue
        here = called or run.parts[0].block in inside
        if not here and not (_ROLL_CALL.search(run.text) and _LOWER_CHIEF.search(run.text)):
            continue
        hit = _attendance(run, doc, lower_convenes=lower)
        if hit is not None and run.sentence not in seen:
            seen.add(run.sentence)
            yield hit


def _attendance(run: Run, doc: Document, *, lower_convenes: bool) -> Hit | None:
    listed = _listed(run, doc)
    bound = _NO_EXCUSE.search(run.text)
    if bound and not re.search("上会|报到须|发言|材料", bound.group()):
        return Hit(run.around(*bound.span()), {"why": "要求必须到会、不得请假或不得由他人代替"}, run.exception)
    if run.parts[0].polarity == "prohibit":
        return None
    many = _crowds(run.text)
    if many and _PEOPLE.search(run.text) and (listed or re.search(_ATTEND, run.text)):
        return Hit(
            run.around(many[0].start(), many[-1].end()),
            {"why": "把会议一直开到乡镇、村，成批要求基层人员参加"},
            run.exception,
        )
    called = next(
        (one for one in _LOWER_CHIEF.finditer(run.text) if not re.search("召集|主持|副[^，。；、]{0,6}$", one.group())),
        None,
    )
    if called and lower_convenes and (listed or re.search(_ATTEND, run.text)) and not _speaks_only(run.text):
        return Hit(
            run.around(*called.span()), {"why": "副职或部门召开的会议要求下级党政主要负责同志参加"}, run.exception
        )
    return None


# 园区班子成员, 县直机关全体干部: whose people they are is said, and they are none of the grassroots.
_OWN_LEVEL = re.compile(
    "开发区|园区|高新区|国企|国有|[县市区州省]直|局机关|企业|公司|管委会|协会|商会|院校|局|中心(?!校)"
)


def _crowds(words: str) -> list[re.Match[str]]:
    """Return the crowds of people of townships and villages; an item that names no unit belongs to the one before it."""
    if not _GRASSROOTS.search(words):
        return []
    found = []
    for one in _MANY.finditer(words):
        begun = max(words.rfind(mark, 0, one.end() - 1) for mark in "、，；：。") + 1
        stop = re.compile("[、，；：。]|$").search(words, one.end() - 1)
        item = words[begun : stop.start() if stop else None]
        if _GRASSROOTS.search(item) or not _OWN_LEVEL.search(item):
            found.append(one)
    return found


def _speaks_only(words: str) -> bool:
    return re.search("发言|汇报|表态|主持", words) is not None and re.search(_ATTEND, words) is None


def _listed(run: Run, doc: Document) -> bool:
    """Tell whether a run stands below or behind the words 参会人员, 主会场."""
    block = doc.blocks[run.parts[0].block]
    label = re.match("[^，。；：]{0,6}(?:参会|参加|出席|到会|与会|列席)[^，。；：]{0,6}[：:]", doc.quote(run.sentence))
    if label or _LIST.search(doc.quote(block.span)[:24]):
        return True
    heads = [
        other
        for other in doc.blocks[: run.parts[0].block]
        if other.kind == "heading" or len(doc.quote(other.span)) < 16
    ]
    return (
        bool(heads)
        and _LIST.search(doc.quote(heads[-1].span)) is not None
        and (heads[-1].level or 9) < (block.level or 9) + 9
    )
