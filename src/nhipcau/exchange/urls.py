"""The addresses of exchange, under /staff/exchange/."""

from django.urls import path

from nhipcau.exchange import views
from nhipcau.exchange.packets.urls import urlpatterns as of_packets

app_name = "exchange"
urlpatterns = [
    path("", views.index, name="index"),
    path("export/", views.export, name="export"),
    path("take-in/", views.take_in, name="take_in"),
    path("files/<int:pk>/", views.intake, name="intake"),
    path("files/<int:pk>/take-over/", views.take_over, name="take_over"),
    path("keys/", views.keys, name="keys"),
    path("keys/<int:pk>/end/", views.end_key, name="end_key"),
    *of_packets,
]
