"""Entra ID: tokens for service principals with a secret, and for identities by a CI service's own token.

Every GUID is the client id of a service principal whose object id is the same GUID; its secret is
AZURE_SECRET. An identity that was made here has the client id that Resource Manager tells, and no secret:
it is signed in to with the token of an issuer and subject that one of its federated credentials names.
Nobody checks that token's signature.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from local_cloud.azure.authorization import GUID
from local_cloud.azure.errors import AzureError, json_response
from local_cloud.azure.identities import IDENTITIES
from local_cloud.azure.resource_ids import is_within
from local_cloud.azure.resource_type import Json
from local_cloud.azure.resources import Resources
from local_cloud.azure.tokens import LIFETIME_SECONDS, access_token, decoded
from local_cloud.environment import AZURE_SECRET
from local_cloud.messages import Request, Response


class SignIn:
    """Answers login.microsoftonline.com."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def answer(self, request: Request) -> Response:
        """A token, or what a library wants to know of the tenant before it asks for one."""
        path = request.path
        if path == "/common/discovery/instance":
            return json_response(200, _discovery())
        tenant = path.strip("/").split("/")[0]
        if path.endswith("/.well-known/openid-configuration"):
            return json_response(200, _configuration(tenant))
        if request.method != "POST" or not path.endswith("/oauth2/v2.0/token"):
            raise AzureError(404, "NotFound", f"local cloud: {request.method} {path} is not answered here")
        form = dict(parse_qsl(request.body.decode()))
        try:
            principal = self._principal(form)
        except AzureError as error:
            return json_response(error.status, {"error": error.code, "error_description": error.message})
        audience = form.get("scope", "").split(" ")[0].removesuffix("/.default")
        token = access_token(principal, form["client_id"], tenant, audience)
        body = {"token_type": "Bearer", "expires_in": LIFETIME_SECONDS - 1, "access_token": token}
        return json_response(200, body)

    def _principal(self, form: dict[str, str]) -> str:
        """The object id of who signs in."""
        client = form.get("client_id", "")
        identity = next(
            (one for one in self._resources.of_type(IDENTITIES) if one["properties"]["clientId"] == client),
            None,
        )
        if "client_assertion" in form:
            return self._federated(client, identity, decoded(form["client_assertion"]))
        if identity is not None or not GUID.fullmatch(client):
            raise _refused(
                "AADSTS700016", f"No application with the identifier '{client}' has a secret here."
            )
        if form.get("client_secret") != AZURE_SECRET:
            raise _refused("AADSTS7000215", "Invalid client secret provided.")
        return client.lower()

    def _federated(self, client: str, identity: Json | None, claims: Json) -> str:
        if identity is None:
            raise _refused("AADSTS700016", f"No identity was made here whose client id is '{client}'.")
        for one in self._resources.below(identity["id"]):
            trusted = one["properties"]
            if is_within(one["id"], f"{identity['id']}/federatedIdentityCredentials") and (
                trusted["issuer"] == claims.get("iss")
                and trusted["subject"] == claims.get("sub")
                and claims.get("aud") in trusted["audiences"]
            ):
                return str(identity["properties"]["principalId"])
        who = f"issuer '{claims.get('iss')}', subject '{claims.get('sub')}', audience '{claims.get('aud')}'"
        raise _refused("AADSTS700213", f"No matching federated identity record found for {who}.")


def _refused(code: str, text: str) -> AzureError:
    return AzureError(401, "invalid_client", f"{code}: {text}")


def _discovery() -> Json:
    host = "login.microsoftonline.com"
    return {
        "tenant_discovery_endpoint": f"https://{host}/common/v2.0/.well-known/openid-configuration",
        "api-version": "1.1",
        "metadata": [{"preferred_network": host, "preferred_cache": "login.windows.net", "aliases": [host]}],
    }


def _configuration(tenant: str) -> Json:
    base = f"https://login.microsoftonline.com/{tenant}"
    return {
        "issuer": f"{base}/v2.0",
        "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
        "token_endpoint": f"{base}/oauth2/v2.0/token",
        "jwks_uri": f"{base}/discovery/v2.0/keys",
    }
