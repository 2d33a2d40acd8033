"""Who is to act: the subject of a clause, the list head, the responsibility tail; and where that is from the issuer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, get_args

from ..document import Organ, OrganLevel, Span
from .scanner import beginnings

__all__ = [
    "Direction",
    "actor_level",
    "direction",
    "is_public",
    "list_head",
    "responsible",
    "speaks_to_citizens",
    "subject",
]

Direction = Literal["down", "up", "level", "public", "self"]

# 县 in 县应急管理局 is not the actor.
_LONGER = "[^，。；由要须将请于每]{1,9}(?:局|办|委|中心|厅|公司|大队|支队)(?!部|长)"
# The last word of a body or of people in office, as they are named in the text.
_BODY = (
    "人民政府|政府|党委|党工委|党组织|党支部|支部|办事处|管委会|村委会|居委会|委员会|领导小组|工作组|调研组|检查组|督查组|督导组|考核组|评审组|"
    "指挥部|专班|办公室|办公厅|局(?!部|长|面|势|限)|(?<!大)厅(?!长)|分会场|部门|(?:单|各部)位(?!面)|单位|机关(?!干部作风)|机构|学校|学院|幼儿园|医院|卫生院|银行|受让方|出让方|企业|公司|协会|"
    "(?<=各)[所科股园班院点组片队]|理事会|议事会|业委会|监委会|妇联|工会|合作社|校(?!园|区|长|外|内|车|舍|本)|站(?!位|点|内|在|长|台|岗|会)|中心(?!工作|任务|城)|支队|大队|总队|派出所|管理所|服务站|工作站|乡镇（街道）|镇（街道）|村（社区）|县（市、区）|市（州）|县（区）|"
    "乡镇(?!企业)|镇街|街镇|街道|镇(?!域|区|街|村)|(?<![下城])乡(?!村|镇|土|风|级|里)|村组|村(?!庄|民|级|容|规|务|集|干|组|两|委|里|“|党|医|（)|"
    f"社区(?!治理|服务|建设|矫正|工作者|书记|居民|干部|（)|县区|区县|县(?!域|级|城|乡|直|委|政|区|里|处|（|{_LONGER})|市(?!场|民|域|级|直|委|政|容|区|县|里|（|内|{_LONGER})|州|"
    f"[乡镇村县市区局](?=里)里|旗|区(?!域|级|直|委|政|内|块|间|位|别|县|里|划|（[^）]{{13,}}|{_LONGER})|地(?=要|应|须|可|务|必|结|在|按|将|于|每|，|不|把|逢|对)|级(?=要|应|须|必)|干部|网格员|党员|(?:农技|技术|管护|护林|护河|巡护|巡查|协管|专管|管理|安全|联络|联系|监督|监测|保洁|调解|信息|统计|宣传|指导|通讯|报告)员|网格长|楼栋长|志愿者|书记|负责人|负责同志|"
    "领导(?!小组|干部|班子)|领导干部|班子成员|人员|职工|教师|校长|学生|成员|组长|队员|代表|同志|科室|处室|站所|委(?=要|应|须|负|牵|会|每|将)|"
    "办(?=要|应|须|负|牵|会|每|将|汇)|队(?=要|应|须|负|每|伍)|组(?=负|要|应|须)|我[局厅部委省市县区镇乡办会院校州]|(?<!全)部(?=将|会同|负责|要|应|须|在|对|根据|按|统一|每|可)|总局|总署|(?:纳税|缴费|参保|持有|购房|贷款|借款|承租|出租|权利|受让|投标|招标|委托|代理|承包|发包|申报|许可|监护|责任|经办)人(?!员)|村民|市民(?!政)|群众|居民|农户|申请人|当事人|经营者|用人单位|家庭|考生|家长|会议"
)
# What may stand behind it: a modal, a preposition, a verb, a mark.
_NEXT = (
    "(?=[\\d今当连昼照直拟到散接看听见专围督坚深健积广多常细层持高参配执传宣完达选送交缴拍存贴挂用为有无仅必需要应须将请可不每于按对把负以在向从为根确加严开做抓落强均都必务统分及牵配承认切主也已会进立迅报填上制定明逐派由提经一与和参因不收召签"
    "补自由审复核汇建组安采组讨传领结全实履优先另再同共互联自只未是依收到并给予随，：；。（、]|下[班午月周旬]|(?<=）)|$)"
)
# 由各镇摸排, 由村里兜底: behind 由 any of these is what the body does.
_DONE_BY = "(?=[摸兜管办包推认查登录整扫点更代垫赔缴付承担守巡值盯帮走入宣备补修谋出列评盖印排牵])"
# The search for the last word goes on character by character: most cannot begin one.
_BODY = f"(?=[{''.join(sorted({word[0] for word in beginnings(_BODY)}))}])(?:{_BODY})"
_WORD = "[^，。；：“”《》（）、\\s由须向的了是把将到做得让被使只这为]{0,14}?"
_NOT_FIRST = (
    "(?!如|若|凡|为了?|根据|按照|对|在|从|以|将|把|于|经|除|确保|加强|严格|不|并|严禁|坚决|严肃|约谈|统统|分派|探索|追究|督促|防止|一律|务必|加盖|拼|急需|现[急需]|关于|均|都|切实|立即|"
    "及时|认真|必须|应当|可以|要|须|原则上|全部|逐级|层层|动员|全力|加快|纳入|尊重|或|盘活|当|非经|指导|协调|指派|组织|要求|结合|保障|促进|强化|建立|代表|报(?!名)|下班|收工|列表|盖章|核后|填[后完]|传(?![染统媒])|寄|递[交给]|捎|抄[送报]|送[至到给往省市县区镇乡]|发[至到给往]|交[省市县区镇乡]|加大|提高|完善|健全|规范|优化|深化|鼓励|扩大|搭建|聚焦|压实|落实|推进|开展|做好|抓好|实施|制定|召开|组建|发挥|增强|提升|依托|利用|围绕|坚持|贯彻|深入|进一步|充分|继续|及|以及|公布|发现|结果|占|取消|增设|登记地点|参加|下设|造成|第一时间|支持|明确|按|需|供|我代表|全年|较好|安排|推动|引导|负责|成立|共|约|设|另|每月|每周|每日|每天)"
)
_BRACKET = "(?:（[^（）]{1,12}）)?"
# When and to whom, in front of the subject.
_TIME = re.compile(
    r"[\d一二三四五六七八九十每逢次当今明本上下年月周季度日号底初末点时分半旬前后内起之天晚早午中]{2,16}(?![级])"
)
_ASKED = re.compile("恳请|敬请|特请|商请|请|对|由|要求|今后|对此|并|其中|同时")
_FIRST = re.compile(f"{_NOT_FIRST}{_WORD}{_BODY}{_BRACKET}{_NEXT}")
_MORE = re.compile(f"(?:[、和与及]|以及){_WORD}{_BODY}{_BRACKET}{_NEXT}")
_BY = re.compile(
    f"(?:由|交由|责成|划归|分解到|下达到?|压实到|落实到|明确到)(?P<who>{_WORD}{_BODY})(?:{_NEXT}|{_DONE_BY})"
)
_RESPONSIBLE = re.compile(
    "[（(【]?(?:责任|牵头|配合|承办|主办|协办|实施|参与|落实|完成)(?:责任)?(?:单位|部门|领导|人|处室|科室|股室)(?:及[^：:]{1,8})?[：:]"
    "(?P<who>[^）)】。；\n]{2,120})(?:[；;](?:配合|协助|责任|参与|协办)(?:单位|部门)[：:][^）)】。\n]{2,120})?[）)】。]?"
)
# 县安委办要求各镇每日报送: who is told, not who tells.
_TOLD = re.compile("要求(?=各|所有|全[市县区镇乡]|[乡镇村社街])|责成|责令|通知(?=各)")
_IN_CHARGE = re.compile(
    "[（(](?P<who>[^（）()；。]{2,60}?)(?:牵头|分别|按职责分工|按照职责分工)?(?:负责|牵头)"
    "(?:[，,；;][^（）()]{2,90}(?:配合|参加|参与|负责|协助))?[）)]"
)
_LEVELS = get_args(OrganLevel)
# Words that hold a level's name without meaning the level.
_NO_LEVEL = re.compile(
    "农业农村|乡村振兴|新农村|农村|城乡|村镇|城镇|市场|城市|区域|社区矫正|地区|开发区|园区|区块|小区|景区|校区|县域|市容|市政|示范区|国家级|部门|省级以上|所有|所在|所属|各有关|站位"
)
_LEVEL_WORDS: tuple[tuple[OrganLevel, re.Pattern[str]], ...] = (
    ("village", re.compile("村|社区|居委|网格|楼栋|组长|两委|“两委”|村民小组")),
    ("township", re.compile("乡|镇|街道|办事处|站所|司法所|派出所|财政所")),
    ("county", re.compile("县|区|旗|科局")),
    ("prefecture", re.compile("市|州|盟")),
    ("province", re.compile("省|厅(?!局)|自治区")),
    ("central", re.compile("国务院|中央|国家|部委")),
)
_PUBLIC = re.compile(
    "群众|居民|村民(?!委|小组)|市民(?!政)|申请人|用人单位|经营|业主|家长|学生|考生|公民|个人|驾驶|当事人|(?<!负责)(?<!责任)(?<!联系)(?<!主持)人$|旅客|消费|[商门网酒饭]店|店主|商户|纳税|患者|投标|供应商|"
    "农户|家庭|户主|劳动者|参保|法人|自然人|许可人|申报人|申请者|持有人|承包|租户|加油站|物业|车主|货主|住户|用户|残疾人|老人|建设单位|施工单位|"
    "生产单位|监理单位|企业|公司|银行|金融机构|运营单位|行政相对人|原告|被告|发包|中标|考点|参赛|司机|毕业生|应聘|报考"
)
# 全市 is where something happens, 会议 where it is said.
_NOBODY = re.compile("全[省市县区乡镇]|会议|本?[省市县区]")
_LOWER = re.compile("各(?:乡镇|镇|乡|街道|村|社区|县|市|区|单位|部门|地|级|科室)|基层")
_OFTEN = 5
# Whom a text is about shows in its first pages.
_ENOUGH = 3000
_INSTITUTION = re.compile("学校|幼儿园|医院|卫生院|中心校|学区")
_OWN = re.compile("(?:我|本)(?:局|厅|委|办|部|市|县|区|省|镇|乡|街道|院|校|单位|中心|会)|(?:省厅|市局|县局|区局)里$")
# 县里 is the county itself or, in a paper of the town, who stands above it.
_AT_HOME = re.compile("[省市县区乡镇]里$")
# 局里 in a paper of a bureau is the bureau.
_AT_OFFICE = re.compile("([局厅委办])(?:里|机关)")
_BUREAU = re.compile("[省市县区州](?:局|厅|委|办|中心|院)$|局机关$|^局$")


def subject(text: str, start: int, end: int) -> Span | None:
    """Return who acts in a clause: its subject, or the body behind 由.

    Examples
    --------
    >>> text = "各乡镇、街道须每周报送，由县农业农村局汇总"
    >>> [text[a:b] for a, b in (subject(text, 0, 11), subject(text, 12, len(text)))]
    ['各乡镇、街道', '县农业农村局']
    """
    found = _named(text, start, end)
    # 企业用工缺口由各园区办摸排: what is in front of 由 is only the matter.
    if (
        found is None
        or _NOBODY.fullmatch(text, *found)
        or (is_public(text[found.start : found.end]) and _BY.search(text, found.end, end))
    ):
        match = _BY.search(text, start, end)
        return Span(*match.span("who")) if match else None
    told = _TOLD.match(text, found.end, end)
    return (_named(text, told.end(), end) or found) if told else found


def _named(text: str, start: int, end: int) -> Span | None:
    """Return the bodies that a stretch begins with, behind a time and 请."""
    for skip in (_TIME, None):
        time = skip.match(text, start, end) if skip else None
        if skip and not time:
            continue
        begin = time.end() if time else start
        asked = _ASKED.match(text, begin, end)
        begin = asked.end() if asked else begin
        match = _FIRST.match(text, begin, end)
        if match is None:
            continue
        stop = match.end()
        while more := _MORE.match(text, stop, end):
            stop = more.end()
        return Span(begin, stop)
    return None


def list_head(text: str, start: int, end: int) -> Span | None:
    """Return the body that a stretch names and nothing else: 各镇：, 县水利局。."""
    found = _named(text, start, end)
    return found if found and found.end >= end - 1 and not re.search("会议$|领导$|人员$", text[start:end]) else None


def responsible(text: str, start: int, end: int) -> Iterator[tuple[Span, Span]]:
    """Yield the responsibility tails of a block and who they name.

    Examples
    --------
    >>> text = "清理河道。（责任单位：县水利局）"
    >>> [(text[a:b], text[c:d]) for (a, b), (c, d) in responsible(text, 0, len(text))]
    [('（责任单位：县水利局）', '县水利局')]
    """
    for pattern in (_RESPONSIBLE, _IN_CHARGE):
        for match in pattern.finditer(text, start, end):
            yield Span(*match.span()), Span(*match.span("who"))


def actor_level(name: str) -> OrganLevel:
    """Return the lowest level that a name shows.

    Examples
    --------
    >>> [actor_level(name) for name in ("各县（市、区）农业农村局", "村干部", "各有关单位", "市直各单位")]
    ['county', 'village', 'unknown', 'prefecture']
    """
    plain = _NO_LEVEL.sub("", name)
    for level, words in _LEVEL_WORDS:
        if words.search(plain):
            return level
    return "unknown"


def is_public(name: str) -> bool:
    """Tell whether a name means citizens or firms, not bodies of the state."""
    return _PUBLIC.search(name) is not None and not re.search("国有|市属|县属|党员|干部|工作人员", name)


def speaks_to_citizens(text: str) -> bool:
    """Tell whether a text without addressee is about citizens and firms more than about lower bodies."""
    citizens = sum(1 for _ in _PUBLIC.finditer(text, 0, _ENOUGH))
    return citizens >= _OFTEN and citizens > 2 * sum(1 for _ in _LOWER.finditer(text, 0, _ENOUGH))


def direction(name: str, issuers: Iterable[Organ], addressees: Iterable[Organ]) -> Direction:
    """Tell where an actor stands as seen from the issuer.

    Parameters
    ----------
    name : str
        The actor as the text names it.
    issuers, addressees : iterable of Organ
        Who writes and to whom, as far as the document shows it.

    Examples
    --------
    >>> county = [Organ("松垣县水利局", "county", "department", "松垣县")]
    >>> [direction(name, county, []) for name in ("各镇", "县直各单位", "市水利局", "县水利局", "用人单位", "村民")]
    ['down', 'level', 'up', 'self', 'public', 'public']
    """
    issuers = tuple(issuers)
    # 辖区 is the issuer's own area, not a district.
    name = name.removeprefix("辖区")
    if _OWN.match(name):
        return "self"
    if is_public(name):
        return "public"
    level = actor_level(name)
    own: OrganLevel = next((organ.level for organ in issuers if organ.level != "unknown"), "unknown")
    if any(_short_for(name, organ.name) for organ in issuers) and level in (own, "unknown"):
        return "self"
    office = _AT_OFFICE.fullmatch(name) if level == "unknown" else None
    if office and any(office[1] in organ.name for organ in issuers):
        return "self"
    if level == "unknown" and _INSTITUTION.search(name):
        return "down"
    if level == "unknown" or own == "unknown":
        return _from_addressees(own, addressees)
    if level == own and _AT_HOME.search(name):
        return "self"
    if level == own:
        return "self" if _BUREAU.search(name) and len(name) <= 3 else "level"
    return "down" if _LEVELS.index(level) > _LEVELS.index(own) else "up"


def _short_for(name: str, full: str) -> bool:
    """Tell whether a name is a shorter form of another: 县减负办 of 柘口县整治形式主义为基层减负专项工作机制办公室."""
    if len(name) < 2 or not full or name[0] in "各":
        return False
    at = -1
    for char in name:
        at = full.find(char, at + 1)
        if at < 0:
            return False
    return True


def _from_addressees(own: OrganLevel, addressees: Iterable[Organ]) -> Direction:
    """For an actor without a level (各单位, 主要负责人): where those are who are written to."""
    addressees = tuple(addressees)
    # Schools and hospitals have no level of their own: they stand below those who write to them.
    if any(organ.kind == "institution" for organ in addressees):
        return "down"
    known = [actor_level(organ.name) if organ.level == "unknown" else organ.level for organ in addressees]
    levels = [level for level in known if level != "unknown"]
    if own == "unknown" or not levels:
        return "down"
    places = [_LEVELS.index(level) - _LEVELS.index(own) for level in levels]
    if max(places) > 0:
        return "down"
    return "up" if max(places) < 0 else "level"
