"""Read a file, bytes or a stream as a document; the content decides the format, not the suffix."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from ..document import Document, Source
from ..errors import ConfigError, EmptyError, ReadError, TooLargeError
from .anatomy import analyse
from .base import RawBlock, RawDocument, check_length, shown_path
from .sniff import FORMATS, sniff

__all__ = ["FORMATS", "MAX_BYTES", "RawBlock", "RawDocument", "from_text", "read", "read_raw"]

# The largest of 495 real files has 6.5 MB; a file of this size is an archive or an attack.
MAX_BYTES = 200 * 1024 * 1024
# Modules of the formats, each with a function read_<module>; what has none is plain text.
_HOME = {
    "docx": "docx", "doc": "doc", "rtf": "rtf", "pdf": "pdf", "ofd": "ofd", "html": "html",
    "eml": "mail", "zip": "archive", "image": "ocr",
}  # fmt: skip
# Formats that hold files; these may lie in each other only so deep.
_CONTAINERS = ("eml", "zip")
MAX_DEPTH = 2


def read(source: str | os.PathLike[str] | bytes | BinaryIO, *, format: str | None = None) -> Document:
    r"""Read a document.

    Parameters
    ----------
    source : path, bytes or binary stream
        A path is opened; bytes are the content of a file.
    format : str, optional
        One of ``FORMATS``, such as ``docx`` or ``txt``; by default the content decides.

    Returns
    -------
    Document
        Text, blocks, sentences and header facts.

    Raises
    ------
    ReadError
        With one line that says what is wrong and what to do: ``EmptyError``,
        ``CorruptError``, ``EncryptedError``, ``TooLargeError``, ``UnsafeError``,
        ``UnsupportedError``, ``NotReadError`` for scans, ``ClassifiedError``.
    ConfigError
        If ``format`` is unknown.

    Examples
    --------
    >>> doc = read("关于防汛值守的通知\n各村：\n每晚8时报水位。".encode())
    >>> doc.source.format, doc.meta.genre
    ('txt', '通知')
    """
    data, path = _load(source)
    if not data:
        raise EmptyError("文件是空的（0 字节），请检查是否上传或保存完整")
    if format is not None and format not in FORMATS:
        raise ConfigError(f"不认识的格式 {format!r}，可用：{'、'.join(FORMATS)}")
    name = format or sniff(data)
    raw = read_raw(data, format=name)
    digest = hashlib.sha256(data).hexdigest()
    return _document(
        raw, Source(path, name, digest, raw.reader, raw.pages, raw.warnings, raw.offsets), path or digest[:12]
    )


def read_raw(data: bytes, *, format: str | None = None, depth: int = 0) -> RawDocument:
    """Read the blocks of a file; ``depth`` counts the containers around it.

    Raises
    ------
    ReadError
        As `read`, and ``TooLargeError`` for containers in containers.
    """
    name = format or sniff(data)
    if name not in _CONTAINERS:
        return _reader(name)(data)
    if depth >= MAX_DEPTH:
        raise TooLargeError(f"压缩包或邮件套了 {MAX_DEPTH} 层以上，未读；请解压后再读")
    raw: RawDocument = _reader(name)(data, depth=depth)
    return raw


def from_text(text: str, *, id: str | None = None) -> Document:
    """Read a text in memory; see ``Document.from_text``."""
    from .plain import plain_document  # noqa: PLC0415 - formats load on demand

    raw = plain_document(text)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _document(raw, Source(None, "text", digest, raw.reader, None, (), raw.offsets), id or digest[:12])


def _document(raw: RawDocument, source: Source, id: str) -> Document:
    check_length(sum(len(block.text) for block in raw.blocks), len(raw.blocks))
    anatomy = analyse(raw)
    if not anatomy.blocks:
        raise EmptyError("文件里没有文字，请检查内容是否为空白或全是图片")
    return Document(id, anatomy.text, anatomy.blocks, anatomy.units, anatomy.meta, source)


def _load(source: str | os.PathLike[str] | bytes | BinaryIO) -> tuple[bytes, str | None]:
    if isinstance(source, (bytes, bytearray, memoryview)):
        return bytes(source), None
    if isinstance(source, (str, os.PathLike)):
        return _load_file(Path(source)), shown_path(source)
    data = source.read(MAX_BYTES + 1)
    if not isinstance(data, bytes):
        raise ConfigError("数据流要以二进制方式打开，例如 open(path, 'rb')")
    _check_size(len(data))
    name = getattr(source, "name", None)
    return data, shown_path(name) if isinstance(name, str) else None


def _load_file(path: Path) -> bytes:
    try:
        if path.is_dir() and not os.access(path, os.R_OK | os.X_OK):
            raise ReadError("文件夹打不开，其中的文件没有读；请检查权限")
        if path.is_dir():
            raise ReadError("这是文件夹，不是文件；请用 formalism score 文件夹，或 score_many")
        # A pipe without a writer would be waited for, and a device has no end.
        if path.exists() and not path.is_file():
            raise ReadError("这是管道或设备，不是文件，未读")
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            _check_size(before.st_size)
            data = file.read(MAX_BYTES + 1)  # it may have grown since
            after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise ReadError("文件在读的时候被改动，未读；请等它写完再读")
    except FileNotFoundError:
        raise ReadError("找不到这个文件，请检查路径") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"文件打不开（{reason}），请检查权限和路径") from None
    _check_size(len(data))
    return data


def _check_size(size: int) -> None:
    if size > MAX_BYTES:
        raise TooLargeError(f"文件超过 {MAX_BYTES // 2**20} MB 的上限，未读；请拆分后再读")


def _reader(name: str) -> Callable[..., RawDocument]:
    """Return the reader of a format; each is loaded when it is first needed."""
    home = _HOME.get(name, "plain")
    reader: Callable[..., RawDocument] = getattr(import_module(f".{home}", __name__), f"read_{home}")
    return reader
