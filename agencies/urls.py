from django.urls import path

from agencies.views import (
    arriving,
    colleagues,
    invitation_lists,
    invitations,
    logging_in,
    managing,
    passwords,
    people,
    person,
    profile,
    second_factor,
    typed,
)

app_name = "agencies"
PEOPLE = "manage/people/"
PERSON = PEOPLE + "<int:pk>/"
LISTS = PEOPLE + "lists/"
COLLEAGUES = "people/<slug:agency_code>/"
urlpatterns = [
    path("login/", logging_in.LogIn.as_view(), name="login"),
    path("logout/", logging_in.LogOut.as_view(), name="logout"),
    path("second-step/", second_factor.second_step, name="second_step"),
    path("second-factor/", second_factor.second_factor, name="second_factor"),
    path("second-factor/set-up/", second_factor.set_up, name="second_factor_set_up"),
    path("second-factor/codes/", second_factor.new_codes, name="recovery_codes"),
    path("second-factor/remove/", second_factor.remove, name="second_factor_remove"),
    path("prove/", second_factor.prove, name="prove"),
    path("invitation/<str:token>/", arriving.invitation, name="invitation"),
    path("address/<str:token>/", arriving.new_address, name="confirm_address"),
    path(COLLEAGUES, colleagues.colleagues, name="colleagues"),
    path(COLLEAGUES + "<int:membership_id>/take-out/", colleagues.take_out, name="colleague_take_out"),
    path("manage/", managing.managing, name="managing"),
    path(PEOPLE, people.people, name="people"),
    path(PEOPLE + "new/", people.new_person, name="person_new"),
    path(PEOPLE + "invite/", people.invite_chosen, name="invite_chosen"),
    path(PEOPLE + "invitations/", invitations.invitations, name="invitations"),
    path(PEOPLE + "invitations/figures/", invitations.figures, name="invitation_figures"),
    path(PEOPLE + "invitations/again/", invitations.again, name="invitations_again"),
    path(LISTS, invitation_lists.upload, name="invitation_upload"),
    path(LISTS + "template.xlsx", invitation_lists.list_template, name="invitation_template"),
    path(LISTS + "<int:pk>/", invitation_lists.look_over, name="invitation_list"),
    path(LISTS + "<int:pk>/discard/", invitation_lists.discard, name="invitation_discard"),
    path(PERSON, person.person, name="person"),
    path(PERSON + "roles/", person.grant, name="person_grant"),
    path(PERSON + "roles/<int:membership_id>/revoke/", person.revoke, name="person_revoke"),
    path(PERSON + "off/", person.switch_off, name="person_off"),
    path(PERSON + "on/", person.switch_on, name="person_on"),
    path(PERSON + "unlock/", person.unlock, name="person_unlock"),
    path(PERSON + "invite/", person.invite_again, name="person_invite"),
    path(PERSON + "bounced/", person.bounced, name="person_bounced"),
    path(PERSON + "address/", person.address, name="person_address"),
    path(PERSON + "address/drop/", person.drop_address, name="person_address_drop"),
    path(PERSON + "second-factor/", person.reset_factor, name="person_factor"),
    path("profile/", profile.profile, name="profile"),
    path("typed/forget/", typed.forget, name="forget_typed"),
    path("password/", passwords.ChangePassword.as_view(), name="password_change"),
    path("password/forgotten/", passwords.ForgotPassword.as_view(), name="password_reset"),
    path("password/forgotten/sent/", passwords.MailSent.as_view(), name="password_reset_done"),
    path("password/new/<uidb64>/<token>/", passwords.NewPassword.as_view(), name="password_reset_confirm"),
]
