"""层层加码: what a document asks beyond its superior's (ESC); it needs the superior's document to compare with."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Protocol

from ..document import Document, Span
from ..errors import NotApplicable
from ..findings import Basis
from .copying import BESIDE
from .rule import Case, Hit, Rule
from .sources import N19, R24

__all__ = ["RULES", "Compared"]


class Grown(Protocol):
    """What a rule needs of a requirement that grew."""

    @property
    def kind(self) -> str:
        """``deadline`` and others."""

    @property
    def span(self) -> Span:
        """Its place in this document."""

    @property
    def parent_span(self) -> Span:
        """The passage of the superior's document that it belongs to."""

    @property
    def value(self) -> str:
        """The value here."""

    @property
    def parent_value(self) -> str:
        """The superior's value."""

    @property
    def factor(self) -> float | None:
        """Value here divided by the superior's."""

    @property
    def message(self) -> str:
        """One sentence in Chinese."""


class Compared(Protocol):
    """What a rule needs of the comparison with the superior's document (``Case.borrowed``)."""

    @property
    def relation(self) -> str:
        """``superior``, ``own``, ``peer`` or ``unknown``."""

    @property
    def by_requirement(self) -> bool:
        """Whether the requirements were compared."""

    @property
    def unjudged(self) -> str:
        """Why nothing is said of what grew; empty where it is."""

    @property
    def parent(self) -> Document:
        """The superior's document."""

    @property
    def escalations(self) -> tuple[Grown, ...]:
        """What grew."""


def _grown(kind: str, case: Case) -> Iterator[Hit]:
    # Against one's own earlier document a requirement may grow: nobody above has set another.
    superiors = [one for one in case.borrowed if one.by_requirement and one.relation != "own"]
    if not superiors:
        raise NotApplicable("没有给出上级文件")
    if all(one.unjudged for one in superiors):
        raise NotApplicable(superiors[0].unjudged)
    for compared in superiors:
        for found in compared.escalations:
            if found.kind == kind:
                yield _hit(case, compared, found)


def _hit(case: Case, compared: Compared, found: Grown) -> Hit:
    factor, far = found.factor, case.options["far"]
    values = {
        "said": found.message, "own_value": found.value, "upper_value": found.parent_value, "factor": factor,
        "other": compared.parent.meta.title or compared.parent.id, "other_span": list(found.parent_span),
    }  # fmt: skip
    is_far = factor is not None and max(factor, 1 / factor) >= far
    return Hit(found.span, values, severity="issue" if is_far else None)


_TITLE = "关于做好农村供水工程管护工作的通知"
_BODY = (
    "　　一、水源保护。破损围栏和标志牌{repair}修复到位，{scope}由专人巡查。\n"
    "　　二、水质检测。单村供水工程水质检测每{often}不少于一次，每次抽取水样不少于{samples}份，结果张贴上墙。\n"
    "　　三、管护人员。{train}管护人员参加技能培训，培训费用由财政承担。\n"
    "　　四、应急供水。停水后应在{notice}小时内告知用水户，并组织送水。\n"
    "　　五、结果运用。检测结果用于改进管护{threat}。\n"
    "　　六、情况报送。年底前报送一份书面小结{report}。\n"
)
_UPPER = {
    "repair": "于10月底前", "scope": "重点水源地", "often": "季度", "samples": "2", "train": "鼓励", "notice": "4", "threat": "", "report": "",
}  # fmt: skip


def _text(place: str, to: str, date: str, **changed: str) -> str:
    return f"{place}水利局\n{_TITLE}\n各{to}：\n{_BODY.format(**_UPPER | changed)}{place}水利局\n{date}"


def _beside(**changed: str) -> str:
    """The county's notice with some words changed, and the city's beside it."""
    return (
        _text("松垣县", "乡镇水利站", "2025年4月8日", **changed)
        + BESIDE
        + _text("泽安市", "县（市、区）水利局", "2025年3月4日")
    )


_SAME = _beside()
_ALONE = _text("松垣县", "乡镇水利站", "2025年4月8日", often="月", repair="于5月20日前")
_EQUAL = _beside(often="3个月", repair="于10月31日前")
_MILDER = _beside(often="半年", repair="于11月底前", notice="8", samples="1")
_OTHER = (
    "松垣县教育局\n关于组织学生春游的通知\n各学校：\n　　一、每月检查一次校车，5月20日前完成。\n　　二、必须购买保险，未购买的通报批评。\n"
    "松垣县教育局\n2025年4月8日" + BESIDE + _text("泽安市", "县（市、区）水利局", "2025年3月4日")
)
_CLEAN = (_SAME, _ALONE, _EQUAL, _MILDER, _OTHER)
_NO_MORE = R24("第六部分：不得层层加码、分解任务")
# Kind, slug, title, what it looks at, suggestion, further basis, examples.
_KINDS: tuple[tuple[str, str, str, str, str, tuple[Basis, ...], tuple[str, ...]], ...] = (
    (
        "deadline", "earlier-deadline", "时限比上级提前", "同一件事的完成时限，换算成日期或小时后比上级文件早。报送类时限因逐级汇总而提前十天以内的不计。",
        "按上级时限执行；确需提前的，写明原因，并给基层留足时间。", (), (_beside(repair="于5月20日前"), _beside(notice="2")),
    ),
    (
        "frequency", "more-often", "频次比上级增加", "同一件事的检查、培训、报送等频次，换算成每年次数后比上级文件多。",
        "按上级频次执行；确需加密的，限定对象和期限。", (N19("着力解决督查检查过多过频、过度留痕"),), (_beside(often="月"), _beside(often="周")),
    ),
    (
        "quantity", "larger-quantity", "数量指标比上级提高",
        "同一项要求的数量、比例、份数，统一单位后比上级文件高，或者起点门槛比上级低。补助、待遇等给予性数额不计，全市总数在本县的分配数不计。",
        "按上级数量执行，不另加任务数。", (), (_beside(samples="5"), _beside(samples="10")),
    ),
    (
        "scope", "wider-scope", "范围比上级扩大", "上级限于重点、部分或者符合条件的对象，本文扩大到全部，或者把上级不作要求的事项重新列为要求。",
        "按上级限定的范围执行。", (), (_beside(scope="所有水源地一律"), _beside(scope="全部水源地")),
    ),
    (
        "modality", "stricter-wording", "把鼓励、可以改为必须", "上级是鼓励、可以、原则上的，本文改为必须、应当、一律。",
        "恢复上级的口径，由基层自行决定。", (), (_beside(train="必须组织"), _beside(train="一律组织")),
    ),
    (
        "sanction", "added-sanction", "增加上级没有的问责处罚",
        "上级没有规定问责、通报、扣分、一票否决等后果，本文作了规定，或者比上级加重。法规规章中的法律责任不计。",
        "删去另加的问责条款，或者按上级规定的方式处理。", (R24("第三部分：规范督查检查考核（省级配套规定列明不得按月、按季排名通报）"),),
        (_beside(threat="，连续两次不合格的，对乡镇主要负责人予以约谈"), _beside(threat="，末位的在全县通报批评")),
    ),
    (
        "report", "added-report", "增加上级没有的报送", "上级不要求报送，或者只要求报送一次，本文要求定期报送、零报告，或者限期另报材料。突发情况的报告不计。",
        "取消另加的报送；需要掌握的情况从已有数据中取用。", (R24("第三部分：不得频繁要求基层填表报数、提供材料"),),
        (_beside(report="，并于每周五前报送巡查进展"), _beside(report="。实行日报告和零报告制度，各乡镇每日17时前报送巡查情况")),
    ),
)  # fmt: skip

RULES: tuple[Rule, ...] = tuple(
    Rule(
        code=f"ESC-{number:02d}", name=name, title=f"层层加码：{title}", category="加码", severity="tip", about=f"与上级文件逐项比对要求。{about}",
        unless="没有给出上级文件；要求不同、单位不同、说法不同而数值相同的；引用上级原文、陈述事实的；放宽的。",
        message="{said}", suggestion=suggestion, basis=(_NO_MORE, *basis), hits=hits, clean=_CLEAN, find=partial(_grown, kind),
        # Doubling is the domain notes' example of 加码 (1.2, row 2: 两年一次→一年一次); threefold lies beyond it.
        options={"far": 3.0},
    )
    for number, (kind, name, title, about, suggestion, basis, hits) in enumerate(_KINDS, 1)
)  # fmt: skip
