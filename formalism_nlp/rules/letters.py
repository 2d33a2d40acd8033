"""权责: letters by which lower bodies and cadres answer for what happens (DUT-03)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..directives import Directive
from ..document import Span
from .burdens import CADRES, around, found, joined, once, words
from .laid_down import lays
from .rule import Case, Hit

__all__ = ["letters"]

_LETTER = re.compile(
    "(?=[任平写按摁盖一下个书保兜军包字安廉承状生画目禁立签管责防])(?:"
    "责任状|责任书|军令状|承诺书|保证书|生死状|目标状|责任合同|兜底(?:保证|承诺)|(?:安全|目标|廉政|防火|禁烧)[^，。；]{0,4}(?:保证|承诺)|包保书|"
    "个状|(?:禁烧|防火|平安|防汛|任务|目标|安全)[^，。；]{0,2}状(?![况态元病])|下保证|保状|包干书|(?:安全|生死|防火|禁烧)契约|一[纸份张][^，。；]{0,6}(?:保证|"
    "契约)|(?:管护|防汛)[^，。；]{0,2}保证|立状|状子|画押|[按摁盖][^，。；]{0,3}(?:红印|手印|指印|手模)|写下?[^，。；]{0,2}(?:文书|凭据|字条)|签状|字据|"
    "责任(?:契约|合约)|书面(?:保证|承诺)"
    ")"
)
_LETTER_SIGNED = re.compile(
    "(?=[任平摁盖一下个书交人保兜具写军包字安层廉户承按收状生画目禁立签管订责逐递防])(?:"
    f"(?:人人|户户|层层|逐级|签(?!名册|到册|收)|订?立下?|递|交(?!通)|具结|按手印|写|一式|下达|"
    f"收)[^，。；]{{0,16}}(?P<letter>{_LETTER.pattern})|(?P<letter2>{_LETTER.pattern})[^，。；]{{0,12}}(?:签|交(?!通)|递|"
    f"立|送到|到[每人户村])"
    ")"
)
# What is pledged x what it is pledged on: 决心书, 包保确认书, 节水保证单, 安全责任约定, 一纸接送承诺.
_PLEDGE = (
    "责任|承诺|保证|包保|包干|兜底|决心|具结|军令|目标|禁烧|禁放|履责|认责|担责|践诺|免责|风险|安全|守土|挂包|防火|防汛|生死|倒查|追责|清零|攻坚|任务|管控|监护|看护|整改|帮扶|"
    "零[一-龥]{2}|自律|拒绝|防返贫|目标管理"
)
_PAPER = (
    "军令|具结|声明书?|牌(?=[要须上挂]|[，。；]|$)|横幅|联保(?=[书协单状上])|约(?=上|[，。；》]|$|印|签|一式)|"
    "状(?![况态元病])|(?<!通知)(?<!告知)(?<!决定)(?<!意见)书(?![记面籍店写法画本])|单(?![位独元])|"
    "函|约定|契约|合约|确认[书单]|协议书?|凭据|文书|卡(?=上|签|[，。；]|$)|表(?=上?签)"
)
_WRITING = re.compile(
    "(?:互?签|订立|立下|递交|签订|签署)[^，。；]{0,10}(?:约定书?|契约|背书|责任清单|任务清单|目标清单|认领[书表单])|背书(?:制|卡|单|书)|(?:责任|任务|目标|"
    "问题)清单[^，。；]{0,6}(?:认领签|签字|画押|签名)|"
    f"(?:{_PLEDGE})(?:[^，。；、]{{0,6}}?)(?:{_PAPER})|一户一状|"
    "(?:亲笔|手写)[^，。；]{0,4}(?:写下|写出|作出|递交)[^，。；]{0,10}(?:保证|承诺)(?![金制])|一[村人岗]一状|[签立][^，。；]{0,4}状(?![况态元病])|状上|"
    "(?:一[纸份张]|书面|另签|签下|签署|签订|公开)[^，。；]{0,10}(?:承诺(?!制|的)|保证(?![了能金])|具结|契约)|作出[^，。；]{0,6}书面[^，。；]{0,2}(?:承诺|保证)"
)
# 签下清零军令, 在限期整改保证上签字, 责任要签到户, 逐一立约, 镇长签给副县长: the paper goes without a name.
_BOUND = re.compile(
    "(?=[人分包员字层户状生长递提呈上交出声签互立责承保军履安目任白书表防禁逐])(?:"
    "签(?![到发收证入])[^，。；]{0,12}(?:军令|具结|生死|责任到|包保协议|责任协议|保证(?![金人]))|签[^，。；]{0,8}任务书|"
    "(?:责任|承诺|保证|军令|包保|履职|任务|目标)[^，。；、]{0,8}?(?:上|后|并|处)?(?:签(?:名(?!册)|字|署(?!的)|约(?![医居家服医])|到(?=[场户组岗人村点班每])|章|下|订)|画押|署名|[按摁]手印)|"
    "(?:白纸黑字|字据|军令|生死状|状子?)[^，。；]{0,6}(?:立|写|签)|白纸(?:黑字)?[^，。；]{0,8}(?:立|写|签)|(?:逐级|层层)签约|(?:逐一|逐级|逐人|逐户|层层|互|分别|[员长任人户]与?)(?:立约|具结|立状)|"
    "(?:递交|提交|呈交|上交|交来|出具)[^，。；]{0,8}(?:承诺|保证|军令|具结)(?![金函])|立字|声明书?上?[^，。；]{0,2}[签署]|"
    "签(?:字|名|好字)(?:盖章)?(?:后|好)?的[^，。；]{0,3}?《?[^，。；》]{0,12}(?:承诺|责任|保证|军令)|书面[^，。；]{0,3}(?:表态|担保)|表态[^，。；]{0,6}签(?:名|字)|签约[^，。；]{0,4}制|[长任员]签给[^，。；]{1,8}[长任员局镇县村]"
    ")"
)
_UNSIGNED_BARRED = re.compile(
    "(?:未|没有?|不|拒不?|漏)签(?![到收发证])[^，。；]{0,16}的[^，。；]{0,10}(?:不[得予能准]|暂停|停[发职岗]|一律不)"
)
# One of these stands in every name of such a paper: what is looked for first.
_NAMES_PAPER = re.compile(
    "白纸|字据|[状函契诺签约结牌]|军令|声明|横幅|联保|表态|[书单表卡](?![位独元记])|约定|保证|协议|确认|凭据"
)
# How it becomes binding on who signs.
_BINDS = re.compile(
    "签(?![到证发收入])|署名|写明|订立|立(?!即|案|项|场|足|体)|递交|签[订署]|提交|交(?=一|给|街|指|学|村|社|来|回|至|到|由|县|镇|局)|上交|收[齐缴]|回收|返还|缴回|作出|"
    "出具|签字|填写并|写下|写出|落[名款笔]|画押|按[手指红]?印|盖章|存档|留底|具名|公布|张贴|上墙|逐户|逐人|逐店|人手一|一式|写明|写清|签收"
)
_SIGNS = re.compile("签[名字署章]|盖章|画押|按[手指红]?印|落名|签收[^，。；]{0,3}[交返缴回]|签[完好毕齐订]|各执一份")
_UNSIGNED = re.compile(
    "签订的|签署的|已签|停签|不签(?!的|者|字的)|免签|拒签(?!户|的|者)|退签|(?:一律|全部|都|均)(?:停|退|撤|收回)|(?:停止|取消|清理|废止|减少|不再|禁止|不得|不准|"
    "不要求)[^，。；]{0,12}(?:状|书|签|承诺|保证)"
)
# The rules on basic farmland of 1998 order letters between the levels of government.
_BY_LAW = re.compile("基本农田|耕地")
_CITIZENS = re.compile(
    "保密|申请人?|考生|学生(?!家长)|家长|参赛|参评|投标|供应商|承租|出租|房主|房东|业主|物业|企业|经营者|申报|当事人|担保人|信用承诺|告知承诺|诚信|报名|"
    "商户|劳动合同|购房|个人[^，。；]{0,6}承诺|贷款|患者|承诺制|居住证|用人单位|签订的|情况$|接收项目"
)
# What is nobody's burden, whoever signs; and the parties of a civil contract, in the clause itself.
_OWN_MATTER = re.compile(
    "申请人?(?!书)|考生|参赛|投标|供应商|承租|当事人|担保人|信用承诺|告知承诺(?!单|卡)|报名|劳动合同|劳动者|聘用|购房|贷款|患者|承诺制|居住证|用人单位|中标|施工合同|采购合同|保密|"
    "回避|售后|质保|入学|就诊|手术|核发|许可|真实性|竞买"
)
_CIVIL = re.compile(
    "(?<!责任)(?<!责任到人的)(?<!责任制)合同|服务协议|公司|法定代表人|施工单位|建设单位|监理|证明|申报|业主|房东|出租"
)
_OFFICIALS = re.compile(
    f"(?:{CADRES})|负责人|负责同志|认领人|签字人|责任人|河长|院长|校长|所长|站长|主任|组长|管水员|各(?:乡镇|村|街道|镇|社区|单位|部门|站|所|校)|(?:乡镇|街道|村级|村里|"
    f"社区)|逐[户级店一人]|[镇乡村校院所站局格栋组段片]长|签到[场户组岗人村点班]|村委会|镇政府|[查管护巡检讲息计络防修采]员|乡镇|层层|科室|正职|一把手|校领导|全体|本网格|[县市区镇乡街道][局办][^，。；]{{0,6}}签|各村"
)


# 村里同镇里签、组长同村里签: a chain of those who sign, one below the other; the paper may be named before.
_PARTY = (
    f"(?:{CADRES}|[理查护检络息防]员|我[局镇办]|[县乡镇村社区局所站校院家][里级长属]?|街道|乡镇|单位|部门|科室|班组|班主任|主任|民警|[一二三]级|户主?|家长|片长|组|上级|下级|股|"
    "中队|大队)"
)
# One of these stands in every such chain: what is looked for first.
_WRITTEN = re.compile("[签立押写据状诺证纸白]|条子")
_LINK = f"{_PARTY}[同与跟和向对给找]{_PARTY}?[^，。；、]{{0,4}}?{_PARTY}?(?:签[下字订名个]?|立[下个]?|画押|打条子?|写)(?![发到收证案])"
_CHAIN = re.compile(
    f"{_LINK}(?:[、，][^，。；、]{{0,8}}?{_LINK})+|(?:一级|一层|上[级层])[同与跟和对向给](?:一级|一层|下[级层])[^，。；]{{0,4}}?(?:签|立|画押|写)(?![发到收证案])|"
    f"{_PARTY}[同与跟和向对]{_PARTY}签(?:状|字据|书)|"
    "[按照拿凭依][^，。；]{0,4}(?:字据|状子?|承诺书?|保证书?|纸上写的|白纸黑字|军令状)[^，。；]{0,4}(?:说话|算账|找人|追责|问责|兑现|是问)"
)


def letters(case: Case) -> Iterator[Hit]:
    """Find where lower bodies and cadres are made to sign."""
    return once(_letters_all(case))


def _letters_all(case: Case) -> Iterator[tuple[Directive, Hit]]:
    barred = [one for one in case.directives if _is_barred(case, one)]
    for one in lays(case, barred):
        text = words(case, one)
        letter = _LETTER_SIGNED.search(text)
        if letter and one.direction != "public" and not _CITIZENS.search(text) and not _UNSIGNED.search(text):
            statutory = "statutory" if _BY_LAW.search(text) else None
            yield one, found(one, [letter], {"letter": letter["letter"] or letter["letter2"]}, excused=statutory)
            continue
        signed = _signed(case, one) or _chained(case, one, text)
        if signed is not None:
            yield (
                one,
                found(one, [signed[1]], {"letter": signed[0]}, excused="statutory" if _BY_LAW.search(text) else None),
            )


def _is_barred(case: Case, one: Directive) -> bool:
    """Tell whether a clause keeps those from their posts who have not signed."""
    own = one.polarity == "prohibit" and one.attribution == "own" and one.why != "lead"
    return own and _UNSIGNED_BARRED.search(words(case, one)) is not None


def _chained(case: Case, one: Directive, text: str) -> tuple[str, re.Match[str]] | None:
    """Return the paper that one level signs with the next, and the words that say so."""
    chain = _CHAIN.search(text) if _WRITTEN.search(text) else None
    if chain is None or _CIVIL.search(text) or _OWN_MATTER.search(text) or _UNSIGNED.search(text):
        return None
    before = case.masked((case.doc.blocks[one.block].span.start, one.sentence.end))
    named = _LETTER.search(before) or _WRITING.search(before)
    return (named.group() if named else "层层签字的责任约定"), chain


def _signed(case: Case, one: Directive) -> tuple[str, re.Match[str]] | None:
    """Return the paper that cadres or lower bodies bind themselves on, and the words of the clause that show it."""
    sentence = around(case, one)
    whole = case.doc.quote(one.sentence)
    if not _NAMES_PAPER.search(whole):
        return None
    if (
        _CIVIL.search(words(case, one))
        or not _OFFICIALS.search(sentence)
        or _OWN_MATTER.search(sentence)
        or _UNSIGNED.search(sentence)
    ):
        return None
    # Titles are not blanked out here: 签署《清水共治责任约定》.
    text = case.doc.quote(Span(one.span.start, one.span.start + len(joined(case, one))))
    writing = _WRITING.search(text)
    if writing is not None and _BINDS.search(text):
        return writing.group(), writing
    bound = _BOUND.search(text)
    if bound is not None:
        return bound.group(), bound
    if writing is not None:
        return None
    # 责任状已随文附上，请签名盖章后返还: the paper stands in the clause before.
    writing, signed = _WRITING.search(whole) or _LETTER.search(sentence), _SIGNS.search(text)
    return (writing.group(), signed) if writing and signed else None
