"""The addresses of activities."""

from django.urls import path

from nhipcau.activities import views

app_name = "activities"
urlpatterns = [
    path("", views.activities, name="activities"),
    path("log/", views.log, name="log"),
    path("<int:pk>/", views.activity, name="activity"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("evidence/<int:pk>/", views.evidence, name="evidence"),
    path("evidence/<int:pk>/small/", views.thumbnail, name="thumbnail"),
    path("evidence/<int:pk>/remove/", views.remove_evidence, name="remove_evidence"),
]
