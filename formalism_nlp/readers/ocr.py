"""Scanned pages and pictures, read by text recognition: the extra ``[ocr]`` (rapidocr, models in its wheel)."""

from __future__ import annotations

import multiprocessing
import os
import re
import struct
import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from io import BytesIO
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

from ..errors import CorruptError, NotReadError, TooLargeError
from .base import RawDocument
from .pdf.blocks import blocks_of, ranges
from .pdf.layout import Page, body_em
from .pdf.runs import Box, Frame, Run, is_wide

if TYPE_CHECKING:
    import numpy

__all__ = ["INSTALL", "LONGEST_SIDE", "MOST_PAGES", "confidence_warning", "is_installed", "read_ocr", "recognise"]

INSTALL = "pip install formalism_nlp[ocr]"
# A page takes three seconds of one core; the scanned ones of 31 real official PDFs have 2 to 18 pages.
MOST_PAGES = 20
# Pixels of the longer side: 137 dpi of A4. On two real scans typed by hand, 1,101 characters, no character was wrong
# at 1,600 and 960, in 380 MB; with 2,000 and all of them for the detection it took 830 MB.
LONGEST_SIDE = 1600
_DETECTION_SIDE = 960
_SHORTEST_SIDE = 16  # lower than a line of text; the engine fails on a picture of a few pixels
# A3 at 600 dpi has 70 million.
_MOST_PIXELS = 80_000_000
_WIDTH = 595.0  # of a picture as a page, in points: A4
# Right characters of real scans score 0.9 to 1; below this, whole words are guessed.
_DOUBTFUL = 0.85
_HAN = "[\u4e00-\u9fff]"
_FULL_WIDTH = str.maketrans("(),:;?!", "（），：；？！")
_NEAR_HAN = re.compile(rf"(?<={_HAN})[(),:;?!]|[(),:;?!](?={_HAN})|(?<=[）》〕”])[(),:;]")
_YEAR = re.compile(r"[\[〔【(（]((?:19|20)\d\d)[\]〕】)）](?=第?\d+号)")


def is_installed() -> bool:
    """Tell whether the extra is there."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read_ocr(data: bytes) -> RawDocument:
    """Read the text of a picture: PNG, JPEG, TIFF (with several pages), GIF or BMP.

    Parameters
    ----------
    data : bytes
        The whole file.

    Raises
    ------
    NotReadError
        If the extra is not installed, or no text is found.
    CorruptError
        If the picture is damaged.
    TooLargeError
        If it has more than 80 million pixels.
    """
    if not is_installed():
        raise NotReadError(f"这是图片，没有文字可读；请提供可复制文字的 docx、pdf，或安装文字识别：{INSTALL}")
    pages: list[Page] = []
    scores: list[tuple[int, float]] = []
    count = 0
    for count, pixels in enumerate(_pictures(data), 1):
        if count > MOST_PAGES:
            break
        height, width = pixels.shape[:2]
        frame = Frame(0.0, 0.0, _WIDTH, _WIDTH * height / width, 0)
        runs, score = recognise(pixels, (0.0, 0.0, *frame.size))
        if runs:
            pages.append(Page(count, frame, frame, body_em(runs), runs, ()))
            scores.append((count, score))
    blocks = blocks_of(pages)
    if not blocks:
        raise NotReadError("图片里没有认出文字；请检查图片是否清楚、方向是否正确")
    said = list(confidence_warning(scores))
    if count > MOST_PAGES:
        said.append(f"第{MOST_PAGES + 1}页起未识别（一份最多识别 {MOST_PAGES} 页）；请拆分后再读")
    return RawDocument(blocks, f"ocr (rapidocr {version('rapidocr')})", min(count, MOST_PAGES), tuple(said))


def confidence_warning(scores: Sequence[tuple[int, float]]) -> Iterator[str]:
    """Name the pages that were recognised, with the mean confidence of each."""
    if scores:
        values = "、".join(f"{score:.2f}" for _, score in scores)
        doubtful = [number for number, score in scores if score < _DOUBTFUL]
        advice = f"；{ranges(doubtful)}可能有错字，请对照原件" if doubtful else ""
        yield f"{ranges([number for number, _ in scores])}为识别结果，平均置信度 {values}{advice}"


def recognise(pixels: numpy.ndarray[Any, Any], box: Box) -> tuple[list[Run], float]:
    """Return the lines of a picture as runs, and the mean confidence of its characters.

    Parameters
    ----------
    pixels : array of uint8
        Height by width by blue, green and red.
    box : Box
        Where the picture lies on the page: left, top, right, bottom in points.
    """
    if min(pixels.shape[:2]) < _SHORTEST_SIDE:
        return [], 0.0
    found = _engine(os.getpid())(pixels)
    if not found.txts:
        return [], 0.0
    height, width = pixels.shape[:2]
    across, down = (box[2] - box[0]) / width, (box[3] - box[1]) / height
    runs, scores = [], []
    for corners, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        line = _YEAR.sub(r"〔\1〕", _NEAR_HAN.sub(lambda match: match[0].translate(_FULL_WIDTH), text.strip()))
        if not line:
            continue
        xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
        place = box[0] + min(xs) * across, box[1] + min(ys) * down, box[0] + max(xs) * across, box[1] + max(ys) * down
        runs.append(_run(line, place))
        scores += [float(score)] * len(line)
    return _evened(runs), fmean(scores) if scores else 0.0


def _run(text: str, box: Box) -> Run:
    """Make a run; the size of the type follows from the width of the line, which is surer than its height."""
    width, height = box[2] - box[0], box[3] - box[1]
    if height > 2 * width and len(text) > 1:
        return Run(text, *box, width, 1)
    units = sum(1.0 if is_wide(char) else 0.5 for char in text)
    em = min(max(width / units, 0.5 * height), height) if units >= 4 else 0.8 * height
    return Run(text, *box, em if any(map(is_wide, text)) else 0.0)


def _evened(runs: list[Run]) -> list[Run]:
    """Give lines of nearly the same size the same one: measured sizes differ by a tenth."""
    usual = median([run.em for run in runs if run.em for _ in run.text] or [0.0])
    return [run._replace(em=usual) if abs(run.em - usual) < 0.14 * usual else run for run in runs]


@lru_cache(maxsize=1)
def _engine(process: int) -> Any:
    """Return the engine of this process: one inherited by a fork has lost its threads and would wait for them."""
    # A worker of a pool has one core to itself.
    threads = 1 if multiprocessing.parent_process() is not None else -1
    # Takes a second and 150 MB, and may be missing.
    return import_module("rapidocr").RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Rec.rec_batch_num": 1,  # several at once cost 130 MB and are not faster on a processor
            "Det.limit_side_len": _DETECTION_SIDE,
            "Det.limit_type": "max",
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _pictures(data: bytes) -> Iterator[numpy.ndarray[Any, Any]]:
    """Yield the pages of a picture upright, not larger than needed."""
    import numpy as np  # noqa: PLC0415
    from PIL import Image, ImageOps  # noqa: PLC0415

    too_large = TooLargeError(f"图片超过 {_MOST_PIXELS // 1_000_000} 百万像素的上限，未读；请缩小后再读")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(data), formats=("PNG", "JPEG", "TIFF", "GIF", "BMP"))
        with picture:
            for number in range(min(getattr(picture, "n_frames", 1), MOST_PAGES + 1)):
                picture.seek(number)
                if picture.width * picture.height > _MOST_PIXELS:
                    raise too_large
                picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                page = ImageOps.exif_transpose(picture).convert("RGB")
                page.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                yield np.asarray(page)[:, :, ::-1].copy()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise too_large from None
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, TypeError, struct.error):
        raise CorruptError("图片已损坏，打不开；请重新获取") from None
