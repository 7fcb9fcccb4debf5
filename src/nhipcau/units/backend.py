"""Signing in, and the one permission of Django's that memberships give: to enter the staff pages."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from nhipcau.units import reach
from nhipcau.units.models import User

ENTER_STAFF_PAGES = "wagtailadmin.access_admin"


class MembershipBackend(ModelBackend):
    """Whoever holds a role today may enter; a superuser may not do more than their memberships say."""

    def get_user(self, user_id: int) -> User | None:
        """Return the person of a session, with the language and time zone they chose. One query."""
        user = User.objects.select_related("wagtail_userprofile").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Return the permission to enter for people with a membership today. One query a page."""
        if obj is not None or not user_obj.is_active or user_obj.is_anonymous:
            return set()
        return {ENTER_STAFF_PAGES} if reach.held_by(user_obj, timezone.localdate()) else set()

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Return whether `perm` is among the permissions above."""
        return perm in self.get_all_permissions(user_obj, obj)
