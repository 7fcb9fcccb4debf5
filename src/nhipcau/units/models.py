"""Organisations through time and the people in them. Model: DESIGN section 6 and 8."""

from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.shell.stamps import Stamp
from nhipcau.units import querysets, rules


class User(AbstractUser):
    """A person who signs in. What they may do comes from their memberships, never from groups."""

    wagtail_reference_index_ignore = True

    class Meta(AbstractUser.Meta):
        verbose_name = _("person")  # type: ignore[assignment]  # the stubs want it untranslated here
        verbose_name_plural = _("people")  # type: ignore[assignment]  # the same

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def is_system(self) -> bool:
        """Whether this is the installation itself, which nobody signs in as."""
        return self.username == rules.SYSTEM and not self.is_active

    def get_full_name(self) -> str:
        """Return the name in Vietnamese order, family name first: `Trần Thị Lan`."""
        return f"{self.last_name} {self.first_name}".strip()


class Line(models.TextChoices):
    """The line an organisation belongs to: in it, a unit has one unit above."""

    PARTY = "party", pgettext_lazy("line of organisations", "Party")
    STATE = "state", pgettext_lazy("line of organisations", "State")
    FRONT = "front", _("Front and mass organisations")
    PRESS = "press", pgettext_lazy("line of organisations", "Press")
    SCHOOLS = "schools", _("Schools")


class Kind(models.TextChoices):
    """What kind of unit it is."""

    COUNTRY = "country", _("Country")
    PROVINCE = "province", _("Province")
    CITY = "city", _("Centrally run city")
    DEPARTMENT = "department", _("Department")
    COMMITTEE = "committee", _("Party committee body")
    COMMUNE = "commune", _("Commune")
    WARD = "ward", _("Ward")
    SPECIAL_ZONE = "special_zone", _("Special zone")
    TOWNSHIP = "township", _("Township (until 30 June 2025)")
    DISTRICT = "district", _("District (until 30 June 2025)")
    ORGANISATION = "organisation", _("Organisation")


class TreeStamp(Stamp):
    """One row, whose value is another after every write to the tree: who holds it knows whether to read again."""


class TreeRecord(Record):
    """A part of the tree of units: every write renews the stamp, in the same transaction."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and renew the stamp of the tree."""
        super().save(*args, **kwargs)
        TreeStamp.objects.renew()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete, and renew the stamp of the tree."""
        deleted = super().delete(*args, **kwargs)
        TreeStamp.objects.renew()
        return deleted


class Unit(TreeRecord):
    """An identity for ever. Name, place and code live in its versions; a code is never a key."""

    line = models.CharField(_("line"), max_length=12, choices=Line)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    contact_phone = models.CharField(_("contact telephone"), max_length=40, blank=True)

    objects = querysets.UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def __str__(self) -> str:
        return self.name

    def version_on(self, day: date) -> "UnitVersion | None":
        """Return what the unit was on `day`, or None when it did not exist."""
        for version in self.versions.all():
            if rules.holds_on(version.valid_from, version.valid_to, day):
                return version
        return None

    @property
    def latest(self) -> "UnitVersion | None":
        """The newest version: today's, or the last one of a unit that has ended."""
        return max(self.versions.all(), key=lambda version: version.valid_from, default=None)

    @property
    def name(self) -> str:
        """The newest name, in the language of the page. Prefetch `versions` where many are shown."""
        return self.latest.local_name if self.latest else f"#{self.pk}"


class UnitVersion(TreeRecord):
    """What a unit was called and belonged to during [valid_from, valid_to). Versions of a unit never overlap."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="versions", verbose_name=_("unit"))
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    parent = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="child_versions",
        verbose_name=_("superior unit"),
    )
    territory = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="resident_versions",
        verbose_name=_("territory"),
    )
    code = models.CharField(_("code"), max_length=20, blank=True)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until (first day no longer)"), null=True, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    opened_by = models.ForeignKey(
        "UnitChange", models.PROTECT, null=True, blank=True, related_name="opened_versions"
    )
    closed_by = models.ForeignKey(
        "UnitChange", models.PROTECT, null=True, blank=True, related_name="closed_versions"
    )

    objects = querysets.UnitVersionQuerySet.as_manager()

    class Meta:
        ordering = ["unit", "valid_from"]
        verbose_name = _("version of a unit")
        verbose_name_plural = _("versions of units")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="version_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("unit")), name="version_not_under_itself"
            ),
            models.UniqueConstraint(fields=["unit", "valid_from"], name="version_once_per_day"),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(valid_to__isnull=True), name="one_open_version"
            ),
        ]
        indexes = [models.Index(fields=["valid_from", "valid_to"], name="version_validity")]

    def __str__(self) -> str:
        return self.local_name

    @property
    def local_name(self) -> str:
        """The name in the language of the page."""
        return self.name_en if self.name_en and get_language() == "en" else self.name


class ChangeKind(models.TextChoices):
    """What happened to units on a day."""

    CREATE = "create", _("Established")
    MERGE = "merge", _("Merged")
    SPLIT = "split", _("Split")
    TRANSFER = "transfer", _("Part transferred")
    RENAME = "rename", _("Renamed")
    RETYPE = "retype", _("Kind changed")
    RECODE = "recode", _("Code changed")
    REPARENT = "reparent", _("Placed under another unit")
    ABOLISH = "abolish", _("Dissolved")


class UnitChange(Record):
    """A reorganisation: on `effective_on`, by `legal_basis`, with its successions and the versions it ends and begins."""

    kind = models.CharField(_("what changed"), max_length=12, choices=ChangeKind)
    effective_on = models.DateField(_("effective on"))
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    note = models.CharField(_("note"), max_length=500, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("entered by")
    )
    entered_at = models.DateTimeField(_("entered at"), null=True, blank=True)
    # What it did, row by row, as `keeping` writes it: enough to undo it exactly. Empty: it cannot be undone.
    kept = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        ordering = ["effective_on", "pk"]
        verbose_name = _("change of units")
        verbose_name_plural = _("changes of units")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.effective_on:%d/%m/%Y})"


class Succession(TreeRecord):
    """One unit taking over from another, whole or in part; `share` (0 to 1) only where it is known."""

    change = models.ForeignKey(UnitChange, models.PROTECT, related_name="successions")
    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions_out")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="successions_in")
    whole = models.BooleanField(_("whole"), default=True)
    share = models.DecimalField(_("share"), max_digits=6, decimal_places=5, null=True, blank=True)

    objects = querysets.SuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        constraints = [
            models.UniqueConstraint(
                fields=["change", "predecessor", "successor"], name="succession_once_per_change"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="succession_between_two_units"
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=1),
                name="succession_share_is_a_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class UnitGroup(Record):
    """Units that something has in common across the tree: at the border, by the sea, in the mountains."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    name_en = models.CharField(_("English name"), max_length=120, blank=True)
    note = models.CharField(_("what makes a unit belong to it"), max_length=300, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("group of units")
        verbose_name_plural = _("groups of units")

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name


class GroupStay(Record):
    """A unit belonging to a group during [valid_from, valid_to). Stays of a unit in one group never overlap."""

    group = models.ForeignKey(UnitGroup, models.PROTECT, related_name="stays", verbose_name=_("group"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="group_stays", verbose_name=_("unit"))
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until (first day no longer)"), null=True, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)

    objects = querysets.GroupStayQuerySet.as_manager()

    class Meta:
        ordering = ["group", "unit", "valid_from"]
        verbose_name = _("unit in a group")
        verbose_name_plural = _("units in groups")
        constraints = [
            models.UniqueConstraint(fields=["group", "unit", "valid_from"], name="group_stay_once_per_day"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="group_stay_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.unit}"


class UnitList(Record):
    """A list of units taken in from a file, compared with what is here; applied once, when a person says so.

    `rows` are those of the file as read; `choices` what a person chose for doubtful rows.
    """

    name = models.CharField(_("file"), max_length=200)
    effective_on = models.DateField(_("effective on"))
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    rows = models.JSONField(default=list)
    choices = models.JSONField(default=dict)
    taken_in_at = models.DateTimeField(_("taken in at"))
    taken_in_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("taken in by"))
    applied_at = models.DateTimeField(_("applied at"), null=True, blank=True)

    class Meta:
        ordering = ["-taken_in_at", "-pk"]
        verbose_name = _("list of units")
        verbose_name_plural = _("lists of units")

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a person does for a unit. Source: DESIGN section 8."""

    REPORTER = rules.REPORTER, _("Reporter")
    OFFICER = rules.OFFICER, _("Officer")
    APPROVER = rules.APPROVER, _("Approver")
    EDITOR = rules.EDITOR, _("Editor")
    PUBLISHER = rules.PUBLISHER, _("Publisher")
    SPOKESPERSON = rules.SPOKESPERSON, _("Spokesperson")
    AUDITOR = rules.AUDITOR, _("Auditor")
    ADMINISTRATOR = rules.ADMINISTRATOR, _("Administrator")


class Membership(Record):
    """A person holding a role in a unit during [valid_from, valid_to)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name=_("person"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", verbose_name=_("unit"))
    role = models.CharField(_("role"), max_length=15, choices=Role)
    valid_from = models.DateField(_("from"), default=timezone.localdate)
    valid_to = models.DateField(_("until (first day no longer)"), null=True, blank=True)

    objects = querysets.MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["unit", "role", "user"]
        verbose_name = _("role held")
        verbose_name_plural = _("roles held")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role", "valid_from"], name="membership_once_per_day"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="membership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.unit}"
