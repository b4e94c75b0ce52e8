"""Compute Engine: networks and what belongs to them."""
