"""What people do with returns."""
