"""Calls that an SDK sends twice."""

from __future__ import annotations

from email.message import Message

from local_cloud.aws.retries import Answers
from local_cloud.messages import Request, Response


def call(invocation: str, attempt: int) -> Request:
    headers = Message()
    headers["amz-sdk-invocation-id"] = invocation
    headers["amz-sdk-request"] = f"attempt={attempt}; max=3"
    host = "ec2.eu-central-1.amazonaws.com"
    return Request(method="POST", scheme="https", host=host, target="/", headers=headers, body=b"")


def counted() -> tuple[Answers, list[Request]]:
    return Answers(), []


def test_a_repeated_call_is_carried_out_once() -> None:
    answers, carried_out = counted()

    def carry_out(request: Request) -> Response:
        carried_out.append(request)
        return Response(200, {}, str(len(carried_out)).encode())

    first = answers.answer(call("a", 1), carry_out)
    again = call("a", 2)
    assert answers.answer(again, carry_out) == first
    assert again.notes["attempt"] == "2"
    assert answers.answer(call("b", 1), carry_out).body == b"2"


def test_a_call_that_never_arrived_is_carried_out_at_the_second_attempt() -> None:
    answers, carried_out = counted()

    def carry_out(request: Request) -> Response:
        carried_out.append(request)
        return Response(200, {}, b"done")

    assert answers.answer(call("a", 2), carry_out).body == b"done"
    assert len(carried_out) == 1


def test_a_refused_call_is_carried_out_again() -> None:
    answers, carried_out = counted()

    def carry_out(request: Request) -> Response:
        carried_out.append(request)
        return Response(400, {}, b"not yet")

    for attempt in (1, 2):
        answers.answer(call("a", attempt), carry_out)
    assert len(carried_out) == 2
