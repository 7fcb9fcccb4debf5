"""The addresses of reporting."""

from django.urls import path

from nhipcau.reporting.views import asking, deciding, filling, totals

app_name = "reporting"
urlpatterns = [
    path("", asking.index, name="index"),
    path("collections/new/", asking.open_collection, name="open_collection"),
    path("collections/<int:pk>/", asking.collection, name="collection"),
    path("collections/<int:pk>/units/<int:unit>/", filling.fill, name="fill"),
    path("forms/new/", asking.new_form, name="new_form"),
    path("forms/<int:pk>/", asking.form, name="form"),
    path("submissions/<int:pk>/", filling.submission, name="submission"),
    path("submissions/<int:pk>/save/", filling.save, name="save"),
    path("submissions/<int:pk>/check/", filling.check, name="check"),
    path("submissions/<int:pk>/send/", filling.send, name="send"),
    path("submissions/<int:pk>/submit/", filling.submit, name="submit"),
    path("submissions/<int:pk>/behind/<slug:code>/", filling.behind, name="behind"),
    path("submissions/<int:pk>/decide/", deciding.decide, name="decide"),
    path("submissions/<int:pk>/return/", deciding.give_back, name="return"),
    path("submissions/<int:pk>/approve/", deciding.approve, name="approve"),
    path("waiting/", deciding.waiting, name="waiting"),
    path("waiting/approve/", deciding.approve_many, name="approve_many"),
    path("totals/", totals.totals, name="totals"),
    path("totals.csv", totals.totals_csv, name="totals_csv"),
    path("totals/<slug:code>/", totals.total, name="total"),
]
