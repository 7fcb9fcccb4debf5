"""The addresses of briefings, under /staff/briefings/."""

from django.urls import path

from nhipcau.briefings.views import notices, receipts

app_name = "briefings"
urlpatterns = [
    path("", notices.home, name="home"),
    path("from/<int:pk>/", notices.make, name="make"),
    path("<int:pk>/", notices.notice, name="notice"),
    path("<int:pk>/units.xlsx", notices.notice_xlsx, name="notice_xlsx"),
    path("<int:pk>/change/", notices.change, name="change"),
    path("<int:pk>/call-back/", notices.call_back, name="call_back"),
    path("ended/<int:pk>/to/<int:heir>/", notices.hand_over, name="hand_over"),
    path("units/<int:pk>/", receipts.receipt, name="receipt"),
    path("units/<int:pk>/document/", receipts.document, name="document"),
    path("units/<int:pk>/acknowledge/", receipts.acknowledge, name="acknowledge"),
    path("units/<int:pk>/session/", receipts.log_session, name="log_session"),
    path("units/<int:pk>/finish/", receipts.finish, name="finish"),
    path("units/<int:pk>/open-again/", receipts.open_again, name="open_again"),
    path("sessions/<int:pk>/remove/", receipts.remove_session, name="remove_session"),
]
