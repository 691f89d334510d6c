"""The Slack application around the canon and the database."""
