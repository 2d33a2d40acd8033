"""The policy documents that rules rest on, by the ids of the domain notes."""

from __future__ import annotations

from ..findings import Basis

__all__ = ["A26", "C22", "E12", "F23", "N18", "N19", "N20", "R24", "S12", "T12"]


def R24(clause: str) -> Basis:  # noqa: N802 - the customary id of the document
    """整治形式主义为基层减负若干规定: approved 2024-07-30, full text public 2025-08-06."""
    return Basis("《整治形式主义为基层减负若干规定》", clause, "2024-08-06")


def T12(clause: str) -> Basis:  # noqa: N802
    """党政机关公文处理工作条例: in force since 2012-07-01."""
    return Basis("《党政机关公文处理工作条例》", clause, "2012-04-16")


def E12(clause: str) -> Basis:  # noqa: N802
    """中央八项规定 of December 2012."""
    return Basis("中央八项规定", clause, "2012-12-04")


def N20(clause: str) -> Basis:  # noqa: N802
    """The notice of April 2020 against persistent formalism."""
    return Basis(
        "《关于持续解决困扰基层的形式主义问题为决胜全面建成小康社会提供坚强作风保证的通知》", clause, "2020-04-14"
    )


def N19(clause: str) -> Basis:  # noqa: N802
    """The notice of March 2019 that made 2019 the year of burden reduction."""
    return Basis("《关于解决形式主义突出问题为基层减负的通知》", clause, "2019-03-11")


def N18(clause: str) -> Basis:  # noqa: N802
    """The notice of 2018 on coordinating inspections and assessments."""
    return Basis("《关于统筹规范督查检查考核工作的通知》", clause, "2018-10-09")


def F23(clause: str) -> Basis:  # noqa: N802
    """The opinions of December 2023 against formalism at the fingertips."""
    return Basis("《关于防治“指尖上的形式主义”的若干意见》", clause, "2023-12-18")


def A26(clause: str) -> Basis:  # noqa: N802
    """国办函〔2026〕12号 on government mobile applications."""
    return Basis("《政务移动互联网应用程序规范化管理办法》", clause, "2026-01-25")


def C22(clause: str) -> Basis:  # noqa: N802
    """The trial measures of April 2022 on creation and demonstration campaigns."""
    return Basis("《创建示范活动管理办法（试行）》", clause, "2022-04-20")


def S12(clause: str) -> Basis:  # noqa: N802
    """GB/T 9704-2012, the national standard of layout."""
    return Basis("GB/T 9704-2012《党政机关公文格式》", clause, "2012-06-29")
