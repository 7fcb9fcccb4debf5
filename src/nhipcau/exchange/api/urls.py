"""The addresses of the interface, under /api/."""

from django.urls import path

from nhipcau.exchange.api import views
from nhipcau.exchange.api.door import door

app_name = "api"
urlpatterns = [
    path("openapi.json", views.description, name="openapi"),
    path("me", door(get=views.me), name="me"),
    path("forms", door(get=views.forms), name="forms"),
    path("collections", door(get=views.collections), name="collections"),
    path("totals", door(get=views.total), name="totals"),
    path("dataValueSets", door(get=views.data_values, post=views.push_values), name="data_values"),
    path(
        "completeDataSetRegistrations",
        door(get=views.registrations, post=views.push_registrations),
        name="registrations",
    ),
    path("metadata", door(get=views.metadata), name="metadata"),
]
