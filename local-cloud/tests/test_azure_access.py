"""Sign-in, role assignments and their conditions, locks, and what Resource Manager refuses."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from local_cloud.azure.tokens import encoded
from local_cloud.environment import AZURE_SUBSCRIPTION
from tests.azure_support import BLOBS, STORAGE, Answer, Principal, Store, new_store, sign_in
from tests.support import Cloud

FOLDER = (
    f"((!(ActionMatches{{'{BLOBS}/read'}} AND NOT SubOperationMatches{{'Blob.List'}}) "
    f"AND !(ActionMatches{{'{BLOBS}/write'}})) OR (@Resource[{BLOBS.removesuffix('/blobs')}:name] "
    f"StringEquals 'tfstate' AND @Resource[{BLOBS}:path] StringStartsWith 'dev/')) AND "
    f"((!(ActionMatches{{'{BLOBS}/read'}} AND SubOperationMatches{{'Blob.List'}})) OR "
    f"(@Request[{BLOBS}:prefix] StringStartsWith 'dev/'))"
)


@pytest.fixture(scope="module")
def store(cloud: Cloud) -> Store:
    made = new_store(cloud)
    for name in ("dev/a", "prod/a"):
        assert made.owner.blob("PUT", made.url(name), body=b"1").status == 201
    return made


def assign(store: Store, principal: str, role: str, scope: str = "", **properties: Any) -> Answer:
    definitions = f"/subscriptions/{AZURE_SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions"
    body = {"principalId": principal, "roleDefinitionId": f"{definitions}/{role}", **properties}
    at = f"{scope or store.group}/providers/Microsoft.Authorization/roleAssignments/{uuid.uuid4()}"
    return store.owner.manage("PUT", at, {"properties": body})


def new_role(store: Store, *actions: str) -> str:
    guid = str(uuid.uuid4())
    permissions = [{"dataActions": [f"{BLOBS}/{action}" for action in actions]}]
    properties = {"roleName": guid, "permissions": permissions, "assignableScopes": [store.group]}
    at = f"{store.group}/providers/Microsoft.Authorization/roleDefinitions/{guid}"
    assert store.owner.manage("PUT", at, {"properties": properties}).status == 201
    return guid


def somebody(store: Store, *actions: str) -> Principal:
    """A principal that may do this in the folder dev."""
    principal = str(uuid.uuid4())
    made = assign(store, principal, new_role(store, *actions), condition=FOLDER, conditionVersion="2.0")
    assert made.status == 200, made.body
    return Principal(store.owner.cloud, principal)


def test_nobody_reads_without_a_role(store: Store) -> None:
    stranger = Principal(store.owner.cloud, str(uuid.uuid4()))
    answer = stranger.blob("GET", store.url("dev/a"))
    assert (answer.status, answer.error) == (403, "AuthorizationPermissionMismatch")


def test_a_reader_reads_its_folder_and_writes_nothing(store: Store) -> None:
    reader = somebody(store, "read")
    assert reader.blob("GET", store.url("dev/a")).body == b"1"
    assert reader.blob("GET", store.url("prod/a")).status == 403
    assert reader.blob("PUT", store.url("dev/a"), body=b"2").status == 403
    assert reader.blob("PUT", store.url("dev/a", comp="metadata")).status == 403


def test_a_list_is_judged_by_its_prefix(store: Store) -> None:
    reader = somebody(store, "read")
    assert store.list(reader, "dev/a").status == 200
    assert store.list(reader, "prod/").status == 403
    assert store.list(reader, "").status == 403


def test_a_writer_writes_its_folder_and_deletes_nothing(store: Store) -> None:
    writer = somebody(store, "read", "write")
    assert writer.blob("PUT", store.url("dev/b"), body=b"2").status == 201
    lease = {"x-ms-lease-action": "acquire", "x-ms-lease-duration": "-1"}
    assert writer.blob("PUT", store.url("dev/b", comp="lease"), lease).status == 201
    assert writer.blob("PUT", store.url("prod/b"), body=b"2").status == 403
    assert writer.blob("PUT", store.url("prod/a", comp="lease"), lease).status == 403
    assert writer.blob("DELETE", store.url("dev/a")).status == 403
    assert writer.blob("DELETE", f"https://{store.host}/tfstate?restype=container").status == 403


def test_a_copy_is_not_a_way_to_read(store: Store) -> None:
    writer = somebody(store, "read", "write")
    source = {"x-ms-copy-source": store.url("prod/a")}
    assert writer.blob("PUT", store.url("dev/stolen"), source).status == 403


def test_a_role_on_blobs_manages_nothing(store: Store) -> None:
    answer = somebody(store, "read", "write").manage("DELETE", store.account)
    assert (answer.status, answer.error) == (403, "AuthorizationFailed")


def test_a_role_that_is_taken_back_is_gone(store: Store) -> None:
    principal = str(uuid.uuid4())
    made = assign(store, principal, new_role(store, "read"))
    reader = Principal(store.owner.cloud, principal)
    assert reader.blob("GET", store.url("prod/a")).status == 200
    assert store.owner.manage("DELETE", made.json["id"]).status == 204
    assert reader.blob("GET", store.url("prod/a")).status == 403


@pytest.mark.parametrize(
    "condition",
    [
        f"(@Resource[{BLOBS}:path] StringNotLike 'prod/*')",
        f"(@Resource[{BLOBS}/tags:Project] StringEquals 'a')",
        "(ActionMatches{'a'}",
        f"(@Resource[{BLOBS}:path] StringEquals @Request[{BLOBS}:prefix])",
        "(Exists something)",
    ],
)
def test_a_condition_that_cannot_be_evaluated_is_refused(store: Store, condition: str) -> None:
    answer = assign(
        store, str(uuid.uuid4()), new_role(store, "read"), condition=condition, conditionVersion="2.0"
    )
    assert (answer.status, answer.error) == (400, "NotImplemented")


def test_one_role_is_not_assigned_twice(store: Store) -> None:
    principal, role = str(uuid.uuid4()), new_role(store, "read")
    assert assign(store, principal, role).status == 200
    assert (
        assign(store, principal, role, condition=FOLDER, conditionVersion="2.0").error
        == "RoleAssignmentExists"
    )


def test_a_lock_keeps_the_account_its_containers_its_group_and_its_assignments(cloud: Cloud) -> None:
    store = new_store(cloud)
    within = assign(store, str(uuid.uuid4()), new_role(store, "read"), scope=store.account)
    beside = assign(store, str(uuid.uuid4()), new_role(store, "read"))
    lock = f"{store.account}/providers/Microsoft.Authorization/locks/keep"
    assert store.owner.manage("PUT", lock, {"properties": {"level": "CanNotDelete"}}).status == 200
    for kept in (store.account, store.container("tfstate"), store.group, within.json["id"]):
        answer = store.owner.manage("DELETE", kept)
        assert (answer.status, answer.error) == (409, "ScopeLocked")
    assert store.owner.manage("DELETE", beside.json["id"]).status == 204
    assert store.owner.manage("DELETE", lock).status == 204
    assert store.owner.manage("DELETE", store.group).status == 200


def test_an_account_name_is_taken_everywhere(store: Store) -> None:
    elsewhere = store.account.replace(AZURE_SUBSCRIPTION, str(uuid.uuid4()))
    group = elsewhere.split("/providers/")[0]
    assert store.owner.manage("PUT", group, {"location": "westeurope"}).status == 200
    body = {"location": "westeurope", "sku": {"name": "Standard_ZRS"}, "properties": {}}
    assert store.owner.manage("PUT", elsewhere, body).error == "StorageAccountAlreadyTaken"


def test_an_unknown_type_is_refused_by_name(store: Store) -> None:
    answer = store.owner.manage("PUT", f"{store.group}/providers/Microsoft.Web/sites/a", {})
    assert (answer.status, answer.error) == (400, "NotImplemented")
    assert "microsoft.web/sites" in answer.json["error"]["message"]


def test_a_wrong_secret_is_refused(cloud: Cloud) -> None:
    answer = sign_in(cloud, str(uuid.uuid4()), STORAGE, client_secret="guessed")
    assert (answer.status, answer.json["error"]) == (401, "invalid_client")


def test_a_token_opens_one_service_alone(store: Store) -> None:
    someone = Principal(store.owner.cloud)
    someone.tokens[STORAGE] = someone.token("https://vault.azure.net")
    assert someone.blob("GET", store.url("dev/a")).status == 401


def test_a_job_signs_in_with_the_token_of_its_service(store: Store) -> None:
    identity_id = f"{store.group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/ci"
    identity = store.owner.manage("PUT", identity_id, {"location": "westeurope"}).json["properties"]
    trust = {
        "issuer": "https://ci.example",
        "subject": "job:dev",
        "audiences": ["api://AzureADTokenExchange"],
    }
    at = f"{identity_id}/federatedIdentityCredentials/dev"
    assert store.owner.manage("PUT", at, {"properties": trust}).status == 200
    assert assign(store, identity["principalId"], new_role(store, "read")).status == 200

    def signed_in(subject: str) -> Answer:
        token = encoded({"iss": trust["issuer"], "sub": subject, "aud": trust["audiences"][0]})
        return sign_in(store.owner.cloud, identity["clientId"], STORAGE, client_assertion=token)

    job = Principal(store.owner.cloud, tokens={STORAGE: signed_in("job:dev").json["access_token"]})
    assert job.blob("GET", store.url("dev/a")).status == 200
    assert "AADSTS700213" in signed_in("job:prod").json["error_description"]
    secret = sign_in(store.owner.cloud, identity["clientId"], STORAGE, client_secret="made-up")
    assert secret.status == 401
