"""Containers of several documents as a row of sources: each member of an archive or mail by itself."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from ..errors import ReadError, TooLargeError
from ..findings import Failure
from . import mail
from .archive import MAX_MEMBERS, ArchiveMember, is_wanted, members
from .base import shown_path
from .mail import attachments, looks_like_mail, mail_body

__all__ = ["Member", "expand"]

# An archive or mail inside another one is held in memory while its files are handed out.
MAX_NESTED = 50 * 1024 * 1024
MAX_DEPTH = 2
# What is unpacked from containers inside one container, all together.
MAX_HELD = 1_000_000_000
_HEAD = 4096
_ZIP = b"PK\x03\x04"
_CONTAINERS = (".zip", ".eml")


@dataclass(frozen=True)
class Member:
    """A file inside a container: what `read` takes as a stream, small enough to hand to another process.

    A file of an archive on disk is unpacked when it is read; what lies deeper is held as bytes.

    Attributes
    ----------
    name : str
        Path of the container and of the file in it, ``下发材料.zip!通知/通知.docx``.
    """

    name: str
    archive: str | None = None
    place: ArchiveMember | None = None
    data: bytes = b""

    def read(self, size: int = -1) -> bytes:
        """Return the content; ``size`` is there because `read` asks streams for no more than it takes.

        Raises
        ------
        ReadError
            If it is damaged, asks for a password or is refused.
        """
        if self.archive is None or self.place is None:
            return self.data
        try:
            with open(self.archive, "rb") as opened:
                return self.place.unpack(opened)
        except OSError as error:
            raise ReadError(f"压缩包打不开（{error.strerror or error}），请检查它是否被移动或删除") from None


def expand(
    path: str | os.PathLike[str], passed_over: MutableMapping[str, int] | None = None
) -> Iterator[str | os.PathLike[str] | Member | Failure]:
    """Yield what a path holds: itself, or the documents of an archive or mail.

    Parameters
    ----------
    path : path
        Only ``.zip`` and ``.eml`` are looked into.
    passed_over : mapping, optional
        Counts members that are no documents, by suffix.

    Yields
    ------
    path, Member or Failure
        The path unchanged where it is no container, or cannot be opened (then reading it says why).
        A failure stands for a container inside that cannot be opened.
    """
    shown = shown_path(path)
    if shown[-4:].lower() not in _CONTAINERS:
        yield path
        return
    opening = _Opening(shown, {} if passed_over is None else passed_over)
    try:
        with open(path, "rb") as opened:
            head = opened.read(_HEAD)
            if head.startswith(_ZIP):
                yield from opening.archive(shown, opened, 1, os.fspath(path))
            elif looks_like_mail(head):
                yield from opening.mail(shown, head + opened.read(mail.MAX_BYTES), 1)
    except ReadError as error:
        yield Failure(shown, "read", error.code, str(error))
        return
    except (OSError, ValueError):
        opening.found = 0
    if not opening.found:
        yield path


class _FullError(TooLargeError):
    """A container on disk holds too much in all: nothing more is handed out."""


class _Opening:
    """Hands out what lies in one container on disk, and counts it: containers in it share its limits."""

    def __init__(self, shown: str, passed_over: MutableMapping[str, int]) -> None:
        self.shown = shown
        self.passed_over = passed_over
        self.found = 0
        self.held = 0

    def archive(self, name: str, opened: BinaryIO, depth: int, path: str | None = None) -> Iterator[Member | Failure]:
        for place in members(opened):
            inside = f"{name}!{place.name}"
            if not is_wanted(place.name):
                self._pass_over(place.name)
            elif place.refused is not None:
                self._count(0)
                yield _failure(inside, place.refused)
            elif path is not None and not _is_container(place.name):
                self._count(0)
                yield Member(inside, path, place)
            elif place.size > MAX_NESTED:
                self._count(0)
                yield _failure(
                    inside, TooLargeError(f"套在压缩包里的文件超过 {MAX_NESTED // 2**20} MB，未读；请解压后再读")
                )
            else:
                yield from self._unpacked(inside, place, opened, depth)

    def _unpacked(self, name: str, place: ArchiveMember, opened: BinaryIO, depth: int) -> Iterator[Member | Failure]:
        try:
            data = place.unpack(opened)
        except ReadError as error:
            self._count(0)
            yield _failure(name, error)
        else:
            yield from self._inner(name, data, depth)

    def mail(self, name: str, data: bytes, depth: int, itself: Member | None = None) -> Iterator[Member | Failure]:
        """Yield the attachments; the mail itself before them where it has a body."""
        files = list(attachments(data))
        if mail_body(data) or not files:
            self._count(0)
            yield itself or Member(self.shown, data=data)
        for file in files:
            if is_wanted(file.name) or "." not in file.name:
                yield from self._inner(f"{name}!{file.name}", file.data, depth)
            else:
                self._pass_over(file.name)

    def _inner(self, name: str, data: bytes, depth: int) -> Iterator[Member | Failure]:
        """Yield a file held in memory, or what it holds in turn."""
        self._count(len(data))
        file = Member(name, data=data)
        if not _is_container(name):
            yield file
        elif depth >= MAX_DEPTH:
            yield _failure(name, TooLargeError(f"压缩包或邮件套了 {MAX_DEPTH} 层以上，未读；请解压后再读"))
        else:
            try:
                if looks_like_mail(data[:_HEAD]):
                    yield from self.mail(name, data, depth + 1, file)
                else:
                    yield from self.archive(name, io.BytesIO(data), depth + 1)
            except _FullError:
                raise
            except ReadError as error:
                yield _failure(name, error)

    def _count(self, size: int) -> None:
        self.found += 1
        self.held += size
        if self.found > MAX_MEMBERS or self.held > MAX_HELD:
            raise _FullError("压缩包里的文件过多或过大，其余未读；请分成几个包")

    def _pass_over(self, name: str) -> None:
        suffix = PurePosixPath(name).suffix.lower()[:20] or "（无后缀）"
        self.passed_over[suffix] = self.passed_over.get(suffix, 0) + 1


def _is_container(name: str) -> bool:
    return name[-4:].lower() in _CONTAINERS


def _failure(name: str, error: ReadError) -> Failure:
    return Failure(name, "read", error.code, str(error))
