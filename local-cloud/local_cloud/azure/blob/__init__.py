"""The blob service."""
