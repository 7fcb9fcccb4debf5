"""The addresses of reporting."""

from django.urls import path

from nhipcau.reporting.views import (
    asking,
    deciding,
    filling,
    following,
    planning,
    shaping,
    tables,
    totals,
)

app_name = "reporting"
urlpatterns = [
    path("reports/", asking.index, name="index"),
    path("reports/collections/new/", asking.open_collection, name="open_collection"),
    path("reports/collections/<int:pk>/", following.collection, name="collection"),
    path("reports/collections/<int:pk>/units.csv", following.collection_csv, name="collection_csv"),
    path("reports/collections/<int:pk>/units.xlsx", following.collection_xlsx, name="collection_xlsx"),
    path("reports/collections/<int:pk>/days/", following.collection_days, name="collection_days"),
    path("reports/collections/<int:pk>/close/", following.close_collection, name="close_collection"),
    path("reports/collections/<int:pk>/reminders/", following.switch_reminders, name="switch_reminders"),
    path("reports/collections/<int:pk>/units/", following.collection_units, name="collection_units"),
    path("reports/collections/<int:pk>/open-again/", following.open_again, name="open_again"),
    path("reports/collections/<int:pk>/open-again/end/", following.end_exceptions, name="end_exceptions"),
    path("reports/collections/<int:pk>/units/<int:unit>/", filling.fill, name="fill"),
    path("reports/forms/", shaping.forms, name="forms"),
    path("reports/forms/new/", shaping.new_form, name="new_form"),
    path("reports/forms/<int:pk>/", shaping.form, name="form"),
    path("reports/forms/<int:pk>/preview/", shaping.preview, name="preview"),
    path("reports/forms/<int:pk>/change/", shaping.change_form, name="change_form"),
    path("reports/forms/<int:pk>/copy/", shaping.copy_form, name="copy_form"),
    path("reports/forms/<int:pk>/version/", shaping.new_version, name="new_version"),
    path("reports/forms/<int:pk>/use/", shaping.put_in_use, name="put_in_use"),
    path("reports/forms/<int:pk>/away/", shaping.put_away, name="put_away"),
    path("reports/forms/<int:pk>/sections/new/", shaping.section, name="new_section"),
    path("reports/forms/<int:pk>/sections/<int:section>/", shaping.section, name="section"),
    path("reports/forms/<int:pk>/sections/<int:section>/move/", shaping.move_section, name="move_section"),
    path(
        "reports/forms/<int:pk>/sections/<int:section>/remove/", shaping.remove_section, name="remove_section"
    ),
    path("reports/forms/<int:pk>/rules/new/", shaping.rule, name="new_rule"),
    path("reports/forms/<int:pk>/rules/<int:rule>/", shaping.rule, name="rule"),
    path("reports/forms/<int:pk>/rules/<int:rule>/remove/", shaping.remove_rule, name="remove_rule"),
    path("reports/forms/<int:pk>/audience/", shaping.audience, name="audience"),
    path("reports/forms/<int:pk>/audience/count/", shaping.audience_count, name="audience_count"),
    path(
        "reports/forms/<int:pk>/audience/<int:row>/remove/", shaping.remove_audience, name="remove_audience"
    ),
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
