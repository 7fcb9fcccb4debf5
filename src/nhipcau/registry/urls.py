"""The addresses of the register, under /staff/registry/."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from nhipcau.registry.models import FindingField
from nhipcau.registry.views import deciding, offices, reading, register, relations, sources, upkeep


class FindingFieldConverter(StringConverter):
    """A kind of finding in an address; any other word is no address."""

    regex = "|".join(FindingField.values)


class ExportFormConverter(StringConverter):
    """The ending of a file that the list is handed out as."""

    regex = "csv|xlsx"


register_converter(ExportFormConverter, "export_form")
register_converter(FindingFieldConverter, "finding_field")

app_name = "registry"
urlpatterns = [
    path("", register.documents, name="documents"),
    path("list.<export_form:form>", register.export, name="export"),
    path("take-in/", register.take_in, name="take_in"),
    path("sources/add/", sources.add_source, name="add_source"),
    path("<int:pk>/source/", sources.correct_source, name="correct_source"),
    path("<int:pk>/relations/", relations.relations, name="relations"),
    path("<int:pk>/relations/days/", relations.force_days, name="force_days"),
    path("<int:pk>/relations/add/", relations.add_relation, name="add_relation"),
    path("<int:pk>/relations/carried-out/", relations.confirm_carried_out, name="confirm_carried_out"),
    path("relations/<int:pk>/remove/", relations.remove_relation, name="remove_relation"),
    path("findings/<int:pk>/relation/", relations.confirm_relation, name="confirm_relation"),
    path("findings/<int:pk>/relation/reject/", relations.reject_relation, name="reject_relation"),
    path("numbers/", offices.numbers, name="numbers"),
    path("numbers/<int:pk>/", offices.series, name="series"),
    path("numbers/<int:pk>/register.xlsx", offices.series_xlsx, name="series_xlsx"),
    path("numbers/begin/", offices.begin_series, name="begin_series"),
    path("numbers/given/<int:pk>/void/", offices.void_number, name="void_number"),
    path("terms/", offices.terms, name="terms"),
    path("terms/new/", offices.new_term, name="new_term"),
    path("terms/<int:pk>/change/", offices.change_term, name="change_term"),
    path("removed/", offices.removals, name="removals"),
    path("removed/<int:pk>/seen/", offices.see_removal, name="see_removal"),
    path("reviews/", upkeep.reviews, name="reviews"),
    path("reviews/round.xlsx", upkeep.reviews_xlsx, name="reviews_xlsx"),
    path("<int:pk>/review/", upkeep.review, name="review"),
    path("<int:pk>/review/when/", upkeep.set_review, name="set_review"),
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
