"""What is wrong in a document: a place in its text, and a sentence that a clerk understands."""

from __future__ import annotations

from dataclasses import dataclass

_EXCERPT = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something to correct. `code` names the rule; `text` stands at [start, end) of the reading's text.

    A fault of the whole page (its size, its margins) stands at the beginning of the text and has no length.
    """

    code: str
    start: int
    end: int
    text: str
    in_vietnamese: str
    in_english: str

    def line(self, text: str) -> int:
        """The line of the reading's text on which the fault begins, counted from 1."""
        return text.count("\n", 0, self.start) + 1

    def to_json(self, text: str) -> dict[str, str | int]:
        """The fault as plain values, with its line in `text`."""
        return {
            "code": self.code,
            "line": self.line(text),
            "start": self.start,
            "end": self.end,
            "excerpt": excerpt(self.text),
            "message": self.in_vietnamese,
            "message_en": self.in_english,
        }


def excerpt(text: str) -> str:
    """Return `text` on one line, cut to 80 characters.

    >>> excerpt("Kế hoạch\\n số 5")
    'Kế hoạch số 5'
    """
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
