"""Tell the format of a file from its first bytes."""

from __future__ import annotations

from ..errors import EncryptedError, UnsupportedError

__all__ = ["FORMATS", "sniff"]

FORMATS = ("docx", "doc", "rtf", "pdf", "ofd", "html", "eml", "zip", "image", "txt", "md")
_HEAD = 4096
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# PNG, JPEG, TIFF in either byte order, GIF, BMP
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8", b"BM")
_ARCHIVES = {b"Rar!": "RAR 压缩包", b"7z\xbc\xaf": "7z 压缩包", b"\x1f\x8b": "gzip 压缩包"}


def sniff(data: bytes) -> str:
    """Return the format of a file's content: one of ``FORMATS``.

    Raises
    ------
    UnsupportedError
        If the content is of a known format that has no reader.
    EncryptedError
        If it is an Office file that asks for a password.
    CorruptError
        If it is a zip container that cannot be opened.

    Examples
    --------
    >>> sniff(b"%PDF-1.7 ..."), sniff("通知".encode())
    ('pdf', 'txt')
    """
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_ZIP):
        return _sniff_zip(data)
    if head.startswith(_OLE):
        return _sniff_ole(data)
    if any(head.startswith(magic) and (len(magic) > 2 or b"\x00" in head[:64]) for magic in _PICTURES):
        return "image"
    for magic, name in _ARCHIVES.items():
        if head.startswith(magic) and (len(magic) > 2 or b"\x00" in head[:64]):
            raise UnsupportedError(f"这是{name}，不能直接读；请解压后再读")
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    from .html import looks_like_html  # noqa: PLC0415 - lxml loads on demand
    from .mail import looks_like_mail  # noqa: PLC0415

    if looks_like_mail(head):
        return "eml"
    return "html" if looks_like_html(head) else "txt"


def _sniff_zip(data: bytes) -> str:
    from .packages import open_package  # noqa: PLC0415 - formats load on demand

    with open_package(data) as package:
        names = set(package.names())
    if any(name.lower() in ("ofd.xml", "encryptions.xml") for name in names):
        return "ofd"
    if any(name.startswith("word/") and name.endswith(".xml") for name in names) or (
        "[Content_Types].xml" in names and not any(name.startswith(("xl/", "ppt/")) for name in names)
    ):
        return "docx"
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise UnsupportedError("这是 Excel 或 PowerPoint 文件，不是文稿；请提供 docx、pdf、html 或 txt 文件")
    return "zip"


def _sniff_ole(data: bytes) -> str:
    from .packages import is_encrypted_ole  # noqa: PLC0415 - formats load on demand

    if is_encrypted_ole(data):
        raise EncryptedError("文件加了密码，未读；请在 Word 或 WPS 中取消密码后再读")
    return "doc"
