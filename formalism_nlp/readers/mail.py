"""Mail (RFC 5322) and web archives (MHTML): the body as a document, attachments as members."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value
from typing import NamedTuple

from ..errors import CorruptError, EmptyError, TooLargeError, UnsupportedError
from .base import RawDocument

__all__ = ["Attachment", "attachments", "looks_like_mail", "mail_body", "read_mail"]

# Mail servers of the public sector take 20 to 50 MB.
MAX_BYTES = 100 * 1024 * 1024
# A mail inside a mail inside a mail is a forwarded one; each part costs a parser object.
MAX_PARTS = 1_000
# The standard library asks at each line whether it ends one of the parts around it: 30 million questions
# take ten seconds. A mail of 50 MB with 20 parts asks 13 million.
_MOST_QUESTIONS = 30_000_000
_FIELD = re.compile(rb"([!-9;-~]{1,76}):")
_SURE = {b"received", b"return-path", b"delivered-to", b"message-id", b"mime-version", b"x-mailer"}
_PAIRS = ({b"from", b"to"}, {b"from", b"subject"}, {b"from", b"date"})
_MARKS = re.compile(rb"boundary|message/", re.IGNORECASE)
_TEXTS = ("text/plain", "text/html")


class Attachment(NamedTuple):
    """A file inside a mail."""

    name: str
    data: bytes


def looks_like_mail(head: bytes) -> bool:
    r"""Tell a mail by the header fields at the begin of the file.

    Examples
    --------
    >>> looks_like_mail(b"From: a@example.org\r\nSubject: =?utf-8?b?5YC85a6I?=\r\n\r\nText")
    True
    >>> looks_like_mail("主题: 关于值守的通知\n各村：".encode())
    False
    """
    names = set()
    for line in head.splitlines()[:100]:
        match = _FIELD.match(line)
        if match is not None:
            names.add(match[1].lower())
        elif not line.strip() or not (line[:1] in b" \t" or line.startswith(b"From ")):
            break
    return len(names) > 1 and (bool(names & _SURE) or any(pair <= names for pair in _PAIRS))


def read_mail(data: bytes, *, depth: int = 0) -> RawDocument:
    """Read the body of a mail, or its only attachment where the body is empty.

    The header (sender, receivers, subject) is not read: it names persons.

    Parameters
    ----------
    data : bytes
        The whole file.
    depth : int
        How many containers it lies in.

    Raises
    ------
    EmptyError
        If there is neither text nor an attachment.
    UnsupportedError
        If the body is empty and there are several attachments.
    CorruptError, TooLargeError
        If it is damaged, or over a limit.
    """
    message = _parse(data)
    inside = list(_attachments(message))
    body = _body(message)
    if body is not None:
        names = "、".join(attachment.name for attachment in inside[:5])
        more = f"等 {len(inside)} 个" if len(inside) > 5 else ""
        warnings = (f"邮件的附件 {names}{more} 未读；请另存后再读，或用 formalism score 读这个文件",) if inside else ()
        return replace(body, reader=f"mail > {body.reader}", warnings=(*body.warnings, *warnings))
    if len(inside) == 1:
        from . import read_raw  # noqa: PLC0415 - the dispatch knows this module

        raw = read_raw(inside[0].data, depth=depth + 1)
        return replace(raw, reader=f"mail > {raw.reader}")
    if inside:
        raise UnsupportedError(
            f"邮件没有正文，有 {len(inside)} 个附件；请另存附件后再读，或用 formalism score 读这个文件"
        )
    raise EmptyError("邮件里没有文字，也没有附件")


def mail_body(data: bytes) -> bool:
    """Tell whether a mail has a body that can be read."""
    return _body(_parse(data)) is not None


def attachments(data: bytes) -> Iterator[Attachment]:
    """Yield the files inside a mail; a mail inside it is one file.

    Raises
    ------
    CorruptError, TooLargeError
        If it is damaged, or over a limit.
    """
    return _attachments(_parse(data))


def _parse(data: bytes) -> Message:
    if len(data) > MAX_BYTES:
        raise TooLargeError(f"邮件超过 {MAX_BYTES // 2**20} MB 的上限，未读；请另存附件后再读")
    lines, marks = data.count(b"\n") + data.count(b"\r"), len(_MARKS.findall(data))
    if lines * (marks + 1) > _MOST_QUESTIONS or marks > MAX_PARTS or data.count(b"\n--") > 20 * MAX_PARTS:
        raise TooLargeError("邮件的行数或层次过多，未读；请另存其中的附件后再读")
    try:
        # The older policy never raises on a broken header; the newer one does.
        return message_from_bytes(data, policy=policy.compat32)
    except (ValueError, TypeError, LookupError, IndexError, AttributeError, RecursionError, HeaderParseError):
        raise CorruptError("邮件已损坏，无法读取；请重新导出") from None


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts that hold content; a mail inside a mail is one."""
    waiting, count = [message], 0
    while waiting:
        part = waiting.pop()
        count += 1
        if count > MAX_PARTS:
            raise TooLargeError(f"邮件的组成部分超过 {MAX_PARTS} 个，未读；请另存其中的附件后再读")
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting += reversed(_inner(part))
        else:
            yield part


def _inner(part: Message) -> list[Message]:
    """Return the parts of a part; asked for its text it would look up whatever charset it states."""
    payload = part.get_payload() if part.is_multipart() else []
    return [inner for inner in payload if isinstance(inner, Message)] if isinstance(payload, list) else []


def _attachments(message: Message) -> Iterator[Attachment]:
    taken = _text_part(message)
    for number, part in enumerate(_leaves(message), 1):
        name = _name(part)
        if part is taken or (name is None and part.get_content_type() in _TEXTS):
            continue
        if part.get("Content-ID") and part.get_content_maintype() == "image":
            continue  # a picture set into the text, mostly the emblem of the sender
        if part.get_content_type() == "message/rfc822":
            inner = _inner(part)
            if inner:
                yield Attachment(name or f"转发的邮件{number}.eml", _bytes(inner[0]))
            continue
        content = _content(part)
        if content:
            yield Attachment(name or f"附件{number}", content)


def _bytes(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except (ValueError, LookupError, TypeError, AttributeError):
        return b""  # its reader then says that it is empty


def _text_part(message: Message) -> Message | None:
    """Return the part that is the body: plain text before HTML, no attachment."""
    parts = [part for part in _leaves(message) if part.get_content_type() in _TEXTS and _name(part) is None]
    parts = [part for part in parts if _content(part).strip()]
    return min(parts, key=lambda part: _TEXTS.index(part.get_content_type()), default=None)


def _body(message: Message) -> RawDocument | None:
    from .html import read_html  # noqa: PLC0415 - lxml loads on demand
    from .plain import read_plain  # noqa: PLC0415

    part = _text_part(message)
    if part is None:
        return None
    content = _content(part)
    try:
        return read_html(content) if part.get_content_type() == "text/html" else read_plain(_as_utf8(part, content))
    except EmptyError:
        return None


def _as_utf8(part: Message, content: bytes) -> bytes:
    """Return a text in UTF-8 where the stated charset holds; else as it is, to be guessed."""
    charset = _charset(part)
    try:
        return content.decode(charset).encode() if charset else content
    except (UnicodeError, LookupError, ValueError):
        return content


def _content(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError):
        return b""
    return content if isinstance(content, bytes) else b""


def _charset(part: Message) -> str | None:
    """Return the stated charset; GB 2312 stands for all that Windows calls so."""
    try:
        stated = part.get_content_charset()
    except (ValueError, LookupError, TypeError):
        return None
    return "gb18030" if stated in ("gb2312", "gbk", "cp936", "x-gbk") else stated


def _name(part: Message) -> str | None:
    """Return the file name of an attachment decoded, without folders; None where there is none."""
    try:
        stated = part.get_param("filename", None, "content-disposition") or part.get_param("name", None)
        name = collapse_rfc2231_value(stated) if stated else ""
        pieces = [
            piece if isinstance(piece, str) else _decoded(piece, charset) for piece, charset in decode_header(name)
        ]
    except (ValueError, LookupError, TypeError, HeaderParseError):
        return "附件" if part.get_content_disposition() == "attachment" else None
    name = "".join(pieces).replace("\\", "/").rpartition("/")[2]
    name = "".join(char if char.isprintable() else "\ufffd" for char in name).strip()[:200]
    return name or ("附件" if part.get_content_disposition() == "attachment" else None)


def _decoded(piece: bytes, charset: str | None) -> str:
    for encoding in ("gb18030" if charset in ("gb2312", "gbk") else charset or "utf-8", "gb18030"):
        try:
            return piece.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return piece.decode("utf-8", "replace")
