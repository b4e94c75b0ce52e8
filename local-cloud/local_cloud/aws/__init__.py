"""AWS: moto in process behind AWS' real host names, mended where Terraform's aws provider needs it."""
