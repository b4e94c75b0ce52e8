"""Stores that speak S3 and aren't AWS: Hetzner Object Storage and Cloudflare R2, answered by moto's S3."""
