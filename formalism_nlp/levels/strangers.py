"""Places in a subordinate's document that are neither its own, nor above it, nor below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Document, OrganLevel, Span
from ..language.places import division, find_places
from ..tokens import word_class

__all__ = ["find_addressed", "find_strangers"]

_RANKS: tuple[OrganLevel, ...] = ("central", "province", "prefecture", "county", "township", "village")
_RANK_OF = {"省": 1, "自治区": 1, "州": 2, "盟": 2, "市": 2, "县": 3, "区": 3, "旗": 3, "镇": 4, "乡": 4, "街道": 4}
# Names of two characters are the rule; of a longer one the end is enough to show it. What stands behind shows what is meant.
_NAME = re.compile(
    "(?P<before>原?)(?P<name>[\u4e00-\u9fff]{2})(?P<kind>自治区|省|市|州(?!市)|盟|县|区|旗|镇|乡|街道)(?![级域场里直内价值容]|(?<=县)城(?![乡镇市管])|民(?!政|宗|族)|政(?!府|协|法|务))(?P<body>人民政府|党委|政府|"
    "(?:(?![由向在的把将请和与及报])[\u4e00-\u9fff\\d]){0,9}?(?:纪委|监委|委员会|办公室|办事处|领导小组|指挥部|局|办|中心|院|公司|站|所|厂|学校|支队|大队|队|会议|会|委|供销社|专班|(?:值班|调度)室|(?:气象|电视|广播)台|(?:图书|文化|档案|博物)馆|热线|网站|服务网)|(?:(?![由向在的把将请和与及报各至几个一二三四五六七八九十两])[\u4e00-\u9fff]){2,3}(?:镇|乡(?!镇)|村(?!民|级)|街道|社区))?"
)
_GENERAL = re.compile(
    "^[各全本我该每某原有外邻跨两三几多]|[省市县区镇乡村]|[各每本我]$|重点|试点|示范|贫困|山区|产粮|城市|农村|建制|中心|周边|相关|有关|部分|其他|[由向经按照已前口的和与及在请报将为对从把被使是以至到内下后级要应并或随其此该]|[老新旧]$|上述|属地|所[在有]|串联|当地|"
    # 利用区粮油公司, 依据市政府, 移交给市国土局: the verb in front of an organ of one's own.
    "[用给由据录托知送转达归报见离好全得]$|"
    "大型|小型|老旧|^城|[主老新古旧县心全]城|新|开发|自治|直辖|地级|超|门|集|股|上$|下$|会同|停靠|施教|功能|所属|节能|移交|送交|上报|报送|提交|反馈|转交|联系|配合|结合|按照|对照|协助|通知|告知|咨询|拨打|反映|直接|统一|集中|依托|支持|指导|商请|邀请|抄[送报]|备案|请示|汇报|对接|争取|报告|参加|组织|负责|牵头|成立|设立|隶属|授权|委托|经费|财政|关于|根据|落实|贯彻|服务"
)
# Parts of speech in jieba's dictionary that no name of a place has, and those that a name may have.
_NO_NAME = frozenset(("v", "vn", "d", "p", "c", "r", "t"))
_MAY_BE_NAME = frozenset(("", "ns", "nr", "nz", "nrt", "nrfg"))
# 林区, 园区: land of a kind.
_LAND = re.compile("[灾林牧矿园社景校厂库片辖郊]区$|(?:片|辖|库)(?:镇|乡)$")
# 含城市更新, 所属街镇: the end of the name and its kind are a word.
_WORDS = frozenset(
    (
        "城市",
        "都市",
        "山区",
        "街镇",
        "城镇",
        "村镇",
        "集镇",
        "乡镇",
        "城乡",
        "县市",
        "县区",
        "地市",
        "本市",
        "我省",
        "本省",
    )
)
# Where a name can begin that no body behind it shows to be one.
_OPENS = re.compile("(?:^|[，。；、：（“\n\u3000]|由|向|在|经|拨打|咨询)$")
_SENT = re.compile("(?:[请可须应]|直接|自行)(?:到|与|和|至)$|(?:意见箱|电话|热线|邮箱|网站|窗口)[和及、与]$")
# Neighbours that work hand in hand.
_TOGETHER = re.compile("[^，。；]{0,4}(?:共同|联合|协同|互认|会签|轮流|错时|接壤|毗邻|交界)")
# 所需药品到某县某中心领取: an errand that those who read it are to run.
_ERRAND = re.compile("(?:（[^）]*）)?(?:统一)?(?:领取|领回|办理|报到|报名|提交|登记|备案|申领|申报|缴[纳费]|签订|反映)")
_EXPLAINED = re.compile(
    "(?:学习|借鉴|参照|参考|推广|对口|协作|支援|帮扶|结对|赴|到|来自|毗邻|接壤|交界|相邻|邻近|与|和|(?<!涉)及|至|往|籍|借用|租用|引进|邀请|引自|产自)[^，。；：\n]{0,6}$"
)


def find_strangers(child: Document, parent: Document, *, below: bool = False) -> Iterator[Span]:
    """Yield names of places that a superior's text and the issuer's own land do not explain.

    A place of the issuer's own level or of a higher one is strange unless the header of
    either document or the parent's text names it; a lower one is taken for the issuer's own,
    unless ``below`` asks for them too: in a copy without anything local a single town is a leftover.
    """
    level = child.meta.issuers[0].level if child.meta.issuers else "unknown"
    if level not in _RANKS:
        return
    home = "".join(organ.name for doc in (child, parent) for organ in doc.meta.issuers)
    signed = "".join(
        child.quote(block.span)
        for block in child.blocks
        if block.kind in ("header", "title", "addressee", "signature", "number")
    )
    for match in _names(child.text):
        name = match["name"] + match["kind"]
        lower = _RANK_OF[match["kind"]] > _RANKS.index(level)
        if _GENERAL.search(match["name"]) or (lower and not (below and match["body"])):
            continue
        if match["name"][-1] + match["kind"] in _WORDS or _LAND.search(name):
            continue
        if not _named_like_a_place(child, parent, match):
            continue
        opened = _OPENS.search(child.text[max(0, match.start() - 2) : match.start()]) is not None
        # 保护沣桥县学生视力: two characters that are no word, before 县, are a name wherever they stand.
        named = match["kind"] == "县" and not word_class(match["name"])
        named = named and not child.text.endswith("从", 0, match.start())
        shown = match["body"] or match["before"] or opened or named
        if name in home or name in signed or name in parent.text or not shown:
            continue
        span = Span(match.start(), match.end())
        if any(citation.span.overlaps(span) for citation in child.meta.cited) or _is_word(child.text, match):
            continue
        before = child.text[max(0, match.start() - 12) : match.start()]
        # 请到某县某局: those who read it are sent there, nobody from there is told of.
        if re.search(f"(?:与|和|会同|联合){name}[^，。；]{{0,12}}[互共联协]", child.text) or _TOGETHER.match(
            child.text, match.end()
        ):
            continue
        if not match["body"] and child.text.startswith("的", match.end()):
            continue
        sent = match["body"] and (_SENT.search(before) or _ERRAND.match(child.text, match.end()))
        if not sent and _EXPLAINED.search(before) and not division(name):
            continue
        yield span


# Whom a province or city writes to; in the order of a county or town a word that was left standing.
_ADDRESSED = re.compile(
    "(?:(?:^|(?<=[\n\u3000。；，：（]))请?|(?:由|经|向|抄送|抄报|报送))(?:各(?:(?P<cities>市（[州地盟、]{1,5}）|市、?州|市县|地市)|县（[市区旗、]{1,5}）|县市区|县、市、区|县区|区县|市、县)|"
    "(?<=[由经])县（市、区）(?=[^，。；]{2,10}[局委办]))(?![^，。；]{0,8}(?:要求|部署))"
)
_COUNTY, _PREFECTURE = 3, 2
# 全市近视率每年下降0.5个百分点: what the whole city is to reach is no target of a county.
_WHOLE = re.compile(
    "(?<=[\n\u3000。；，：])全(?:(?P<city>市)|省)[^，。；\n]{2,20}(?:率|比例|占比|比重)[^，。；\n]{0,8}(?:达到?|不低于|下降|提高|超过|降[到至])[^，。；\n]*"
)
# What a template left open.
_OPEN = re.compile("(?:[×＊○〇]{2,}|[xX*]{2,}|某某)(?:省|市|县|区|镇|乡|街道|村|社区|学校|局|站|年|月|同志)")


def find_addressed(child: Document, parent: Document) -> Iterator[Span]:
    """Yield words that only an office further up has a use for, and what a template left open.

    各县（市、区） in the order of an office that has no counties below it, 各市（州） alike, the figure that
    the whole city is to reach, and ××村.
    """
    yield from (Span(*match.span()) for match in _OPEN.finditer(child.text))
    issuer = child.meta.issuers[0] if child.meta.issuers else None
    level = issuer.level if issuer and issuer.place else "unknown"
    if level not in _RANKS:
        return
    rank = _RANKS.index(level)
    for match in _ADDRESSED.finditer(child.text):
        span = Span(*match.span())
        if rank >= (_PREFECTURE if match["cities"] else _COUNTY) and not _is_quoted(child, parent, span):
            yield span
    for match in _WHOLE.finditer(child.text):
        span = Span(*match.span())
        above = rank > (_PREFECTURE if match["city"] else _PREFECTURE - 1)
        if (
            above
            and match.group() in parent.text
            and re.search("\\d", match.group())
            and not _is_quoted(child, parent, span)
        ):
            yield span


def _is_quoted(child: Document, parent: Document, span: Span) -> bool:
    """Tell a cited title, and the address line of a text that is passed on."""
    if any(one.span.overlaps(span) for one in child.meta.cited):
        return True
    line = child.text[span.start : (child.text.find("\n", span.start) + 1 or len(child.text) + 1) - 1]
    return line.rstrip().endswith("：") and line.rstrip() in parent.text


def _names(text: str) -> Iterator[re.Match[str]]:
    """Find the names; behind the name of a city that of a county in it counts for itself."""
    found = _NAME.search(text)
    while found:
        yield found
        inner = _NAME.match(text, found.end("kind"))
        found = inner or _NAME.search(text, found.end())


def _named_like_a_place(child: Document, parent: Document, match: re.Match[str]) -> bool:
    """Tell a place from words that happen to stand before 市, 县 or 镇: 按照市政府, 通过省级平台.

    A place of the gazetteer is judged by ``foreign_places``, and so are all of an issuer whose own place
    is in it. Elsewhere a name counts whose two characters stand nowhere without the word behind them.
    """
    issuer = child.meta.issuers[0]
    if division(match["name"] + match["kind"]):
        return False
    if match["kind"] not in ("镇", "乡", "街道") and issuer.place and find_places(issuer.place):
        return False
    return all(
        text.startswith(match["kind"], at + len(match["name"]))
        for text in (child.text, parent.text)
        for at in _places(text, match["name"])
    )


def _is_word(text: str, match: re.Match[str]) -> bool:
    """Tell words that only stand before 县 or 镇: 等待县局, and 底交 of 月底交镇文化站."""
    if word_class(match["name"]) in _NO_NAME:
        return True
    start = match.start("name")
    return any(
        word_class(text[max(0, start - more) : start + 1]) not in _MAY_BE_NAME for more in (1, 2) if start >= more
    )


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
