"""How much two clauses ask for the same, whatever their wording and order, and which belongs to which."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .clauses import Outline

__all__ = ["Scores", "assign", "compare_clauses", "content", "contents", "grams_of"]

Floats = NDArray[np.float32]
Marks = Mapping[int, Sequence[str]]
# A figure that stands on both sides counts like this many pairs of characters.
_MARK = 2.0
# A single character says less than a pair.
_LETTER = 0.6
# How much of its sentence, and of its heading, a clause takes on: 上半年完成 says what only with its sentence.
_SENTENCE, _SECTION, _HEADING = 0.45, 0.15, 0.3
# Figures and the words of demanding: they differ between requirements that are the same, and recur in others.
_FIGURES = re.compile(
    r"[\d０-９.．%％]+|[一二两三四五六七八九十百千万亿半几]+(?=个|次|名|人|份|篇|年|月|日|天|周|季|成|倍|项|处|户|家|公里|小时|分钟)|"
    "个?(?:工作日|小时|分钟|季度|星期|万元|亿元)|[年月日周季度]|底前|之前|以前|以内|之内"
)
_WORDING = re.compile(
    "应当|必须|务必|原则上|一律|至少|不少于|不低于|不超过|不得|不准|严禁|禁止|可以|鼓励|进一步|切实|认真|及时|充分|积极|全面|有效|大力|结合实际|"
    "全[省市县区镇乡]|我[省市县区镇乡]|[各本该其每]|[要应须请将把由对在于的地得和与及等并或者以为了前内后所并向按从自至到则均也还]|有关|相关"
)
# Words that change places between wordings of one requirement: the one that stands for all, and the others.
_EQUAL = (
    ("完成", "完工|竣工|办结|做完|建成|到位"), ("报送", "报送|上报|报备|填报|呈报"), ("维修", "修补|修复|补好|补修|维修|检修"),
    ("巡查", "巡逻|巡检|巡护|巡河|巡山|查看"), ("路线", "线路"), ("召开", "召集|举行|举办|组织召开"), ("公示", "张榜|公开|公布|告示"),
    ("拨付", "下拨|发放|兑付|拨付|兑现"), ("购买", "购置|采购|购买"), ("设立", "建立|成立|组建|设立|设置|建好"), ("安装", "安装|加装|装设"),
    ("检查", "督导|督查|督办|抽查|检查"), ("群众", "农户|群众|居民|村民|老百姓|百姓"), ("培训", "辅导|培训|轮训"), ("答复", "答复|回复|回应"),
    ("老人", "老年人|老人"), ("不收费", "不收钱|不要钱|不交钱|不收取|不花钱|免收|不收任何费用|免费"), ("食宿", "吃住|食宿"), ("费用", "钱款|钱(?!包)"),
    ("承担", "负担|出资|承担"), ("冰雪", "路滑|结冰"), ("困难", "困难群众|低保户|特困|困难家庭"), ("收费", "收费|收取|征收|收钱|要钱"),
    ("结束", "收官|收尾|截止|完毕|告一段落"), ("开始", "启动|起步"), ("赶抵", "(?:赶赴|赶到|到达|抵达|到)现场|派人(?:处置|到场)|赶到|到场"),
    ("清理", "清理|清除|清运"), ("整治", "整改|整治|改完|改好|改正"),
    ("方式", "怎么|如何|咋"), ("时间", "什么时候|何时|多久|几时|工期"), ("资金", "经费|钱(?=怎么|从哪)"),
)  # fmt: skip
_SAME = re.compile("|".join(f"(?P<w{number}>{words})" for number, (_, words) in enumerate(_EQUAL)))
_NAMES = {f"w{number}": name for number, (name, _) in enumerate(_EQUAL)}
# 非居民用户 has nothing in common with 居民用户.
_NON = re.compile("非([\u4e00-\u9fff])[\u4e00-\u9fff]")
_CLEAN = re.compile("[^\u4e00-\u9fffa-zA-Z\n]+")


@dataclass(frozen=True)
class Scores:
    """Similarities of the clauses of two outlines, rows of the child, columns of the parent.

    ``own`` compares the clauses alone, ``smooth`` with their sentences and headings, ``sentence``
    the sentences; ``own_words`` and ``smooth_words`` leave equal figures out; ``sections`` compares what stands under the headings.
    """

    own: Floats
    smooth: Floats
    sentence: Floats
    own_words: Floats
    smooth_words: Floats
    sections: Floats


def content(text: str) -> str:
    """Return the words that say what is asked for, without figures and words of demanding.

    Examples
    --------
    >>> content("各镇应于6月底前完成3处路长公示牌")
    '镇 完成 处路长公示牌'
    """
    return contents([text])[0]


def contents(texts: Sequence[str]) -> list[str]:
    """Return the content of several texts at once; none of them may hold a line end."""
    if not texts:
        return []
    text = _FIGURES.sub(" ", _NON.sub(r"非\1 ", "\n".join(texts)))
    text = _SAME.sub(lambda match: _NAMES[match.lastgroup or ""], text)
    text = _CLEAN.sub(" ", _WORDING.sub(" ", text))
    return [" ".join(line.split()) for line in text.split("\n")]


def compare_clauses(
    sides: tuple[Outline, Outline], texts: tuple[list[str], list[str]], marks: tuple[Marks, Marks]
) -> Scores:
    """Score all pairs of clauses.

    Parameters
    ----------
    sides : tuple of Outline
        Child and parent.
    texts : tuple of two lists of str
        The contents of their clauses.
    marks : tuple of two dict
        For clauses of either side the figures that stand on both: each counts like words.
    """
    grams = [
        [
            *([*_grams(text), *shared.get(index, ())] for index, text in enumerate(found)),
            *map(_grams, contents(side.sections)),
        ]
        for side, found, shared in zip(sides, texts, marks, strict=True)
    ]
    # Marks last, so that the words alone are a slice.
    known = dict.fromkeys(gram for side in grams for found in side for gram in found)
    ordered = sorted(known, key=lambda gram: gram[0] == "#")
    words = sum(gram[0] != "#" for gram in ordered)
    rows = _weighted(grams, [len(found) for found in texts], ordered)
    mixes = [_mixes(side) for side in sides]
    whole, bare = _Products(*rows), _Products(*(side[:, :words] for side in rows))
    own, smooth, sentence, section = ([mix[number] for mix in mixes] for number in range(len(mixes[0])))
    return Scores(
        whole.cosines(*own), whole.cosines(*smooth), whole.cosines(*sentence), bare.cosines(*own), bare.cosines(*smooth),
        whole.cosines(*section),
    )  # fmt: skip


class _Products:
    """Products of the rows of two sides, from which those of any mixtures of rows follow."""

    def __init__(self, left: Any, right: Any) -> None:
        self.across: Floats = (left @ right.T).toarray()
        self.left: Floats = (left @ left.T).toarray()
        self.right: Floats = (right @ right.T).toarray()

    def cosines(self, left: Floats, right: Floats) -> Floats:
        """Return the cosines of mixtures; each row of ``left`` and ``right`` mixes the rows of its side."""
        lengths = [
            np.sqrt(np.maximum(np.einsum("ij,ij->i", mix @ products, mix), 1e-12))
            for mix, products in ((left, self.left), (right, self.right))
        ]
        return np.asarray(left @ self.across @ right.T / lengths[0][:, None] / lengths[1][None, :], np.float32)


def _mixes(side: Outline) -> tuple[Floats, Floats, Floats, Floats]:
    """Mixtures of clauses and headings: the clauses, the clauses in their places, their sentences, the sections."""
    clauses, sections = len(side.clauses), len(side.sections)
    sentence = np.array([clause.sentence for clause in side.clauses], int)
    section = np.array([clause.section for clause in side.clauses], int)
    alone = np.eye(clauses, clauses + sections, dtype=np.float32)
    together, under = np.zeros_like(alone), np.zeros_like(alone)
    together[:, :clauses] = sentence[:, None] == sentence[None, :]
    under[:, :clauses] = section[:, None] == section[None, :]
    heading = np.zeros_like(alone)
    heading[np.arange(clauses), clauses + section] = 1.0
    placed = alone + _SENTENCE * (together - alone) + _SECTION * (under - together) + _HEADING * heading
    parts = np.zeros((sections, clauses + sections), np.float32)
    parts[section, np.arange(clauses)] = 1.0
    parts[np.arange(sections), clauses + np.arange(sections)] = 2.0
    return alone, placed, together, parts


def _weighted(grams: Sequence[Sequence[Sequence[str]]], clauses: Sequence[int], ordered: Sequence[str]) -> list[Any]:
    """Return the rows of both sides as sparse matrices; what few clauses hold weighs more."""
    columns = max(1, len(ordered))
    found = _rows(grams, ordered)
    seen = sum(np.asarray(side[:count].sum(axis=0)).ravel() for side, count in zip(found, clauses, strict=True))
    weight = np.fromiter(
        (_MARK if gram[0] == "#" else 1.0 if len(gram) > 1 else _LETTER for gram in ordered), np.float32, len(ordered)
    )
    weight = np.resize(weight, columns) * np.log1p(sum(clauses) / (1.0 + np.asarray(seen)))
    return [side.multiply(weight[None, :].astype(np.float32)).tocsr() for side in found]


def _rows(grams: Sequence[Sequence[Sequence[str]]], known: Sequence[str]) -> list[Any]:
    """Return for each side a sparse matrix with 1 where a row holds a gram."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - slow to load

    vocabulary = {gram: place for place, gram in enumerate(known)}
    found = []
    for side in grams:
        places = [(row, vocabulary[gram]) for row, held in enumerate(side) for gram in dict.fromkeys(held)]
        at = np.array(places, int).reshape(-1, 2)
        shape = (len(side), max(1, len(known)))
        found.append(csr_matrix((np.ones(len(at), np.float32), (at[:, 0], at[:, 1])), shape))
    return found


def grams_of(child: Sequence[str], parent: Sequence[str]) -> tuple[Any, Any, Floats]:
    """Return the characters and pairs of the contents of both sides, and what each weighs.

    Returns
    -------
    child, parent : sparse matrices, shape (clauses, grams)
        1 where a clause holds a gram.
    weight : array of float32, shape (grams,)
        What few clauses hold weighs more.
    """
    grams = [[_grams(text) for text in side] for side in (child, parent)]
    known = list(dict.fromkeys(gram for side in grams for held in side for gram in held))
    found = _rows(grams, known)
    seen = sum(np.asarray(side.sum(axis=0)).ravel() for side in found)
    weight = np.fromiter((1.0 if len(gram) > 1 else _LETTER for gram in known), np.float32, len(known))
    weight = np.resize(weight, max(1, len(known))) * np.log1p((len(child) + len(parent)) / (1.0 + seen))
    return found[0], found[1], np.asarray(weight, np.float32)


def assign(scores: Floats, least: float) -> list[tuple[int, int]]:
    """Return the pairs (row, column) of the best one-to-one assignment that score at least so much."""
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - slow to load

    if not scores.size:
        return []
    gain = np.where(scores >= least, scores, 0.0)
    rows, columns = linear_sum_assignment(gain, maximize=True)
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True) if gain[row, column] > 0]


def _grams(text: str) -> list[str]:
    """Single characters and pairs of neighbours."""
    return [
        *(char for char in text if char != " "),
        *(text[i : i + 2] for i in range(len(text) - 1) if " " not in text[i : i + 2]),
    ]
