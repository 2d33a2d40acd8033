"""Zip archives of documents: each member with its name decoded and its limits checked."""

from __future__ import annotations

import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO

from ..errors import (
    CorruptError,
    EmptyError,
    EncryptedError,
    ReadError,
    TooLargeError,
    UnsafeError,
    UnsupportedError,
)  # fmt: skip
from .base import RawDocument

__all__ = ["SUFFIXES", "ArchiveMember", "members", "read_archive"]

# What archives and folders are searched for; a file that is named outright is read whatever its suffix.
SUFFIXES = frozenset(
    {
        ".docx", ".docm", ".dotx", ".doc", ".wps", ".pdf", ".ofd", ".html", ".htm", ".mht", ".txt", ".md",
        ".rtf", ".eml", ".zip", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif",
    }
)  # fmt: skip
MAX_MEMBERS = 10_000
# Members are unpacked one at a time, so the whole may be larger than one file may be.
MAX_UNPACKED = 2_000_000_000
MAX_MEMBER = 200 * 1024 * 1024
# As for docx: the most squeezed of 163 real packages unpacks to 15 times its size.
MAX_RATIO = 200
RATIO_FLOOR = 10_000_000
_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 1
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, OverflowError, RuntimeError,
    ValueError,
)  # fmt: skip
_CENTRAL_HEADER = b"PK\x01\x02"


@dataclass(frozen=True)
class ArchiveMember:
    """Where a file lies in an archive: enough to unpack it without opening the archive again.

    ``name`` is decoded and can be printed; ``refused`` is the error that stands in the place of its content.
    """

    name: str
    offset: int
    packed: int
    size: int
    deflated: bool
    refused: ReadError | None = None

    def unpack(self, archive: BinaryIO) -> bytes:
        """Return the content.

        Raises
        ------
        ReadError
            If it is refused, damaged, or larger than its header says.
        """
        if self.refused is not None:
            raise self.refused
        try:
            archive.seek(self.offset)
            header = _LOCAL_HEADER.unpack(archive.read(_LOCAL_HEADER.size))
            if header[0] != b"PK\x03\x04":
                raise zipfile.BadZipFile
            archive.seek(header[9] + header[10], os.SEEK_CUR)
            data = archive.read(self.packed)
            if self.deflated:
                # One byte more than declared shows a header that lies.
                data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, self.size + 1)
        except _ZIP_ERRORS:
            raise CorruptError("压缩包里的这个文件已损坏，解不开；请重新打包") from None
        if len(data) != self.size:
            raise CorruptError("压缩包里的这个文件不完整，或大小与目录不符，未读；请重新打包")
        return data


def members(archive: BinaryIO) -> Iterator[ArchiveMember]:
    """Yield the files of an archive in its order; folders and the notes of operating systems are left out.

    Raises
    ------
    CorruptError
        If it is no zip archive.
    TooLargeError
        If it holds more than 10,000 files, 2 GB, or 200 times its size.
    """
    archive.seek(0, os.SEEK_END)
    packed = archive.tell()
    listed = _listed(archive, packed)
    total = sum(info.file_size for info in listed)
    if total > MAX_UNPACKED:
        raise TooLargeError(
            f"压缩包解开后有 {total // 1_000_000} MB，超过上限 {MAX_UNPACKED // 1_000_000} MB，未读；请分成几个包"
        )
    if total > RATIO_FLOOR and total > MAX_RATIO * packed:
        raise TooLargeError(f"压缩包解开后是原来的 {total // packed} 倍，像是压缩炸弹，未读")
    seen: dict[str, int] = {}
    for info in listed:
        name = _name(info)
        if info.is_dir() or _is_note(name):
            continue
        refused = _refusal(info, name)
        shown = "".join(char if char.isprintable() else "\ufffd" for char in name)[:500]
        seen[shown] = seen.get(shown, 0) + 1
        if seen[shown] > 1:
            shown = f"{shown}（第 {seen[shown]} 个同名文件）"
        yield ArchiveMember(
            shown, info.header_offset, info.compress_size, info.file_size,
            info.compress_type == zipfile.ZIP_DEFLATED, refused,
        )  # fmt: skip


def read_archive(data: bytes, *, depth: int = 0) -> RawDocument:
    """Read an archive that holds exactly one document.

    Parameters
    ----------
    data : bytes
        The whole file.
    depth : int
        How many containers it lies in.

    Raises
    ------
    UnsupportedError
        If it holds several documents.
    EmptyError
        If it holds none.
    ReadError
        If the document cannot be read, or the archive is over a limit.
    """
    archive = BytesIO(data)
    found = [member for member in members(archive) if is_wanted(member.name)]
    if not found:
        raise EmptyError("压缩包里没有 docx、pdf、ofd、html、txt 等文稿")
    if len(found) > 1:
        raise UnsupportedError(f"压缩包里有 {len(found)} 个文件；请解压后分别读，或用 formalism score 读这个压缩包")
    from . import read_raw  # noqa: PLC0415 - the dispatch knows this module

    raw = read_raw(found[0].unpack(archive), depth=depth + 1)
    return replace(raw, reader=f"zip > {raw.reader}")


def is_wanted(name: str) -> bool:
    """Tell by its suffix whether a member is a document or a container of documents."""
    return PurePosixPath(re.sub("（第 \\d+ 个同名文件）$", "", name)).suffix.lower() in SUFFIXES


def _listed(archive: BinaryIO, packed: int) -> list[zipfile.ZipInfo]:
    try:
        # An entry of the directory has at least 46 bytes. Counted before zipfile makes an object for each.
        archive.seek(max(0, packed - 22 - 65_557))
        tail = archive.read()
        end = tail.rfind(b"PK\x05\x06")
        if end >= 0 and struct.unpack_from("<L", tail, end + 12)[0] > MAX_MEMBERS * 1_000:
            raise TooLargeError(f"压缩包的目录过大，未读；请分成几个不超过 {MAX_MEMBERS} 个文件的包")
        archive.seek(0)
        with zipfile.ZipFile(archive) as opened:
            listed = opened.infolist()
    except _ZIP_ERRORS:
        raise CorruptError("不是完整的 zip 压缩包（可能下载不完整或已损坏）；请重新打包") from None
    if len(listed) > MAX_MEMBERS:
        raise TooLargeError(f"压缩包里有 {len(listed)} 个文件，超过 {MAX_MEMBERS} 个的上限，未读；请分成几个包")
    return listed


def _name(info: zipfile.ZipInfo) -> str:
    """Decode the name of a member: UTF-8 where it is, else GBK, which Windows writes without saying so."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    try:
        raw = info.orig_filename.partition("\0")[0].encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return info.filename


def _is_note(name: str) -> bool:
    return any((part != ".." and part.startswith((".", "~$"))) or part == "__MACOSX" for part in name.split("/"))


def _refusal(info: zipfile.ZipInfo, name: str) -> ReadError | None:
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or not parts[0] or re.match("[A-Za-z]:", parts[0]):
        return UnsafeError("文件名指向压缩包之外的位置，未读；请用可信的软件重新打包")
    if info.flag_bits & _ENCRYPTED_FLAG:
        return EncryptedError("压缩包里的这个文件设有密码，未读；请用密码解开后再读")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return UnsupportedError("压缩包里的这个文件用了少见的压缩方式，未读；请用系统自带的压缩功能重新打包")
    if info.file_size > MAX_MEMBER:
        return TooLargeError(f"压缩包里的这个文件解开后超过 {MAX_MEMBER // 2**20} MB 的上限，未读")
    return None
