"""Makes a bucket with the S3 API alone: `make_bucket.py ENDPOINT REGION NAME`."""

from __future__ import annotations

import sys

import boto3

endpoint, region, name = sys.argv[1:]
s3 = boto3.client("s3", endpoint_url=endpoint, region_name=region)
s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": region})
