"""The staff's pages of the public site, under /staff/portal/."""

from django.urls import path

from nhipcau.portal.views import keeping

app_name = "portal_keeping"
urlpatterns = [
    path("addresses/", keeping.addresses, name="addresses"),
    path("addresses/take-in/", keeping.take_in, name="take_in"),
    path("addresses/<int:pk>/strike/", keeping.strike_address, name="strike_address"),
    path("readings/", keeping.readings, name="readings"),
    path("readings/earlier/", keeping.earlier, name="earlier"),
    path("readings/<int:pk>/strike/", keeping.strike_earlier, name="strike_earlier"),
]
