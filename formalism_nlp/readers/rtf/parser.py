"""Follows the groups of RTF and sends their text to the stories of a document."""

from __future__ import annotations

from dataclasses import replace

from ...document import BlockKind
from ...errors import CorruptError, TooLargeError
from ..base import RawBlock
from ..docx.symbols import symbol
from .charsets import DOUBLE, Font, decode
from .entries import Entries
from .handlers import WORDS
from .story import State, Story
from .tokens import tokens
from .words import CHARACTERS, PICTURES, SKIPPED, STARRED, SYMBOLS

__all__ = ["RESAVE", "Parser"]

RESAVE = "用 Word 或 WPS 打开后另存为 docx 再读"
# LibreOffice and Word nest groups some tens deep.
_DEEPEST = 1000
# As for doc: the longest plan of a province has 200,000.
_MAX_CHARACTERS = 5_000_000
_KINDS: dict[str, BlockKind] = {"footnotes": "footnote", "headers": "page_furniture"}


class Parser:
    """One document being read.

    Parameters
    ----------
    code_page : str
        Codec of text whose font names no charset.

    Attributes
    ----------
    body : Story
        The body, with its text boxes.
    notes, furniture : list of RawBlock
        Footnotes and endnotes; headers and footers.
    pictures : bool
        There are pictures.
    state : State
        The state of the group that is being read.
    entries : Entries
        Fonts and styles.
    to_skip : int
        Characters left of what old readers show in place of a Unicode one.
    """

    def __init__(self, code_page: str) -> None:
        self.body = Story("body")
        self.notes: list[RawBlock] = []
        self.furniture: list[RawBlock] = []
        self.pictures = False
        self._code_page = code_page
        self.state = State()
        self._groups: list[State] = []
        self._stories = [self.body]
        self.entries = Entries()
        # Bytes not decoded yet: the two of one character may come in different tokens.
        self._bytes = bytearray()
        self._starred = False
        self.to_skip = 0
        self._characters = self._hidden = 0
        self._revised = self._unnumbered = self._open = False

    def read(self, data: bytes) -> None:
        """Read all of it."""
        for kind, content, value in tokens(data, double=self._code_page in DOUBLE):
            if kind == "brace":
                self._brace(content == b"{")
                if not self._groups:
                    break
            elif kind == "word":
                self._word(content, value)
            elif self.state.destination != "skip":
                self._content(kind, content)
        self._open = bool(self._groups)
        while self._groups:
            self._brace(opens=False)
        self._end_story(self.body)

    def warnings(self) -> list[str]:
        """Return a line for everything that the reader of the text should know."""
        found = []
        if self._open:
            found.append("文件不完整，缺少结尾：只读到断开的地方；请重新下载")
        if self._hidden:
            found.append(f"文中有隐藏文字 {self._hidden} 字，已一并读入")
        if self._revised:
            found.append("文中有未接受的修订：插入的文字已读入，删除的文字未读入")
        if self._unnumbered:
            found.append("部分自动编号没有写在文件里，未还原；如需编号，请用 Word 或 WPS 另存为 docx 再读")
        return found

    def _brace(self, opens: bool) -> None:
        self._flush()
        self.to_skip = 0
        self._starred = False
        if opens:
            if len(self._groups) >= _DEEPEST:
                raise CorruptError(f"RTF 嵌套超过 {_DEEPEST} 层，已损坏；请重新下载，或{RESAVE}")
            self._groups.append(self.state)
            self.state = self.state.copy()
            return
        self.entries.end_group(self.state.destination)
        story = self.story
        if story is not self.body and story.group == len(self._groups):
            self._end_story(story)
        self.state = self._groups.pop()

    def _end_story(self, story: Story) -> None:
        if story.text or story.boxes or story.label:
            self.end_paragraph(self.state.tables)
        self._unnumbered |= story.unnumbered
        if story is self.body:
            return
        self._stories.pop()
        if story.kind is None:
            self.story.boxes += story.blocks()
        else:
            found = [replace(block, kind=story.kind, level=None, cell=None) for block in story.blocks()]
            (self.notes if story.kind == "footnote" else self.furniture).extend(found)

    @property
    def story(self) -> Story:
        """The story to which text goes now."""
        return self._stories[-1]

    def begin_story(self, name: str) -> None:
        """Begin a story that lasts as long as the group: footnotes, headers or boxes."""
        self.state.destination = "text"
        self.state.in_table, self.state.depth, self.state.listed = False, 0, False
        self._stories.append(Story(name, _KINDS.get(name), len(self._groups)))

    def _word(self, word: bytes, value: int | None) -> None:
        if self._bytes:
            self._flush()
        starred, self._starred = self._starred, False
        state = self.state
        if word == b"ud":
            state.destination = state.around
        elif state.destination == "skip":
            return
        elif (starred and word not in STARRED) or word in SKIPPED:
            self.pictures |= word in PICTURES
            state.destination = "skip"
        elif word in CHARACTERS and self.to_skip:
            self.to_skip -= 1
        elif word in CHARACTERS:
            self.add(CHARACTERS[word])
        else:
            self.to_skip = 0
            if word in WORDS:
                WORDS[word](self, value)

    def _content(self, kind: str, data: bytes) -> None:
        if kind != "symbol":
            skipped = min(self.to_skip, len(data))
            self.to_skip -= skipped
            self._bytes += data[skipped:]
            return
        self._flush()
        if data == b"*":
            self._starred = True
        elif data in (b"\r", b"\n"):
            WORDS[b"par"](self, None)
        elif self.to_skip:
            self.to_skip -= 1
        elif data in SYMBOLS:
            self.add(SYMBOLS[data])

    def _flush(self) -> None:
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        font = self.entries.font(self.state)
        if font is not None and font.is_symbol and self.state.destination in ("text", "label"):
            for byte in data:
                self.add_symbol(font, byte)
        else:
            self.add(decode(data, font, self._code_page))

    def add(self, text: str) -> None:
        """Add text where the group wants it."""
        state = self.state
        if state.destination in ("fonts", "styles"):
            self.entries.add_name(text, state.destination)
            return
        if state.deleted:
            self._revised = True
            return
        self._characters += len(text)
        if self._characters > _MAX_CHARACTERS:
            raise TooLargeError(f"正文超过 {_MAX_CHARACTERS // 10000} 万字的上限，未读；请拆成几份再读")
        if state.hidden:
            self._hidden += len(text.strip())
        story = self.story
        (story.label if state.destination == "label" else story.text).append(text)

    def add_symbol(self, font: Font, code: int) -> None:
        """Add a character of a symbol font; as a number, it is a bullet of some form."""
        text = " " if code == ord(" ") else symbol(font.name, f"{code:04X}")
        self.add(text or ("•" if self.state.destination == "label" else ""))

    def end_paragraph(self, depth: int) -> None:
        """End the paragraph that is being read, at a depth of tables."""
        self.story.end_paragraph(self.state, self.entries.styles.get(self.state.style), depth)
