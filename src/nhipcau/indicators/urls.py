"""The addresses of indicators."""

from django.urls import path

from nhipcau.indicators.views import indicators, splits

app_name = "indicators"
urlpatterns = [
    path("", indicators.indicators, name="indicators"),
    path("add/", indicators.add, name="add"),
    path("add-ratio/", indicators.add_ratio, name="add_ratio"),
    path("splits/", splits.splits, name="splits"),
    path("splits/add/", splits.add_split, name="add_split"),
    path("splits/<int:pk>/cases/", splits.add_cases, name="add_cases"),
    path("<int:pk>/", indicators.indicator, name="indicator"),
    path("<int:pk>/edit/", indicators.edit, name="edit"),
    path("<int:pk>/part/", splits.part, name="part"),
]
