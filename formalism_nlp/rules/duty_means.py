"""权责: duties that come without approval, owner, training, money and people (DUT-02)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..directives import Directive
from ..document import Document
from .burdens import around, found, once, words
from .duty_finders import LEFT_ALONE, TAKES, from_above, is_meant, is_no_passing_on, pushed_down
from .laid_down import BELOW, below_named, lays, on_itself
from .rule import Case, Hit

__all__ = ["SLOTS", "slots", "unsupported"]

# What has to come with a duty that is passed down: 谁延伸、谁负责、谁培训、谁付费, and the approval.
SLOTS: dict[str, re.Pattern[str]] = {
    "审批": re.compile("(?=[经报职赋])(?:(?:经|报)[^，。；]{2,20}(?:批准|同意|审定|备案)|职责(?:事项)?清单|赋权)"),
    "责任单位": re.compile(
        "(?=[县市区本我牵])(?:(?:县|市|区|本|我)[^，。；]{0,10}(?:局|委|办|中心|站)[^，。；]{0,8}(?:负责|牵头|承担|兜底)|牵头单位)"
    ),
    "培训": re.compile("(?=[培派组业])(?:培训|(?:派|组织)[^，。；]{0,8}(?:技术员|专家|辅导|指导)|业务指导)"),
    "经费": re.compile(
        "(?=[经资补费安拨奖每])(?:"
        "(?:经费|资金|补助|补贴|费用)[^，。；]{0,12}(?:由[^，。；]{0,4}(?:县|市|局|财政|上级)|列入|保障|安排|拨付|承担|解决)|"
        "(?:安排|拨付|补助|奖补|每[^，。；]{1,6}补)[^，。；]{0,16}元"
        ")"
    ),
    "人员": re.compile(
        "(?=[选派增配聘编])(?:(?:选派|派出|增派|派|配备|增加|聘请)[^，。；]{0,12}(?:人员|名|人|力量|干部)|编制)"
    ),
}
_OWN_POCKET = re.compile(
    "(?=[沿涉印差材油电误路雇食区道乡人从各垃居属工开当成所找有村由相社组经缺网自花街设费资车辖运钱镇])(?:"
    f"(?:经费|资金|费用|钱|人手|人员|车辆|开支|花销|开销|人工|设备|缺口|所需|垃圾|运费|工钱|成本)[^。；]{{0,14}}(?:由|让|"
    f"请)?{BELOW}[^，。；]{{0,6}}(?:想办法|想法子|内部调剂|自筹|自理|"
    f"自行|承担|解决|垫|消化|负担|张罗|掏|填|配齐|克服|挖|挤|出(?=[钱人车资]))|由[^，。；]{{0,6}}(?:镇|村|乡|社区|街道)[^，。；]{{0,8}}(?:掏钱|掏腰包|出钱|买单|自购|自备|垫付)|"
    f"{BELOW}[^，。；]{{0,4}}(?:挖潜|克服困难|自己(?:张罗|消化|想办法|[找凑垫掏买雇]))|找[钱人车][^，。；]{{0,4}}(?:垫|运|出)?|自掏腰包|(?:乡镇|街道|镇|"
    f"村|社区)[^，。；]{{0,4}}自[带备购筹掏]|(?:误工|工本|食宿|路|油|电|人工|材料|雇工|差旅|印刷)费(?:由|让|请){BELOW}[^，。；]{{0,6}}(?:垫|出|承担|负担|"
    f"解决)|[村镇乡道区](?:里|级|内部|自己)?[^，。；]{{0,4}}(?:挤|凑|省|抠|腾)(?:[一出]|$)|从[^，。；]{{0,10}}(?:费|款|收入)[里中]?(?:省|挤|抠|腾)|"
    f"从[^，。；]{{0,4}}[村镇乡][^，。；]{{0,4}}(?:收入|财政|账)[^，。；]{{0,4}}(?:列支|解决|支付|出)|从[^，。；]{{0,8}}(?:经费|集体|自有资金|"
    f"转移支付)[^，。；]{{0,6}}(?:里?挤|匀|里出)|(?:经费|"
    f"资金|费用|钱款)[^，。；]{{0,6}}(?:自筹|自理|自行(?:解决|筹措|承担))"
    ")"
)
# Every way to make somebody pay names one of these.
_MEANS = re.compile(
    "缺(?=[多几])|预算|装备|机械|药械|备齐|配[齐足备]|制服|经费|资金|费用|钱|人手|人员|车|开支|花销|开销|人工|设备|缺口|所需|垃圾|运费|工钱|成本|掏|费|补助|买单|自购|自备|垫|挖|克服|自[己带备]|腰包|从|款|报酬|岗位|编制|工具|力量|"
    "票据|发票|买(?!卖)|用完|账单|保险|物料|耗材|设备|场地|场所|资金|开支|支出|补贴|流量|租|配套|投入|赔偿|采购|培训|师资|报销|负担"
)
_LAID_BELOW = re.compile(
    f"(?=[沿涉乡各居属当所有村相社组网街辖镇])(?:{BELOW}[^，。；]{{0,6}}(?:{TAKES}|自[己行带备筹]|先行|克服|挖))"
)
_OTHERS_PAY = re.compile(
    "主体|办学|企业|单位自|开发|建设单位|个人|业主|住户|申请|户籍|家庭|学生|农民|农户|群众|村民(?!委|小组)"
)
_NEW_DUTY = re.compile(
    "划归|划给|交由|转由|改由|移交|下放|今后|统统|一律由|全部由|一并由|下沉|转给|转交|承接|接手|代行"
)
_PAY = (
    "扛|背|兜|认(?=下|账|了)|贴补|补[齐上]|凑|付[清款]|交[齐清纳]|缴|结账|埋单|张罗|想辙|自谋|谋出路|投入|筹|消化|解决|承担|负担|安排|垫|购|聘|雇|配|付|调剂|出资|落实|支付|克服|贴|列支|开支|支出|保障|补足|补齐|"
    "兜底|筹措|分摊|均摊|出|协调|想办法|想法子|掏|买单|报销"
)
_MEANS_NAMED = (
    "经费|资金|费用|费(?=[^，。；用者]{0,8}[由从在])|开支|支出|成本|补贴|补助|报酬|工资|误工|工钱|人手|人员|力量|设备|设施|场地|场所|办公用房|车辆|工具|物资|器材|服装|耗材|"
    "所需|缺口|不足部分|差额|款项|货款|电费|租金|保险"
)
# 值守人员和取暖由乡镇统筹安排, 误工费从村集体收入列支, 乡镇按1:1配套资金, 自备犬舍.
_OF_THEIRS = re.compile(
    f"(?:{_MEANS_NAMED})[^，。；]{{0,8}}[纳列]入[^，。；]{{0,3}}{BELOW}[^，。；]{{0,6}}(?:支出|预算|开支|账)|"
    f"[由请让][^，。；]{{0,4}}?{BELOW}[^，。；]{{0,6}}?(?:多方|想方设法|千方百计)|"
    f"(?:{_MEANS_NAMED})[^，。；]{{0,10}}?(?:[由请让从]|(?<!所)在)[^，。；]{{0,4}}?{BELOW}[^，。；]{{0,14}}?(?:{_PAY})|"
    f"{BELOW}[^，。；]{{0,8}}?(?:自行|自主|统筹|先行|自己|全额|足额|按[^，。；]{{1,8}}比例)[^，。；]{{0,4}}(?:{_PAY}|"
    f"配套)[^，。；]{{0,10}}(?:{_MEANS_NAMED})|"
    f"[由请让][^，。；]{{0,4}}?{BELOW}[^，。；]{{0,12}}?(?:自行(?:{_PAY})|自己(?:{_PAY})|自主解决|统筹(?:解决|安排)|内部|匀|挤|调剂|兼[任职着做带管]|"
    f"贴补|列支|先行(?:垫|支)|设法|想办法|负担|出资|买单|补足|补齐|垫)|"
    f"(?:依靠|依托|利用|立足)[^，。；]{{0,4}}?{BELOW}?(?:现有|自有|既有|自身)|"
    "自(?:备|找|负|购|雇|聘|租|筹|垫|付|掏|担|配|贴|谋)(?![金我主])|"
    f"(?:[从在](?:现有|既有|本级|办公|自有|村级?|村集体|村干部|在职|在编|公用|镇级?|乡镇|包干|转移支付)[^，。；]{{0,12}}(?:中|里|内)?)(?:压[减缩]|节[省约]|划出|拿出|挤|匀|调[剂配]|列支|抽|"
    f"省|腾|解决|统筹|支出|开支|安排)|"
    "(?:工作量|所需|用工|费用|开支|支出|经费|资金|人手)[^，。；]{0,6}(?:自行|就地|内部)(?:消化|解决|筹措|承担|调剂|筹集|落实)|"
    f"自筹[^，。；]{{0,10}}(?:资金|经费)|(?<![食住宿旅通])费用?[^，。；]{{0,2}}自理|使用个人(?:手机|车辆|电脑)|私车公用"
)
# 县局不另行安排资金, 也不发放补助, 没有专项来源: the body above gives nothing.
_GIVES = (
    "安排|单列|兜底|追加|抽调|添|垫付|列(?!为)|拨|核[增定]|增[加配设]|新增|追加|配[备套]|补[助贴]?|"
    "负担|承担|发放?|另?给|派|支付|列支|解决|保障|下达|报销|买单|出(?=[钱人资])"
)
_THINGS = (
    "资金|经费|预算|编制|岗位|报酬|补[助贴]|津贴|费用?|钱|人员|人手|力量|设备|车辆|财力|支出|技术人员|专款|专项|名额"
)
_WITHHELD = re.compile(
    "(?:省|县|市|区|镇|局|厅|上级|财政)[里级上]?[^，。；]{0,3}(?:一分钱?|分文|一个子儿?)[也都]?不(?:出|给|拨|掏|补|添|贴)|不增人|不抽人|派不出|[不勿别莫][要得能准]?[^，。；]{0,3}[向跟找问][^，。；]{0,3}(?:县|市|区|上级|上面|局|财政|我们)[^，。；]{0,3}(?:伸手|要钱|要人|要编|要车|开口|哭穷)|"
    "(?:镇|乡|街道)(?:里|政府|财政)(?:不|没有|无)[^，。；]{0,4}(?:补助|补贴|经费|资金)|"
    "(?:[县市区]|上级)[级里]?(?:均?无|没有|不设|不)[^，。；]{0,3}(?:配套|补助|补贴|经费|资金|投入)|不(?:再|另|统一)?[^，。；]{0,4}(?:组织|安排|开展|"
    "举办)[^，。；]{0,4}培训|不作?报销|不在[^，。；]{0,6}(?:概算|预算|补助)|"
    f"(?:省|厅|县|市|区|局|上级|本级|财政|指挥部|残联|中心|委|办)(?:[^，。；、乡镇村社街]{{0,10}})(?:概?不|没有|未|均?无)(?:再|另行?|因此|单独|额外|统一|专门|另外|"
    f"予)?[^，。；]{{0,3}}(?:{_GIVES})|"
    f"(?<!原则上)(?<![镇村乡道区员户众师民生])(?<!干部)(?:不|未)(?:再|另行?|因此|单独|额外|随之)?(?:{_GIVES})[^，。；]{{0,6}}(?:{_THINGS})|"
    f"(?:没有|无|未列|未安排|不设)[^，。；]{{0,4}}(?:专项|工作|专门|配套|额外|对应)[^，。；]{{0,3}}(?:来源|{_THINGS})|"
    f"(?:{_THINGS})[^，。；乡镇村]{{0,8}}(?:县|市|区|局|上级|财政)[^，。；、乡镇村]{{0,6}}(?:不|概不|没有|未)[^，。；]{{0,3}}(?:{_GIVES}|管)"
)
# 缺多少镇里补多少, 谁的村谁交, 由镇里付款, 镇村两级各掏一半, 算各村账上, 工资缺口村里补齐.
_THEIR_MONEY = re.compile(
    "(?=[从票发账力服货以由请让缺差谁沿涉乡各居属当所有村相社组网街辖镇算记挂走靠没自另经资费补报误工人设车工物器租电保款缺不开成支耗场办])(?:"
    f"从[^，。；]{{0,10}}(?:收入|财政|账|公益金|公积金|办公经费|集体)[^，。；]{{0,3}}[里中上]?(?:扣|刨|挤|抠|拿|划|匀|省|腾)(?!除)|"
    f"[缺差][^，。；]{{0,6}}{BELOW}[^，。；]{{0,3}}(?:补|添|凑|垫|出|贴|兜)|{BELOW}[^，。；]{{0,2}}(?:补|添|垫|兜)(?:多少|几)|谁(?:的|家)?[^，。；、]{{0,6}}谁(?:家)?(?:村子?|镇|乡|社区)?(?:交(?=[，。；]|$|费|钱)|贴(?!补)|买|备|雇|凑|添(?!加)|付|出[钱资]|掏|缴|拿钱|垫|花钱)|"
    f"{BELOW}(?:自己|里)?(?:出(?:料|地|工|力)|占地|找工)|{BELOW}[^，。；]{{0,4}}(?:付(?:款|钱|账|费)|掏|买单|埋单|结账|拿钱|凑钱|花钱|贴钱|垫[钱资付])(?!税)|"
    f"{BELOW}(?:两级)?[^，。；]{{0,4}}(?:各|共同|分别|平均?|对半)(?:掏|出|担|摊|凑|认|付|垫|承担|负担|分担)[^，。；]{{0,6}}(?:一半|[成%]|钱|资|费)|"
    f"(?:票据?|发票|账单|开销|费用?)[^，。；]{{0,4}}{BELOW}[^，。；]{{0,3}}(?:入账|做账|走账|列支|冲账|报销)|"
    f"(?:算|记|挂|走)(?:到|在|进|作)?[^，。；]{{0,4}}{BELOW}[^，。；]{{0,3}}账|"
    f"(?:{_MEANS_NAMED})[^，。；、]{{0,4}}{BELOW}[^，。；]{{0,4}}(?:自己|自行|先|全部?|各自|负责)?(?:垫|补[齐足上]|掏|扛|兜|买单|想办法|筹|凑|贴[钱补]|背(?![着景])|消化|承担|负担|解决|自理|自付)|"
    f"靠[^，。；]{{0,4}}(?:现有|自有|自身|{BELOW})[^，。；]{{0,6}}(?:兼|挤|凑|顶|调剂|解决|消化)|没有?钱[^，。；]{{0,4}}没有?钱的(?:办法|法子|路子)|"
    f"[由请让][^，。；]{{0,4}}?{BELOW}[^，。；材]{{0,4}}?(?:备齐|配齐|配足|购齐|置办|添置|购置|买(?!卖)|垫支|添(?!加))(?![^，。；]{{0,4}}材料)|以{BELOW}为主[^，。；]{{0,3}}(?:筹|投|出资|承担)|"
    f"自(?:行|己|主)[^，。；]{{0,2}}(?:购置|购买|采购|配备|添置|雇|聘|请(?!示|求)|租|置办|招(?=人|工|聘)|筹|谋|培养|招募|消化|凑|垫)|各自(?:想|解决|筹)"
    ")"
)
# 省厅不安排经费, 自备车辆: who is meant stands elsewhere in the sentence.
_BARE = re.compile("省(?:厅|局|里|级|财政)[^，。；]{0,6}(?:不|没有)|自(?:筹|备|掏|聘|购|行解决|行承担|行筹)")
_TRAINING = re.compile("培训|编制|经费")
_MATCHED = re.compile(f"{BELOW}[^，。；不无]{{0,10}}配套[^，。；]{{0,10}}(?:资金|经费)")
# 未完成的乡镇县里不再安排资金 threatens; 乡镇不出钱 spares.
_THREAT = re.compile(
    "(?:不用|无需|不必|不需)要?[^，。；]{0,4}(?:垫|出[钱资车人]|掏|自|筹|承担|配)|(?:收入|收益|资产|盈余|分红)[^，。；]{0,6}由[^，。；]{0,6}(?:自主|自行)|(?:检查|督查|考核|调研|工作|专家)组[^，。；]{0,4}自|"
    "(?:县|市|省|区)[里级]?(?:财政|局)?[^，。；不没无未概]{0,6}(?:奖补|补助|补贴)|财政补贴|政府补[贴助]|不得要求|(?:县|市|省|上级|本级)[^，。；]{0,6}(?:财政|"
    "资金|经费)?[^，。；]{0,6}(?:全额|足额|统一)(?:保障|安排|承担|列支|负担)|(?<!自)(?:派|参加)?[^，。；]{0,4}(?:单位承担|统一安排)|(?:未|不|没有?|逾期|"
    "弄虚)[^，。；]{1,14}的(?:乡镇|村|街道|单位|，)|取消|扣[减回]|收回[^，。；]{0,4}(?:资金|指标)|整改不|乡[、，]?村[^，。；]{0,3}不出|参训|参会|参赛|与会|学员"
)
_TOWN_GIVES = re.compile("(?:镇|乡|街道)[里上级]?(?:财政)?(?:出钱|出资|掏钱)")
# What everybody who attends pays for himself: 中午用工作餐，费用自理.
_OWN_MEALS = re.compile(
    "(?:餐|食宿|住宿|伙食|交通|往返|路|旅|门票|报名|^[^，。；]{0,4}|[，　][^，。；]{0,4})费用?(?:一律|均|由(?:本人|个人))?"
    "(?:自理|自付|自行承担)"
)
_PERSONAL = re.compile("餐|食宿|住宿|伙食|往返|交通费|路费|旅费|报到|参会|参赛|选手|研学|报名")
_NOT_THEIRS = re.compile(
    "(?:不|无须|无需|概不)[再另需用]?(?:承担|负担|支付|出(?=[钱资车人])|垫|配套|掏|筹|拿钱|买单|分摊)"
)
_DONE_BELOW = re.compile(
    f"(?:由|请|让|归|交由|转给|下沉到|移交|划归)[^，。；]{{0,6}}?{BELOW}|{BELOW}[^，。；]{{0,8}}?(?:要|须|应|必须|负责|承接|承担|接手|代行|组织|落实|"
    f"自[备筹找行购]|增设|新设|设立|建立|成立|配合开展|代劳|施工)"
)


def slots(doc: Document) -> dict[str, str | None]:
    """Return, for each of the five things that have to come with a duty, the words that provide it."""
    return {name: (match.group() if (match := pattern.search(doc.text)) else None) for name, pattern in SLOTS.items()}


def unsupported(case: Case) -> Iterator[Hit]:
    """Find the duties that come without means, and the demands that those below find the means."""
    return once(_unsupported_all(case))


def _unsupported_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    # What the whole text provides is read first only where it decides whether the rule applies.
    provided = _provided(case) if is_no_passing_on(case) else None
    for one, pays, new in _laid_below(case):
        provided = provided or _provided(case)
        values, shifted = provided
        if pays is not None:
            yield one, found(one, [pays], values)
        elif one in shifted:
            yield one, found(one, [shifted[one], new], values)


def _provided(case: Case) -> tuple[dict[str, Any], dict[Directive, re.Match[str]]]:
    """Return what comes with the duties, and the duties that are passed down where too much of it is missing."""
    filled = slots(case.doc)
    missing = [name for name, shown in filled.items() if shown is None]
    given = "、".join(name for name in filled if name not in missing) or "无"
    values = {"missing": "、".join(missing) or "经费", "given": given, "slots": filled}
    return values, dict(pushed_down(case)) if len(missing) >= case.options["least_missing"] else {}


def _laid_below(case: Case) -> Iterator[tuple[Directive, re.Match[str] | None, re.Match[str] | None]]:
    """Yield the demands that make those below pay or may pass on a duty, each with the words that do."""
    # 树木死亡的照章追责，不因此增加报酬: what is not given counts beside what is asked.
    withheld = [one for one in case.directives if _is_withheld(case, one)]
    for one in lays(case, withheld):
        text = from_above(case, words(case, one))
        pays = _pays(case, one, text)
        if pays is not None and not is_meant(case, one, pays) and not _BARE.search(text):
            pays = None
        new = _NEW_DUTY.search(text)
        if pays is not None or new is not None:
            yield one, pays, new


def _is_withheld(case: Case, one: Directive) -> bool:
    # Below 不得有下列情形： it is the withholding that is forbidden.
    if one.attribution != "own" or one.polarity not in ("prohibit", "abolish") or one.why == "lead":
        return False
    # 乡镇按1:1配套资金，配套不到位的取消下年度项目: the threat behind it is what is read.
    if one.polarity == "abolish" and _MATCHED.search(words(case, one)):
        return True
    return below_named(_paragraph(case, one)) is not None and _WITHHELD.search(words(case, one)) is not None


def _paragraph(case: Case, one: Directive) -> str:
    """Return the paragraph up to the end of the sentence: who is meant may stand in the sentence before."""
    return from_above(case, case.masked((case.doc.blocks[one.block].span.start, one.sentence.end)))


def _pays(case: Case, one: Directive, text: str) -> re.Match[str] | None:
    """Return the words by which those below have to find the means, or by which nothing is given to them."""
    sentence = from_above(case, around(case, one))
    alone = LEFT_ALONE.search(text)
    if alone is not None and below_named(text[max(0, alone.start() - 3) : alone.start()]):
        alone = None
    if alone is not None and (_LAID_BELOW.search(sentence) or _DONE_BELOW.search(sentence)):
        return alone
    if not _MEANS.search(sentence) or (_OWN_MEALS.search(text) and _PERSONAL.search(sentence)):
        return None
    pays = _OWN_POCKET.search(text)
    if (
        pays is not None
        and not (_OTHERS_PAY.search(text) and not below_named(text))
        and one.direction not in ("self", "public")
        and not (below_named(_payer(text, pays)) and on_itself(case, one, _payer(text, pays)))
    ):
        return pays
    if not below_named(sentence):
        before = _paragraph(case, one)
        bare = _WITHHELD.search(text) if _TRAINING.search(text) and _DONE_BELOW.search(before) else None
        return None if _THREAT.search(before) else bare
    if matched := _MATCHED.search(text):
        return matched
    given = _TOWN_GIVES.search(sentence)
    if _THREAT.search(sentence) or (given and on_itself(case, one, given.group())):
        return None
    theirs = _OWN_POCKET.search(text) or _OF_THEIRS.search(text) or _THEIR_MONEY.search(text)
    if theirs is not None and not _OTHERS_PAY.search(text) and not on_itself(case, one, _payer(text, theirs)):
        return theirs
    return _WITHHELD.search(text) if _DONE_BELOW.search(sentence) and not _is_spared(case, one, text) else None


def _payer(text: str, pays: re.Match[str]) -> str:
    """Return the words from the beginning of the clause on: 镇上自掏腰包 names who pays before it."""
    clause = text[max(text.rfind(mark, 0, pays.start()) for mark in "，；：　") + 1 : pays.end()]
    return clause[max(clause.rfind("由"), 0) :]


def _is_spared(case: Case, one: Directive, text: str) -> bool:
    """Tell whether it is those below who do not have to pay: 乡镇不承担检测费用."""
    freed = _NOT_THEIRS.search(text)
    if freed is None:
        return False
    who = case.doc.quote(one.actor) if one.actor and one.actor_from == "subject" else text[: freed.start()]
    return below_named(who) is not None
