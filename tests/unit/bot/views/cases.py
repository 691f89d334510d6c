"""Every case of a message or view that the app can send."""

from __future__ import annotations

from tests.unit.bot.views import (
    cases_of_agreeing,
    cases_of_cycles,
    cases_of_dialogs,
    cases_of_filling,
    cases_of_home,
    cases_of_import,
    cases_of_lists,
    cases_of_news,
    cases_of_offices,
    cases_of_people,
    cases_of_reading,
    cases_of_reminders,
    cases_of_roles,
    cases_of_sharing,
    cases_of_texts,
    cases_of_title_roles,
)

CASES = (
    *cases_of_reading.CASES,
    *cases_of_roles.CASES,
    *cases_of_filling.CASES,
    *cases_of_lists.CASES,
    *cases_of_dialogs.CASES,
    *cases_of_home.CASES,
    *cases_of_import.CASES,
    *cases_of_agreeing.CASES,
    *cases_of_title_roles.CASES,
    *cases_of_sharing.CASES,
    *cases_of_texts.CASES,
    *cases_of_news.CASES,
    *cases_of_offices.CASES,
    *cases_of_people.CASES,
    *cases_of_reminders.CASES,
    *cases_of_cycles.CASES,
)
