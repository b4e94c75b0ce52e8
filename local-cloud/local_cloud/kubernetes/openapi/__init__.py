"""What the API says of itself: its definitions, as a release publishes them, and its documents."""
