"""What a return says, how it is checked, told apart and proved: pure functions."""
