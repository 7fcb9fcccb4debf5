"""The addresses of the whole house: the staff's under /staff/, other systems' under /api/, the public's beside."""

from typing import NoReturn

from django.http import Http404, HttpRequest
from django.urls import include, path, re_path
from django.views.i18n import set_language
from wagtail.admin import urls as wagtailadmin_urls

# Wagtail's own areas that the house does not offer: what they do, our rooms do with membership and audit.
# Closed before Wagtail asks for permissions, so that no permission given by mistake opens them.
CLOSED = (
    "api",
    "bulk",
    "choose-page",
    "collections",
    "documents",
    "failwhale",
    "groups",
    "images",
    "pages",
    "password_reset",
    "reports",
    "snippets",
    "tag-autocomplete",
    "test404",
    "users",
    "workflows",
)


def closed(request: HttpRequest) -> NoReturn:
    """Answer that there is nothing here. Raises Http404."""
    raise Http404


urlpatterns = [
    re_path(rf"^staff/(?:{'|'.join(CLOSED)})(?:/|$)", closed, name="closed"),
    path("staff/", include(wagtailadmin_urls)),
    path("api/", include("nhipcau.exchange.api.urls")),
    path("calendars/", include("nhipcau.programmes.feed_urls")),
    path("language/", set_language, name="set_language"),
    path("", include("nhipcau.portal.urls")),
]

handler404 = "nhipcau.portal.views.about.not_found"
