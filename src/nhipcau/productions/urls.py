"""The addresses of series, under /staff/series/."""

from django.urls import path

from nhipcau.productions.views import series

app_name = "productions"
urlpatterns = [
    path("", series.home, name="home"),
    path("series.csv", series.home_file, name="home_file"),
    path("new/", series.new, name="new"),
    path("<int:pk>/", series.series, name="series"),
    path("<int:pk>/change/", series.change, name="change"),
    path("<int:pk>/end/", series.end, name="end"),
    path("<int:pk>/put-in/", series.put_in, name="put_in"),
    path("places/<int:pk>/take-out/", series.take_out, name="take_out"),
]
