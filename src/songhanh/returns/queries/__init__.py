"""What people see of returns."""
