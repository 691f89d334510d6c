"""What each kind of post shows, drawn from what is true at the moment it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.delivery.drawn import Drawn, File, Later, Message, Renderer
from bot.delivery.home import HomePages
from bot.delivery.receipts import make_receipt
from bot.errors import NothingHere
from bot.facts import NewsItem
from bot.facts.cycles import NotYet
from bot.services.all import Services
from bot.services.postbox import own_key
from bot.views.agreeing import answer_message, question_message
from bot.views.late_lists import late_reports_message, organiser_list_message
from bot.views.moments import moment_words
from bot.views.moving import move_message
from bot.views.news import news_message
from bot.views.people_news import coming_message, stopped_message
from bot.views.receipt import file_name, printed_text
from bot.views.reminder import reminder_message
from bot.views.shared import own_message, recalled_message, shared_message, version_message
from bot.views.summary import summary_message
from db.engine import Database
from db.facts import Happening, Person, Post

COPY = "Your copy of what was confirmed. It can be checked on any machine; the file says how."


@dataclass(frozen=True)
class Rendering:
    """Draws posts; whoever may see nothing any more gets nothing (`NothingHere`)."""

    services: Services
    database: Database
    home: HomePages

    def by_kind(self) -> Mapping[str, Renderer]:
        """Return what draws each kind of post."""
        return {
            "own": self.own,
            "card": self.card,
            "version": self.version,
            "notice": self.notice,
            "receipt": self.receipt,
            "moved": self.moved,
            "roster": self.coming,
            "agree": self.question,
            "agreed": self.agreement,
            "stopped": self.stopped,
            "weekly": self.weekly,
            "nudge": self.reminder,
            "late": self.late,
            "export": self.export,
            "home": self.home.draw,
        }

    def own(self, post: Post) -> Drawn | None:
        """Draw an author's own message; one of goals that moved on says so."""
        self._recipient(post)
        goals, shared = self.services.viewing.for_author(post.team_id, post.sheet_id)
        return Message(own_message(goals, shared, person=post.person, text_is=self.services.texts.of(goals.sheet)))

    def card(self, post: Post) -> Drawn | None:
        """Draw the employee's one message; what was taken back before it came leaves no trace."""
        self._recipient(post)
        shared = self.services.viewing.for_employee(post.team_id, post.sheet_id)
        if (not shared.sheet.version or shared.sheet.state == "closed") and not post.ts:
            return None
        return Message(shared_message(shared))

    def version(self, post: Post) -> Drawn | None:
        """Draw the short message about a version; one that came says what became of it, others are not sent."""
        self._recipient(post)
        shared = self.services.viewing.for_employee(post.team_id, post.sheet_id)
        answered = shared.sheet.answered >= post.number
        if answered and not post.ts:
            return None
        if shared.sheet.version >= post.number:
            return Message(version_message(shared)) if shared.sheet.version == post.number or post.ts else None
        return Message(recalled_message(shared, post.number)) if post.ts else None

    def notice(self, post: Post) -> Drawn | None:
        """Draw what has happened with goals that this person may still see."""
        self._recipient(post)
        with self.database.reading() as uow:
            told = uow.posts.told(post.team_id, post.key)
        items = [item for one in told if (item := self._item(one)) is not None]
        return Message(news_message(items)) if items else None

    def receipt(self, post: Post) -> Drawn | None:
        """Draw a person's copy of a confirmed version; a manager's stands under their own message."""
        person = self._recipient(post)
        shared = self.services.viewing.for_employee(post.team_id, post.sheet_id)
        revision = next(one for one in shared.talk.revisions if one.number == post.number)
        reply = shared.talk.reply_to(post.number)
        if reply is None or reply.kind != "confirmed":
            return None
        printed = printed_text(self.services.viewing.version(shared, post.number))
        text = make_receipt(revision, reply, printed)
        name = file_name(revision.content)
        thread = own_key(post.sheet_id, post.person) if post.person == shared.sheet.author else ""
        title = f"{name} · confirmed {moment_words(reply.at, person.tz)}"
        return File(name, title, text, COPY, thread)

    def moved(self, post: Post) -> Drawn | None:
        """Draw the question whether goals may go to another manager, and what was answered, if it was asked."""
        self._recipient(post)
        to = post.key.rsplit(":", 1)[-1]
        shared = self.services.viewing.for_employee(post.team_id, post.sheet_id)
        if shared.sheet.moving_to != to and not post.ts:
            return None
        return Message(move_message(shared, self.services.people.name(post.team_id, to), to))

    def coming(self, post: Post) -> Drawn | None:
        """Draw what the company's list changes for a person."""
        self._recipient(post)
        coming = self.services.succession.coming(post)
        return Message(coming_message(coming)) if coming else None

    def question(self, post: Post) -> Drawn | None:
        """Draw what a second organiser is asked to agree to; one that is over before it came is not sent."""
        self._recipient(post)
        question = self.services.agreeing.of_post(post)
        return Message(question_message(question)) if question else None

    def agreement(self, post: Post) -> Drawn | None:
        """Draw what a second organiser has answered, for who asked."""
        self._recipient(post)
        question = self.services.agreeing.of_post(post)
        return Message(answer_message(question)) if question else None

    def stopped(self, post: Post) -> Drawn:
        """Draw what an organiser is told when somebody calls a change of the company's list wrong."""
        self._recipient(post)
        return Message(stopped_message(self.services.succession.stopped(post)))

    def weekly(self, post: Post) -> Drawn | None:
        """Draw a weekly summary; in a week with nothing to do there is none."""
        facts = self.home.homes.facts(self._recipient(post), 1, "to do")
        return Message(summary_message(facts.owed)) if facts.owed else None

    def reminder(self, post: Post) -> Drawn | Later | None:
        """Draw what a person owes in review cycles, once it may be shown; one that came says when nothing is left."""
        self._recipient(post)
        reminder = self.services.cycles.reminders.reminder(post)
        if isinstance(reminder, NotYet):
            return Later(reminder.until)
        return Message(reminder_message(reminder), reminder.timely) if reminder else None

    def late(self, post: Post) -> Drawn | None:
        """Draw who is late, for their manager or for the organiser."""
        self._recipient(post)
        late = self.services.cycles.escalating.late(post)
        if late is None:
            return None
        everybody = ":all:" in post.key
        return Message(organiser_list_message(late) if everybody else late_reports_message(late))

    def export(self, post: Post) -> Drawn:
        """Draw a file that an organiser asked for."""
        name, text = self.services.cycles.exports.file(post)
        asked = self.services.people.actor(post.team_id, post.person)
        return File(name, f"{name} · {moment_words(post.created_at, asked.tz)}", text)

    def shown(self, post: Post) -> None:
        """Let the author know that the employee has a version before them."""
        if post.kind == "card":
            self.services.viewing.was_shown(post.team_id, post.sheet_id)

    def _recipient(self, post: Post) -> Person:
        return self.services.people.actor(post.team_id, post.person)

    def _item(self, told: Happening) -> NewsItem | None:
        try:
            shared = self.services.viewing.for_employee(told.team_id, told.sheet_id)
        except NothingHere:
            return None
        return self.services.viewing.news(shared, told)
