"""What the product does: no Slack, no SQL; frozen facts in and out."""
