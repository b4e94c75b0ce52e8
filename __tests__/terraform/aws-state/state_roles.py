"""The roles of a state backend, and what each must and must not be allowed. `role_trials.py` says what it is told."""

import base64
import http.client
import json
import os
import ssl
import sys
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

REGION, BUCKET, TABLE, ALIAS, PREFIX = sys.argv[1:]
ISSUER, SUBJECT = "https://token.example.com", "repo:acme/infrastructure:environment:prod"
REFUSALS = {"AccessDenied", "AccessDeniedException", "403"}
ADMINISTRATOR = boto3.Session(region_name=REGION)
ACCOUNT = ADMINISTRATOR.client("sts").get_caller_identity()["Account"]
iam, kms, s3 = (ADMINISTRATOR.client(service) for service in ("iam", "kms", "s3"))
KEY_ID = kms.describe_key(KeyId=ALIAS)["KeyMetadata"]["KeyId"]
# Retries would only make a refusal slower.
CONFIG = Config(retries={"total_max_attempts": 1})

Trial = tuple[str, bool, Callable[[], object]]
"""What is tried, whether it must be allowed, and how."""


def is_allowed(call: Callable[[], object]) -> bool:
    """Whether IAM lets a call pass; what the service then says of it doesn't matter, unless it is unimplemented."""
    try:
        call()
    except ClientError as error:
        if error.response["Error"]["Code"] == "NotImplemented":
            raise
        return error.response["Error"]["Code"] not in REFUSALS
    return True


def token() -> str:
    """An OIDC token that nobody has signed."""
    claims = {"iss": ISSUER, "sub": SUBJECT, "aud": "sts.amazonaws.com"}
    parts = (base64.urlsafe_b64encode(json.dumps(one).encode()).decode() for one in ({"alg": "none"}, claims))
    return ".".join(parts) + "."


class Role:
    """A role of one environment, and the calls that it makes."""

    def __init__(self, environment: str, kind: str, other: str) -> None:
        self.environment, self.kind, self.other = environment, kind, other
        self.name = f"{PREFIX}-{environment}-{kind}"
        self.arn = f"arn:aws:iam::{ACCOUNT}:role/{self.name}"
        credentials = self.assume()["Credentials"]
        session = boto3.Session(
            region_name=REGION,
            aws_access_key_id=credentials["AccessKeyId"],
            aws_secret_access_key=credentials["SecretAccessKey"],
            aws_session_token=credentials["SessionToken"],
        )
        self.s3, self.dynamodb, self.kms = (
            session.client(service, config=CONFIG) for service in ("s3", "dynamodb", "kms")
        )

    def assume(self) -> dict:
        sts = ADMINISTRATOR.client("sts", config=CONFIG)
        if self.environment == "prod":
            return sts.assume_role_with_web_identity(
                RoleArn=self.arn, RoleSessionName="trial", WebIdentityToken=token()
            )
        return sts.assume_role(RoleArn=self.arn, RoleSessionName="trial")

    def item(self, environment: str, suffix: str = "") -> dict:
        return {"LockID": {"S": f"{BUCKET}/{environment}/trial.tfstate{suffix}"}}

    def trials(self) -> Iterator[Trial]:
        """With the policies as they are."""
        own, other, writes = self.environment, self.other, self.kind == "apply"
        state, lock = f"{own}/trial.tfstate", f"{own}/trial.tfstate.tflock"

        def s3(operation: str, **parameters: object) -> Callable[[], object]:
            return lambda: getattr(self.s3, operation)(Bucket=BUCKET, **parameters)

        def item(operation: str, **parameters: object) -> Callable[[], object]:
            return lambda: getattr(self.dynamodb, operation)(TableName=TABLE, **parameters)

        yield "takes the role", True, self.assume
        yield "lists its folder", True, s3("list_objects_v2", Prefix=f"{own}/")
        yield "finds no state before the first", True, s3("head_object", Key=f"{own}/none.tfstate")
        yield "reads its state", True, s3("get_object", Key=state)
        yield "writes its state", writes, s3("put_object", Key=state, Body=b"{}")
        yield "takes its lock file", True, s3("put_object", Key=lock, Body=b"{}")
        yield "reads its lock file", True, s3("get_object", Key=lock)
        yield "frees its lock file", True, s3("delete_object", Key=lock)
        yield "takes its lock item", True, item("put_item", Item=self.item(own))
        yield "reads its lock item", True, item("get_item", Key=self.item(own))
        yield "frees its lock item", True, item("delete_item", Key=self.item(own))
        yield "reads its checksum", True, item("get_item", Key=self.item(own, "-md5"))
        yield "writes its checksum", writes, item("put_item", Item=self.item(own, "-md5"))
        yield "deletes its state", False, s3("delete_object", Key=state)
        yield "lists the other folder", False, s3("list_objects_v2", Prefix=f"{other}/")
        yield "reads the other state", False, s3("get_object", Key=f"{other}/trial.tfstate")
        yield "writes the other state", False, s3("put_object", Key=f"{other}/trial.tfstate", Body=b"")
        yield "takes the other lock file", False, s3("put_object", Key=f"{other}/trial.tfstate.tflock", Body=b"")
        yield "frees the other lock file", False, s3("delete_object", Key=f"{other}/trial.tfstate.tflock")
        yield "takes the other lock item", False, item("put_item", Item=self.item(other))
        yield "frees the other lock item", False, item("delete_item", Key=self.item(other))
        yield "reads the other checksum", False, item("get_item", Key=self.item(other, "-md5"))
        yield "decrypts by itself", False, lambda: self.kms.generate_data_key(KeyId=ALIAS, KeySpec="AES_256")
        for what, call in self.erasures():
            yield what, False, call

    def erasures(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """What stays refused even to a role that is given everything else. Each does no harm where it is let pass."""
        key = f"{self.environment}/trial.tfstate"
        until = {"Mode": "GOVERNANCE", "RetainUntilDate": "2026-01-01T00:00:00Z"}
        backups = {"PointInTimeRecoveryEnabled": True}
        enabled = {"Status": "Enabled"}
        yield "erases a version", lambda: self.s3.delete_object(Bucket=BUCKET, Key=key, VersionId="none")
        yield "shortens retention", lambda: self.s3.put_object_retention(Bucket=BUCKET, Key=key, Retention=until)
        yield "sets versioning", lambda: self.s3.put_bucket_versioning(
            Bucket=BUCKET, VersioningConfiguration=enabled
        )
        yield "deletes the bucket", lambda: self.s3.delete_bucket(Bucket=BUCKET)
        yield "sets the table", lambda: self.dynamodb.update_continuous_backups(
            TableName=TABLE, PointInTimeRecoverySpecification=backups
        )
        yield "sets the key", lambda: self.kms.disable_key_rotation(KeyId=KEY_ID)


def over(scheme: str, address: str) -> int:
    """The status of an administrator's listing over a scheme, from an address."""
    proxy = urlsplit(os.environ["HTTPS_PROXY"])
    host = f"{BUCKET}.s3.{REGION}.amazonaws.com"
    target = "/?list-type=2&prefix=none"
    scope = f"{ACCOUNT}/20260101/{REGION}/s3/aws4_request"
    headers = {"Authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0"}
    source = (address, 0)
    connection: http.client.HTTPConnection
    if scheme == "http":
        connection = http.client.HTTPConnection(proxy.hostname, proxy.port, timeout=20, source_address=source)
        target = f"http://{host}{target}"
    else:
        context = ssl.create_default_context(cafile=os.environ["AWS_CA_BUNDLE"])
        connection = http.client.HTTPSConnection(
            proxy.hostname, proxy.port, timeout=20, context=context, source_address=source
        )
        connection.set_tunnel(host, 443)
    try:
        connection.request("GET", target, headers=headers)
        return connection.getresponse().status
    finally:
        connection.close()


def administrator_trials() -> Iterator[tuple[str, bool]]:
    yield "administrator reads the state", is_allowed(lambda: s3.get_object(Bucket=BUCKET, Key="dev/trial.tfstate"))
    yield "administrator comes over TLS", over("https", "127.0.0.1") == 200
    yield "plain HTTP is refused", over("http", "127.0.0.1") == 403
    yield "another address is refused", over("https", "127.0.0.9") == 403


ROLES = [Role("dev", "plan", "prod"), Role("dev", "apply", "prod"), Role("prod", "apply", "dev")]
EVERYTHING = json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
)


def wrong_of(role: Role) -> Iterator[str]:
    for what, expected, call in role.trials():
        if is_allowed(call) != expected:
            yield f"{role.name}: {what}"
    iam.put_role_policy(RoleName=role.name, PolicyName="everything", PolicyDocument=EVERYTHING)
    try:
        for what, call in role.erasures():
            if is_allowed(call):
                yield f"{role.name}, though given everything: {what}"
    finally:
        iam.delete_role_policy(RoleName=role.name, PolicyName="everything")


def wrong() -> Iterator[str]:
    """All that goes otherwise than it must."""
    for what, is_right in administrator_trials():
        if not is_right:
            yield what
    for role in ROLES:
        yield from wrong_of(role)
