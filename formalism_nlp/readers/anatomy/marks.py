"""Lines of the head that tell by their own shape what they are: number, urgency, mark, web fields."""

from __future__ import annotations

import re

from ...document import BlockKind
from ...errors import ClassifiedError
from .lines import Line
from .parts import Head
from .patterns import DOC_NUMBER, ORDER_NUMBER, ORGAN_END, WEB_FIELD, WEB_NOISE, bare, is_date_line, names_receivers

__all__ = ["line_role"]

_SECRET = re.compile(r"^(?:绝密|机密|秘密)(?:[★☆*].*|\d+年|长期)?$")
_URGENT = re.compile(r"^(?:特急|加急|特提|平急|急件|紧急)$")
_MARK = re.compile(r"^(?P<organ>[\u4e00-\u9fff、（）\s]{2,60}?)(?:\s*文\s*件)$")
_ORDER_MARK = re.compile(r"^(?P<organ>[\u4e00-\u9fff]{2,24}?)令$")
# The one who gives a report to a congress stands under its title.
_SPEAKER = re.compile(
    r"^[\u4e00-\u9fff]{0,20}(?:主席|省长|市长|县长|区长|州长|旗长|盟长|镇长|乡长|书记|主任|院长|检察长)\s+[\u4e00-\u9fff·]{1,12}(?:\s[\u4e00-\u9fff]{1,2})?$"
)
_NAMED_ORDER = re.compile(r"^(?P<organ>[\u4e00-\u9fff]{2,60}?)令[（(](?P<number>第.{1,6}号)[）)]$")
_BARE_NUMBER = re.compile(r"[〔\[（(【]\d{4}[〕\]）)】]第?\d{1,4}号")
_BETWEEN_FIELDS = re.compile(r"\t| {2,}|(?<=\S)\s+(?=[\u4e00-\u9fff ]{2,8}[：:])")
_CLOSE_UP = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff：:])")


def line_role(line: Line, head: Head) -> BlockKind | None:
    """Say what a line is by its own shape; record what it states."""
    text = bare(line.text)
    if _SECRET.match(text):
        raise ClassifiedError(f"文件标有密级“{text}”，本工具不读取涉密文件，请按保密规定在涉密设备上处理")
    if _URGENT.match(text):
        head.urgency = text
        return "header"
    if re.fullmatch(r"\d{6}", text) or _SPEAKER.match(line.text):
        return "header"
    if (role := _number_role(text, head)) is not None:
        return role
    if (
        WEB_NOISE.match(text)
        or _web_fields(line.text, head)
        or (len(text) < 30 and not re.search("[\u4e00-\u9fff]{2}", text) and not is_date_line(text))
    ):
        return "page_furniture"
    if text == "目录":
        return "page_furniture"
    if text[-1] in "：:" and len(text) < 8 and not names_receivers(text[:-1]):
        return "page_furniture"
    if is_date_line(text):
        head.dated = text.strip("（）()")
        return "date"
    mark = _MARK.match(line.text)
    if mark and ORGAN_END.search(bare(mark["organ"])):
        head.mark = mark["organ"]
        return "header"
    order = _ORDER_MARK.match(text)
    if order and ORGAN_END.search(order["organ"]):
        head.mark, head.order = order["organ"], True
        return "header"
    return None


def _number_role(text: str, head: Head) -> BlockKind | None:
    number = re.split("签发人|等级|紧急程度", text)[0]
    number = number.strip("（）()") if DOC_NUMBER.fullmatch(number.strip("（）()")) else number
    if text != number and (urgent := re.search("特急|加急|特提|平急", text[len(number) :])):
        head.urgency = urgent.group()
    if DOC_NUMBER.fullmatch(number):
        head.number = head.number or number
        return "number"
    if head.order and head.mark and _BARE_NUMBER.fullmatch(text):
        head.number = head.number or f"{head.mark}令{text}"
        return "number"
    order = text.strip("（）()") if text[0] in "（(" else text
    if (named := _NAMED_ORDER.match(order)) is not None:
        head.mark, head.order, order = named["organ"], True, named["number"]
        head.number, head.title = head.number or order, text
        return "number"
    if ORDER_NUMBER.fullmatch(order) and re.search("第|令", order):
        head.number = head.number or (
            f"{head.mark}令{order}" if head.order and head.mark and order[0] == "第" else order
        )
        head.order = head.order or "公告" not in text
        return "number"
    return None


def _web_fields(text: str, head: Head) -> bool:
    """Recognise the fields that a web site prints above the text, and take the number from them."""
    cells = [_CLOSE_UP.sub("", cell) for cell in _BETWEEN_FIELDS.split(text)]
    cells = [
        cell + following if cell.endswith(("：", ":")) else cell
        for cell, following in zip(cells, [*cells[1:], ""], strict=True)
    ]
    fields = [match for cell in cells if (match := WEB_FIELD.match(cell.strip(" 【[|")))]
    if not fields or (len(fields) == 1 and len(text) > 80):
        return False
    for match in fields:
        value = bare(match["value"])
        if match["key"].endswith("文号") or match["key"] in ("发文字号", "文件编号"):
            number = DOC_NUMBER.search(value) or (
                ORDER_NUMBER.fullmatch(value) if "第" in value or "令" in value else None
            )
            head.number = head.number or (number.group() if number else None)
    return True
