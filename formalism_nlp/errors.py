"""Errors a user can meet; each message is one line and names the way out."""

from __future__ import annotations

__all__ = [
    "ClassifiedError",
    "ConfigError",
    "CorruptError",
    "EmptyError",
    "EncryptedError",
    "FormalismError",
    "NotApplicable",
    "NotReadError",
    "ReadError",
    "TooLargeError",
    "UnsafeError",
    "UnsupportedError",
]


class FormalismError(Exception):
    """Base of all errors that this library raises on purpose."""


class ReadError(FormalismError):
    """A source could not be read as a document."""

    code = "unreadable"


class EmptyError(ReadError):
    """The source holds no bytes or no text."""

    code = "empty"


class CorruptError(ReadError):
    """The source is truncated, or is not what its content claims to be."""

    code = "corrupt"


class EncryptedError(ReadError):
    """The source asks for a password."""

    code = "encrypted"


class TooLargeError(ReadError):
    """The source, or what it would unpack to, is over a limit."""

    code = "too_large"


class UnsafeError(ReadError):
    """The source holds something that is never opened, such as XML entities."""

    code = "unsafe"


class UnsupportedError(ReadError):
    """The format is known or unknown, but no reader for it is installed."""

    code = "unsupported"


class NotReadError(ReadError):
    """The pages are pictures: there is text to see, but none to read."""

    code = "not_read"


class ClassifiedError(ReadError):
    """The document is marked 秘密, 机密 or 绝密 and is refused."""

    code = "classified"


class ConfigError(FormalismError):
    """An option, profile or rule selection is wrong."""


class NotApplicable(FormalismError):  # noqa: N818 - a result, not a fault
    """A rule cannot speak on this document; the message is the reason, in Chinese."""
