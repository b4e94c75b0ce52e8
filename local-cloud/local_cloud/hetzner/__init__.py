"""Hetzner Cloud on loopback: the calls that Terraform makes for a private network and its servers."""
