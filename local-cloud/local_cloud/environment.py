"""What a client needs in its environment to come here instead of to the real clouds."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from pathlib import Path

from local_cloud.gcp.callers import OWNER_TOKEN
from local_cloud.hetzner.cluster_secrets import cluster_secrets
from local_cloud.stand_ins import link_missing, path_with

UNSET = (
    # A NO_PROXY=* would send everything to the real clouds.
    "NO_PROXY",
    "no_proxy",
    "ALL_PROXY",
    "all_proxy",
    # Whatever names other credentials, another account or another endpoint than ours.
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_SESSION_TOKEN",
    "AWS_SECURITY_TOKEN",
    "AWS_CREDENTIAL_EXPIRATION",
    "AWS_ROLE_ARN",
    "AWS_ROLE_SESSION_NAME",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_S3",
    "AWS_ENDPOINT_URL_DYNAMODB",
    "AWS_ENDPOINT_URL_STS",
    "AWS_ENDPOINT_URL_IAM",
    "AWS_ENDPOINT_URL_SSO",
    "AWS_S3_ENDPOINT",
    "AWS_DYNAMODB_ENDPOINT",
    "AWS_STS_ENDPOINT",
    "AWS_IAM_ENDPOINT",
    "AWS_EC2_METADATA_SERVICE_ENDPOINT",
    "ARM_ACCESS_KEY",
    "ARM_SAS_TOKEN",
    "ARM_CLIENT_CERTIFICATE",
    "ARM_CLIENT_CERTIFICATE_PATH",
    "ARM_CLIENT_ID_FILE_PATH",
    "ARM_CLIENT_SECRET_FILE_PATH",
    "ARM_USE_OIDC",
    "ARM_OIDC_TOKEN",
    "ARM_OIDC_TOKEN_FILE_PATH",
    "ARM_USE_MSI",
    "ARM_USE_AKS_WORKLOAD_IDENTITY",
    "ARM_ENVIRONMENT",
    "ARM_METADATA_HOSTNAME",
    "ARM_METADATA_HOST",
    "AZURE_AUTHORITY_HOST",
    "AZURE_CLIENT_CERTIFICATE_PATH",
    "AZURE_FEDERATED_TOKEN_FILE",
    "AZURE_TOKEN_CREDENTIALS",
    "AZURE_USERNAME",
    "AZURE_PASSWORD",
    "GOOGLE_APPLICATION_CREDENTIALS",
    "GOOGLE_CREDENTIALS",
    "GOOGLE_CLOUD_KEYFILE_JSON",
    "GCLOUD_KEYFILE_JSON",
    "GOOGLE_BACKEND_CREDENTIALS",
    "GOOGLE_BACKEND_STORAGE_CUSTOM_ENDPOINT",
    "GOOGLE_BACKEND_IMPERSONATE_SERVICE_ACCOUNT",
    "GOOGLE_IMPERSONATE_SERVICE_ACCOUNT",
    "GOOGLE_STORAGE_CUSTOM_ENDPOINT",
    "STORAGE_EMULATOR_HOST",
    # What the user's shell says of checksums would hide that a configuration doesn't.
    "AWS_REQUEST_CHECKSUM_CALCULATION",
    "AWS_RESPONSE_CHECKSUM_VALIDATION",
    "CLOUDFLARE_API_KEY",
    "CLOUDFLARE_API_USER_SERVICE_KEY",
    "CLOUDFLARE_BASE_URL",
    "CLOUDFLARE_EMAIL",
    # The provider's token comes as a variable of the stack; only the CLI reads these.
    "HCLOUD_TOKEN",
    "HCLOUD_ENDPOINT",
    "HCLOUD_CONTEXT",
    "HCLOUD_CONFIG",
)
"""Variables that would lead a client past the proxy, or give it other credentials."""


AZURE_PRINCIPAL = "00000000-0000-4000-8000-0000000000cc"
"""The service principal of the credentials handed out: client id and object id in one."""
AZURE_SUBSCRIPTION = "00000000-0000-4000-8000-0000000000aa"
AZURE_TENANT = "00000000-0000-4000-8000-0000000000bb"
AZURE_SECRET = "made-up"  # noqa: S105 - every service principal's
HCLOUD_TOKEN = "localcloud".ljust(64, "0")
OBJECT_STORAGE_KEY = "LOCALCLOUD0000000000"
OBJECT_STORAGE_SECRET = "localcloud".ljust(40, "0")


@dataclass(frozen=True)
class Files:
    """The files of one run."""

    directory: Path

    @property
    def authority(self) -> Path:
        """The run's certificate authority alone."""
        return self.directory / "ca.pem"

    @property
    def bundle(self) -> Path:
        """The system's authorities and the run's: what verifies both the clouds here and tunnelled hosts."""
        return self.directory / "ca-bundle.pem"

    @property
    def requests(self) -> Path:
        """The request log."""
        return self.directory / "requests.jsonl"

    @property
    def script(self) -> Path:
        """A shell script to source."""
        return self.directory / "environment.sh"

    @property
    def programs(self) -> Path:
        """Stand-ins for the clouds' sign-in tools that are not installed."""
        return self.directory / "bin"

    @property
    def gcloud(self) -> Path:
        """A folder for gcloud's settings: nothing of the user's own is read."""
        return self.directory / "gcloud"

    @property
    def google_token(self) -> Path:
        """A file with the owner's token, which gcloud takes instead of signing in."""
        return self.directory / "google-access-token"

    @property
    def aws_config(self) -> Path:
        """An empty AWS config file: nothing of the user's own is read."""
        return self.directory / "aws-config"

    @property
    def aws_credentials(self) -> Path:
        """An empty AWS credentials file."""
        return self.directory / "aws-credentials"

    def write(self, authority: bytes, system: bytes, environment: dict[str, str], unset: list[str]) -> None:
        """Writes all but the request log, which writes itself."""
        self.authority.write_bytes(authority)
        self.bundle.write_bytes(system.rstrip(b"\n") + b"\n" + authority)
        self.aws_config.write_bytes(b"")
        self.aws_credentials.write_bytes(b"")
        self.gcloud.mkdir(exist_ok=True)
        self.google_token.write_text(OWNER_TOKEN, encoding="utf-8")
        link_missing(self.programs)
        self.script.write_text(shell_script(environment, unset, self.programs), encoding="utf-8")


def environment_for(port: int, files: Files, aws_account: str) -> dict[str, str]:
    """The variables to set. Each has a counterpart in some client that reads only this one."""
    proxy = f"http://127.0.0.1:{port}"
    bundle = str(files.bundle)
    return {
        "HTTPS_PROXY": proxy,
        "https_proxy": proxy,
        "HTTP_PROXY": proxy,
        "http_proxy": proxy,
        "SSL_CERT_FILE": bundle,
        "REQUESTS_CA_BUNDLE": bundle,
        "CURL_CA_BUNDLE": bundle,
        "NODE_EXTRA_CA_CERTS": str(files.authority),
        # Only the run's own authority: an AWS client that gets past the proxy trusts nobody there.
        "AWS_CA_BUNDLE": str(files.authority),
        "AWS_ACCESS_KEY_ID": aws_account,
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": str(files.aws_config),
        "AWS_SHARED_CREDENTIALS_FILE": str(files.aws_credentials),
        # Terraform's names of them, and the SDKs'.
        "ARM_SUBSCRIPTION_ID": AZURE_SUBSCRIPTION,
        "ARM_TENANT_ID": AZURE_TENANT,
        "ARM_CLIENT_ID": AZURE_PRINCIPAL,
        "ARM_CLIENT_SECRET": AZURE_SECRET,
        "ARM_USE_CLI": "false",
        "AZURE_TENANT_ID": AZURE_TENANT,
        "AZURE_CLIENT_ID": AZURE_PRINCIPAL,
        "AZURE_CLIENT_SECRET": AZURE_SECRET,
        "GOOGLE_OAUTH_ACCESS_TOKEN": OWNER_TOKEN,
        # For gcloud, from which GKE's plug-in of kubectl has its token.
        "CLOUDSDK_AUTH_ACCESS_TOKEN_FILE": str(files.google_token),
        "CLOUDSDK_CONFIG": str(files.gcloud),
        # The provider wants 40 characters.
        "CLOUDFLARE_API_TOKEN": "local-cloud".ljust(40, "0"),
        # A project of Hetzner Cloud by its token, which has 64 characters.
        "TF_VAR_hcloud_token": HCLOUD_TOKEN,
        "TF_VAR_object_storage_access_key": OBJECT_STORAGE_KEY,
        "TF_VAR_object_storage_secret_key": OBJECT_STORAGE_SECRET,
        "TF_VAR_cluster_secrets": cluster_secrets(),
        # Who `kubectl oidc-login` signs in, unless the real one is installed.
        "LOCAL_CLOUD_USER": "ann@example.com",
        "LOCAL_CLOUD_GROUPS": "platform-admins",
        "PATH": path_with(files.programs),
        "CHECKPOINT_DISABLE": "1",
    }


def variables_to_unset() -> list[str]:
    """UNSET, and every further endpoint override that is set where the local cloud was started."""
    others = [n for n in os.environ if n.startswith(("AWS_ENDPOINT_URL", "TF_AWS_")) and n not in UNSET]
    return [*UNSET, *sorted(others)]


def shell_script(environment: dict[str, str], unset: list[str], programs: Path) -> str:
    """A POSIX shell script that makes the current shell, with its own PATH, a client of the local cloud."""
    lines = [f"unset {' '.join(unset)}"]
    lines += [f"export {name}={shlex.quote(value)}" for name, value in environment.items() if name != "PATH"]
    lines.append(f'export PATH="$PATH":{shlex.quote(str(programs))}')
    return "\n".join(lines) + "\n"
