"""A draft begins: from what the unit is called, and what the system knows of what the draft is about."""

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from nhipcau.audit import log
from nhipcau.drafting import access, events
from nhipcau.drafting.actions.heading import Head
from nhipcau.drafting.actions.keeping import keep_texts
from nhipcau.drafting.beginnings import KINDS, Beginning, Wanted, begin
from nhipcau.drafting.beginnings.kinds import Kind, symbol
from nhipcau.drafting.beginnings.wanted import office_of
from nhipcau.drafting.models import Citation, Draft, Figure, Layout, Partner, Recipient, Template
from nhipcau.reporting.models import Period, PeriodKind
from nhipcau.units.models import Unit, User

RECIPIENTS = "Các đơn vị có liên quan"
_OF_PERIOD = {kind.period: template for template, kind in KINDS.items() if kind.period}


def start_draft(unit: Unit, period: Period, *, by: User, at: datetime) -> Draft:
    """Start the report of `unit` on a period that its length asks for; see `start`."""
    template = _OF_PERIOD.get(PeriodKind(period.kind), Template.PERIOD_REPORT)
    reports_on = Unit.objects.get(pk=access.scope_of(unit, period.ends_on))
    return start(Wanted(template, unit, reports_on, timezone.localdate(at), period=period), by=by, at=at)


@transaction.atomic
def start(wanted: Wanted, *, by: User, at: datetime) -> Draft:
    """Start a draft from its template, filled with what the system knows.

    Raises PermissionDenied unless `by` drafts for the unit.
    """
    access.require_writer(by, wanted.unit.pk)
    kind, beginning = KINDS[wanted.template], begin(wanted)
    draft = Draft(
        unit=wanted.unit,
        reports_on=wanted.reports_on,
        template=wanted.template,
        period=wanted.period,
        since_year=wanted.since_year,
        programme=wanted.programme,
        review=wanted.review,
        agreement=wanted.agreement,
        saved_at=at,
        saved_by=by,
    )
    for name, value in asdict(default_head(wanted, kind, beginning)).items():
        setattr(draft, name, value)
    draft.full_clean()
    draft.save()
    _keep_beginning(draft, beginning, wanted.today)
    log.record(
        events.STARTED,
        on=draft,
        by=by,
        unit=wanted.unit.pk,
        period=draft.period_id,
        template=str(wanted.template),
        programme=draft.programme_id,
    )
    return draft


def _keep_beginning(draft: Draft, beginning: Beginning, today: date) -> None:
    Citation.objects.bulk_create(
        Citation(draft=draft, key=one.number, document=one)
        for one in {one.number: one for one in beginning.cited if one.number}.values()
    )
    if draft.period:
        Figure.objects.bulk_create(
            Figure(
                draft=draft,
                key=one.key,
                indicator=one.indicator,
                unit=draft.reports_on,
                period=draft.period,
                aspect=one.aspect,
            )
            for one in beginning.figures
        )
    for position, unit in enumerate(beginning.partners, 1):
        Partner.objects.create(draft=draft, position=position, unit=unit, **_partner(unit, draft, today))
    Recipient.objects.bulk_create(Recipient(draft=draft, unit_id=unit) for unit in beginning.receivers)
    keep_texts(draft, beginning.texts)


def _partner(unit: Unit, draft: Draft, today: date) -> dict[str, str]:
    office = office_of(unit, today, draft.layout)
    party = draft.layout == Layout.PARTY
    return {
        "superior": office.superior,
        "issuer": office.issuer,
        "symbol": symbol(KINDS[Template(draft.template)], office.agency, party=party),
        "authority": office.authority,
        "signer_title": office.signer_title,
    }


def default_head(wanted: Wanted, kind: Kind, beginning: Beginning) -> Head:
    """Return the heading and signature a draft begins with, from what its unit is called."""
    office = office_of(wanted.unit, wanted.today, wanted.layout)
    return Head(
        superior=office.superior,
        issuer=office.issuer,
        symbol=symbol(kind, office.agency, party=wanted.layout == Layout.PARTY),
        place=office.place,
        subject=beginning.subject,
        recipients=f"{office.reports_to} (để báo cáo)\n{RECIPIENTS}" if office.reports_to else RECIPIENTS,
        filing=office.filing,
        authority=office.authority,
        signer_title=office.signer_title,
        signer_name="",
        kind=kind.printed,
        layout=wanted.layout,
        addressees=beginning.addressees,
        deciding=office.deciding if kind.decides else "",
        legal_bases=beginning.legal_bases,
    )
