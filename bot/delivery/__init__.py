"""Slack out, apart from answers: what is posted, updated and looked up on the app's own account."""
