"""Routes of signing in and of one's own account. allauth looks for its own names; only those it needs are here."""

from __future__ import annotations

from stagemap.core.roles import Action
from stagemap.kit.routes import route
from stagemap.people.views import account, security, sign_in

PUBLIC, SIGNED_IN = Action.PUBLIC, Action.SIGNED_IN
_sign_in = sign_in.SignIn.as_view()

urlpatterns = [
    route("sign-in/", _sign_in, action=PUBLIC, name="account_login"),
    route("sign-in/", _sign_in, action=PUBLIC, name="account_request_login_code"),
    route("sign-in/code/", sign_in.Code.as_view(), action=PUBLIC, name="account_confirm_login_code"),
    route("sign-in/passkey/", sign_in.PasskeySignIn.as_view(), action=PUBLIC, name="mfa_login_webauthn"),
    route("sign-in/second-step/", sign_in.SecondStep.as_view(), action=PUBLIC, name="mfa_authenticate"),
    route("sign-out/", sign_in.sign_out, action=PUBLIC, name="account_logout"),
    route("language/", account.choose_language, action=PUBLIC, name="language"),
    route("account/", account.account, action=SIGNED_IN, name="account"),
    route("account/sessions/end/", account.end_sessions, action=SIGNED_IN, name="end_sessions"),
    route("account/security/", security.Security.as_view(), action=SIGNED_IN, name="mfa_index"),
    route("account/security/passkey/", security.AddPasskey.as_view(), action=SIGNED_IN, name="mfa_add_webauthn"),
    route(
        "account/security/passkey/<int:pk>/removal/",
        security.RemovePasskey.as_view(),
        action=SIGNED_IN,
        name="mfa_remove_webauthn",
    ),
    route("account/security/app/", security.AddApp.as_view(), action=SIGNED_IN, name="mfa_activate_totp"),
    route("account/security/app/removal/", security.RemoveApp.as_view(), action=SIGNED_IN, name="mfa_deactivate_totp"),
    route(
        "account/security/recovery/", security.RecoveryCodes.as_view(), action=SIGNED_IN, name="mfa_view_recovery_codes"
    ),
    route(
        "account/security/recovery/new/",
        security.NewRecoveryCodes.as_view(),
        action=SIGNED_IN,
        name="mfa_generate_recovery_codes",
    ),
    route("account/security/check/", security.Check.as_view(), action=SIGNED_IN, name="mfa_reauthenticate"),
    route(
        "account/security/check/passkey/",
        security.CheckPasskey.as_view(),
        action=SIGNED_IN,
        name="mfa_reauthenticate_webauthn",
    ),
]
