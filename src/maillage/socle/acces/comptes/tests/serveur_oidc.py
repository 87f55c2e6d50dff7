"""An OpenID Connect server, run beside the tests: `python serveur_oidc.py` writes its port, and serves until killed.

A user whose claims say `signe` is answered by a JWT of the provider's, as ProConnect does; `signe: faux`, by a JWT that
another key signed.
"""

import time

import flask
import jwt
import werkzeug.serving
from cryptography.hazmat.primitives.asymmetric import rsa
from oidc_provider_mock import app
from oidc_provider_mock._storage import Client

Client.SCOPES_SUPPORTED = (*Client.SCOPES_SUPPORTED, "scope_all")
serveur = app(require_nonce=True)


@serveur.after_request  # type: ignore[untyped-decorator]
def signer(reponse: flask.Response) -> flask.Response:
    if flask.request.path != "/userinfo" or reponse.status_code != 200:
        return reponse
    dits = reponse.get_json()
    mode = dits.pop("signe", None)
    if mode is None:
        return reponse
    cle = flask.g.oidc_provider_mock_storage.jwk
    privee = rsa.generate_private_key(65537, 2048) if mode == "faux" else cle.get_private_key()
    dits |= {"iss": flask.request.host_url.rstrip("/"), "aud": dits.pop("client"), "iat": int(time.time())}
    return flask.Response(jwt.encode(dits, privee, algorithm="RS256"), content_type="application/jwt")


if __name__ == "__main__":
    ecoute = werkzeug.serving.make_server("127.0.0.1", 0, serveur, threaded=True)
    print(ecoute.server_port, flush=True)  # noqa: T201 (read by the tests)
    ecoute.serve_forever()
