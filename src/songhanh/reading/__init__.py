"""Reads and speaks Vietnamese administrative text. Imports no Django."""
