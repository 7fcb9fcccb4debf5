"""The addresses of the register, under /staff/registry/."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from nhipcau.registry import views
from nhipcau.registry.models import FindingField


class FindingFieldConverter(StringConverter):
    """A kind of finding in an address; any other word is no address."""

    regex = "|".join(FindingField.values)


register_converter(FindingFieldConverter, "finding_field")

app_name = "registry"
urlpatterns = [
    path("", views.documents, name="documents"),
    path("take-in/", views.take_in, name="take_in"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/register/", views.register, name="register"),
    path("<int:pk>/file/", views.file, name="file"),
    path("<int:pk>/confirm/<finding_field:field>/", views.confirm_all, name="confirm_all"),
    path("findings/<int:pk>/confirm/", views.confirm, name="confirm"),
    path("findings/<int:pk>/reject/", views.reject, name="reject"),
    path("findings/<int:pk>/correct/", views.correct, name="correct"),
]
