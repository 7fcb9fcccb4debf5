"""The addresses of bodies, under /staff/bodies/."""

from django.urls import path

from nhipcau.bodies.views import bodies, joint, meetings

app_name = "bodies"
urlpatterns = [
    path("", bodies.home, name="home"),
    path("new/", bodies.new, name="new"),
    path("<int:pk>/", bodies.body, name="body"),
    path("<int:pk>/change/", bodies.change, name="change"),
    path("<int:pk>/seats/give/", bodies.give_seat, name="give_seat"),
    path("seats/<int:pk>/end/", bodies.end_seat, name="end_seat"),
    path("<int:pk>/meetings/call/", meetings.call, name="call"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/change/", meetings.change, name="change_meeting"),
    path("meetings/<int:pk>/call-off/", meetings.call_off, name="call_off"),
    path("meetings/<int:pk>/invite/", meetings.invite, name="invite"),
    path("meetings/<int:pk>/meeting.ics", meetings.entry, name="entry"),
    path("meetings/<int:pk>/record/", meetings.record, name="record"),
    path("meetings/<int:pk>/minutes/", meetings.minutes, name="minutes"),
    path("meetings/<int:pk>/conclude/", meetings.conclude, name="conclude"),
    path("meetings/<int:pk>/tasks/", meetings.make_tasks, name="make_tasks"),
    path("conclusions/<int:pk>/remove/", meetings.remove_conclusion, name="remove_conclusion"),
    path("joint/new/", joint.new, name="new_agreement"),
    path("joint/<int:pk>/", joint.agreement, name="agreement"),
    path("sides/<int:pk>/add/", joint.add_obligation, name="add_obligation"),
    path("sides/<int:pk>/agree/", joint.agree, name="agree"),
    path("sides/<int:pk>/tasks/", joint.make_tasks, name="tasks_of_side"),
    path("obligations/<int:pk>/remove/", joint.remove_obligation, name="remove_obligation"),
]
