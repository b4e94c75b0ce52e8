"""The AWS route: one HTTP request in, what AWS would answer out."""

from __future__ import annotations

import os
import re
import threading
import traceback

from local_cloud.aws import context
from local_cloud.aws.accounts import account_of
from local_cloud.aws.failures import Unimplemented, not_implemented, usual_failure
from local_cloud.aws.retries import Answers
from local_cloud.messages import Request, Response
from local_cloud.routes import InProcess

HOSTS = r"(?:[a-z0-9-]+\.)+amazonaws\.com|(?:[a-z0-9-]+\.)+api\.aws"
DUAL_STACK_SUFFIX = ".api.aws"
"""The newer, dual-stack names of the same services (ec2.eu-central-1.api.aws)."""

ENVIRONMENT = {
    "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",  # or attaching an AWS-managed policy is a 404
    "TEST_PROXY_MODE": "true",
    # moto builds boto3 clients to read the API models; they must not look for anybody's credentials.
    "AWS_ACCESS_KEY_ID": "local-cloud",
    "AWS_SECRET_ACCESS_KEY": "local-cloud",
    "AWS_EC2_METADATA_DISABLED": "true",
}
"""What moto reads from the environment of its process, when it is imported."""

TRACEBACK_FRAMES = 3
"""The innermost ones; the others are always the way through the proxy."""

INHERITED = re.compile(r"(AWS|MOTO|TEST|INITIAL_NO_AUTH|S3|SF)_.*")
"""Settings of the user's shell that would change what moto does, or which profile boto3 looks for."""


def aws_route(default_account: str) -> InProcess:
    """Loads moto, mends it, and puts it behind AWS' host names."""
    for name in [name for name in os.environ if INHERITED.fullmatch(name)]:
        del os.environ[name]
    os.environ.update(ENVIRONMENT)
    # Not before the environment is as it must be: moto reads it at import.
    from local_cloud.aws.extend import extend_moto

    extend_moto()
    aws = Aws(default_account)
    return InProcess("aws", HOSTS, aws, aws.refusal)


class Aws:
    """Answers AWS requests in process."""

    def __init__(self, default_account: str) -> None:
        from local_cloud.aws.dispatch import Dispatcher

        self._default_account = default_account
        self._dispatcher = Dispatcher()
        # moto's state is plain dicts without locks. One request at a time costs nothing (it is all
        # computing, under Python's own lock), and makes S3's conditional writes as atomic as AWS' are.
        self._lock = threading.RLock()
        self._answers = Answers()

    def __call__(self, request: Request) -> Response:
        """Answers one request; never raises, and never answers what a client would retry."""
        _use_standard_host(request)
        with self._lock:
            return self._answers.answer(request, self._answer)

    def refusal(self, request: Request, status: int, code: str | None) -> Response:
        """An error in the words of the service that `request` is for."""
        _use_standard_host(request)
        return usual_failure(request, self._dispatcher.identify(request), status, code)

    def _answer(self, request: Request) -> Response:
        account = account_of(request, self._default_account)
        # moto's own way to say which account a request is for.
        del request.headers["x-moto-account-id"]
        request.headers["x-moto-account-id"] = account
        request.notes["account"] = account
        call = self._dispatcher.identify(request)
        if call.operation:
            request.notes["action"] = f"{call.service}:{call.operation}"
        try:
            with context.of(request, account, call):
                response = self._dispatcher.call(request, call)
        except Unimplemented as error:
            return not_implemented(request, call, str(error))
        except NotImplementedError as error:
            return not_implemented(request, call, f"moto: {error}")
        except Exception as error:  # noqa: BLE001 - whatever moto trips over is an answer, not a hang-up
            traceback.print_exc(limit=-TRACEBACK_FRAMES)
            return not_implemented(request, call, f"moto failed: {type(error).__name__}: {error}")
        if response.status >= 500:
            # The SDKs retry a 5xx for minutes; in an emulator the next try fails the same way.
            text = response.body.decode("utf-8", "replace")
            return not_implemented(request, call, f"moto answered {response.status}: {text}")
        return response


def _use_standard_host(request: Request) -> None:
    """Turns a dual-stack name into the standard one, which is what moto knows."""
    if request.host.endswith(DUAL_STACK_SUFFIX):
        request.host = request.host.removesuffix(DUAL_STACK_SUFFIX) + ".amazonaws.com"
    # S3 finds the bucket in this header.
    del request.headers["Host"]
    request.headers["Host"] = request.host
