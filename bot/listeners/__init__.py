"""Slack in: one module per feature; receive, translate, call one service, render."""
