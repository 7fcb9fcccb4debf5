"""The smallest Django there is, one view that answers "ok": gunicorn bench.empty:application"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def ok(_request: HttpRequest) -> HttpResponse:
    """Answer."""
    return HttpResponse("ok", headers={"Content-Length": "2"})


urlpatterns = [path("", ok)]

if not settings.configured:
    settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY=secrets.token_hex())
application = get_wsgi_application()
