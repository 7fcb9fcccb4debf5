"""The addresses of the whole house: the staff's under /staff/, the public's under its language."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("staff/", include(wagtailadmin_urls)),
    path("", include("nhipcau.portal.urls")),
]
