"""Signing in: e-mail and password, second factor, passkeys, sessions, and how many attempts are allowed."""

from maillage.config.federation import fournisseurs

AUTHENTICATION_BACKENDS = ["maillage.socle.acces.comptes.authentification.CompteBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

# --- Password: 12 characters, checked by the server wherever it is chosen ----------------------------------
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "maillage.socle.acces.comptes.politique.IdentiteValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "maillage.socle.acces.comptes.politique.VarieteValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600  # a reset link lives one hour
COMPTES_INVITATION_DUREE = 7 * 24 * 3600  # an invitation lives a week

# --- django-allauth ----------------------------------------------------------------------------------------
ACCOUNT_ADAPTER = "maillage.socle.acces.comptes.adaptateurs.AdaptateurCompte"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator gives the address, the invitation link proves it
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 (a class)
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # this device stays; the others are signed out by the new password
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before a second factor is added or taken away
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {
    "login": "",  # a whole hospital shares one address: only failures are counted, in comptes.tentatives
    "login_failed": "5/5m/key",
    "reset_password": "60/5m/ip,3/10m/key",
    "reset_password_from_key": "60/5m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/5m/user",
}
MFA_ADAPTER = "maillage.socle.acces.comptes.adaptateurs.AdaptateurSecondFacteur"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are not self-declared here
MFA_TOTP_ISSUER = "Maillage"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
COMPTES_SECOND_FACTEUR = True  # enforced for the roles that declare it

# --- Identity providers of the State: MAILLAGE_PROCONNECT_…, MAILLAGE_PSC_… ----------------------------------
SOCIALACCOUNT_ADAPTER = "maillage.socle.acces.comptes.federation.adaptateur.AdaptateurFederation"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # never recognised by an e-mail address
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
SOCIALACCOUNT_PROVIDERS = {"federation": {"APPS": fournisseurs()}}

# --- Sessions and the cache in which attempts are counted ---------------------------------------------------
SESSION_ENGINE = "maillage.socle.acces.comptes.moteur_sessions"
SESSION_COOKIE_AGE = 10 * 3600
USERSESSIONS_TRACK_ACTIVITY = False
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "comptes_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # What a process may remember by itself for a while: nothing that decides a right.
    "processus": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "processus"},
}
