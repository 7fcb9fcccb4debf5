"""The addresses of the register, under /staff/registry/."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from nhipcau.registry.models import FindingField
from nhipcau.registry.views import deciding, reading, register


class FindingFieldConverter(StringConverter):
    """A kind of finding in an address; any other word is no address."""

    regex = "|".join(FindingField.values)


register_converter(FindingFieldConverter, "finding_field")

app_name = "registry"
urlpatterns = [
    path("", register.documents, name="documents"),
    path("take-in/", register.take_in, name="take_in"),
    path("<int:pk>/", reading.document, name="document"),
    path("<int:pk>/register/", reading.register, name="register"),
    path("<int:pk>/read-again/", reading.read_again, name="read_again"),
    path("<int:pk>/file/", reading.file, name="file"),
    path("<int:pk>/pages/<int:number>/", reading.page, name="page"),
    path("<int:pk>/add/", deciding.add, name="add"),
    path("<int:pk>/confirm/<finding_field:field>/", deciding.confirm_all, name="confirm_all"),
    path("findings/<int:pk>/confirm/", deciding.confirm, name="confirm"),
    path("findings/<int:pk>/reject/", deciding.reject, name="reject"),
    path("findings/<int:pk>/correct/", deciding.correct, name="correct"),
    path("findings/<int:pk>/newer/accept/", deciding.accept_newer, name="accept_newer"),
    path("findings/<int:pk>/newer/dismiss/", deciding.dismiss_newer, name="dismiss_newer"),
]
