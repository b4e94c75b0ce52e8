"""Does to the local cloud's S3 what no command of the project does: buckets to begin with, and what damages a state."""

import json
import sys

import boto3


def main(operation: str, bucket: str, key: str = "") -> None:
    """Runs one operation; what is to be written comes from standard input."""
    s3 = boto3.client("s3")
    dynamodb = boto3.client("dynamodb")
    match operation:
        case "make-bucket":
            region = {"LocationConstraint": s3.meta.region_name}
            s3.create_bucket(Bucket=bucket, CreateBucketConfiguration=region)
            if key != "unversioned":
                s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
        case "make-table":
            attribute = {"AttributeName": "LockID"}
            dynamodb.create_table(
                TableName=bucket,
                KeySchema=[{**attribute, "KeyType": "HASH"}],
                AttributeDefinitions=[{**attribute, "AttributeType": "S"}],
                BillingMode="PAY_PER_REQUEST",
            )
        case "put":
            s3.put_object(Bucket=bucket, Key=key, Body=sys.stdin.buffer.read())
        case "get":
            sys.stdout.buffer.write(s3.get_object(Bucket=bucket, Key=key)["Body"].read())
        case "keys":
            print(json.dumps([each["Key"] for each in s3.list_objects_v2(Bucket=bucket).get("Contents", [])]))
        case "remove":
            s3.delete_object(Bucket=bucket, Key=key)
        case "remove-bucket":
            for page in s3.get_paginator("list_object_versions").paginate(Bucket=bucket):
                for each in [*page.get("Versions", []), *page.get("DeleteMarkers", [])]:
                    s3.delete_object(Bucket=bucket, Key=each["Key"], VersionId=each["VersionId"])
            s3.delete_bucket(Bucket=bucket)
        case "items":
            items = dynamodb.scan(TableName=bucket)["Items"]
            print(json.dumps({each["LockID"]["S"]: each.get("Digest", {}).get("S", "") for each in items}))
        case _:
            raise SystemExit(f"unknown operation {operation}")


main(*sys.argv[1:])
