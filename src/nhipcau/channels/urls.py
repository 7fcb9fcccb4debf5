"""The addresses of channels, under /staff/channels/."""

from django.urls import path

from nhipcau.channels import views

app_name = "channels"
urlpatterns = [
    path("", views.channels, name="channels"),
    path("new/", views.channel_new, name="channel_new"),
    path("<int:pk>/end/", views.channel_end, name="channel_end"),
    path("texts/<int:pk>/publish/", views.publish, name="publish"),
    path("texts/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("texts/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("deliveries/", views.deliveries, name="deliveries"),
    path("deliveries/<int:pk>/retry/", views.delivery_retry, name="delivery_retry"),
]
