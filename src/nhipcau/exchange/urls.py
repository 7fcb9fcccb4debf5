"""The addresses of exchange, under /staff/exchange/."""

from django.urls import path

from nhipcau.exchange import metadata, views
from nhipcau.exchange.packets.urls import urlpatterns as of_packets

app_name = "exchange"
urlpatterns = [
    path("", views.index, name="index"),
    path("export/", views.export, name="export"),
    path("take-in/", views.take_in, name="take_in"),
    path("files/<int:pk>/", views.intake, name="intake"),
    path("files/<int:pk>/take-over/", views.take_over, name="take_over"),
    path("metadata/take-in/", metadata.take_in_metadata, name="take_in_metadata"),
    path("metadata/<int:pk>/", metadata.metadata, name="metadata"),
    path("metadata/<int:pk>/take-over/", metadata.take_over_metadata, name="take_over_metadata"),
    path("keys/", views.keys, name="keys"),
    path("keys/<int:pk>/end/", views.end_key, name="end_key"),
    *of_packets,
]
