"""What people type to sign in, to invite, and to begin or end memberships."""
