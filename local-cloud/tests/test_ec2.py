"""Mends of EC2 and KMS, and the tagging API."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from tests.support import REGION, Cloud, error_code, unique


@dataclass
class Network:
    """A VPC with a subnet in each of two zones."""

    ec2: Any
    vpc: str
    subnets: list[str]


@pytest.fixture
def network(cloud: Cloud) -> Network:
    return make_network(cloud)


def make_network(cloud: Cloud) -> Network:
    ec2 = cloud.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"{REGION}{zone}")
        for number, zone in enumerate("ab")
    ]
    return Network(ec2, vpc, [subnet["Subnet"]["SubnetId"] for subnet in subnets])


def security_group(network: Network) -> str:
    group = network.ec2.create_security_group(GroupName=unique("g"), Description="d", VpcId=network.vpc)
    return str(group["GroupId"])


def test_a_rule_keeps_its_description_whatever_its_peer(network: Network) -> None:
    ec2 = network.ec2
    group = security_group(network)
    prefix_list = ec2.describe_prefix_lists()["PrefixLists"][0]["PrefixListId"]
    https = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
    ec2.authorize_security_group_ingress(
        GroupId=group,
        IpPermissions=[
            {**https, "UserIdGroupPairs": [{"GroupId": group, "Description": "a group"}]},
            {**https, "PrefixListIds": [{"PrefixListId": prefix_list, "Description": "a list"}]},
            {**https, "IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "a range"}]},
        ],
    )
    filters = [{"Name": "group-id", "Values": [group]}]
    rules = ec2.describe_security_group_rules(Filters=filters)["SecurityGroupRules"]
    ingress = sorted(str(rule.get("Description")) for rule in rules if not rule["IsEgress"])
    assert ingress == ["a group", "a list", "a range"]


def test_a_launch_template_keeps_its_own_tags_out_of_its_data(network: Network) -> None:
    tags = [{"Key": "Name", "Value": "x"}]
    name = unique("template")
    network.ec2.create_launch_template(
        LaunchTemplateName=name,
        LaunchTemplateData={"TagSpecifications": [{"ResourceType": "instance", "Tags": tags}]},
        TagSpecifications=[{"ResourceType": "launch-template", "Tags": tags}],
    )
    versions = network.ec2.describe_launch_template_versions(LaunchTemplateName=name)
    data = versions["LaunchTemplateVersions"][0]["LaunchTemplateData"]
    assert [one["ResourceType"] for one in data["TagSpecifications"]] == ["instance"]


def test_a_nat_gateway_holds_its_subnet_until_it_is_deleted(network: Network) -> None:
    ec2 = network.ec2
    gateway_id = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    attachment = {"InternetGatewayId": gateway_id, "VpcId": network.vpc}
    ec2.attach_internet_gateway(**attachment)
    allocation = ec2.allocate_address(Domain="vpc")["AllocationId"]
    nat = ec2.create_nat_gateway(SubnetId=network.subnets[0], AllocationId=allocation)["NatGateway"]
    assert error_code(ec2.delete_subnet, SubnetId=network.subnets[0]) == "DependencyViolation"
    assert error_code(ec2.detach_internet_gateway, **attachment) == "DependencyViolation"
    ec2.delete_nat_gateway(NatGatewayId=nat["NatGatewayId"])
    ec2.release_address(AllocationId=allocation)
    ec2.detach_internet_gateway(**attachment)
    for subnet in network.subnets:
        ec2.delete_subnet(SubnetId=subnet)
    ec2.delete_vpc(VpcId=network.vpc)


def test_a_vpc_with_anything_in_it_stays(network: Network) -> None:
    ec2 = network.ec2
    vpc = network.vpc
    assert error_code(ec2.delete_vpc, VpcId=vpc) == "DependencyViolation"  # subnets
    for subnet in network.subnets:
        ec2.delete_subnet(SubnetId=subnet)
    group = security_group(network)
    assert error_code(ec2.delete_vpc, VpcId=vpc) == "DependencyViolation"
    ec2.delete_security_group(GroupId=group)
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    assert error_code(ec2.delete_vpc, VpcId=vpc) == "DependencyViolation"
    ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    endpoint = ec2.create_vpc_endpoint(
        VpcId=vpc, VpcEndpointType="Gateway", ServiceName=f"com.amazonaws.{REGION}.s3"
    )["VpcEndpoint"]
    assert error_code(ec2.delete_vpc, VpcId=vpc) == "DependencyViolation"
    ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint["VpcEndpointId"]])
    ec2.delete_vpc(VpcId=vpc)


def test_a_security_group_in_use_stays(network: Network) -> None:
    ec2 = network.ec2
    used, user = security_group(network), security_group(network)
    rule = {"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": used}]}
    ec2.authorize_security_group_ingress(GroupId=user, IpPermissions=[rule])
    assert error_code(ec2.delete_security_group, GroupId=used) == "DependencyViolation"
    ec2.delete_security_group(GroupId=user)
    endpoint = ec2.create_vpc_endpoint(
        VpcId=network.vpc,
        ServiceName=f"com.amazonaws.{REGION}.sts",
        VpcEndpointType="Interface",
        SubnetIds=network.subnets,
        SecurityGroupIds=[used],
    )["VpcEndpoint"]["VpcEndpointId"]
    assert error_code(ec2.delete_security_group, GroupId=used) == "DependencyViolation"
    assert error_code(ec2.delete_subnet, SubnetId=network.subnets[0]) == "DependencyViolation"
    ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint])
    ec2.delete_security_group(GroupId=used)
    ec2.delete_subnet(SubnetId=network.subnets[0])


def test_the_rotation_period_of_a_key_is_read_back(cloud: Cloud) -> None:
    kms = cloud.client("kms")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    assert "RotationPeriodInDays" not in kms.get_key_rotation_status(KeyId=key)
    kms.enable_key_rotation(KeyId=key)
    assert kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"] == 365
    kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=180)
    assert kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"] == 180


def test_the_tagging_api_finds_what_moto_leaves_out(cloud: Cloud, network: Network) -> None:
    ec2 = network.ec2
    name = unique("run")
    tags = [{"Key": "run", "Value": name}]

    def specification(kind: str) -> list[dict[str, Any]]:
        return [{"ResourceType": kind, "Tags": tags}]

    ec2.create_launch_template(
        LaunchTemplateName=name, LaunchTemplateData={}, TagSpecifications=specification("launch-template")
    )
    address = ec2.allocate_address(Domain="vpc", TagSpecifications=specification("elastic-ip"))
    endpoint = ec2.create_vpc_endpoint(
        VpcId=network.vpc,
        VpcEndpointType="Gateway",
        ServiceName=f"com.amazonaws.{REGION}.s3",
        TagSpecifications=specification("vpc-endpoint"),
    )["VpcEndpoint"]["VpcEndpointId"]

    def found() -> list[str]:
        filters = [{"Key": "run", "Values": [name]}]
        resources = cloud.client("resourcegroupstaggingapi").get_resources(TagFilters=filters)
        return sorted(
            one["ResourceARN"].split(":")[5].split("/")[0] for one in resources["ResourceTagMappingList"]
        )

    assert found() == ["elastic-ip", "launch-template", "vpc-endpoint"]
    ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint])
    ec2.release_address(AllocationId=address["AllocationId"])
    ec2.delete_launch_template(LaunchTemplateName=name)
    assert found() == []


def test_a_gateway_endpoint_follows_its_route_tables(network: Network) -> None:
    ec2 = network.ec2
    first, second = (ec2.create_route_table(VpcId=network.vpc)["RouteTable"]["RouteTableId"] for _ in "ab")
    endpoint = ec2.create_vpc_endpoint(
        VpcId=network.vpc,
        ServiceName=f"com.amazonaws.{REGION}.s3",
        VpcEndpointType="Gateway",
        RouteTableIds=[first],
    )["VpcEndpoint"]["VpcEndpointId"]

    ec2.modify_vpc_endpoint(VpcEndpointId=endpoint, AddRouteTableIds=[second], RemoveRouteTableIds=[first])

    tables = ec2.describe_route_tables(RouteTableIds=[first, second])["RouteTables"]
    with_endpoint = [
        table["RouteTableId"]
        for table in tables
        if any(route.get("GatewayId") == endpoint for route in table["Routes"])
    ]
    assert with_endpoint == [second]
    ec2.delete_vpc_endpoints(VpcEndpointIds=[endpoint])


def test_the_tagging_api_finds_policies_and_identity_providers_in_the_global_region(cloud: Cloud) -> None:
    tags = [{"Key": "kept-by", "Value": unique("owner")}]
    iam = cloud.client("iam")
    allowed = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [allowed]})
    policy = iam.create_policy(PolicyName=unique("policy"), PolicyDocument=document, Tags=tags)
    provider = iam.create_open_id_connect_provider(Url=f"https://{unique('issuer')}.example", Tags=tags)
    filters = [{"Key": tag["Key"], "Values": [tag["Value"]]} for tag in tags]
    found = {
        region: cloud.client("resourcegroupstaggingapi", region).get_resources(TagFilters=filters)
        for region in ("us-east-1", "eu-central-1")
    }
    arns = {one["ResourceARN"] for one in found["us-east-1"]["ResourceTagMappingList"]}
    assert arns == {policy["Policy"]["Arn"], provider["OpenIDConnectProviderArn"]}
    assert found["eu-central-1"]["ResourceTagMappingList"] == []
