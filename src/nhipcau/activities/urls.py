"""The addresses of activities."""

from django.urls import path, re_path

from nhipcau.activities.views import entering, listing, showing

app_name = "activities"
urlpatterns = [
    path("", listing.activities, name="activities"),
    path("month/", listing.month, name="month"),
    re_path(r"^export\.(?P<form>csv|xlsx)$", listing.export, name="export"),
    path("log/", entering.log, name="log"),
    path("<int:pk>/", showing.activity, name="activity"),
    path("<int:pk>/paper/", showing.paper, name="paper"),
    path("<int:pk>/edit/", entering.edit, name="edit"),
    path("<int:pk>/withdraw/", entering.withdraw, name="withdraw"),
    path("evidence/<int:pk>/", showing.evidence, name="evidence"),
    path("evidence/<int:pk>/small/", showing.thumbnail, name="thumbnail"),
    path("evidence/<int:pk>/remove/", entering.remove_evidence, name="remove_evidence"),
]
