"""What a pod may do in buckets: `bucket_trials.py ROLE TOKEN BUCKET...` prints by bucket the calls that were allowed."""

import json
import sys
from collections.abc import Callable

import boto3
from botocore.exceptions import ClientError

ROLE, TOKEN, *BUCKETS = sys.argv[1:]
REGION = "eu-west-1"
owner = boto3.client("s3", region_name=REGION)
sts = boto3.client("sts", region_name=REGION)
credentials = sts.assume_role_with_web_identity(RoleArn=ROLE, RoleSessionName="pod", WebIdentityToken=TOKEN)["Credentials"]
pod = boto3.client(
    "s3",
    region_name=REGION,
    aws_access_key_id=credentials["AccessKeyId"],
    aws_secret_access_key=credentials["SecretAccessKey"],
    aws_session_token=credentials["SessionToken"],
)
CALLS: dict[str, Callable[[str], object]] = {
    "list": lambda bucket: pod.list_objects_v2(Bucket=bucket),
    "read": lambda bucket: pod.get_object(Bucket=bucket, Key="kept"),
    "write": lambda bucket: pod.put_object(Bucket=bucket, Key="kept", Body=b"2"),
    "delete": lambda bucket: pod.delete_object(Bucket=bucket, Key="kept"),
}


def is_allowed(call: Callable[[str], object], bucket: str) -> bool:
    """Whether a call passes; another error than a refusal is one of this script."""
    try:
        call(bucket)
    except ClientError as error:
        if error.response["Error"]["Code"] != "AccessDenied":
            raise
        return False
    return True


for name in BUCKETS:
    owner.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    owner.put_object(Bucket=name, Key="kept", Body=b"1")
print(json.dumps({name: [what for what, call in CALLS.items() if is_allowed(call, name)] for name in BUCKETS}))
