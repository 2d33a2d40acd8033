"""Limits that a province or city sets beside the national ones: data with dates, applied to its own documents."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ..document import Document
from ..errors import ConfigError
from ..findings import Basis
from ..language.jurisdiction import home_divisions
from ..language.places import division

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["Overlay", "overlays_of", "parse_overlays", "shipped_overlays"]

_REQUIRED = ("code", "place", "source", "clause", "issued", "options")
_KEYS = (*_REQUIRED, "valid_from", "valid_to")
_HEADING = re.compile(r"^\s*\[\[\s*overlay\s*\]\]", re.MULTILINE)


@dataclass(frozen=True)
class Overlay:
    """Options of one rule that hold in one place for some time.

    Attributes
    ----------
    code : str
        Code of the rule.
    place : str
        Full name of a province, prefecture or county; all that lies in it is meant.
    options : mapping
        The options that replace those of the rule.
    basis : Basis
        What they rest on; named by every finding under them.
    valid_from, valid_to : datetime.date or None
        First and last day of documents that they hold for; without a first day the overlay is
        never applied, because nobody has checked since when it holds.
    """

    code: str
    place: str
    options: Mapping[str, Any]
    basis: Basis
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether a document of a day falls under it."""
        if self.valid_from is None or day < self.valid_from:
            return False
        return self.valid_to is None or day <= self.valid_to


def overlays_of(doc: Document, overlays: tuple[Overlay, ...], on: date | None = None) -> dict[str, Overlay]:
    """Return the overlays that a document falls under, by code of their rule.

    Parameters
    ----------
    doc : Document
        Its issuer says where it belongs, its date which overlays hold.
    overlays : tuple of Overlay
        Those to choose from; of several for one rule the last one holds.
    on : datetime.date, optional
        The date of a document that bears none.
    """
    day = doc.meta.date or doc.meta.print_date or on
    holding = () if day is None else [one for one in overlays if one.holds_on(day)]
    home = _home(doc) if holding else ()
    return {one.code: one for one in holding if one.place in home}


def _home(doc: Document) -> set[str]:
    """Return the names of the place of the issuer and of all that it lies in."""
    names = {organ.place for organ in doc.meta.issuers if organ.place and organ.level != "central"}
    names |= {match.group() for name in names if (match := re.match("[^省]{1,6}省|[^区]{1,8}自治区", name))}
    above = list(home_divisions(doc))
    while above:
        place = above.pop()
        names.add(place.name)
        above += [higher for higher in division(place.parent)[:1] if place.parent and higher.name not in names]
    return names


def parse_overlays(text: str, name: str) -> tuple[Overlay, ...]:
    """Read overlays from the text of a TOML file.

    Raises
    ------
    ConfigError
        If an entry lacks something or its dates are none; the message tells the line.
    """
    try:
        items = tomllib.loads(text).get("overlay", [])
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"地方规定 {name} 不合 TOML 写法：{error}") from None
    lines = [text.count("\n", 0, match.start()) + 1 for match in _HEADING.finditer(text)]
    return tuple(_overlay(item, f"{name} 第 {line} 行") for item, line in zip(items, lines, strict=False))


def _overlay(item: Mapping[str, Any], place: str) -> Overlay:
    wrong = next((key for key in item if key not in _KEYS), None) or next(
        (key for key in _REQUIRED if key not in item), None
    )
    if wrong is not None:
        raise ConfigError(
            f"地方规定 {place}：{wrong} 缺少或者多余；每段要有 {'、'.join(_REQUIRED)}，可有 valid_from、valid_to"
        )
    for key in ("issued", "valid_from", "valid_to"):
        if key in item and not isinstance(item[key], date):
            raise ConfigError(f"地方规定 {place}：{key} 要写成日期，不加引号，如 2019-02-15")
    basis = Basis(item["source"], item["clause"], item["issued"].isoformat())
    return Overlay(item["code"], item["place"], item["options"], basis, item.get("valid_from"), item.get("valid_to"))


@lru_cache(maxsize=1)
def shipped_overlays() -> tuple[Overlay, ...]:
    """Return the overlays that come with the library."""
    folder = files("formalism_nlp.rules") / "data"
    found = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    return tuple(one for path in found for one in parse_overlays(path.read_text(encoding="utf-8"), path.name))
