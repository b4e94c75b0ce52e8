"""The command line: starts the local cloud, says how to reach it, and stops it cleanly."""

from __future__ import annotations

import argparse
import json
import os
import re
import signal
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from local_cloud.certificates import CertificateAuthority, system_authorities
from local_cloud.chart_repositories import BadArchive, chart_route
from local_cloud.cloudflare.zones import DOMAIN, KnownZone
from local_cloud.environment import AZURE_PRINCIPAL, Files, environment_for, variables_to_unset
from local_cloud.faults.control import control_route
from local_cloud.proxy import LOOPBACK, Proxy
from local_cloud.request_log import RequestLog
from local_cloud.routes import InProcess, RouteTable, Tunnel, provider_hosts

USAGE_ERROR = 2
DEFAULT_AWS_ACCOUNT = "123456789012"


class CannotStart(Exception):
    """The local cloud can't start as asked; the message is one line for the user."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs until a signal or the end of stdin; returns the exit status."""
    options = _parser().parse_args(arguments)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    if options.until_stdin_closes:
        threading.Thread(target=_stop_at_end_of_stdin, args=(stop,), daemon=True).start()
    try:
        if options.directory is not None:
            _run(options, options.directory, stop)
        else:
            with tempfile.TemporaryDirectory(prefix="hera-local-cloud-") as directory:
                _run(options, Path(directory), stop)
    except CannotStart as error:
        print(f"local cloud: {error}", file=sys.stderr)
        return USAGE_ERROR
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m local_cloud",
        description="The clouds on loopback: a proxy that answers the clouds' real host names on this "
        "machine. Clients reach it by environment variables only. Nothing is kept after it stops.",
    )
    parser.add_argument("--port", type=_port, default=0, help="port on 127.0.0.1 (default: any free one)")
    parser.add_argument(
        "--aws-account",
        type=_account,
        default=DEFAULT_AWS_ACCOUNT,
        metavar="ID",
        help="account of the credentials handed out, and of unknown ones (default: %(default)s)",
    )
    parser.add_argument(
        "--ignore-conditional-writes",
        action="append",
        default=[],
        metavar="HOST",
        help="an S3-compatible host that ignores If-None-Match, as some stores do; may be repeated",
    )
    parser.add_argument(
        "--cloudflare-zone",
        action="append",
        default=[],
        type=_cloudflare_zone,
        metavar="ACCOUNT/ZONE=NAME",
        help="a zone that exists from the start, by the ids of its account and its own; may be repeated",
    )
    parser.add_argument(
        "--allow-host",
        action="append",
        default=[],
        metavar="HOST",
        help="a further real host to let through, besides those that serve providers; may be repeated",
    )
    parser.add_argument(
        "--chart-archive",
        type=Path,
        metavar="DIR",
        help="serve Helm chart repositories by their real names: a folder for each, by host and path, with "
        "<chart>-<version>.tgz in it",
    )
    parser.add_argument(
        "--directory",
        type=Path,
        metavar="DIR",
        help="where certificates, environment.sh and the request log go (default: a fresh temporary "
        "directory, removed at the end)",
    )
    parser.add_argument(
        "--json", action="store_true", help="print one line of JSON when ready, for programs that start it"
    )
    parser.add_argument(
        "--until-stdin-closes",
        action="store_true",
        help="stop when stdin ends: with the parent, however it dies",
    )
    return parser


def _port(text: str) -> int:
    if not re.fullmatch(r"\d{1,5}", text) or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port number (0 to 65535)")
    return int(text)


def _account(text: str) -> str:
    if not re.fullmatch(r"\d{12}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not an AWS account id (12 digits)")
    return text


def _cloudflare_zone(text: str) -> tuple[str, KnownZone]:
    match = re.fullmatch(r"([0-9a-f]{32})/([0-9a-f]{32})=(.+)", text)
    if match is None or not DOMAIN.fullmatch(match[3]):
        message = f"{text!r} is not ACCOUNT/ZONE=NAME (two ids of 32 hexadecimal digits, and a domain)"
        raise argparse.ArgumentTypeError(message)
    return match[2], KnownZone(match[1], match[3])


def _stop_at_end_of_stdin(stop: threading.Event) -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    stop.set()


def _run(options: argparse.Namespace, directory: Path, stop: threading.Event) -> None:
    """Starts everything, announces it, waits, and closes everything."""
    authority = CertificateAuthority()
    system = system_authorities()  # before the environment is changed for moto
    variables = variables_to_unset()
    files = Files(directory)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        log = RequestLog(files.requests)
    except OSError as error:
        raise CannotStart(f"can't write to {directory}: {error.strerror}") from error
    try:
        proxy = _listen(options, authority, log)
        environment = environment_for(proxy.port, files, options.aws_account)
        files.write(authority.pem, system, environment, variables)
        thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        _announce(options.json, proxy.port, files, environment, variables)
        stop.wait()
        proxy.shutdown()
        proxy.server_close()
    finally:
        log.close()


def _listen(options: argparse.Namespace, authority: CertificateAuthority, log: RequestLog) -> Proxy:
    """Opens the port first, so that a port in use is said at once; then loads the clouds."""
    try:
        proxy = Proxy(options.port, RouteTable([]), authority, log)
    except OSError as error:
        raise CannotStart(f"can't listen on {LOOPBACK}:{options.port}: {error.strerror}") from error
    # Loading moto takes a second; --help and a wrong option don't wait for it.
    from local_cloud.aws.eks.kubernetes import eks_clusters
    from local_cloud.aws.route import aws_route, load_aws
    from local_cloud.azure.route import Azure, azure_route
    from local_cloud.gcp.route import GoogleCloud, gcp_route
    from local_cloud.hetzner.route import HetznerCloud, hetzner_route
    from local_cloud.id_tokens import IdTokens
    from local_cloud.kubernetes.endpoints import Endpoints
    from local_cloud.s3_compatible.routes import object_reader, s3_compatible_routes

    aws, azure, google = load_aws(options.aws_account), Azure(AZURE_PRINCIPAL), GoogleCloud()
    hetzner, identities = HetznerCloud(), IdTokens()
    stores = s3_compatible_routes(aws, options.ignore_conditional_writes, dict(options.cloudflare_zone))
    clouds = [
        aws_route(aws),
        azure_route(azure),
        gcp_route(google),
        hetzner_route(hetzner),
        identities.route(),
        *stores,
    ]
    providers = provider_hosts(options.allow_host)
    charts = _charts(options, providers)
    k3s = hetzner.clusters(identities, object_reader(stores))
    eks = eks_clusters(options.aws_account, aws.lock)
    clusters = Endpoints([eks, azure.clusters, google.clusters, k3s])
    routes: list[InProcess | Tunnel] = [control_route(proxy.faults), *charts, *clouds, providers]
    proxy.routes = RouteTable(routes, clusters.find)
    return proxy


def _charts(options: argparse.Namespace, providers: Tunnel) -> list[InProcess]:
    """The chart repositories, if there is a folder for them."""
    try:
        return [] if options.chart_archive is None else [chart_route(options.chart_archive, providers.hosts)]
    except BadArchive as error:
        raise CannotStart(f"--chart-archive: {error}") from error


def _announce(as_json: bool, port: int, files: Files, environment: dict[str, str], unset: list[str]) -> None:
    """Says that it is ready, to a program or to a person."""
    if as_json:
        ready = {"port": port, "directory": str(files.directory), "environment": environment, "unset": unset}
        print(json.dumps(ready), flush=True)
        return
    print(explanation(port, files, environment), flush=True)


def explanation(port: int, files: Files, environment: dict[str, str]) -> str:
    """How a person points a shell at it."""
    return f"""The local cloud listens on http://{LOOPBACK}:{port}. Nothing it holds is kept after it stops.

In another shell, point aws, terraform and cdktf at it:

    source {files.script}
    export AWS_REGION=eu-central-1
    aws sts get-caller-identity
    terraform init && terraform apply

The account is {environment["AWS_ACCESS_KEY_ID"]}; an AWS_ACCESS_KEY_ID of any 12 digits is that account.
Each request is a line in {files.requests}
Ctrl-C stops it."""
