"""The addresses of packets, under /staff/exchange/."""

from django.urls import path

from nhipcau.exchange.packets import views

urlpatterns = [
    path("packets/", views.packets, name="packets"),
    path("packets/<int:pk>/", views.packet, name="packet"),
    path("packets/<int:pk>/original/", views.original, name="packet_original"),
    path("packets/<int:pk>/files/<int:position>/", views.attachment, name="packet_file"),
    path("packets/<int:pk>/files/<int:position>/enter/", views.enter, name="packet_enter"),
    path("packets/<int:pk>/tell/", views.tell, name="packet_tell"),
    path("packets/unconfirmed/", views.unconfirmed, name="packets_unconfirmed"),
    path("documents/<int:pk>/send/", views.send, name="send"),
    path("identifiers/", views.identifiers, name="identifiers"),
    path("identifiers/list/", views.identifier_list, name="identifier_list"),
    path("identifiers/<int:pk>/end/", views.end_identifier, name="end_identifier"),
]
