"""What can be wrong with figures and their files, each with what to do next, in both languages."""


class RollupError(Exception):
    """Figures or files that cannot be added up. `str()` is Vietnamese; `in_english` the same in English."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(vietnamese)
        self.in_english = english


class FiguresError(RollupError):
    """Values that would be counted twice, or that nobody owes."""


class SealError(RollupError):
    """A sealed file that is not what it says."""


class EngineError(RollupError):
    """An engine that is named wrongly, whose library is not installed, or that does not answer."""
