"""Faults on request: a test has a cloud refuse, stall, hang up, or be wrong about the time."""
