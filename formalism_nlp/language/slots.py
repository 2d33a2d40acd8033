"""What is to be done: verb and object, trace, resource and sanction of a clause."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..document import Span

__all__ = ["Deed", "deed", "has_verb", "resource", "sanction", "trace"]

_VERB = re.compile(
    "报送|上报|填报|填写|填|报备|备案|反馈|汇总|报告|报(?=[^告名刊表酬]|$)|提交|提供|递交|抄送|抄报|送(?=[^达]|$)|制定|制订|出台|印发|转发|编制|起草|修订|召开|召集|"
    "参加|出席|到会|收看|收听|传达|学习|汇报|发言|陪同|签订|签署|签|建立|设立|成立|组建|配备|安排|抽调|借调|选派|派出|派|组织|开展|实施|落实|推进|推动|"
    "完成|检查|督查|考核|评估|评定|评选|命名|授予|验收|认定|通报|排名|排序|公布|公示|约谈|问责|扣|加(?=\\d)|扣减|纳入|列入|作为|下载|安装|注册|关注|登录|打卡|"
    "签到|回复|接龙|转发|点赞|评论|上传|拍照|拍摄|录制|留存|保存|存档|归档|装订|装盒|建档|记录|登记|录入|采集|统计|核实|核查|摸排|排查|整改|整治|清理|取消|"
    "停止|废止|清退|负责|承担|牵头|配合|会同|协助|发放|拨付|支付|缴纳|收取|认购|征订|订阅|购买|购置|建设|新建|修建|改造|安装|更换|巡查|巡逻|巡河|走访|入户|宣传|张贴|悬挂|上墙|"
    "培训|审核|审批|批准|受理|办理|办结|答复|告知|通知|要求|加强|强化|提高|提升|完善|健全|规范|优化|深化|坚持|确保|保障|做好|抓好|压实|明确|细化|"
    "转移|撤离|值守|处置|处理|查处|追究|清运|清除|拆除|种植|发展|支持|鼓励|引导|申请|申报|培育|选树|推荐|推选|遵守|执行|履行|使用|调整|设置|制作|编写|撰写|总结|梳理"
)
_TRACE = re.compile(
    "台账|照片|截图|截屏|视频资料|视频(?!会|监控|分会场)|影像|录像|录音|签到[表册簿单]?|轨迹|水印|定位|佐证材料|佐证|痕迹(?:资料|管理|材料)?|留痕|会议(?:记录|纪要)|记录[簿本册]|"
    "学习笔记|笔记|心得体会|心得|档案盒|装盒|一[事户人项课企]一[档册卡表]|存档|归档|建档|备查|登记[表册簿]|拍照|拍摄|图文(?:资料|材料)|有图|影印件|扫描件|工作日志|日志|"
    "打卡|留存|点点有图|台帐|档案资料|复印件|清单销号|销号"
)
_SANCTION = re.compile(
    "(?=[一不书予作倒停免全列取扣曝末检红约纳给罚落表诫说进追通问黄])(?:"
    "通报批评|(?:予以|进行|给予|全[市县区镇省])[^，。；]{0,6}通报|通报(?=[。，；]|$)|约谈|问责|追责|追究[^，。；]{0,16}责任|扣\\d+(?:\\.\\d+)?分|扣[^，。；]{0,6}分|"
    "倒扣|扣发|扣减|罚款|一票否决|取消[^，。；]{0,20}(?:资格|评优|评先|称号)|不得评[优先]|末位|黄牌|红牌|纳入[^，。；]{0,14}考[核评]|列入[^，。；]{0,14}考[核评]|作为[^，。；]{0,14}考[核评]|"
    "诫勉|停职|免职|曝光|检讨|表态发言|说明情况|作出?说明|书面检查|落入末等|不予(?:评|拨|安排)"
    ")"
)
_RESOURCE = re.compile(
    r"(?=[专场增奖安工投拨派物经编落补设资车选配预\d])(?:"
    "(?:经费|资金|补助|补贴|预算|专项款|奖金|工作经费)(?:由|从|列入|[^，。；]{0,8}(?:保障|承担|列支|安排|解决|拨付))|(?:安排|拨付|投入|补助|奖励|落实)[^，。；]{0,14}"
    "(?:经费|资金|\\d[\\d.]*[万亿]?元)|\\d[\\d.]*[万亿]?元|(?:配备|选派|增派|派)[^，。；]{0,10}\\d+[^，。；]{0,2}[名人]|编制\\d+名|(?:车辆|设备|场地|物资)[^，。；]{0,6}由[^，。；]{2,14}(?:提供|保障|承担)"
    ")"
)


class Deed(NamedTuple):
    """The verb of a clause and what it acts on."""

    action: Span | None
    object: Span | None


def deed(text: str, start: int, end: int) -> Deed:
    """Return verb and object of a clause, searched from ``start`` (behind the modal).

    Examples
    --------
    >>> text = "要及时报送整改台账"
    >>> [text[a:b] for a, b in deed(text, 1, len(text))]
    ['报送', '整改台账']
    """
    match = _VERB.search(text, start, end)
    if match is None:
        return Deed(None, None)
    action = Span(*match.span())
    if match.end() < end:
        return Deed(action, Span(match.end(), end))
    # 将整改情况于5月前报送: what is acted on stands in front.
    before = max(text.rfind("将", start, match.start()), text.rfind("把", start, match.start()))
    return Deed(action, Span(before + 1, match.start()) if before >= 0 else None)


def has_verb(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch holds one of the verbs of official demands."""
    return _VERB.search(text, start, end) is not None


def trace(text: str, start: int, end: int) -> Span | None:
    """Return the first proof of work that a stretch asks for: photos, ledgers, sign-in sheets."""
    match = _TRACE.search(text, start, end)
    return Span(*match.span()) if match else None


def sanction(text: str, start: int, end: int) -> Span | None:
    """Return what a stretch threatens with: 通报, 约谈, 扣分, 一票否决."""
    match = _SANCTION.search(text, start, end)
    return Span(*match.span()) if match else None


def resource(text: str, start: int, end: int) -> Span | None:
    """Return the money, people or equipment that a stretch provides."""
    match = _RESOURCE.search(text, start, end)
    return Span(*match.span()) if match else None
