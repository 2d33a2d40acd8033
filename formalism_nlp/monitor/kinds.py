"""What a title announces: the matter, and whether it is a meeting, an inspection, a visit, an extra document."""

from __future__ import annotations

import re

from ..rules.document_parts import TITLE_STOPS

__all__ = ["is_app_task", "is_campaign", "is_inspection", "is_on_top", "is_report", "is_research", "sent_to", "topic"]

_QUOTED = re.compile("《[^》]*》|〈[^〉]*〉")
# 调研 and its kin; a title that also names an inspection outright is one, whatever it calls itself.
_INSPECTION = re.compile(
    "督查|督导|督办|检查(?!表)|抽查|暗访|巡查|核查|考核|考评|评比|验收|[查督检]考|回头看(?:检查)?|点验"
)
_NO_INSPECTION = re.compile("自查|自检|巡查(?:员|制度)|考核(?:合格|奖金)|招聘|职称|监督检查(?:办法|条例|规定)")
_RESEARCH = re.compile("调研|走访|座谈|观摩|指导(?!意见|目录|价|书)|评估(?!报告|机构)|蹲点|回访|访谈|把脉|下访|问需")
_ON_TOP = re.compile(
    "任务分解|责任分解|分工方案|任务分工|责任分工|任务清单|(?:补充|再次|临时|预备?)通知|再通知|配套|催报"
)
_CAMPAIGN = re.compile("创建|示范(?:县|乡|镇|村|校|点|单位|活动|创)|达标(?:活动|验收)|评选|命名|授牌")
_REPORT = re.compile(
    "(?:情况|工作|整改|落实|进展|自查)(?:的)?(?:报告|汇报|总结|说明|小结)$|^(?:整改|自查|工作|落实)?(?:报告|总结|汇报)$"
)
_APP = re.compile("工作群|微信群|钉钉|群内|群里|接龙|小程序|APP|App|app|@所有人|客户端|公众号|打卡|扫码|平台|系统")
_SENT_TO = re.compile("此件(?:只)?(?:印)?发至([省市地县乡镇团村]{1,3})(?:级|、|）|为止)")
_SENT_LEVELS = {"省": "province", "市": "prefecture", "地": "prefecture", "县": "county", "乡": "township", "镇": "township", "村": "village"}  # fmt: skip

_ISSUER = re.compile("^.{0,40}?关于(?!.{0,30}关于)")
_FRAME = re.compile(
    "^(?:印发|转发|批转|做好|开展|召开|报送|填报|进一步|切实|认真|加强|组织|抓好|落实|推进|举行|再次|紧急|立即|上报|提供)+"
)
_EMPTY = re.compile(
    r"再次|补充|紧急|临时|第[一二三四五六七八九十\d]+次|[（(][^（()）]*[）)]|[一二〇○零\d]{4}年度?|\d{1,2}月(?:份|\d{1,2}日)?|第?[一二三四\d]季度|"
    "进一步|切实|全[省市县区镇乡]|有关|相关|情况|工作|活动|事项|会议|推进会|部署会|调度会|动员会|座谈会|现场会|方案|实施|的|"
    "统计表?|数据|材料|进度|提示|提醒|报送|填报|上报|催报|召开|通知|报告|函|意见|通报|请示|批复|决定|督查|督导|检查|考核|调研|走访|指导|观摩|评估|开展|做好"
)
_MARKS = re.compile(r"[^\w]+")
# A matter of one character says nothing.
_SHORTEST = 2


def topic(title: str | None) -> str | None:
    """Return the matter of a title; None when the title names none.

    Examples
    --------
    >>> topic("松垣县水利局关于再次报送2025年清淤进度的通知"), topic("关于召开清淤工作推进会的通知"), topic("工作提示")
    ('清淤', '清淤', None)
    """
    if not title:
        return None
    quoted = _QUOTED.search(title)
    bare = quoted.group()[1:-1] if quoted and "印发" in title else _ISSUER.sub("", title)
    bare = _EMPTY.sub("", _FRAME.sub("", bare))
    bare = _MARKS.sub("", _FRAME.sub("", bare))
    return bare if len(bare) >= _SHORTEST else None


def is_inspection(title: str) -> bool:
    """Tell whether a title announces an inspection or assessment.

    Examples
    --------
    >>> [is_inspection(t) for t in ("关于开展春耕督查的通知", "关于开展春耕调研的通知", "关于规范督查检查考核的通知")]
    [True, False, False]
    """
    bare = _QUOTED.sub("", title)
    return bool(_INSPECTION.search(bare)) and not _NO_INSPECTION.search(bare) and not TITLE_STOPS.search(bare)


def is_research(title: str) -> bool:
    """Tell whether a title announces a visit, study, guidance or evaluation."""
    bare = _QUOTED.sub("", title)
    return bool(_RESEARCH.search(bare)) and not is_inspection(title) and not TITLE_STOPS.search(bare)


def is_on_top(title: str) -> bool:
    """Tell whether a title is that of a temporary, supplementary or task-division document (DOC-08)."""
    return bool(_ON_TOP.search(title)) and not TITLE_STOPS.search(_QUOTED.sub("", title))


def is_campaign(title: str) -> bool:
    """Tell whether a title is that of a creation or demonstration campaign."""
    return bool(_CAMPAIGN.search(title)) and not TITLE_STOPS.search(title)


def is_report(title: str, genre: str | None, carrier: str | None) -> bool:
    """Tell whether a document only tells of work: a report, a summary, an account of rectification."""
    return genre == "报告" or carrier in ("总结", "汇报", "简报") or bool(_REPORT.search(title))


def is_app_task(text: str) -> bool:
    """Tell whether a demand goes through an app, a system or a group."""
    return _APP.search(text) is not None


def sent_to(text: str) -> str | None:
    """Return the level that the note 此件发至…级 names.

    Examples
    --------
    >>> sent_to("（此件发至县级）"), sent_to("此件公开发布")
    ('county', None)
    """
    match = _SENT_TO.search(text)
    return _SENT_LEVELS[match.group(1)[-1]] if match and match.group(1)[-1] in _SENT_LEVELS else None
