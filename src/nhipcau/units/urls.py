"""The addresses of units."""

from django.urls import path

from nhipcau.units import views

app_name = "units"
urlpatterns = [
    path("", views.units, name="units"),
    path("<int:pk>/", views.unit, name="unit"),
    path("<int:pk>/grant/", views.grant, name="grant"),
    path("<int:pk>/add-person/", views.add_person, name="add_person"),
    path("roles/<int:pk>/end/", views.end, name="end"),
]
