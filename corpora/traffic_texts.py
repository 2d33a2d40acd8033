"""Sentences of the invented traffic, and how a document is put together from them."""

from __future__ import annotations

import random
from datetime import date, timedelta

MATTERS = (
    "清淤", "春灌", "秸秆禁烧", "校舍修缮", "农机检修", "饮水管网维护", "乡道养护", "林木管护", "档案整理", "危桥围挡",
    "图书配送", "疫苗冷链", "路灯维修", "地膜回收", "渡口渡船", "仓储粮情", "校车线路", "河堤加固", "公厕管护", "古树挂牌",
    "大棚保温", "蚕茧收购", "鱼塘增氧", "村卫生室药柜", "幼儿园食堂", "堤坝割草", "泵站检修", "沼气池", "果园防霜", "油菜播种",
    "水稻育秧", "茶园修剪", "养老院供暖", "集市摊位", "公交站牌", "垃圾清运", "井盖更换", "广场绿化", "柑橘分拣", "晒场平整",
)  # fmt: skip
BUREAUS = ("水利局", "农业农村局", "教育局", "交通运输局", "民政局")
_CODES = {"水利局": "水", "农业农村局": "农", "教育局": "教", "交通运输局": "交", "民政局": "民"}
_WORK = (
    "县级承担机具和运费，各乡镇负责组织人员进场。", "先做急需路段，再做一般路段，雨天停工。", "所需材料由县级仓库统一供应，用多少领多少。",
    "技术问题由驻点技术员现场解答，不再另开培训班。", "完工后由村民小组现场查看，有遗漏的当场补做。", "每个乡镇安排机械两台，油料由县级负担。",
    "施工避开学生上下学时段，路口安排一人值守。", "旧料集中堆放，由回收点上门拉走。", "资金随进度拨付，第一笔占四成。",
    "往年做得好的路段照旧，今年只补空档。", "遇到困难的直接找驻点技术员，不必层层转告。", "工具用后擦净入库，缺损的月底统一更换。",
)  # fmt: skip
_TASKS = (
    "请各乡镇于{due}前完成{m}。",
    "各乡镇要在{due}前做完{m}，做不完的说明缺什么。",
    "{m}由各乡镇组织，{due}前收尾。",
)
_ASKS = (
    "请各乡镇于{due}前填报《{m}进度统计表》，报我单位汇总。", "请各乡镇于{due}前将{m}数据报送我单位。",
    "各乡镇{due}前上报{m}明细表。",
)  # fmt: skip
_APP = ("请各乡镇于{due}前在小程序上传{m}完成情况，并在工作群接龙。", "请各乡镇联络员{due}前在工作群内上报{m}进展。")
_TRACE = "附现场照片两张。"
_SHORT = "请各乡镇于今日17时前完成{m}的现场布置。"


def county_office(county: str) -> str:
    """Name of the office that issues for a county."""
    return f"{county}人民政府办公室"


def matters_of(issuer: str) -> tuple[str, ...]:
    """Return the matters that an issuer writes about; no two bureaus share one."""
    at = next((n for n, bureau in enumerate(BUREAUS) if issuer.endswith(bureau)), None)
    return MATTERS if at is None else MATTERS[at :: len(BUREAUS)]


def number(issuer: str, county: str, when: date, serial: int, letter: bool = False) -> str:
    """Return a document number."""
    code = _CODES.get(issuer.removeprefix(county), "政办")
    return f"{county[0]}{code}{'函' if letter else '发'}〔{when.year}〕{serial}号"


def due(rng: random.Random, when: date) -> str:
    """Return a due date eight to twenty days on."""
    day = when + timedelta(days=rng.randint(8, 20))
    return f"{day.month}月{day.day}日"


def body(rng: random.Random, kind: str, matter: str, when: date) -> str:
    """Return the body of a document of a kind."""
    work = rng.sample(_WORK, rng.randint(2, 5))
    words = {"m": matter, "due": due(rng, when)}
    lead = {
        "task": rng.choice(_TASKS), "ask": rng.choice(_ASKS), "app": rng.choice(_APP), "short": _SHORT,
        "trace": rng.choice(_TASKS) + _TRACE,
    }[kind].format(**words)  # fmt: skip
    return f"{lead}{''.join(work)}"


def meeting(rng: random.Random, matter: str, when: date, hours: float) -> str:
    """Return the body of a meeting notice of so many hours."""
    day = when + timedelta(days=rng.randint(3, 6))
    start = 9 * 60 if hours > 2.5 else rng.choice((9, 14)) * 60 + 30 * rng.randint(0, 1)
    end = start + round(hours * 60)
    clock = [f"{at // 60}:{at % 60:02d}" for at in (start, end)]
    return (
        f"定于近期召开{matter}推进会，现将有关事项通知如下。一、会议时间：{day.month}月{day.day}日{clock[0]}—{clock[1]}。"
        f"二、参会人员：各乡镇分管负责同志。三、会议由县级召集，材料由县级准备。{rng.choice(_WORK)}"
    )


def visit(rng: random.Random, matter: str, when: date, word: str) -> str:
    """Return the body of an inspection or visit notice."""
    day = when + timedelta(days=rng.randint(5, 9))
    return (
        f"我单位定于{day.month}月{day.day}日起就{matter}到各乡镇开展{word}，为期两天。主要看现场，听取困难和建议。"
        f"{rng.choice(_WORK)}{rng.choice(_WORK)}"
    )


def document(issuer: str, title: str, text: str, when: date, doc_number: str | None, to: str = "各乡镇人民政府") -> str:
    """Put a document together."""
    head = f"{doc_number}\n" if doc_number else ""
    return f"{head}{title}\n{to}：\n　　{text}\n{issuer}\n{when.year}年{when.month}月{when.day}日"
