"""多头要表: the same field or form asked by several issuers (FRM-03)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..directives.tables import table_rows
from ..document import Document, Span
from ..rules.sources import A26, F23, R24
from .issue import Issue
from .rule import Evidence, SetCase, SetHit, SetRule

__all__ = ["RULES", "fields"]

# Fields of one meaning.
_SAME = (
    ("电话", re.compile("联系电话|电话号码|电话|手机号码?|联系方式")),
    ("身份证", re.compile("(?:公民)?身份证?(?:件)?号码?|证件号码")),
    ("住址", re.compile("家庭住址|现居住地|居住地址?|现住址|住址|地址")),
    ("出生", re.compile("出生(?:年月日?|日期)")),
    ("姓名", re.compile("^(?:本人|学生|儿童|老人|户主|对象|人员)?姓名$")),
    ("监护人", re.compile("^监护人(?:姓名)?$")),
)
# Columns of every table.
_NO_FIELD = re.compile("^(?:序号|编号|备注|合计|单位|时间|日期|填报人|审核人|数量|No\\.?|[\\d\\s]*)$")
_LISTED = re.compile(
    "(?:包括|包含|含|填写|填报|登记|采集|录入|核实|注明|写明)[^，。；：、\n]{0,12}?(?P<list>(?:[^，。；：、\n（）]{2,10}、){3,}[^，。；：、\n（）]{2,10}?)(?=等|[，。；\n]|$)"
)
_ASKS = re.compile("报送|填报|填写|上报|报|登记|采集|录入|汇总|提交|反馈|建立|统计|摸底|建档")
# One form for all: the demand is merged, not repeated.
_MERGED = re.compile(
    "一张表|一表通|(?<!不)共享(?:平台|结果|数据)?|不再(?:重复)?(?:填报|填写|报送|采集)|直接(?:提取|调取)|平台(?:提取|调取)"
)
# Who tells that others ask does not ask.
_TOLD = re.compile("(?:都|均|又|也|还|分别|先后|再次|反复)要求")


class _Form(NamedTuple):
    span: Span
    fields: frozenset[str]
    in_table: bool


def fields(doc: Document) -> tuple[_Form, ...]:
    r"""Return the lists of fields that a document holds: heading rows of tables and lists such as 包括姓名、住址.

    Examples
    --------
    >>> doc = Document.from_text("关于摸底的通知\n各村：\n　　采集内容包括姓名、身份证号码、家庭住址、联系电话等。")
    >>> [sorted(form.fields) for form in fields(doc)]
    [['住址', '姓名', '电话', '身份证']]
    """
    found = []
    for row in table_rows(doc):
        if row.is_heading:
            found.append(_Form(row.span, _named(doc.quote(cell.span) for cell in row.cells), True))
    for match in _LISTED.finditer(doc.text):
        found.append(_Form(Span(*match.span("list")), _named(iter(match["list"].split("、"))), False))
    return tuple(form for form in found if form.fields)


def _named(words: Iterator[str]) -> frozenset[str]:
    return frozenset(_field(word) for word in words if not _NO_FIELD.match(word.strip()))


def _field(words: str) -> str:
    plain = re.sub(r"\s|（[^）]*）|\([^)]*\)|[“”]|^.*(?:包括|包含|含有)", "", words)
    for name, pattern in _SAME:
        plain = pattern.sub(name, plain)
    return "电话" if plain.endswith("电话") else plain


def _several(case: SetCase) -> Iterator[SetHit]:
    """Find forms that share most fields and are asked by different issuers."""
    asked: list[tuple[Issue, _Form]] = []
    for issue in case.issues:
        demands = _demands(case, issue)
        if not demands or _MERGED.search(issue.doc.text):
            continue
        own = [form for form in fields(issue.doc) if form.in_table or any(span.overlaps(form.span) for span in demands)]
        for form in own:
            others = [(earlier, found) for earlier, found in asked if _same_form(case, (earlier, found), (issue, form))]
            if others:
                shared = sorted(form.fields.intersection(*(found.fields for _, found in others)))
                named = list(dict.fromkeys([*(earlier.issuer for earlier, _ in others), issue.issuer]))
                yield SetHit(
                    Evidence(issue.doc, form.span), [Evidence(earlier.doc, found.span) for earlier, found in others],
                    {"fields": shared, "shown": "、".join(shared), "names": "、".join(named), "count": len(named)},
                    severity="issue" if len(named) >= case.options["many"] else None,
                )  # fmt: skip
        asked += [(issue, form) for form in own]


def _demands(case: SetCase, issue: Issue) -> list[Span]:
    """Return the sentences in which a document itself asks others for data."""
    if not issue.issuer:
        return []
    return [
        found.sentence
        for found in case.reading.directives(issue.doc)
        if found.demanded
        and not _TOLD.search(issue.doc.quote(found.sentence))
        and found.direction != "public"
        and _ASKS.search(found.text(issue.doc))
    ]


def _same_form(case: SetCase, first: tuple[Issue, _Form], again: tuple[Issue, _Form]) -> bool:
    shared = len(first[1].fields & again[1].fields)
    least = min(len(first[1].fields), len(again[1].fields))
    return (
        first[0].issuer != again[0].issuer
        and first[0].concerns(again[0])
        and case.within(first[0], again[0]) is not None
        and shared >= case.options["fields"]
        and shared >= case.options["share"] * least
    )


_HEAD, _SIGNED = "松垣县{0}\n关于{1}的通知\n各乡镇人民政府：\n", "松垣县{0}\n2025年{1}日\n"


def _doc(bureau: str, matter: str, body: str, day: str) -> str:
    return _HEAD.format(bureau, matter) + body + _SIGNED.format(bureau, day)


_LIST = "　　各乡镇{}前报送{}，内容包括{}。\n"
_CHILDREN = _doc(
    "民政局",
    "农村留守儿童摸底",
    _LIST.format("4月15日", "留守儿童登记表", "姓名、身份证号、家庭住址、就读学校、监护人、联系电话"),
    "3月12",
)
_PUPILS = _doc(
    "教育局",
    "建立留守学生档案",
    _LIST.format("4月18日", "留守学生档案表", "学生姓名、身份证号码、就读学校、住址、监护人姓名、监护人联系电话"),
    "3月20",
)
_WOMEN = _doc(
    "妇女联合会",
    "关爱留守儿童",
    _LIST.format("4月25日", "结对对象表", "姓名、身份证号、住址、监护人、联系电话、结对妈妈"),
    "3月28",
)
_MERGED_DOC = _doc(
    "教育局",
    "建立留守学生档案",
    "　　姓名、身份证号码、就读学校、住址、监护人、联系电话由县教育局从县民政局“一张表”平台提取，乡镇不再填报。\n　　各学校4月18日前登记视频通话时间。\n",
    "3月20",
)
_PUMPS = _doc(
    "农机中心", "核对机泵", _LIST.format("4月18日", "机泵表", "机泵型号、功率、存放地点、保管人、联系电话"), "3月20"
)
_CRITIC = _doc(
    "人民政府办公室",
    "多头要表问题",
    "　　一、县民政局、县教育局都要求填写姓名、身份证号、家庭住址、就读学校、监护人、联系电话，同一份表报了两次。\n　　二、不得再要求乡镇重复填报。\n",
    "5月6",
)

RULES: tuple[SetRule, ...] = (
    SetRule(
        code="FRM-03", name="same-form-asked-by-several", title="几个单位要同样的数据、同样的表", category="表", severity="tip",
        about="两个以上机关在 180 天以内要求填报的表（表头或文中列出的字段）有四个以上相同，并占较短一份的六成以上；三个以上机关的按问题提示。",
        unless="改由“一张表”平台提取、共享的；不同地方的机关；批评和禁止多头填报的；只有序号、备注等通用栏的表。",
        message="{names}都要求填报{shown}，同样的数据要填 {count} 次。",
        suggestion="由一个部门采集一次，其他部门从共享平台提取。",
        basis=(
            F23("防治多头填报、重复填报的要求"), A26("数据统一归集、不得多头重复填报的要求"),
            R24("第三部分：不得频繁要求基层填表报数、提供材料"),
        ),
        hits=((_CHILDREN, _PUPILS), (_CHILDREN, _PUPILS, _WOMEN)),
        clean=((_CHILDREN, _MERGED_DOC), (_CHILDREN, _PUMPS), (_CHILDREN, _CRITIC), (_CHILDREN, _PUPILS.replace("松垣县", "临浦县"))),
        find=_several, options={"days": 180, "fields": 4, "share": 0.6, "many": 3},
    ),
)  # fmt: skip
