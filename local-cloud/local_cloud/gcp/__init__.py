"""Google Cloud, as far as its state store needs it."""
