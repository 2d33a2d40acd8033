"""Words and shapes of official documents (条例 2012, GB/T 9704-2012) used by the anatomy."""

from __future__ import annotations

import re

from ...language.dates import DATE
from .structure import numbering

__all__ = [
    "ADDRESSEE_WORD", "CARRIERS", "DOC_NUMBER", "DOC_NUMBER_TAIL", "GENRES", "IMPRINT", "NOTE", "ORDER_NUMBER", "ORGAN_END",
    "PASSAGE", "TYPE_END", "WEB_FIELD", "WEB_NOISE", "bare", "is_date_line", "is_prose", "names_bodies", "names_receivers", "type_word", "unspaced",
]  # fmt: skip

# The 15 文种 of 《党政机关公文处理工作条例》 article 8.
GENRES = (
    "决议", "决定", "命令（令）", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要",
)  # fmt: skip
# What a title may end in besides a 文种; longer words first where one ends in the other.
CARRIERS = (
    "实施方案", "工作方案", "方案", "实施细则", "细则", "办法", "规定", "规程", "规范", "规则", "条例", "准则",
    "措施", "政策", "计划", "规划", "纲要", "要点", "安排", "预案", "制度", "章程", "守则", "公约", "清单",
    "目录", "名录", "标准", "指南", "指引", "手册", "导则", "解答", "答复", "总结", "讲话", "致辞", "发言",
    "简报", "动态", "汇报", "材料", "提示", "提示函", "倡议书", "责任书", "承诺书", "考核表", "评分表", "分工",
    "解释", "问答", "说明", "须知", "大纲", "意见稿", "草案", "程序", "举措",
)  # fmt: skip
# Compound forms of one type: 实施方案 and 工作方案 are both 方案.
_SHORT = {"实施方案": "方案", "工作方案": "方案", "实施细则": "细则", "提示函": "提示"}

# A title may go on behind its type word: （试行）（2020年版）的补充.
_TAIL = r"(?:[（(〔\[][^（）()]{1,24}[）)〕\]]|\d{4}年?(?:版|修订)?)*"
TYPE_END = re.compile(
    "(?P<type>" + "|".join(sorted({g for g in GENRES if g != "命令（令）"} | set(CARRIERS) | {"命令", "令"}, key=len, reverse=True))
    + f"){_TAIL}$"
)  # fmt: skip

_OPEN, _CLOSE = r"[〔\[\(（【﹝［〈<]", r"[〕\]\)）】﹞］〉>]"
DOC_NUMBER_TAIL = re.compile(
    rf"{_OPEN}\s*(?:[1１][9９]|[2２][0０])?\d{{2}}\s*{_CLOSE}\s*第?\s*[\d０-９]{{1,5}}(?:[-—]\d+)?\s*号"
)
DOC_NUMBER = re.compile(
    rf"[\u4e00-\u9fff]{{1,16}}(?:[（(][\u4e00-\u9fff]{{1,4}}[）)][\u4e00-\u9fff]{{0,3}})?\s*{DOC_NUMBER_TAIL.pattern}"
)
# 第168号, 国家市场监督管理总局令第52号, 国土资源部第10号令, 2020年第3号
ORDER_NUMBER = re.compile(
    r"(?:[\u4e00-\u9fff]{2,24}令\s*)?(?:[\u4e00-\u9fff]{2,24})?(?:(?:19|20)\d{2}年)?"
    r"第?\s*(?:\d{1,5}|[〇○零一二三四五六七八九十百]{1,6})\s*号\s*令?"
)
PASSAGE = re.compile("通过|公布|发布|批准|修正|修订|施行|颁布|印发")
IMPRINT = re.compile(r"^(?:抄送|抄报|主送|分送|报送|发送)\s*[：:]|印发\s*$|^(?:校对|共印)")
NOTE = re.compile(r"^[（(].{2,60}[）)]$")

# Fields of the table that web sites print above a document, and noise around it.
WEB_FIELD = re.compile(
    r"(?P<key>名称|信息名称|文件名称|文件标题|标题|信息索引号?|发布单位|发布机关|发文机构|制发机关|颁布单位|公布日期|颁布日期|实施日期|文号|发文字号|文件编号|发文文号|索引号|索引|信息索取号|发布机构|发文机关|发文单位|信息提供日期|信息来源|主题词|主题分类"
    r"|分类|体裁分类|组配分类|服务对象|有效性|公开类型|公开形式|公开方式|公开范围|公开时限|公开目录|发布日期|发布时间|成文日期"
    r"|发文日期|生成日期|生效日期|废止日期|日期|时间|来源|作者|责任编辑|编辑|浏览次数|访问次数|点击数|阅读|字体|字号|关键词"
    r"|公报期号|期号|发表时间|发布人|阅读量|浏览量|点击量|下载|语种|所属主题|统一登记号|公开责任部门|登记号|文件类型|内容概述)[：:]\s*(?P<value>[^\t]*)"
)
WEB_NOISE = re.compile(
    r"^(?:[【\[]|(?:.*[|｜>]){3}|.*www\.|.{4,60}\s*摄$|浏览字体|打印|关闭|分享|返回|首页|.*>>|上一篇|下一篇|字体|视力保护|您?当前的?位置|您的位置|版权所有|Copyright|网站地图|扫一扫"
    r"|.{0,24}(?:门户网站|ICP备|网安备)|.{0,14}主办(?:单位)?$)",
    re.IGNORECASE,
)

ORGAN_END = re.compile(
    r"(?:部|军区|委|会|局|厅|院|署|办|办公厅|办公室|政府|法院|检察院|公司|中心|银行|司|处|科|室|股|组|指挥部|大学|学校|学院|集团"
    r"|队|站|所|社|团|妇联|残联|文联|科协|支部|街道|镇|乡|办事处|专班|机关|支行|分行|工会|代表大会|政协|法制办|馆|园区)$"
)
ADDRESSEE_WORD = re.compile(
    "各|政府|委员会|党委|局|厅|法院|部门|单位|公司|学校|镇|街道|乡|办事处|企业|机构|省|市|县|区|院|同志|代表|银行|中心|部|组"
)


# What stands before a colon without being a receiver: 责任单位：…, 联系电话：…
_NO_RECEIVER = re.compile(
    "如下|通知|意见|决定|要求|附件|以下|公告|联系|电话|时间|地点|地址|网址|邮箱|目标|第.条|说明|注$|问$|答$|公布|主要|关于|是指|[“《]|〔\\d"
    "|^(?:责任|牵头|主办|承办|协办|配合|主管|成员|参加|报送|抄送|主送|组织|支持|指导|发布|来源|适用)"
)
_CROWD = re.compile(
    "(?:部门|单位|企业|群众|市民|居民|同志|代表|委员|人员|职工|员工|师生|党员|干部|家长|考生|学校|机构|村|社区|园区|商户|用户|纳税人|朋友|们)$"
)


def names_receivers(text: str) -> bool:
    """Tell whether a text lists the bodies or people that a document is sent to.

    Examples
    --------
    >>> names_receivers("各乡镇人民政府，县直各单位"), names_receivers("现将有关事项通知如下"), names_receivers("责任单位")
    (True, False, False)
    """
    compact = re.sub(r"[（(][^（）()]*[）)]", "", bare(text))
    if not compact or _NO_RECEIVER.search(compact) or not ADDRESSEE_WORD.search(compact):
        return False
    if re.match("[一二三四五六七八九十]+、", compact):
        return False
    return bool(ORGAN_END.search(compact) or _CROWD.search(compact) or compact.startswith("各"))


def names_bodies(text: str) -> bool:
    """Tell whether a text is nothing but names of bodies, as in a signature.

    Examples
    --------
    >>> names_bodies("松垣县财政局 松垣县水利局"), names_bodies("请各单位抓好落实")
    (True, False)
    """
    parts = [re.sub("（.*?）", "", part) for part in re.split(r"[\s、]+", unspaced(text)) if part]
    if re.search("[。；，：:？！“”]", text) or not all(1 < len(part) <= 40 for part in parts):
        return False
    return bool(parts) and all(ORGAN_END.search(part) for part in parts)


def is_date_line(text: str) -> bool:
    """Tell whether a line is nothing but a full date, perhaps in brackets."""
    return DATE.fullmatch(bare(text).strip("（）()")) is not None


def is_prose(text: str) -> bool:
    """Tell whether a line is running text or a numbered heading rather than a title line."""
    if numbering(text) is not None:
        return True
    compact = bare(text)
    if compact[0] in "，。；、" or re.match("根据|按照|依据|遵照", compact):
        return True
    if compact[-1] in "。；！？" and len(compact) > 8:
        return True
    if compact[-1] in "：:":
        return True
    return ("，" in compact and len(compact) > 40) or len(compact) > 120 or "。" in compact[:-1]


def bare(text: str) -> str:
    """Return the text without white space.

    Examples
    --------
    >>> bare("户 籍 制 度　改 革")
    '户籍制度改革'
    """
    return re.sub(r"\s+", "", text)


def unspaced(text: str) -> str:
    """Close up words that are spaced out for the looks, and keep other gaps.

    Examples
    --------
    >>> unspaced("松垣县审计局 松 垣 县 财 政 局")
    '松垣县审计局 松垣县财政局'
    """
    return re.sub(
        r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]\s){2,}[\u4e00-\u9fff](?![\u4e00-\u9fff])",
        lambda found: bare(found.group()),
        text,
    )


def type_word(title: str) -> str | None:
    """Return the type word that a title ends in, shortened to its standard form.

    Examples
    --------
    >>> type_word("关于印发《工作方案》的通知"), type_word("某县防汛实施方案（试行）")
    ('通知', '方案')
    >>> type_word("关于做好防汛工作") is None
    True
    """
    title = bare(title).rstrip("》〉")
    match = TYPE_END.search(title)
    if match is None:
        return None
    word = match["type"]
    if word == "函" and title.endswith(("信函", "公函")):
        return "函"
    if word == "令":
        # 命令 and 第3号令 are orders; 条令 and 法令 are not.
        return "命令（令）" if re.search("(?:命令|[府部局委会院署]令|号令|^令)$", title) else None
    return {"命令": "命令（令）"}.get(word) or _SHORT.get(word, word)
