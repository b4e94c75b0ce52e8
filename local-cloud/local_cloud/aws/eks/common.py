"""What all EKS mends share: finding the cluster of a request, errors, and lists in pages."""

from __future__ import annotations

import itertools
from typing import Any, NoReturn

DEFAULT_PAGE = 100


def cluster_of(response: Any) -> Any:
    """The cluster that the request's path names; ResourceNotFoundException if there is none."""
    return response.eks_backend.describe_cluster(name=response.uri_match.group("name"))


def not_found(message: str) -> NoReturn:
    """Raises ResourceNotFoundException."""
    from moto.eks.exceptions import ResourceNotFoundException

    raise ResourceNotFoundException(message=message)


def in_use(message: str) -> NoReturn:
    """Raises ResourceInUseException."""
    from moto.eks.exceptions import ResourceInUseException

    raise ResourceInUseException(message=message)


def invalid_parameter(message: str) -> NoReturn:
    """Raises InvalidParameterException."""
    from moto.eks.exceptions import InvalidParameterException

    raise InvalidParameterException(message=message)


def invalid_request(message: str) -> NoReturn:
    """Raises InvalidRequestException."""
    from moto.eks.exceptions import InvalidRequestException

    raise InvalidRequestException(message=message)


def page(response: Any, items: list[Any]) -> tuple[list[Any], str | None]:
    """The part of `items` that maxResults and nextToken ask for, and the next token."""
    start = int(response._get_param("nextToken") or 0)
    size = int(response._get_param("maxResults") or DEFAULT_PAGE)
    following = start + size
    return list(itertools.islice(items, start, following)), str(following) if following < len(items) else None


def public(record: dict[str, Any]) -> dict[str, Any]:
    """A stored record without its private parts (keys that begin with an underscore)."""
    return {key: value for key, value in record.items() if not key.startswith("_")}
