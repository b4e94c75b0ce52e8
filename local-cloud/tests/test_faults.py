"""Faults that a test asks for at run time."""

from __future__ import annotations

import contextlib
import http.client
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

from local_cloud.faults.control import rule_of
from tests.support import Cloud, error_code, unique

HOST = "faults.local-cloud"
SetRule = Callable[..., str]


def control(cloud: Cloud, method: str, path: str, body: Any = None) -> tuple[int, bytes]:
    data = None if body is None else iter([json.dumps(body).encode()])
    return cloud.request(method, f"http://{HOST}{path}", body=data)


def struck(cloud: Cloud, name: str) -> int:
    return int(json.loads(control(cloud, "GET", "/rules")[1])[name]["struck"])


@pytest.fixture
def rule(cloud: Cloud) -> Iterator[SetRule]:
    names: list[str] = []

    def put(**fields: Any) -> str:
        names.append(unique("rule"))
        status, body = control(cloud, "PUT", f"/rules/{names[-1]}", fields)
        assert status == 200, body
        return names[-1]

    yield put
    for name in names:
        control(cloud, "DELETE", f"/rules/{name}")


@pytest.mark.parametrize(
    ("status", "code"), [(403, "AccessDenied"), (500, "InternalError"), (503, "SlowDown")]
)
def test_s3_refuses_in_its_own_words(
    cloud: Cloud, bucket: str, rule: SetRule, status: int, code: str
) -> None:
    name = rule(host=f"^{bucket}", method="PUT", path="^/state$", effect="refuse", status=status, times=1)
    s3 = cloud.client("s3")
    assert error_code(s3.put_object, Bucket=bucket, Key="state", Body=b"1") == code
    assert error_code(s3.get_object, Bucket=bucket, Key="state") == "NoSuchKey"
    line = next(one for one in cloud.log() if one.get("fault") == name)
    assert (line["status"], line["method"], line["route"]) == (status, "PUT", "aws")
    s3.put_object(Bucket=bucket, Key="state", Body=b"2")  # it struck once


@pytest.mark.parametrize(
    ("service", "operation", "code"),
    [
        ("dynamodb", "list_tables", "ServiceUnavailable"),
        ("sts", "get_caller_identity", "ServiceUnavailable"),
        ("ec2", "describe_vpcs", "ServiceUnavailable"),
    ],
)
def test_each_protocol_has_its_form(
    cloud: Cloud, rule: SetRule, service: str, operation: str, code: str
) -> None:
    rule(host=f"^{service}", effect="refuse", status=503)
    assert error_code(getattr(cloud.client(service), operation)) == code


def test_headers_tell_clients_apart(cloud: Cloud, rule: SetRule) -> None:
    rule(headers={"Authorization": "Credential=222233334444/"}, effect="refuse", status=403)
    assert error_code(cloud.client("sqs", key="222233334444").list_queues) == "AccessDeniedException"
    cloud.client("sqs").list_queues()


def test_a_seed_strikes_the_same_requests(cloud: Cloud, bucket: str, rule: SetRule) -> None:
    def strikes() -> list[bool]:
        name = rule(host=bucket, effect="refuse", status=500, probability=0.5, seed=7)
        outcomes = []
        for _ in range(12):
            before = struck(cloud, name)
            with contextlib.suppress(ClientError):
                cloud.client("s3").head_bucket(Bucket=bucket)
            outcomes.append(struck(cloud, name) > before)
        control(cloud, "DELETE", f"/rules/{name}")
        return outcomes

    first = strikes()
    assert first == strikes()
    assert len(set(first)) == 2


def test_a_delay_ends_with_its_rule(cloud: Cloud, bucket: str, rule: SetRule) -> None:
    rule(host=bucket, effect="delay", seconds=0.4, times=1)
    started = time.monotonic()
    cloud.client("s3").head_bucket(Bucket=bucket)
    assert time.monotonic() - started >= 0.4


def test_silence_lasts_until_the_rule_is_taken_back(cloud: Cloud, bucket: str, rule: SetRule) -> None:
    name = rule(host=bucket, effect="silence")
    connection = http.client.HTTPConnection("127.0.0.1", cloud.ready["port"], timeout=0.5)
    connection.request("GET", f"http://{bucket}.s3.eu-central-1.amazonaws.com/")
    with pytest.raises(TimeoutError):
        connection.getresponse()
    assert json.loads(control(cloud, "DELETE", f"/rules/{name}")[1]) == {"struck": 1}


@pytest.mark.parametrize(
    ("effect", "is_carried_out"), [("cut-upload", False), ("cut-response", True), ("lose-response", True)]
)
def test_a_connection_is_cut(
    cloud: Cloud, bucket: str, rule: SetRule, effect: str, is_carried_out: bool
) -> None:
    name = rule(host=bucket, method="PUT", path="^/state", effect=effect, times=1)
    s3 = cloud.client("s3")
    try:
        s3.put_object(Bucket=bucket, Key="state", Body=b"x" * 200_000)
    except BotoCoreError:
        pass
    else:
        # A PUT has no body in its answer that could be cut.
        assert effect == "cut-response"
    found = s3.list_objects_v2(Bucket=bucket).get("Contents", [])
    assert bool(found) is is_carried_out
    assert "status" not in next(one for one in cloud.log() if one.get("fault") == name)


def test_a_response_is_cut_in_the_middle(cloud: Cloud, bucket: str, rule: SetRule) -> None:
    s3 = cloud.client("s3")
    s3.put_object(Bucket=bucket, Key="state", Body=b"x" * 200_000)
    rule(host=bucket, method="GET", path="^/state", effect="cut-response", times=1)
    with pytest.raises(HTTPClientError):
        s3.get_object(Bucket=bucket, Key="state")["Body"].read()


@pytest.mark.parametrize("seconds", [-1000, 1000])
def test_a_clock_that_is_too_far_off_refuses_signatures(
    cloud: Cloud, bucket: str, rule: SetRule, seconds: int
) -> None:
    rule(host=f"{bucket}|^sts", effect="skew", seconds=seconds)
    assert error_code(cloud.client("s3").list_objects_v2, Bucket=bucket) == "RequestTimeTooSkewed"
    assert error_code(cloud.client("sts").get_caller_identity) == "SignatureDoesNotMatch"


def test_a_clock_that_is_a_little_off_is_seen_in_the_date_alone(
    cloud: Cloud, bucket: str, rule: SetRule
) -> None:
    rule(host=bucket, effect="skew", seconds=600)
    answer = cloud.client("s3").list_objects_v2(Bucket=bucket)["ResponseMetadata"]
    ahead = time.mktime(time.strptime(answer["HTTPHeaders"]["date"], "%a, %d %b %Y %H:%M:%S GMT"))
    assert ahead - time.mktime(time.gmtime()) == pytest.approx(600, abs=5)


def test_a_host_of_no_cloud_is_struck_too(cloud: Cloud, rule: SetRule) -> None:
    rule(host="^login.example$", effect="refuse", status=503)
    status, body = cloud.request("GET", "https://login.example/")
    assert (status, json.loads(body)["error"]["code"]) == (503, "503")


@pytest.mark.parametrize(
    "body", [{"effect": "no-such"}, {}, {"effect": "refuse"}, {"effect": "silence", "host": "("}, [1]]
)
def test_what_is_no_rule_is_refused(cloud: Cloud, body: Any) -> None:
    status, text = control(cloud, "PUT", "/rules/bad", body)
    assert (status, b"not a rule" in text) == (400, True)


def test_the_control_host_says_what_it_understands(cloud: Cloud) -> None:
    assert control(cloud, "GET", "/")[0] == 404
    assert control(cloud, "DELETE", "/rules/none")[0] == 404


def test_a_rule_strikes_no_more_than_it_is_told_to() -> None:
    assert rule_of("one", {"effect": "silence", "times": 2}).times == 2
