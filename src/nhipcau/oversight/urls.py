"""The addresses of oversight, under /staff/oversight/."""

from django.urls import path

from nhipcau.oversight.views import inspections, plans, reviews, shortcomings

app_name = "oversight"
urlpatterns = [
    path("", inspections.home, name="home"),
    path("inspections/", inspections.every_inspection, name="every_inspection"),
    path("shortcomings/", inspections.every_shortcoming, name="every_shortcoming"),
    path("inspections/new/", inspections.new, name="new"),
    path("self-checks/new/", inspections.self_check, name="self_check"),
    path("inspections/<int:pk>/", inspections.inspection, name="inspection"),
    path("inspections/<int:pk>/record/", inspections.record, name="record"),
    path("inspections/<int:pk>/find/", inspections.find, name="find"),
    path("inspections/<int:pk>/photos/add/", inspections.add_photo, name="add_photo"),
    path("inspections/<int:pk>/send/", inspections.send, name="send"),
    path("inspections/<int:pk>/accept/", inspections.accept, name="accept_check"),
    path("inspections/<int:pk>/send-back/", inspections.send_back, name="return_check"),
    path("photos/<int:pk>/", inspections.photo, name="photo"),
    path("photos/<int:pk>/small/", inspections.thumbnail, name="thumbnail"),
    path("photos/<int:pk>/remove/", inspections.remove_photo, name="remove_photo"),
    path("shortcomings/<int:pk>/", shortcomings.shortcoming, name="shortcoming"),
    path("shortcomings/<int:pk>/mended/", shortcomings.mended, name="mended"),
    path("shortcomings/<int:pk>/accept/", shortcomings.judge, {"verdict": "accept"}, name="accept"),
    path("shortcomings/<int:pk>/reopen/", shortcomings.judge, {"verdict": "reopen"}, name="reopen"),
    path("shortcomings/<int:pk>/task/", shortcomings.make_task, name="make_task"),
    path("proof/<int:pk>/", shortcomings.proof, name="proof"),
    path("plans/new/", plans.new_plan, name="new_plan"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("checklists/", plans.checklists, name="checklists"),
    path("checklists/new/", plans.new_checklist, name="new_checklist"),
    path("checklists/<int:pk>/retire/", plans.retire_checklist, name="retire_checklist"),
    path("programmes/<int:pk>/review/", reviews.ask, name="ask_review"),
    path("reviews/<int:pk>/", reviews.review, name="review"),
    path("reviews/<int:pk>/take-over/", reviews.take_over, name="take_over"),
    path("replies/<int:pk>/", reviews.reply, name="reply"),
    path("replies/<int:pk>/send-back/", reviews.return_reply, name="return_reply"),
]
