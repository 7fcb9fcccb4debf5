"""What keepers of the public site change."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from nhipcau.audit import log
from nhipcau.portal import access, errors, events, rules
from nhipcau.portal.models import EarlierViews, OldAddress
from nhipcau.units.models import User


@transaction.atomic
def take_in_addresses(pairs: Sequence[tuple[str, str]], *, by: User) -> int:
    """Make old addresses lead to new ones; what was known already leads where it is said now. Return how many.

    `pairs` are (old, new) as the file has them. All or none: raises PermissionDenied; AddressFileError when there is
    none; AddressLinesError naming the lines that cannot stand.
    """
    access.require_keeper(by)
    if not pairs:
        raise errors.AddressFileError
    faults = rules.faults_of(pairs)
    if faults:
        raise errors.AddressLinesError([f"{line}: {fault}" for line, fault in faults])
    wanted = {rules.old_path(old): new.strip() for old, new in pairs}
    _require_ends(wanted)
    rows = [OldAddress(path=path, target=target) for path, target in wanted.items()]
    OldAddress.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["path"], update_fields=["target"]
    )
    first = OldAddress.objects.get(path=rows[0].path)
    log.record(events.ADDRESSES_TAKEN_IN, on=first, by=by, number=len(rows))
    return len(rows)


def _require_ends(wanted: dict[str, str]) -> None:
    """Raise AddressLinesError where one would be led in a circle, with the addresses that are known already."""
    onward = OldAddress.objects.known({rules.old_path(target) for target in wanted.values()})
    if round_and_round := rules.circles(onward | wanted):
        raise errors.AddressLinesError(round_and_round[: rules.MOST_FAULTS])


@transaction.atomic
def strike_address(address: OldAddress, *, by: User) -> None:
    """Let an old address lead nowhere again. Raises PermissionDenied."""
    access.require_keeper(by)
    log.record(events.ADDRESS_STRUCK, on=address, by=by, target=address.target)
    address.delete()


@transaction.atomic
def enter_earlier_views(counter: str, *, until: date, number: int, by: User) -> EarlierViews:
    """Let the count of readings go on from what another counter showed. Raises PermissionDenied."""
    access.require_keeper(by)
    kept = EarlierViews.objects.create(counter=counter, until=until, number=number)
    log.record(
        events.EARLIER_VIEWS_ENTERED, on=kept, by=by, counter=counter, until=until.isoformat(), number=number
    )
    return kept


@transaction.atomic
def strike_earlier_views(kept: EarlierViews, *, by: User) -> None:
    """Leave the number of an earlier counter out again. Raises PermissionDenied."""
    access.require_keeper(by)
    log.record(events.EARLIER_VIEWS_STRUCK, on=kept, by=by, counter=kept.counter, number=kept.number)
    kept.delete()
