"""Makes the house's catalogue known to Django: below the rooms, above the frameworks whose gaps it fills."""

from django.apps import AppConfig


class HouseConfig(AppConfig):
    """Settings, addresses, environment, and the words of the frameworks in Vietnamese."""

    name = "nhipcau.config"
    label = "house"
