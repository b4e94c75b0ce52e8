"""Cloudflare's own API, as far as R2's buckets go."""
