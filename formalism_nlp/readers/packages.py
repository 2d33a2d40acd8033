"""Guarded access to zip containers (docx, ofd) and to the XML inside them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from lxml import etree

from ..errors import CorruptError, EmptyError, EncryptedError, TooLargeError, UnsafeError, UnsupportedError

__all__ = ["Package", "is_encrypted_ole", "open_package", "parse_xml"]

# The largest of 163 real docx and ofd files unpacks to 4 MB and the most squeezed one to 15 times its
# size; a bomb of 0.96 MB that unpacks to 600 MB took 1.3 to 2.0 GB of memory in every docx library tried.
MAX_UNPACKED = 200_000_000
MAX_RATIO = 200
# Below this size unpacked, a high ratio costs nothing: a template of blank pages may well have one.
RATIO_FLOOR = 10_000_000
# The fullest real package has 34 members.
MAX_MEMBERS = 10_000
# The largest real part has 0.9 MB. A part of 50 MB of empty paragraphs, in a file of 0.4 MB, takes a
# minute and 1.1 GB to read.
MAX_XML = 30_000_000

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A directory entry of an OLE file: the name in a field of 64 bytes, then its length in bytes with the
# final NUL. The bare name would also match a Word 97 text that talks about it.
_ENCRYPTED_ENTRY = "EncryptedPackage".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 34)
_CENTRAL_HEADER = b"PK\x01\x02"
_RESAVE = "用 Word 或 WPS 打开后另存，再读另存的文件"
_ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, struct.error,
    EOFError, OSError, NotImplementedError, OverflowError, RuntimeError, ValueError,
)  # fmt: skip


class Package:
    """The members of a zip container, found whatever the case and the slashes of their names.

    Made by `open_package`, which has checked the declared sizes; `read` then never unpacks more
    than was declared.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = {_key(info.filename): info for info in archive.infolist()}

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def names(self) -> tuple[str, ...]:
        """Return the names of the members, as the container spells them."""
        return tuple(info.filename for info in self._members.values())

    def read(self, name: str) -> bytes | None:
        """Return one member unpacked, or None when there is no such member.

        Raises
        ------
        CorruptError
            If the member cannot be unpacked or is not what its header says.
        """
        info = self._members.get(_key(name))
        if info is None:
            return None
        try:
            with self._archive.open(info) as member:
                # A count makes zipfile stop there; without one it unpacks all first and cuts afterwards.
                data = member.read(info.file_size + 1)
        except _ZIP_ERRORS as error:
            raise CorruptError(f"文件中的 {name} 已损坏；请重新下载，或{_RESAVE}") from error
        if len(data) != info.file_size:
            raise CorruptError(f"文件中的 {name} 不完整；请重新下载，或{_RESAVE}")
        return data


def open_package(data: bytes) -> Package:
    """Open a zip container after checking what it would unpack to.

    Parameters
    ----------
    data : bytes
        The whole file.

    Raises
    ------
    EmptyError
        If there are no bytes.
    CorruptError
        If it is truncated or no zip container.
    EncryptedError
        If a member asks for a password.
    TooLargeError
        If it declares more than 200 MB, more than 200 times its size, or over 10,000 members.
    UnsupportedError
        If a member is packed in a way that docx and ofd do not allow.
    """
    if not data:
        raise EmptyError("文件是空的（0 字节）；请重新下载或重新导出")
    # Counted before zipfile makes an object for each of them.
    if data.count(_CENTRAL_HEADER) > MAX_MEMBERS:
        raise TooLargeError(f"文件里的成员超过 {MAX_MEMBERS} 个，没有打开；请{_RESAVE}")
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _ZIP_ERRORS as error:
        raise CorruptError(f"文件不完整，或不是有效的 docx、ofd 文件；请重新下载，或{_RESAVE}") from error
    _check(archive.infolist(), len(data))
    return Package(archive)


def _check(members: list[zipfile.ZipInfo], packed: int) -> None:
    if any(info.flag_bits & 1 for info in members):
        raise EncryptedError("文件设有密码；请用密码解开后，再读解开的文件")
    # zipfile can bound the output of these two only.
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in members):
        raise UnsupportedError(f"文件用了 docx、ofd 不允许的压缩方式；请{_RESAVE}")
    unpacked = sum(info.file_size for info in members)
    if unpacked > MAX_UNPACKED:
        raise TooLargeError(
            f"文件解压后有 {unpacked // 1_000_000} MB，超过上限 {MAX_UNPACKED // 1_000_000} MB，没有打开；"
            "请删去其中的图片或拆成几份再读"
        )
    if unpacked > RATIO_FLOOR and unpacked > MAX_RATIO * packed:
        raise TooLargeError(f"文件解压后是原来的 {unpacked // packed} 倍，像是压缩炸弹，没有打开；请{_RESAVE}")


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Parse XML from a file that nobody vouches for; comments and instructions are left out.

    Parameters
    ----------
    data : bytes
        The XML.
    name : str
        What to call it in an error message.

    Raises
    ------
    UnsafeError
        If it has a document type, and with it perhaps entities.
    CorruptError
        If it is not well-formed, or nested more than 256 deep.
    TooLargeError
        If it is over 30 MB.

    Examples
    --------
    >>> parse_xml(b"<a><b/></a>", "a.xml").tag
    'a'
    """
    if len(data) > MAX_XML:
        raise TooLargeError(f"文件中的 {name} 超过 {MAX_XML // 1_000_000} MB，没有打开；请拆成几份再读")
    # UTF-16 puts a NUL beside each letter. Other encodings are caught below, after parsing.
    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise UnsafeError(_unsafe(name))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, collect_ids=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CorruptError(f"文件中的 {name} 已损坏或嵌套过深；请重新下载，或{_RESAVE}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnsafeError(_unsafe(name))
    return root


def is_encrypted_ole(data: bytes) -> bool:
    """Tell whether the bytes are an OLE file that wraps an encrypted docx.

    Examples
    --------
    >>> is_encrypted_ole(b"PK plain zip")
    False
    """
    return data.startswith(_OLE_MAGIC) and _ENCRYPTED_ENTRY in data


def _unsafe(name: str) -> str:
    return f"文件中的 {name} 含有 DOCTYPE 声明，可能夹带外部实体，没有打开；请{_RESAVE}"


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
