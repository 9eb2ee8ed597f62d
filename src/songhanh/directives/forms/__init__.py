"""What people type about directives and duties."""
