"""The addresses of reporting."""

from django.urls import path

from nhipcau.reporting.views import asking, deciding, filling, planning, tables, totals

app_name = "reporting"
urlpatterns = [
    path("reports/", asking.index, name="index"),
    path("reports/collections/new/", asking.open_collection, name="open_collection"),
    path("reports/collections/<int:pk>/", asking.collection, name="collection"),
    path("reports/collections/<int:pk>/units/<int:unit>/", filling.fill, name="fill"),
    path("reports/forms/new/", asking.new_form, name="new_form"),
    path("reports/forms/<int:pk>/", asking.form, name="form"),
    path("reports/submissions/<int:pk>/", filling.submission, name="submission"),
    path("reports/submissions/<int:pk>/save/", filling.save, name="save"),
    path("reports/submissions/<int:pk>/check/", filling.check, name="check"),
    path("reports/submissions/<int:pk>/send/", filling.send, name="send"),
    path("reports/submissions/<int:pk>/submit/", filling.submit, name="submit"),
    path("reports/submissions/<int:pk>/behind/<slug:code>/", filling.behind, name="behind"),
    path("reports/submissions/<int:pk>/decide/", deciding.decide, name="decide"),
    path("reports/submissions/<int:pk>/return/", deciding.give_back, name="return"),
    path("reports/submissions/<int:pk>/approve/", deciding.approve, name="approve"),
    path("reports/waiting/", deciding.waiting, name="waiting"),
    path("reports/waiting/approve/", deciding.approve_many, name="approve_many"),
    path("totals/", totals.totals, name="totals"),
    path("totals.csv", totals.totals_csv, name="totals_csv"),
    path("totals/as/table/", tables.table_page, name="table"),
    path("totals/as/table.<slug:kind>", tables.table_file, name="table_file"),
    path("totals/as/plan/", planning.plan, name="plan"),
    path("totals/as/plan/enter/", planning.enter_plan, name="enter_plan"),
    path("totals/<slug:code>/", totals.total, name="total"),
]
