"""What a public body is (government, department, coordination body …), by the words of its name."""

from __future__ import annotations

import re

from ..document import OrganKind

__all__ = ["organ_kind"]

# Created for one matter; they have no system of their own (DOC-05 议事协调机构).
_COORDINATION = (
    "领导小组|协调小组|工作小组|专项小组|专班|指挥部|联席会议|联防联控|工作机制|工作组|协调组|推进组|督导组|"
    "(?:安全生产|食品(?:药品)?安全|爱国卫生(?:运动)?|国防动员|绿化|减灾|防灾减灾(?:救灾)?|精神文明建设(?:指导)?|"
    "禁毒|老龄(?:工作)?|妇女儿童工作|残疾人工作|招生(?:考试)?|机构编制|依法治[省市县区国]|审计|财经|深化改革|"
    "网络安全和信息化|国家安全|外事工作|军民融合发展|住房公积金管理|语言文字(?:工作)?|行政复议|交通安全|"
    "消防安全|社会治安综合治理|应急管理|人才工作|征兵|护林防火|森林(?:草原)?防火|劳动鉴定|教育督导|学位)委员会|"
    "(?:安|食安|食药安|爱卫|绿|减灾|文明|禁毒|老龄|妇儿工|残工|编|综治|招|招考|双拥|国动|防火|道安|消安)委|"
    "(?:整治|创建|推进|攻坚|抗旱|防汛|防指|禁毒|双拥|文明|创[卫文城]|迎检|迎评|扫黑(?:除恶)?|[河湖林路]长制?|食安|"
    "爱卫|征兵|减负|考核|普查|普法|治水|污染防治|专项|行动|综治|老龄|妇儿|招生|招考|疫情|防控|治超|打非|拆违|"
    "营商(?:环境)?|作风|主题教育)(?:工作)?(?:办公室|办)$"
)
# Standing bodies with the name of an office: they lead a sector as a bureau does.
_STANDING = "机构编制委员会办公室$|编委?办$|网信办$|网络安全和信息化委员会办公室$"
_OFFICE = (
    "^(?:人民)?(?:政府|府|委|委员会|党委|党工委)?(?:办公厅|办公室|党政(?:综合)?办(?:公室)?|党办|综合办公室|两办)$|"
    "(?:局|厅|委|委员会|部|署|院|会|政府|府)(?:办公厅|办公室|党政(?:综合)?办(?:公室)?)$|^(?:政府|府|委|党委)办$|党政办"
)
_PARTY = "^(?:第.{1,3}届)?(?:委员会|委)$|(?:党委|党委会|党工委|工委|工作委员会|党组|党总支|党支部|支部|纪委|纪委监委)$|纪律检查"
_GOVERNMENT = "政府$|^府$|行署$|行政公署$|管委会$|街道办(?:事处)?$|区公所$|^$"
_MASS = (
    "总工会|工会$|工会委员会$|共青团|团委$|^团委?|妇女联合会|妇联|残疾人联合会|残联|工商业联合会|工商联|"
    "科学技术协会|科协|文学艺术界联合会|文联|社会科学界联合会|社科联|侨联|归国华侨|台联$|红十字会|贸促会|"
    "作家协会|作协|关工委|关心下一代|人民团体|群团"
)
_ASSOCIATION = "(?:学会|协会|商会|研究会|促进会|基金会|联合会|联谊会|联盟|协进会)$"
_VILLAGE = "村民委员会|村委会|居民委员会|居委会|(?:社区|村)$"
# 科, 处, 股, 室 behind the name of the unit that they are a part of.
_SECTION = (
    "(?:局|厅|委|部|办|署|院|府|会|公司|司)(?!公室)[^，]*?(?<!事)(?:科|处|股|(?<!办公)室|司)$|^.{2,8}[科股]$|"
    "^.{2,8}(?<!管理)(?<!工程)(?<!养护)处$|科室$|处室$|司局$|股室$"
)
_UNIT_OF_ITS_OWN = "(?:政策)?研究室$|办事处$|参事室$|档案局$"
_ENTERPRISE = "(?:公司|集团|银行|厂|企业|信用社|合作社|分行|支行|营业管理部|事务所|运营机构)$|总行"
_FIELD_OFFICE = "(?:派出所|司法所|财政所|税务所|工商所|国土所|监管所|总队|支队|大队|调查队|监管局|督察局)$"
_INSTITUTION = (
    "(?:学校|大学|学院|中学|小学|幼儿园|院校|学校部?|医院|卫生院|医疗机构|经办机构|研究院|研究所|设计院|科学院|考试院|"
    "中心|院|馆|站|所|队|场|台|社|库|处|校|基地|事业单位)$|中学|小学|附小|附中"
)
_DEPARTMENT = (
    "(?:部|委|委员会|厅|局|署|办|办公室|室|海关|机关|部门|直属机构|派出机构|委办局|机构|组|专员|公安|军区|指挥部|委组织)$|"
    "主管部门|^各?[委办局厅处部、]+$"
)
# The first that fits decides.
_KINDS: tuple[tuple[str, OrganKind], ...] = (
    (_STANDING, "department"),
    (_COORDINATION, "coordination"),
    (_VILLAGE, "mass"),
    ("人民代表大会|人大(?!附)", "congress"),
    ("政治协商|政协", "cppcc"),
    ("法院|检察院|法庭", "court"),
    (_OFFICE, "office"),
    (_MASS, "mass"),
    (_PARTY, "party"),
    (_GOVERNMENT, "government"),
    (_ASSOCIATION, "association"),
    (_UNIT_OF_ITS_OWN, "department"),
    (_FIELD_OFFICE, "department"),
    (_ENTERPRISE, "enterprise"),
    (_SECTION, "section"),
    (_INSTITUTION, "institution"),
    (_DEPARTMENT, "department"),
)
_RULES = tuple((re.compile(pattern), kind) for pattern, kind in _KINDS)


def organ_kind(name: str) -> OrganKind:
    """Return the kind of a body from its name without the place in front.

    Parameters
    ----------
    name : str
        Such as 教育局, 委宣传部, 人民政府办公室; empty for a place that stands for its government.

    Examples
    --------
    >>> [organ_kind(name) for name in ("教育局", "教育局基础教育科", "安全生产委员会办公室", "人民政府办公室")]
    ['department', 'section', 'coordination', 'office']
    """
    return next((kind for pattern, kind in _RULES if pattern.search(name)), "unknown")
