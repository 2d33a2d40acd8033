"""The level of an issuer that the text does not name, from whom it writes to and how it speaks of itself."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from ..document import OrganLevel
from .joint_issuers import split_issuers
from .organ_names import peel
from .places import Division, find_places

__all__ = ["level_from_context"]

# Title, addressee and first paragraph stand within this many characters.
_OPENING = 400
# Words by which an issuer speaks of itself and of those around it. The weights were chosen on 60
# annotated documents: what only one level says counts most, what any level cites counts least.
_SPEECH: tuple[tuple[str, OrganLevel, float], ...] = (
    ("各省、自治区|各省（|省、自治区、直辖市", "central", 1.5),
    ("国务院各部委|我部|部机关各司局|由[^，。]{1,12}部(?:负责)?解释", "central", 1.0),
    ("我国|全国|国务院|中华人民共和国|省级|地方(?:各级)?人民政府|各地", "central", 0.15),
    ("各地级以上市|各设区的?市|各市（州）|各市州|各省辖市", "province", 1.5),
    ("[我本全]省|省政府|省委|省直|我厅|省财政|本自治区|自治区人民政府|省人民政府", "province", 0.75),
    ("[我本全]市|市政府|市委|市直|市人民政府|本经济特区", "prefecture", 0.5),
    ("[我本全]县|县政府|县委|县直|[我本]区(?!域)|全区|[我本全]旗", "county", 0.75),
    ("(?<![各、，市])区(?:教育局|教委|政府|住建局|民政局|人社局|招生)", "county", 0.25),
    ("[我本全][镇乡]|我街道|(?<!乡)镇党委|(?<![各镇])乡党委", "township", 1.0),
)
_CUES = tuple((re.compile(pattern), level, weight) for pattern, level, weight in _SPEECH)
# A cue counts this often at most.
_ENOUGH = 8
# Who is written to, in the opening: the first that fits counts 3.
_SENT_TO: tuple[tuple[str, OrganLevel], ...] = (
    ("各省、(?:自治区|直辖市|市、自治区)|各省（", "central"),
    ("各地级以上市|各设区的?市|各市[、（州]|各市人民政府|各市[^政级直有场民]{1,8}局", "province"),
    ("各区、|各区县|各县[（、市区]|各区人民政府|各区政府|各区[^域]{1,8}[局委]|各旗县", "prefecture"),
    ("各乡镇|各乡、|各镇|各街道", "county"),
    ("各村|各社区", "township"),
)
_ADDRESSEES = tuple((re.compile(pattern), level) for pattern, level in _SENT_TO)
_ADDRESSEE_VOTE = 3.0
# The place in the title is nearly always the issuer's own; the one named most only often.
_TITLE_VOTE = 4.0
_PLACE_VOTE = 1.5
_TITLE_LENGTH = 60
_UNKNOWN_PLACE_VOTE = 2.0
_TITLE_LINES = 4
_NAMED = re.compile(
    "(?!关于|印发|转发)([^《》，。：]{2,40}?)(?:关于|印发|转发|批转|文件$|(?<=[府会委局厅部署院办室组])$)"
)


def level_from_context(text: str) -> tuple[OrganLevel, float]:
    r"""Tell the level of an issuer that is not named.

    Parameters
    ----------
    text : str
        Title, addressee line and text, in this order, as far as they are known.

    Returns
    -------
    tuple of OrganLevel and float
        The level and a confidence of 0 to 1; ``("unknown", 0.0)`` when nothing speaks.

    Examples
    --------
    >>> level_from_context("各地级以上市人民政府：\n为促进我省就业，现通知如下。")[0]
    'province'
    >>> level_from_context("2016年江津区小学招生方案\n全市统一时间，本区户籍儿童登记入学。")[0]
    'county'
    """
    plain = re.sub(r"[ \u3000]+", "", text).replace("(", "（").replace(")", "）")
    named = _named(plain)
    if named is not None:
        return named, 0.9
    votes: dict[OrganLevel, float] = defaultdict(float)
    for cue, level, weight in _CUES:
        votes[level] += weight * min(sum(1 for _ in cue.finditer(plain)), _ENOUGH)
    for cue, level in _ADDRESSEES:
        if cue.search(plain[:_OPENING]):
            votes[level] += _ADDRESSEE_VOTE
            break
    _vote_places(plain, votes)
    level, most = max(votes.items(), key=lambda vote: vote[1])
    if most <= 0:
        return "unknown", 0.0
    return level, round(most / sum(votes.values()) * min(1.0, 0.4 + most / 8), 2)


def _named(plain: str) -> OrganLevel | None:
    """Return the level of an issuer that stands in front of 关于, or alone, in the first lines."""
    for line in plain[:_OPENING].split("\n")[:_TITLE_LINES]:
        match = _NAMED.match(line)
        organ = next(iter(split_issuers(match.group(1))), None) if match else None
        if organ and organ.kind != "unknown" and (organ.place or organ.level in ("central", "province")):
            return organ.level
        if line.endswith("："):
            break
    return None


def _vote_places(plain: str, votes: dict[OrganLevel, float]) -> None:
    """Count the place in the title, the place named most, and what 我市 then means."""
    named = Counter(mention.divisions[0] for mention in find_places(plain))
    if named:
        votes[named.most_common(1)[0][0].level] += _PLACE_VOTE
    city = _city(named)
    if city is not None and city.level != "prefecture":
        # 我市 of 重庆 is a province, of a county-level city a county.
        votes[city.level] += votes.pop("prefecture", 0.0)
    line = re.sub("《[^》]*》|^[0-9]{4}年度?", "", plain[:_TITLE_LENGTH].partition("：")[0])
    title = find_places(line)
    if not title and (head := peel(line)).place:
        votes[head.level] += _UNKNOWN_PLACE_VOTE
    if title:
        last = 0
        while last + 1 < len(title) and title[last + 1].span.start == title[last].span.end:
            last += 1
        votes[title[last].divisions[0].level] += _TITLE_VOTE


def _city(named: Counter[Division]) -> Division | None:
    """Return the 市 that the text names most, at least twice."""
    return next((place for place, count in named.most_common() if place.name.endswith("市") and count > 1), None)
