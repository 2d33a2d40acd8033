"""Who and what a department may well inspect: firms and wares, its own people, places that it comes to help."""

from __future__ import annotations

import re

from .inspection_runs import LOWER

__all__ = ["concerns_others", "is_own_staff"]

# 对全县乡镇、学校的竹编工坊打分, 对各村选送的茶样评分: firms, wares and citizens of a place are marked, not its cadres.
_OTHER_OBJECT = re.compile(
    "(?:选送|推荐|报送|辖区|范围内|所有)?的?[^，。；]{0,10}(?:工坊|作坊|作品|节目|产品|样品|[茶米酒果瓜菜]样|茶叶|剧本|稿件|民宿|农家乐|果园|茶园|基地|家庭农场|农场|合作社|摊位|门店|酒店|饭店|餐馆|"
    "院落|庭院|家庭|农户|住户|居民|老人|残疾人|患者|学生|选手|[参代舞球合唱龙狮]+队|传承人|手艺人|匠人|能人|景区|景点|电梯|设备|音响|桥梁|古树|名木|文物|房屋|危房|水样|水质|水井|土壤|病虫|苗情|隐患点|企业|商户|店铺|"
    "业主|物业|从业|经营)(?![^，。；]{0,6}(?:工作|情况|管理|治理|建设|整治|改造|保护|保障|服务|发展|完成|成效|成绩|率|数))"
)
# 派技术员到各村查看险情，帮助加固: who comes to help inspects nobody.
_HELP = re.compile(
    "(?:技术员|农技|专家|医生|医师|护士|工程师|维修|检修|志愿|律师|法律顾问|讲师|教练|电工|兽医|防疫员|植保)[^。；]{0,40}(?:帮|指导|免费|维修|检修|修|加固|更换|讲解|咨询|义诊|服务|诊|培训|救治)"
)
_JUDGED = re.compile("打分|评分|记分|扣分|考[核评]|评[比定等]|等次|排名|通报|督[查办]|问责")
# 纳入局机关各股室年度绩效: the issuer's own people.
_OWN_STAFF = re.compile(
    "局机关|本局|机关(?:各)?(?:股室|科室|处室|干部)|各?(?:股室|科室|处室)|局属|直属单位|二级单位|驻外|下设机构"
)


def concerns_others(words: str, found: re.Match[str]) -> bool:
    """Tell whether an inspection aims at what belongs to those below but is none of them, or comes to help.

    Examples
    --------
    >>> texts = ("对各村选送的茶样评分", "对各村清运工作评分", "派技术员到各村查看险情，帮助加固")
    >>> [concerns_others(text, re.search("评分|查看", text)) for text in texts]
    [True, False, True]
    """
    aimed = LOWER.search(words, found.start(), found.end()) or LOWER.search(words)
    if aimed is not None and _OTHER_OBJECT.match(words, aimed.end()) is not None:
        return True
    return _HELP.search(words) is not None and _JUDGED.search(words) is None


def is_own_staff(words: str) -> bool:
    """Tell whether the issuer's own sections and people are meant and nobody below.

    Examples
    --------
    >>> [is_own_staff(text) for text in ("纳入局机关各股室年度绩效", "纳入各乡镇年度绩效")]
    [True, False]
    """
    return _OWN_STAFF.search(words) is not None and LOWER.search(words) is None
