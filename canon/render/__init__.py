"""Frames as text, Markdown, HTML and JSON."""
