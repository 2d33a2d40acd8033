"""The streams of an OLE container, read within bounds that the size of the file sets."""

from __future__ import annotations

import struct
from io import BytesIO

import olefile

from ...errors import CorruptError, UnsupportedError

__all__ = ["RESAVE", "Container"]

RESAVE = "请用 Word 或 WPS 打开后另存为 docx 再读"
# olefile raises these on damaged files; a chain of directory entries can exhaust its recursion.
_OLE_ERRORS = (
    OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error,
    OverflowError, RecursionError, MemoryError,
)  # fmt: skip
# Powers of two that sectors and small sectors have, in the third and in the fourth version of the format.
_SECTOR_SHIFTS = ((9, 6), (12, 6))
# Streams that tell other kinds of file apart.
_OTHERS = (
    (("Workbook", "Book"), "这是旧版 Excel 表格，不是文稿；请另存为 docx、pdf 或 txt 再读"),
    (("PowerPoint Document",), "这是旧版 PowerPoint 演示文稿，不是文稿；请另存为 docx、pdf 或 txt 再读"),
    (("__properties_version1.0",), "这是 Outlook 邮件（msg），暂不支持；请把正文或附件另存后再读"),
    (("MatOST", "CONTENTS"), "这是 Microsoft Works 文件，暂不支持；请另存为 docx 再读"),
)


class Container:
    """An OLE file: named streams.

    Parameters
    ----------
    data : bytes
        The whole file.

    Raises
    ------
    CorruptError
        If it is no OLE file or a damaged one.
    UnsupportedError
        If it holds something other than a Word document.
    """

    def __init__(self, data: bytes) -> None:
        _check_header(data)
        self._size = len(data)
        try:
            self._ole = olefile.OleFileIO(BytesIO(data))
            self._names = {"/".join(path).lower() for path in self._ole.listdir()}
            if self._ole.root.size > self._size:
                raise ValueError("root stream longer than the file")
        except _OLE_ERRORS as error:
            raise CorruptError(f"文件不完整或已损坏；请重新下载，或{RESAVE[1:]}") from error
        if "worddocument" not in self._names:
            raise self._other()

    def __enter__(self) -> Container:
        return self

    def __exit__(self, *_: object) -> None:
        self._ole.close()

    def read(self, name: str) -> bytes | None:
        """Return one stream; None if there is none or if it cannot be read to its end."""
        if name.lower() not in self._names:
            return None
        try:
            if self._ole.get_size(name) > self._size or self._goes_round(name):
                return None
            content: bytes = self._ole.openstream(name).read()
        except _OLE_ERRORS:
            return None
        return content

    def _goes_round(self, name: str) -> bool:
        """Tell whether the sectors of a stream lead back to one of them, or out; olefile would read on."""
        entry = self._ole.root.kids_dict[name.lower()]
        if entry.size < self._ole.minisectorcutoff:
            return False  # at most 4,096 bytes, in a table of their own
        sector, seen = entry.isectStart, set()
        for _ in range(-(-entry.size // self._ole.sectorsize)):
            if sector in seen or sector >= len(self._ole.fat):
                return True
            seen.add(sector)
            sector = self._ole.fat[sector]
        return False

    def _other(self) -> UnsupportedError:
        for names, message in _OTHERS:
            if any(name.lower() in self._names for name in names):
                return UnsupportedError(message)
        return UnsupportedError(f"文件里没有 Word 正文，不是 .doc 或 .wps 文稿；{RESAVE}")


def _check_header(data: bytes) -> None:
    """Refuse a header whose tables would be longer than the file: olefile would load them all the same."""
    if len(data) < 1536:
        raise CorruptError("文件不完整，只有开头一段；请重新下载或重新复制")
    broken = CorruptError(f"文件的目录与大小不符，已损坏；请重新下载，或{RESAVE[1:]}")
    shifts = struct.unpack_from("<HH", data, 30)
    if shifts not in _SECTOR_SHIFTS:
        raise broken
    fat, mini, difat = (struct.unpack_from("<I", data, at)[0] for at in (44, 64, 72))
    sector = 1 << shifts[0]
    sectors = len(data) // sector + 1
    # A sector of the allocation table covers a quarter of its size in sectors; twice that is room enough.
    most = 2 * (sectors // (sector // 4) + 1) + 109
    if fat > most or difat > most or mini > sectors:
        raise broken
