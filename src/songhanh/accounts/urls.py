"""Sign-in, people and invitations. Of the sign-in library only what is named here can be reached."""

from __future__ import annotations

from allauth.account import views as allauth
from django.urls import include, path, re_path

from songhanh.accounts.views import closed, invitations, people

own = [
    path("nguoi-dung/", people.people, name="people"),
    path("nguoi-dung/<int:pk>/", people.person, name="person"),
    path("vai-tro/<int:pk>/thoi/", people.end_membership, name="end-membership"),
    path("loi-moi/", invitations.invitations, name="invitations"),
    path("loi-moi/moi/", invitations.invite, name="invite"),
    path("loi-moi/<int:pk>/thu-hoi/", invitations.withdraw, name="withdraw"),
    path("nhan-loi-moi/<str:token>/", invitations.accept, name="accept"),
]

urlpatterns = [
    path("", include((own, "accounts"))),
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/reset/", allauth.password_reset, name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("hai-lop/", include("allauth.mfa.urls")),
    # The library asks for these names; behind them there is nothing.
    path("signup/", closed.closed, name="account_signup"),
    path("email/", closed.closed, name="account_email"),
    path("password/set/", closed.closed, name="account_set_password"),
    path("confirm-email/", closed.closed, name="account_email_verification_sent"),
    path("confirm-email/<str:key>/", closed.closed, name="account_confirm_email"),
]
