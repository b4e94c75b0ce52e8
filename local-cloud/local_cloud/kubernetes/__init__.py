"""A Kubernetes API server for each cluster of the clouds here: the API itself, without nodes and pods."""
