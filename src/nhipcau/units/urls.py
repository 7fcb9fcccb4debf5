"""The addresses of units."""

from django.urls import path

from nhipcau.units.views import changes, changing, groups, lists, mapping, pages, roles, suggesting

app_name = "units"
urlpatterns = [
    path("", pages.units, name="units"),
    path("export/", pages.export, name="export"),
    path("suggest/", suggesting.suggest, name="suggest"),
    path("suggest-people/", suggesting.suggest_people, name="suggest_people"),
    path("<int:pk>/", pages.unit, name="unit"),
    path("<int:pk>/grant/", roles.grant, name="grant"),
    path("<int:pk>/add-person/", roles.add_person, name="add_person"),
    path("roles/<int:pk>/end/", roles.end, name="end"),
    path("<int:pk>/establish/", changing.establish, name="establish"),
    path("<int:pk>/alter/", changing.alter, name="alter"),
    path("<int:pk>/merge/", changing.merge, name="merge"),
    path("<int:pk>/split/", changing.split, name="split"),
    path("<int:pk>/transfer/", changing.transfer, name="transfer"),
    path("<int:pk>/dissolve/", changing.dissolve, name="dissolve"),
    path("changes/", changes.changes, name="changes"),
    path("changes/<int:pk>/", changes.change, name="change"),
    path("changes/<int:pk>/undo/", changes.undo, name="undo"),
    path("groups/", groups.groups, name="groups"),
    path("groups/new/", groups.new, name="new_group"),
    path("groups/<int:pk>/", groups.group, name="group"),
    path("groups/<int:pk>/describe/", groups.describe, name="describe_group"),
    path("groups/<int:pk>/add/", groups.add, name="add_to_group"),
    path("group-stays/<int:pk>/end/", groups.end, name="end_group_stay"),
    path("lists/", lists.lists, name="lists"),
    path("lists/new/", lists.take_in, name="take_in_list"),
    path("lists/<int:pk>/", lists.one_list, name="list"),
    path("lists/<int:pk>/columns/", lists.columns, name="list_columns"),
    path("lists/<int:pk>/apply/", lists.apply, name="apply_list"),
    path("map/", mapping.succession_map, name="map"),
    path("map/export/", mapping.export, name="map_export"),
]
