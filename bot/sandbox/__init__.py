"""The embedded workspace: Slack's Web API, signed deliveries and a page, for the demo, the tests and the benches."""
