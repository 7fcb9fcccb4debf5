"""The addresses that the pages of the register share."""

from django.urls import reverse
from django.utils.translation import gettext as _

from nhipcau.registry.models import Finding

ICON = "doc-full-inverse"


def trail() -> list[tuple[str, str]]:
    """Return the way back from a page of the register."""
    return [(reverse("registry:documents"), _("Official documents"))]


def at(finding: Finding) -> str:
    """Return where a finding stands on the reading page: its line, on whichever page of lines it is."""
    return f"{reverse('registry:document', args=[finding.document_id])}?at={finding.pk}#f{finding.pk}"
