"""Makes two years of invented traffic of three counties, with planted events and a calm county.

Run ``python corpora/make_traffic.py FOLDER``: it writes ``traffic.jsonl`` (a text a line, as a
receiving unit would drop it), ``ratings.csv`` and ``events.json`` (what was planted, and which points
are calm). The same seed writes the same bytes. Nothing of it is kept in the repository.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import traffic_texts as texts

FIRST, MONTHS = date(2024, 1, 1), 24
# Documents a month of a calm county: about a twentieth of what domain notes section 5, case 26, tells of one township.
CALM = {
    "red_head": 6.0, "letter": 1.5, "slip": 2.0, "meeting": 3.5, "inspection": 2.0, "research": 1.2, "report": 4.0,
    "app": 1.0, "trace": 0.5, "short": 0.3,
}  # fmt: skip
OVER, SUBSTITUTES, QUIET = "松垣县", "槐河县", "苇川县"
TOWNS = {OVER: "柳塘镇", SUBSTITUTES: "青坪镇", QUIET: "荷州镇"}
WINDOW = (date(2025, 2, 1), date(2025, 4, 30))
_HOURS = 1.75


@dataclass
class Traffic:
    """What is made: lines of the drop, events, counters."""

    rng: random.Random
    lines: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    serials: Counter[str] = field(default_factory=Counter)
    decks: dict[str, list[str]] = field(default_factory=dict)
    asked: dict[str, list[date]] = field(default_factory=dict)

    def matter(self, issuer: str) -> str:
        """Deal the next matter of an issuer; none comes back before all were dealt."""
        if not self.decks.get(issuer):
            own = texts.matters_of(issuer)
            self.decks[issuer] = self.rng.sample(own, len(own))
        return self.decks[issuer].pop()

    def apart(self, issuer: str, when: date) -> date:
        """Move a demand for reports to a day on which its issuer asked for none in the days around: calm means that too."""
        taken = self.asked.setdefault(issuer, [])
        month = when.replace(day=1)
        for _ in range(50):
            if all(abs((when - day).days) > 10 for day in taken):
                break
            when = workday(self.rng, month)
        taken.append(when)
        return when

    def put(self, county: str, text: str, **more: Any) -> None:
        """Add a line; one in twelve comes from a direct reporting point."""
        line = {"text": text, "receiver": TOWNS[county], **more}
        if self.rng.random() < 1 / 12:
            line["reporter"] = f"{TOWNS[county]}报送员"
        self.lines.append(line)

    def numbered(self, issuer: str, county: str, when: date, *, letter: bool = False) -> str:
        """Return the next number of an issuer's year."""
        key = f"{issuer}{when.year}{letter}"
        self.serials[key] += 1
        return texts.number(issuer, county, when, self.serials[key], letter)


def rates(county: str, month: date) -> dict[str, float]:
    """Return the documents a month that a county issues, with what is planted."""
    rate = dict(CALM)
    year_two = month.year == FIRST.year + 1
    if county == OVER:
        if year_two and month.month >= 4:
            rate["red_head"] = 13.0
        if WINDOW[0] <= month <= WINDOW[1]:
            rate["report"] = 0.2
        elif year_two and 5 <= month.month <= 7:
            rate["report"] = 10.0
    if county == SUBSTITUTES and year_two:
        rate |= {"red_head": 2.5, "letter": 3.0, "slip": 5.0, "meeting": 2.2, "inspection": 0.4, "research": 3.6}
        rate |= {"report": 1.2, "app": 5.0}
    return rate


def poisson(rng: random.Random, mean: float) -> int:
    """Draw a Poisson number."""
    limit, count, product = math.exp(-mean), 0, rng.random()
    while product > limit:
        count += 1
        product *= rng.random()
    return count


def make(seed: int = 7) -> Traffic:
    """Make the traffic."""
    traffic = Traffic(random.Random(seed))
    for county in (OVER, SUBSTITUTES, QUIET):
        for step in range(MONTHS):
            month = date(FIRST.year + step // 12, step % 12 + 1, 1)
            for kind, mean in rates(county, month).items():
                for _ in range(poisson(traffic.rng, mean)):
                    one_document(traffic, county, kind, workday(traffic.rng, month))
    plant_repeats(traffic)
    plant_closures(traffic)
    list_events(traffic)
    traffic.lines.sort(key=lambda line: line["text"])
    traffic.rng.shuffle(traffic.lines)
    return traffic


def workday(rng: random.Random, month: date) -> date:
    """Draw a day from Monday to Friday of a month."""
    while (day := month + timedelta(days=rng.randint(0, 27))).weekday() > 4:
        pass
    return day


def one_document(traffic: Traffic, county: str, kind: str, when: date) -> None:
    """Add one document of a kind."""
    rng = traffic.rng
    bureau = county + rng.choice(texts.BUREAUS)
    issuer = bureau if kind not in ("red_head", "meeting") or rng.random() < 0.6 else texts.county_office(county)
    if county == QUIET and kind in ("report", "app"):
        when = traffic.apart(issuer, when)
    matter = traffic.matter(issuer)
    number, title = None, f"{issuer}关于做好{matter}的通知"
    if kind == "red_head":
        number, text = traffic.numbered(issuer, county, when), texts.body(rng, "task", matter, when)
    elif kind == "letter":
        number, title = traffic.numbered(issuer, county, when, letter=True), f"{issuer}关于{matter}的函"
        text = texts.body(rng, "task", matter, when)
    elif kind == "meeting":
        title = f"{issuer}关于召开{matter}推进会的通知"
        longer = county == SUBSTITUTES and when.year > FIRST.year
        text = texts.meeting(rng, matter, when, (4.25 if longer else _HOURS) + rng.choice((-0.25, 0, 0.25)))
    elif kind in ("inspection", "research"):
        word = "督查" if kind == "inspection" else "调研"
        title, text = f"{issuer}关于开展{matter}{word}的通知", texts.visit(rng, matter, when, word)
    else:
        title = {"slip": f"{matter}工作提示", "report": f"{issuer}关于{matter}报表的通知"}.get(kind, title)
        text = texts.body(rng, {"slip": "task", "report": "ask"}.get(kind, kind), matter, when)
    traffic.put(county, texts.document(issuer, title, text, when, number))


def plant_repeats(traffic: Traffic) -> None:
    """One matter noticed three times in days, by one bureau."""
    for matter, first in (("校园周边护栏", date(2025, 3, 11)), ("蔬菜价格采集", date(2025, 9, 2))):
        issuer, ids = OVER + "教育局", []
        for step, word in enumerate(("", "再次", "补充")):
            when = first + timedelta(days=step)
            title = f"{issuer}关于{word + '做好' if word != '补充' else '做好'}{matter}的{'补充' if word == '补充' else ''}通知"
            traffic.put(OVER, texts.document(issuer, title, texts.body(traffic.rng, "task", matter, when), when, None))
            ids.append(title)
        traffic.events.append(
            {"kind": "repeat", "unit": issuer, "rule": "DOC-17", "titles": ids, "from": first.isoformat()}
        )


def plant_closures(traffic: Traffic) -> None:
    """Two issues closed on a report alone, two on a later document that does something."""
    issuer = OVER + "水利局"
    for number, paper in enumerate((True, True, False, False)):
        matter, when = ("沟渠标牌", "水表抄报", "闸门启闭", "取水许可")[number], date(2024, 3 + 2 * number, 12)
        found, later = f"{issuer}关于{matter}报表的通知", when + timedelta(days=60)
        text = f"请各乡镇每周五前填报《{matter}统计表》，报我单位汇总。{texts.body(traffic.rng, 'task', matter, when)}"
        traffic.put(OVER, texts.document(issuer, found, text, when, None))
        if paper:
            title = f"{issuer}关于{matter}报表整改情况的报告"
            told = f"我局高度重视，对{matter}报表过多的问题立行立改，已全部整改到位，取得明显成效。"
            traffic.put(OVER, texts.document(issuer, title, told, later, None, f"{OVER}人民政府"))
        else:
            title = f"{issuer}关于停止报送{matter}报表的通知"
            told = f"《{matter}统计表》自即日起停止报送，所需数字由我局从已有系统取数，各乡镇不再填报。"
            traffic.put(OVER, texts.document(issuer, title, told, later, None))
        traffic.events.append({"kind": "closure", "unit": issuer, "found": found, "evidence": title, "paper": paper})


def list_events(traffic: Traffic) -> None:
    """List what the rates hold, what each may set off besides, and the calm points."""
    both = lambda unit: [f"{unit}发出", f"{TOWNS[unit]}收到"]  # noqa: E731
    year = "2025"
    traffic.events += [
        {"kind": "over_issue", "unit": OVER, "measure": "documents", "from": "2025-04-01", "scopes": both(OVER)},
        {"kind": "rebound", "unit": OVER, "measure": "reports", "from": "2025-02-01", "scopes": both(OVER),
         "window": [day.isoformat() for day in WINDOW]},
        *({"kind": "substitution", "unit": SUBSTITUTES, "pair": pair, "period": year, "scopes": both(SUBSTITUTES)}
          for pair in ("head", "hours", "visits", "apps")),
    ]  # fmt: skip
    # What follows from a planted event: twice the documents carry twice the deadlines.
    traffic.events.append({
        "kind": "allowed",
        "alarms": [
            *([scope, measure] for scope in both(OVER) for measure in ("documents", "deadlines", "reports", "slips")),
            *([scope, measure] for scope in both(SUBSTITUTES) for measure in ("slips", "app_tasks", "deadlines", "reports")),
        ],
    })  # fmt: skip
    calm = [f"{QUIET}发出", f"{TOWNS[QUIET]}收到", f"{QUIET}教育局发出"]
    traffic.events.append({"kind": "calm", "scopes": calm})


def write(traffic: Traffic, folder: Path) -> None:
    """Write the drop, the ratings and the list of events."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(line, ensure_ascii=False) + "\n" for line in traffic.lines)
    (folder / "traffic.jsonl").write_text("".join(lines), encoding="utf-8")
    (folder / "events.json").write_text(json.dumps(traffic.events, ensure_ascii=False, indent=1), encoding="utf-8")
    with (folder / "ratings.csv").open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(("单位", "时段", "评分", "评价人"))
        for issuer, raters in ((f"{OVER}水利局", 7), (f"{OVER}教育局", 3), (f"{QUIET}教育局", 6)):
            rows.writerows((issuer, "2025", traffic.rng.randint(2, 5), f"评价人{n}") for n in range(raters))


def main() -> None:
    """Write the traffic to a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder to write to")
    parser.add_argument("--seed", type=int, default=7, help="another seed makes another traffic")
    arguments = parser.parse_args()
    traffic = make(arguments.seed)
    write(traffic, arguments.folder)
    print(f"{len(traffic.lines)} documents")


if __name__ == "__main__":
    main()
