"""The policy documents that rules rest on, by the ids of the domain notes."""

from __future__ import annotations

from ..findings import Basis

__all__ = ["E12", "R24", "T12"]


def R24(clause: str) -> Basis:  # noqa: N802 - the customary id of the document
    """整治形式主义为基层减负若干规定: approved 2024-07-30, full text public 2025-08-06."""
    return Basis("《整治形式主义为基层减负若干规定》", clause, "2024-08-06")


def T12(clause: str) -> Basis:  # noqa: N802
    """党政机关公文处理工作条例: in force since 2012-07-01."""
    return Basis("《党政机关公文处理工作条例》", clause, "2012-04-16")


def E12(clause: str) -> Basis:  # noqa: N802
    """中央八项规定 of December 2012."""
    return Basis("中央八项规定", clause, "2012-12-04")
