"""The one door of the interface: a key instead of a session, bounds before anything is read, refusals as RFC 9457."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from nhipcau.audit.errors import NhipCauError
from nhipcau.exchange import keys
from nhipcau.exchange.errors import QuestionError, TooOftenError
from nhipcau.exchange.formats.values import MOST_BYTES
from nhipcau.exchange.models import Token
from nhipcau.units.reach import acting_in

View = Callable[[HttpRequest, Token], HttpResponse]
SCHEMES = ("bearer", "apitoken")  # the second is what DHIS2's clients write


def door(**views: View) -> Callable[[HttpRequest], HttpResponse]:
    """Return what answers an address: `get` and `post`, each with the request and the key it came with."""

    @csrf_exempt  # no cookie is looked at: nobody's browser can be made to send the key
    def answer(request: HttpRequest) -> HttpResponse:
        response = _answer(request, views)
        response["Cache-Control"] = "no-store"
        return response

    return answer


def _answer(request: HttpRequest, views: Mapping[str, View]) -> HttpResponse:
    token = keys.find_key(_secret(request), timezone.now())
    if token is None:
        refused = problem(HTTPStatus.UNAUTHORIZED, _("Send a key that holds: Authorization: Bearer nc_…"))
        refused["WWW-Authenticate"] = "Bearer"
        return refused
    view = views.get((request.method or "").lower())
    if view is None:
        allowed = ", ".join(sorted(name.upper() for name in views))
        refused = problem(
            HTTPStatus.METHOD_NOT_ALLOWED, _("This address takes: {methods}.").format(methods=allowed)
        )
        refused["Allow"] = allowed
        return refused
    if _length(request) > MOST_BYTES:
        return _too_large()
    return _through(view, request, token)


def _through(view: View, request: HttpRequest, token: Token) -> HttpResponse:
    try:
        keys.require_seldom(token)
        with acting_in(token.membership_id):
            return view(request, token)
    except RequestDataTooBig:
        return _too_large()
    except TooOftenError as error:
        refused = problem(HTTPStatus.TOO_MANY_REQUESTS, str(error.message))
        refused["Retry-After"] = "60"
        return refused
    except QuestionError as error:
        return problem(HTTPStatus.BAD_REQUEST, str(error.message))
    except NhipCauError as error:
        return problem(HTTPStatus.CONFLICT, str(error.message))
    except PermissionDenied:
        return problem(HTTPStatus.FORBIDDEN, _("The role of this key may not do this."))
    except Http404:
        return problem(HTTPStatus.NOT_FOUND, _("There is nothing here that this key may see."))


def problem(status: HTTPStatus, detail: str) -> HttpResponse:
    """Answer with what is wrong and what to do. Source: RFC 9457."""
    told: dict[str, Any] = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail}
    return JsonResponse(told, status=status, content_type="application/problem+json")


def _too_large() -> HttpResponse:
    return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("Send at most 10 MB at a time."))


def _secret(request: HttpRequest) -> str:
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() in SCHEMES else ""


def _length(request: HttpRequest) -> int:
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else MOST_BYTES + 1
