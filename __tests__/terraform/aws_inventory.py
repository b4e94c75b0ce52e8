"""Prints as JSON what exists in an AWS account and region, by kind: aws_inventory.py REGION.

What every account has from the start (the default VPC and what belongs to it, AWS' own roles and keys) is left out,
and so is what AWS itself keeps for a while after a deletion (keys that wait for theirs, gateways that are deleted).
"""

import json
import sys

import boto3

region = sys.argv[1]
session = boto3.Session(region_name=region)
ec2 = session.client("ec2")
own_vpcs = [vpc["VpcId"] for vpc in ec2.describe_vpcs()["Vpcs"] if not vpc["IsDefault"]]


def pages(service: str, operation: str, key: str, **parameters: object) -> list:
    """Every item of a listing, over all of its pages."""
    paginator = session.client(service).get_paginator(operation)
    return [item for page in paginator.paginate(**parameters) for item in page[key]]


def in_own_vpcs(items: list) -> list:
    return [item for item in items if item["VpcId"] in own_vpcs]


aliases = pages("kms", "list_aliases", "Aliases")
keys_of_aws = [alias.get("TargetKeyId") for alias in aliases if alias["AliasName"].startswith("alias/aws/")]


def living_keys() -> list[str]:
    kms = session.client("kms")
    keys = [kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"] for key in pages("kms", "list_keys", "Keys")]
    return [key["Arn"] for key in keys if key["KeyState"] == "Enabled" and key["KeyId"] not in keys_of_aws]


def named(items: list, name: str) -> list[str]:
    return [item[name] for item in items]


nat_gateways = pages("ec2", "describe_nat_gateways", "NatGateways")
endpoints = pages("ec2", "describe_vpc_endpoints", "VpcEndpoints")
inventory = {
    "buckets": named(session.client("s3").list_buckets()["Buckets"], "Name"),
    "tables": pages("dynamodb", "list_tables", "TableNames"),
    "keys": living_keys(),
    "key aliases": [name for name in named(aliases, "AliasName") if not name.startswith("alias/aws/")],
    "roles": [
        role["RoleName"] for role in pages("iam", "list_roles", "Roles") if "aws-service-role" not in role["Path"]
    ],
    "identity providers": named(
        session.client("iam").list_open_id_connect_providers()["OpenIDConnectProviderList"], "Arn"
    ),
    "log groups": named(pages("logs", "describe_log_groups", "logGroups"), "logGroupName"),
    "clusters": pages("eks", "list_clusters", "clusters"),
    "launch templates": named(
        pages("ec2", "describe_launch_templates", "LaunchTemplates"), "LaunchTemplateName"
    ),
    "instances": [
        instance["InstanceId"]
        for reservation in pages("ec2", "describe_instances", "Reservations")
        for instance in reservation["Instances"]
        if instance["State"]["Name"] != "terminated"
    ],
    "load balancers": named(pages("elbv2", "describe_load_balancers", "LoadBalancers"), "LoadBalancerName"),
    "volumes": named(pages("ec2", "describe_volumes", "Volumes"), "VolumeId"),
    "vpcs": own_vpcs,
    "subnets": named(in_own_vpcs(pages("ec2", "describe_subnets", "Subnets")), "SubnetId"),
    "security groups": named(in_own_vpcs(pages("ec2", "describe_security_groups", "SecurityGroups")), "GroupId"),
    "route tables": named(in_own_vpcs(pages("ec2", "describe_route_tables", "RouteTables")), "RouteTableId"),
    "network interfaces": named(
        in_own_vpcs(pages("ec2", "describe_network_interfaces", "NetworkInterfaces")), "NetworkInterfaceId"
    ),
    "flow logs": named(pages("ec2", "describe_flow_logs", "FlowLogs"), "FlowLogId"),
    "addresses": named(ec2.describe_addresses()["Addresses"], "AllocationId"),
    "nat gateways": [each["NatGatewayId"] for each in nat_gateways if each["State"] != "deleted"],
    "internet gateways": [
        gateway["InternetGatewayId"]
        for gateway in pages("ec2", "describe_internet_gateways", "InternetGateways")
        if any(attachment["VpcId"] in own_vpcs for attachment in gateway["Attachments"]) or not gateway["Attachments"]
    ],
    "endpoints": [each["VpcEndpointId"] for each in endpoints if each["State"] != "deleted"],
}
print(json.dumps({kind: sorted(items) for kind, items in inventory.items() if items}))
