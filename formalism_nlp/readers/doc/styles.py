"""The style sheet of the binary Word format ([MS-DOC] 2.9.271)."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from ..docx.styles import named_rank
from .sprms import Paragraph, modify

__all__ = ["Style", "Styles"]

# Built-in styles by number.
_HEADINGS = range(1, 10)
_TITLE = 62
_PARAGRAPH_STYLE = 1
_NO_BASE = 0xFFF
# Word allows eleven.
_LONGEST_CHAIN = 50


@dataclass(frozen=True)
class Style:
    """What a paragraph style says together with those that it is based on; the nearest one wins."""

    title: bool = False
    outline: int | None = None
    list_id: int | None = None
    level: int | None = None


@dataclass(frozen=True)
class _Definition:
    built_in: int
    base: int
    name: str
    properties: Paragraph


class Styles:
    """The styles of one document.

    Parameters
    ----------
    data : bytes
        The style sheet; empty if the document has none.
    """

    def __init__(self, data: bytes) -> None:
        self._definitions = _parse(data)
        self._styles: dict[int, Style] = {}

    def get(self, number: int) -> Style:
        """Return a style; an empty one if it is not defined."""
        if number not in self._styles:
            self._styles[number] = self._resolve(number)
        return self._styles[number]

    def _resolve(self, number: int) -> Style:
        chain: dict[int, _Definition] = {}
        while number in self._definitions and number not in chain and len(chain) < _LONGEST_CHAIN:
            chain[number] = self._definitions[number]
            number = chain[number].base
        definitions = list(chain.values())
        title, outline = _rank(definitions)
        return Style(
            title,
            outline,
            next((each.properties.list_id for each in definitions if each.properties.list_id is not None), None),
            next((each.properties.level for each in definitions if each.properties.level is not None), None),
        )


def _rank(chain: list[_Definition]) -> tuple[bool, int | None]:
    for each in chain:
        title, named = named_rank(each.name)
        if title or each.built_in == _TITLE:
            return True, None
        if each.properties.outline is not None:
            return False, each.properties.outline
        if named is not None or each.built_in in _HEADINGS:
            return False, each.built_in - 1 if named is None else named
    return False, None


def _parse(data: bytes) -> dict[int, _Definition]:
    found: dict[int, _Definition] = {}
    if len(data) < 6:
        return found
    header, count, base_size = struct.unpack_from("<HHH", data)
    at = 2 + header
    for number in range(count):
        if at + 2 > len(data):
            break
        size = struct.unpack_from("<H", data, at)[0]
        definition = _definition(data[at + 2 : at + 2 + size], base_size)
        if definition is not None:
            found[number] = definition
        at += 2 + size
    return found


def _definition(data: bytes, base_size: int) -> _Definition | None:
    if len(data) < max(10, base_size) + 2:
        return None
    built_in, kind_and_base = struct.unpack_from("<HH", data)
    if kind_and_base & 0xF != _PARAGRAPH_STYLE:
        return None
    length = struct.unpack_from("<H", data, base_size)[0]
    end = base_size + 2 + 2 * length
    name = data[base_size + 2 : end].decode("utf-16-le", "replace")
    # Word writes other names after a comma.
    name = name.partition(",")[0].strip()
    # The name ends with a zero; then come the paragraph properties, on an even byte, with their length before.
    at = end + 2 + (end & 1)
    size = struct.unpack_from("<H", data, at)[0] if at + 2 <= len(data) else 0
    properties = modify(Paragraph(), data[at + 4 : at + 2 + size])
    base = kind_and_base >> 4
    return _Definition(built_in & 0xFFF, base if base != _NO_BASE else -1, name, properties)
