"""What people type in returns and in their review."""
