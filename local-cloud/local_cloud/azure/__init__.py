"""Azure on loopback: sign-in, Resource Manager, Blob Storage and Key Vault, as far as state needs them."""
