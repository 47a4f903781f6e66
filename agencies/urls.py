from django.urls import path

from agencies.views import logging_in, managing, passwords, profile, typed

app_name = "agencies"
urlpatterns = [
    path("login/", logging_in.LogIn.as_view(), name="login"),
    path("logout/", logging_in.LogOut.as_view(), name="logout"),
    path("manage/", managing.managing, name="managing"),
    path("profile/", profile.profile, name="profile"),
    path("typed/forget/", typed.forget, name="forget_typed"),
    path("password/", passwords.ChangePassword.as_view(), name="password_change"),
    path("password/forgotten/", passwords.ForgotPassword.as_view(), name="password_reset"),
    path("password/forgotten/sent/", passwords.MailSent.as_view(), name="password_reset_done"),
    path("password/new/<uidb64>/<token>/", passwords.NewPassword.as_view(), name="password_reset_confirm"),
]
