"""Loads the sample province into an empty database: all of it, or nothing."""

from datetime import datetime
from random import Random

from django.db import transaction

from nhipcau.desk.sample.about import build_about
from nhipcau.desk.sample.doings import build_doings
from nhipcau.desk.sample.drafts import build_drafts
from nhipcau.desk.sample.figures import build_figures
from nhipcau.desk.sample.known import build_known
from nhipcau.desk.sample.letters import build_letters
from nhipcau.desk.sample.looking import build_looking
from nhipcau.desk.sample.meetings import build_meetings
from nhipcau.desk.sample.numbers import build_numbers
from nhipcau.desk.sample.organisation import build_organisation
from nhipcau.desk.sample.planning import build_plan
from nhipcau.desk.sample.publishing import build_publishing
from nhipcau.desk.sample.records import build_records
from nhipcau.desk.sample.sources import build_sources
from nhipcau.desk.sample.work import build_work
from nhipcau.units.models import Role

SEED = 1


@transaction.atomic
def load_sample(passwords: dict[str, str], at: datetime) -> None:
    """Load the sample; `passwords` are those of the accounts by user name, `at` is the moment it is loaded.

    The same `at` gives the same figures. Raises KeyError when an account has no password.
    """
    chance = Random(SEED)  # noqa: S311  (invented figures, not secrets)
    organisation = build_organisation(passwords, at)
    build_records(organisation, at)
    build_sources(organisation, at)
    build_numbers(organisation, at)
    build_figures(organisation, at, chance)
    build_doings(organisation, at)
    directive = build_work(organisation, at)
    build_known(directive, organisation, at)
    build_meetings(organisation, at)
    build_looking(organisation, at)
    build_drafts(organisation, at)
    build_publishing(organisation, at)
    build_plan(organisation, at)
    build_about(organisation.people[Role.PUBLISHER])
    build_letters(organisation, at)
