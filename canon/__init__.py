"""The canon: facts about job roles, and the four frames laid out from them. Pure: no Slack, no SQL, no clock."""
