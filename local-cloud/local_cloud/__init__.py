"""The clouds on loopback: one proxy that answers the clouds' real host names on this machine."""
