"""What a room above shows on the page of reports."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class ReportLink:
    """A link on the page of reports, for reporters. Given by the hook `nhipcau_report_links`, asked with the person."""

    url: str
    label: str | Promise
