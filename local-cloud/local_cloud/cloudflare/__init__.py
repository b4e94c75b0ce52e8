"""Cloudflare's API: zones with all that is in them, Pages, tunnels, certificates, R2's buckets."""
