"""A steering committee or working group, and who sits in it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.models import Record
from nhipcau.bodies import querysets
from nhipcau.registry.models import Document
from nhipcau.units.models import Unit


class BodyKind(models.TextChoices):
    """What kind of body it is."""

    STEERING = "steering", _("Steering committee")
    WORKING = "working", _("Working group")


class Body(Record):
    """A steering committee or working group of a unit, founded by a document, from one day to another."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="bodies", verbose_name=_("unit"))
    name = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("kind"), max_length=10, choices=BodyKind, default=BodyKind.STEERING)
    founded_by = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="bodies", verbose_name=_("founded by")
    )
    founded_words = models.CharField(_("decision that founds it"), max_length=300, blank=True)
    purpose = models.TextField(_("purpose and duties"), blank=True)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)

    objects = querysets.BodyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="body_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name


class SeatRole(models.TextChoices):
    """The role in a body."""

    HEAD = "head", _("Head")
    STANDING = "standing", _("Standing deputy")
    DEPUTY = "deputy", _("Deputy head")
    MEMBER = "member", _("Member")


class Seat(Record):
    """A place in a body, held by a person of the system or by an office ("Giám đốc Sở …"), from one day to another.

    The day `valid_to` is no longer part of it. `email` is where invitations for an office go.
    """

    body = models.ForeignKey(Body, models.CASCADE, related_name="seats")
    role = models.CharField(_("role"), max_length=10, choices=SeatRole, default=SeatRole.MEMBER)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("person"),
    )
    office = models.CharField(_("office"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail for invitations"), blank=True)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    objects = querysets.SeatQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(office=""), name="seat_of_a_person_or_an_office"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="seat_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        """Return the office, with the person where one is named."""
        if self.person and self.office:
            return f"{self.person} – {self.office}"
        return str(self.person) if self.person else self.office

    @property
    def address(self) -> str:
        """The e-mail address for invitations; "" for none."""
        return self.email or (self.person.email if self.person and self.person.is_active else "")
