"""Finding notices that say themselves that they are one more on the same matter (DOC-17)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Span
from ..errors import NotApplicable
from .document_parts import REGULATIONS, TITLE_STOPS, demands, first_block, own_title
from .rule import Case, Hit

__all__ = ["same_matter_again"]

_DAY = r"[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
_RECENT = f"(?:今[天日晨早]|昨[天日晚]|前[天日]|上午|下午|刚才|刚刚|早上|中午|上(?:周|星期|礼拜|月)|本周|这周|日前|前几天|{_DAY}(?:、{_DAY})*)"
_SENT = (
    "(?:下发|所发|印发|发出|发布|发[的过来给了]|给(?:大家|你们|各)|下的(?=通知|文|函|表|提示)|各发|"
    "已[就]?发|收到|收过|报过|填过|交过|改过|传真|[寄传推送群][发送过出的]|发过|转发|行文|通知(?!如下)|下达|布置|发文|行过文|催过|说过|通知过|强调过)"
)
_THING = "(?:消息|短信|微信|语音|告知|通知|名单|清单|台账|口径|表格|样表|文(?!化|明|旅|件精神)|件(?!数)|函|电|表|单(?!位|独)|稿|提示|要求|口径|方案|安排)"
_EARLIER = re.compile(
    r"(?=[两几一七三上下中之九二五今先八六刚前十原四头日早昨本此第这首接连已换改继\d])(?:"
    f"{_RECENT}[^。；]{{0,16}}?{_SENT}|{_RECENT}(?:的|那)那?(?:[一两几二三]?[份个道张件封条次])?预?{_THING}|前[一两几二三]次(?:告知|通知|说|发|报|定)|(?:前头|此前|早先|先前|之前|前面)[^，。；省部委]{{0,4}}(?:下|发|来|出)[过了]|(?:连|已|先后)[^，。；省部委]{{0,3}}(?:发|下|行|催)[过了]?[两三四五几\\d](?:函|文|次|道|封|件|条|回|遍)|[换改]过?[了过][一两二三四五几\\d][版稿次回遍]|继[^，。；]{{1,16}}(?:通知|文|函|提示|消息|部署)之?后|先行(?:发|下|印|传)[^，。；]{{0,2}}的?{_THING}|\\d{{1,2}}日[^。；月]{{0,6}}(?:收到|发|下发)的?[^，。；]{{0,4}}{_THING}|(?:先后|前后|接连|连着|已经|已)[^，。；省部委]{{0,4}}(?:下|发|来|出|印|送|传|去|寄)[过了][^，。；]{{0,3}}[一两二三四五几多\\d][道个份次封件回稿]|(?:前|上|头)(?:面|边)?那?[一两几二三]?(?:次|个|条|道|份|封|回|期|版|稿)(?:所?发)?的?{_THING}|前[两几][件回]|{_DAY}的{_THING}|[一两二三四五几]天前(?:的|发的)?那?[份张个次]?[^，。；]{{0,2}}{_THING}|前(?:文|函|件|电)(?!件)|(?:原|前)(?:所?发)?的?(?:[两三四几][份个次件])?通知|(?:(?:前期|早前)(?=所?(?:发[的过]|下发|印发|传))|上回|头回|前头|早先|先头|前几)(?:的|那)?(?:次|个|份|张|版|回)?|(?:先前|之前|此前|首次|第[一二三]次)(?:[^。；]{{0,14}}?{_THING}|[^。；]{{0,4}}[两三几]次{_SENT})"
    ")"
)
_REPLACES = re.compile(
    "(?=[让撕换才别收旧对打有相抵矛冲先暂一不予以件作依停别口只名听安按换收改文方替有概清照版用看稿统表通重顶都全取撤由第再])(?:"
    "才算数|别(?:转|看|填|报|用)|收起来|不认|不看|旧[版表稿件文][^，。；]{0,4}(?:作废|不用|重新|停用)|(?:对不[上拢]|打架|不一[致样]|有出入|相左|不符|抵触|矛盾|冲突|不同)[^。；]{0,14}(?:以|按|照|依|听|凭|随|从)(?:本|此|这|今|新)|(?<!不用)(?<!不必)(?<!无需)重[报填]|让位|撕|换上|"
    "以(?:今天|现在)?(?:此|本|这|新|最后)(?:次|件|通知|文|函|份|版|表|一)?[^。；，]{0,8}为准|(?:照|按|依|听|看)(?:这|此|本|新|最后)[^。；，]{0,8}(?:办|来|做|填|执行|报|的)|作废|不作数|不算数|停止执行|作罢|有(?:改动|变动)|照[^，。；]{0,4}这[份张次版]|"
    "(?:不再|先不|暂不|都不|全不|一概不|不)(?:执行|有效|看|用了|用(?!重|再填)|算数|作数|要了|算了)|替代|取代|撤[回销掉]|重发|由[^，。；]{1,14}(?:改|调整|变更|提前|推迟|延)[至到为]|第[二三四五]次(?:修改|修订|调整|更新)|重新上?[填报]|再[报填]一[遍次份]|有变|(?:予以|重新|作了?|有所)(?:调整|更改|变更|布置|部署)|收回|替换|顶替|(?:别|不用|不必)再?(?:填|报|看|用|交)|换成|改[用按填]|"
    "以(?:此|本|这|新|最后)[^。；，]{0,8}为[凭据]|(?:一律|一概|概|只|统一|一切)[^，。；]{0,4}(?:认|凭|看|按)(?:此|本|这|新)|[按用看](?:新|这|此|本)[^，。；]{0,3}[件表版份填]|(?:通知|清单|口径|方案|安排|名单|表格?|版|稿|件|文)[^，。；]{0,8}(?:不认|停用|销毁|撤回|失效|删除|退回|过时)|顶上"
    ")"
)
_ONE_MORE = re.compile(
    "第[二三四五六]次[^。；]{0,6}(?:就|发文|发通知|行文|通知|催|提醒)|[已就连经来先][^，。；]{0,3}[两三四五六][次度回](?:行文|发文|发函|发?通知|催[报办促]|提醒)|(?:这|本|此|已)(?:件|文|通知)?是?[^，。；]{0,8}第[二三四五六](?:份|个|道|封|件)[^，。；]{0,14}(?:通知|文|函|提示)|[两三四五]度[^。；]{0,16}(?:行文|发文|通知)|发[过了][两三四几][次回]通知[^。；]{0,10}再发|同一(?:件事|事项|工作)[^，。；]{0,6}发了?[两三四五]"
)
# 上周发过一次，本周再发一次, 继两次通知后再次通知: said of the issuer's own notices only.
_SAYS_AGAIN = re.compile(
    "(?:再|又)(?:发|催|通知|提醒|强调|重申|要求|作|布置|部署|说)[^，。；]{0,4}[次遍回]|再次(?:通知|提醒|重申|催|发文|行文|发函)"
)
_OF_OTHERS = re.compile("上级|国家|中央|国务院|[部省市]")
_ORDINARY = re.compile(
    "征求|谣|诈骗|网传|(?:下发|发放|拨付|印发)的?[^，。；]{0,4}(?:资金|补助|物资|款)(?![^，。；]{0,4}[表件通])|(?:印发|发布|出台|下发|制定)的(?:有关|相关|各类|其他)?(?:文件|政策)[^，。；]{0,4}与本|规定|办法|政策|法律|条例|更正|勘误|笔误|有误|印刷错误|法规|标准|(?:以往|过去|以前|原有)[^。]{0,20}不一致"
)
_AGAIN = re.compile(
    "再次|重申|重发|[再三]催|再[通强提部]|催[报交办缴]|第[二三四五]次(?:的?通知|催|提醒|函|报送)|又一次"
)


def _words(*found: re.Match[str] | None) -> str:
    return next(match.group() for match in found if match is not None)


def same_matter_again(case: Case) -> Iterator[Hit]:
    """Find a notice that replaces one just sent, or says that it is one more on the same matter (DOC-17)."""
    doc, meta = case.doc, case.doc.meta
    if meta.carrier in REGULATIONS or meta.genre in ("公告", "通告", "命令（令）", "请示", "报告", "通报"):
        raise NotApplicable("规章类文本的新旧更替、公布和通报，不是一事多发")
    read: set[Span] = set()
    for found in case.directives:
        if found.attribution != "own" or found.sentence in read or found.polarity == "criticise":
            continue
        # 原来报的不要，全部重报: what is set aside is no prohibition.
        if found.polarity == "prohibit" and not _REPLACES.search(case.masked(found.core)):
            continue
        read.add(found.sentence)
        sentence = case.masked(found.sentence)
        earlier = _EARLIER.search(sentence)
        again = _ONE_MORE.search(sentence)
        if earlier and not again and not _OF_OTHERS.search(sentence):
            again = _SAYS_AGAIN.search(sentence, earlier.end())
        if not (earlier or again) or _ORDINARY.search(sentence):
            continue
        if (again or (earlier and _REPLACES.search(sentence))) and not re.search(r"(?:19|20)\d\d", sentence):
            yield Hit(found.sentence, {"earlier": _words(again, earlier)}, found.exception)
            return
    title = first_block(doc, "title")
    words = own_title(doc.quote(title.span)) if title else ""
    if title is not None and _AGAIN.search(words) and not TITLE_STOPS.search(words) and demands(case, level=True):
        yield Hit(title.span, {"earlier": "标题表明同一事项已经发过通知"})
