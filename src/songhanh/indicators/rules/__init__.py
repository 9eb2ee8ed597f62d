"""How figures are read, checked, shared out and protected: pure functions."""
