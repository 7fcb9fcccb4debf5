"""The addresses of the whole house: the staff's under /staff/, the public's under its language."""

from django.urls import include, path
from django.views.i18n import set_language
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("staff/", include(wagtailadmin_urls)),
    path("language/", set_language, name="set_language"),
    path("", include("nhipcau.portal.urls")),
]
