"""Mails for the tests."""

from __future__ import annotations

from email.message import EmailMessage

BODY = "各镇人民政府：\n\n    现将巡河通知发给你们，请每周巡河一次并做好记录。\n\n松垣县水务局\n2025年3月4日\n"


def make_mail(
    body: str | None = BODY, *files: tuple[str, bytes], html: str | None = None, charset: str = "utf-8"
) -> bytes:
    """Write a mail with a body and attachments."""
    mail = EmailMessage()
    mail["From"] = "信息科 <office@example.org>"
    mail["To"] = "各镇 <towns@example.org>"
    mail["Subject"] = "关于发送巡河通知的函"
    mail["Message-ID"] = "<1@example.org>"
    if body is not None:
        mail.set_content(body, charset=charset)
    if html is not None:
        if body is None:
            mail.set_content(html, subtype="html")
        else:
            mail.add_alternative(html, subtype="html")
    for name, content in files:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()
