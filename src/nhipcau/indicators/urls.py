"""The addresses of indicators."""

from django.urls import path

from nhipcau.indicators import views

app_name = "indicators"
urlpatterns = [
    path("", views.indicators, name="indicators"),
    path("add/", views.add, name="add"),
    path("<int:pk>/", views.indicator, name="indicator"),
    path("<int:pk>/edit/", views.edit, name="edit"),
]
