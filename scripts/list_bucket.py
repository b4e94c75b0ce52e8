"""Prints the objects of a bucket as JSON, as any client of AWS would see them: list_bucket.py BUCKET REGION."""

import json
import sys

import boto3

bucket, region = sys.argv[1:]
pages = boto3.client("s3", region_name=region).get_paginator("list_objects_v2").paginate(Bucket=bucket)
objects = [{"key": each["Key"], "bytes": each["Size"]} for page in pages for each in page.get("Contents", [])]
print(json.dumps(objects))
