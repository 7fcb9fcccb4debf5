"""What can be wrong with a file of another system. Sentences are English, the keys of their translations."""

from dataclasses import dataclass, field


def _(message: str) -> str:
    """Mark `message` for translation, which happens where it is shown."""
    return message


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one row: `row` counts as people do in that file, 0 means the file as a whole.

    `told` fills the places of `message`.
    """

    row: int
    message: str
    told: tuple[tuple[str, str], ...] = ()


class FormatError(ValueError):
    """A file, or a part of it, that cannot be read or written; `message` says what to do, `told` fills its places."""

    def __init__(self, message: str, **told: str) -> None:
        self.message = message
        self.told = told
        super().__init__(message.format(**told))

    def at(self, row: int) -> Fault:
        """Return the same as the fault of a row."""
        return Fault(row, self.message, tuple(self.told.items()))


@dataclass(slots=True)
class Faults:
    """Rows that could not be read, gathered while the others are."""

    found: list[Fault] = field(default_factory=list)

    def add(self, row: int, error: FormatError) -> None:
        """Keep what is wrong with a row."""
        self.found.append(error.at(row))


TOO_LARGE = _("The file is larger than 10 MB. Send fewer periods or units at a time.")
TOO_MANY = _("There are more than 100,000 values in the file. Send fewer periods or units at a time.")
NOT_UTF8 = _("The file is not written in UTF-8. Save it as UTF-8 and send it again.")
NOT_JSON = _("The file is no JSON that can be read. Check that it was written to its end.")
NOT_AN_OBJECT = _("The file does not hold what was expected here: {name}.")
NOT_XML = _("The file is no XML that can be read. Check that it was written to its end.")
NO_ENTITIES = _("Files with a DOCTYPE or entities are not taken. Write the file without them.")
NOT_ADX = _("This is no ADX file: its outermost element is not adx.")
NO_HEADINGS = _(
    "The first line must name the columns: dataelement, period, orgunit, categoryoptioncombo, "
    "attributeoptioncombo, value, comment, followup, deleted."
)
NOT_CSV = _("The file is no CSV that can be read. Check the quotation marks.")
MISSING = _("{name} is missing.")
NOT_TEXT = _("{name} must be a text.")
NOT_A_FLAG = _("{name} must be true or false, not “{text}”.")
NOT_A_DAY = _("{name} must be a day such as 2026-12-31, not “{text}”.")
NO_DELETION = _("Ranges of values to be deleted are not taken. Mark each value with deleted: true instead.")
SCHEME = _("Identify units and indicators by code or uid, not by “{text}”.")
NO_SUCH_PERIOD = _(
    "“{text}” is no period that is asked for here. Write a month as 202601, a quarter as 2026Q1, "
    "a half-year as 2026S1, a year as 2026."
)
NOT_WRITTEN = _("Nine months, themes and single occasions have no period in DHIS2 or ADX: leave them out.")
OFFICIAL = _(
    "Periods from the 15th to the 14th have none in DHIS2 or ADX. Choose that they are written under the "
    "name of the calendar period."
)
NOT_A_NUMBER = _(
    "“{text}” is no number. Write digits with a point before decimals, such as 1200 or 0.5; 0 counts as 0."
)
