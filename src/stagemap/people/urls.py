"""Routes of signing in and of one's own account.

allauth looks for names of its own, without a namespace; only those it needs are here, each with our path and door.
"""

from __future__ import annotations

from typing import Any

from django.urls import include, path
from django.views.decorators.http import require_http_methods

from stagemap.core.roles import Action
from stagemap.kit.routes import route
from stagemap.people.views import account, security, sign_in

PUBLIC, SIGNED_IN = Action.PUBLIC, Action.SIGNED_IN


def page(view: Any) -> Any:
    """A view of allauth for who reads it or sends its form: by itself it would take PUT as well."""
    methods = ["GET", "HEAD", "POST"] if hasattr(view, "post") else ["GET", "HEAD"]
    return require_http_methods(methods)(view.as_view())


_sign_in = page(sign_in.SignIn)

own = [
    route("sign-out/", sign_in.sign_out, action=PUBLIC, name="sign_out"),
    route("language/", account.choose_language, action=PUBLIC, name="language"),
    route("account/", account.account, action=SIGNED_IN, name="account"),
    route("account/sessions/end/", account.end_sessions, action=SIGNED_IN, name="end_sessions"),
]

entrance = [
    route("sign-in/", _sign_in, action=PUBLIC, name="account_login"),
    route("sign-in/", _sign_in, action=PUBLIC, name="account_request_login_code"),
    route(
        "sign-in/code/",
        page(sign_in.Code),
        action=PUBLIC,
        name="account_confirm_login_code",
    ),
    route(
        "sign-in/passkey/",
        page(sign_in.PasskeySignIn),
        action=PUBLIC,
        name="mfa_login_webauthn",
    ),
    route(
        "sign-in/second-step/",
        page(sign_in.SecondStep),
        action=PUBLIC,
        name="mfa_authenticate",
    ),
]

keys: list[tuple[str, Any, str]] = [
    ("", security.Security, "mfa_index"),
    ("passkey/", security.AddPasskey, "mfa_add_webauthn"),
    ("passkey/<int:pk>/removal/", security.RemovePasskey, "mfa_remove_webauthn"),
    ("app/", security.AddApp, "mfa_activate_totp"),
    ("app/removal/", security.RemoveApp, "mfa_deactivate_totp"),
    ("recovery/", security.RecoveryCodes, "mfa_view_recovery_codes"),
    ("recovery/new/", security.NewRecoveryCodes, "mfa_generate_recovery_codes"),
    ("check/", security.Check, "mfa_reauthenticate"),
    ("check/passkey/", security.CheckPasskey, "mfa_reauthenticate_webauthn"),
]

urlpatterns = [
    path("", include((own, "people"))),
    *entrance,
    *(route(f"account/security/{where}", page(view), action=SIGNED_IN, name=name) for where, view, name in keys),
]
