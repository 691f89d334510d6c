"""What one organiser cannot do alone: asking a second one, their answer, and what both are told."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

from bot.errors import FieldsRefused, NothingHere, Refused
from bot.facts.agreeing import Asked, Pair, Question, QuestionState, Second
from bot.services.agreements import VALID, pair_in
from bot.services.desk import Desk
from bot.services.postbox import Postbox
from db.facts import Agreement, Answer, Entry, Person, Post
from db.unit_of_work import UnitOfWork

GONE = "This question is gone. Nothing was changed; put the change in again."
ASKED = "This was asked already. You get a message with the answer."
WAITS = "{name} was asked about this already and has not answered yet."
PICK = "Pick another organiser."
AGREED = "You have answered already: you agreed."
REFUSED = "You have answered already: you did not agree."
TOO_OLD = "This question is older than {days} days. {asker} can ask again."
BECAME: Mapping[Answer, QuestionState] = {"agreed": "agreed", "used": "agreed", "refused": "refused", "over": "over"}
LEFT = "{asker} does not organise reviews any more. Nothing is to be agreed to."


class SecondToAsk(Refused):
    """A second organiser has to agree, and can be asked."""

    def __init__(self, second: Second) -> None:
        super().__init__()
        self.second = second


def question_key(question: str) -> str:
    """Return the key of the message that asks."""
    return f"agree:{question}"


def answer_key(question: str) -> str:
    """Return the key of the message that tells who asked of the answer."""
    return f"agreed:{question}"


@dataclass(frozen=True, slots=True)
class Agreeing:
    """Asks a second organiser, and takes the answer; `command` is the word that people type."""

    desk: Desk
    postbox: Postbox
    organisers: AbstractSet[str]
    command: str

    def prepare(self, actor: Person, pairs: tuple[Pair, ...], about: str = "") -> Second:
        """Return whom the actor can ask about these pairs; `about` is whose line was changed, empty for a file."""
        others = tuple((one.user_id, one.name) for one in self._others(actor))
        question = uuid.uuid4().hex if others else ""
        with self.desk.database.writing() as uow:
            uow.agreements.drop_unasked(actor.team_id, actor.user_id)
            uow.agreements.put_all(self._new(actor, question, pair, about) for pair in pairs if question)
            uow.commit()
        return Second(self._named(actor.team_id, pairs), question, others, self.command)

    def ask(self, actor: Person, question: str, other: str) -> Asked:
        """Send the question to another organiser, once.

        Raises `FieldsRefused` (`other`), `Refused` where it is gone or was asked.
        """
        self._check(actor)
        fit = {one.user_id: one for one in self._others(actor)}
        person, now = fit.get(other), self.desk.clock()
        with self.desk.database.writing() as uow:
            pairs = uow.agreements.get(actor.team_id, question)
            if not pairs or pairs[0].asked_by != actor.user_id:
                raise Refused(GONE)
            if pairs[0].asked_of:
                raise Refused(ASKED)
            if person is None:
                raise FieldsRefused({"other": PICK})
            if self._waits(uow, pairs, other, now):
                raise Refused(WAITS.format(name=person.name))
            uow.agreements.put_all([replace(one, asked_of=other, asked_at=now) for one in pairs])
            _log(uow, pairs, actor.user_id, "ask for agreement to", now)
            due = self.postbox.arrival(uow, actor.team_id, other, now)
            uow.posts.want(actor.team_id, question_key(question), "agree", other, at=now, due_at=due)
            uow.commit()
        self.desk.wake()
        return Asked(person.name, due if due > now else None, person.tz)

    def answer(self, actor: Person, question: str, *, agreed: bool) -> None:
        """Take the answer of whom was asked; both messages follow.

        Raises `NothingHere` for everybody else, `Refused` where it is answered or can't be any more.
        """
        asker, now = self.read(actor, question).asker, self.desk.clock()
        with self.desk.database.writing() as uow:
            pairs = uow.agreements.get(actor.team_id, question)
            self._refuse_what_is_over(pairs[0], asker, now)
            answer: Answer = "agreed" if agreed else "refused"
            uow.agreements.put_all([replace(one, answered_at=now, answer=answer) for one in pairs])
            _log(uow, pairs, actor.user_id, "agree to" if agreed else "do not agree to", now)
            due = self.postbox.arrival(uow, actor.team_id, pairs[0].asked_by, now)
            uow.posts.want(actor.team_id, question_key(question), "agree", actor.user_id, at=now)
            uow.posts.want(actor.team_id, answer_key(question), "agreed", pairs[0].asked_by, at=now, due_at=due)
            uow.commit()
        self.desk.wake()

    def follow(self, team_id: str) -> None:
        """End the questions that can't be answered any more; the messages that ask say so, once."""
        with self.desk.database.reading() as uow:
            if not self._over(uow, team_id):
                return
        with self.desk.database.writing() as uow:
            over = self._over(uow, team_id)
            uow.agreements.put_all([replace(one, answer="over") for one in over])
            uow.posts.want_again(team_id, {question_key(one.id) for one in over}, self.desk.clock())
            uow.commit()
        self.desk.wake()

    def of_post(self, post: Post) -> Question | None:
        """Return the question that a post asks, or whose answer it tells; None where there is nothing to say.

        Who organises no longer is sent no names of the list: a post that waited for their hours is not sent.
        """
        if post.person not in self.organisers and not post.ts:
            return None
        with self.desk.database.reading() as uow:
            pairs = uow.agreements.get(post.team_id, post.key.rpartition(":")[2])
        if not pairs:
            return None
        found = self._facts(self.desk.people.actor(post.team_id, post.person), pairs)
        return found if post.ts or found.state != "over" else None

    def read(self, actor: Person, question: str) -> Question:
        """Return a question for whom was asked, with all its pairs; raises `NothingHere` for everybody else."""
        self._check(actor)
        with self.desk.database.reading() as uow:
            pairs = uow.agreements.get(actor.team_id, question)
        if not pairs or pairs[0].asked_of != actor.user_id or pairs[0].asked_by == actor.user_id:
            raise NothingHere
        return self._facts(actor, pairs)

    def _check(self, actor: Person) -> None:
        if actor.user_id not in self.organisers:
            raise NothingHere

    def _others(self, actor: Person) -> list[Person]:
        """Return the other organisers who can be asked, in the order of their names."""
        people = [self.desk.people.get(actor.team_id, one) for one in self.organisers if one != actor.user_id]
        fit = [one for one in people if one is not None and self.desk.people.may_use(one)]
        return sorted(fit, key=lambda one: one.name)

    def _new(self, actor: Person, question: str, pair: Pair, about: str) -> Agreement:
        parts = (pair.manager, pair.employee, pair.what, pair.until)
        return Agreement(actor.team_id, question, *parts, actor.user_id, "", about, self.desk.clock())

    def _waits(self, uow: UnitOfWork, pairs: tuple[Agreement, ...], other: str, now: datetime) -> bool:
        """Tell whether the same was asked of the same person, who has not answered yet."""
        earlier = uow.agreements.asked_by(pairs[0].team_id, pairs[0].asked_by, now - VALID)
        waiting = {pair_in(one) for one in earlier if one.asked_of == other and not one.answer}
        return {pair_in(one) for one in pairs} <= waiting

    def _over(self, uow: UnitOfWork, team_id: str) -> list[Agreement]:
        return [one for one in uow.agreements.unanswered(team_id) if self._state(one) == "over"]

    def _refuse_what_is_over(self, one: Agreement, asker: str, now: datetime) -> None:
        if one.answer not in {"", "over"}:
            raise Refused(REFUSED if one.answer == "refused" else AGREED)
        if one.asked_by not in self.organisers:
            raise Refused(LEFT.format(asker=asker))
        if now - one.asked_at > VALID:
            raise Refused(TOO_OLD.format(days=VALID.days, asker=asker))
        if one.answer:
            raise Refused(GONE)

    def _facts(self, person: Person, pairs: tuple[Agreement, ...]) -> Question:
        first = pairs[0]
        return Question(
            person=person,
            id=first.id,
            asker=self._name(first.team_id, first.asked_by),
            asked=self._name(first.team_id, first.asked_of),
            pairs=self._named(first.team_id, map(pair_in, pairs)),
            about=self._name(first.team_id, first.about) if first.about else "",
            state=self._state(first),
            answered_at=first.answered_at,
            until=first.answered_at and first.answered_at + VALID,
            command=self.command,
        )

    def _named(self, team_id: str, pairs: Iterable[Pair]) -> tuple[Pair, ...]:
        """Return pairs by names, in their order."""
        pairs = tuple(pairs)
        everybody = {user for one in pairs for user in (one.manager, one.employee)}
        self.desk.people.meet(team_id, everybody)
        name = {user: self._name(team_id, user) for user in everybody}
        named = (Pair(name[one.manager], name[one.employee], one.what, one.until) for one in pairs)
        return tuple(sorted(named, key=lambda one: (one.manager, one.employee)))

    def _state(self, one: Agreement) -> QuestionState:
        if one.answer:
            return BECAME[one.answer]
        late = self.desk.clock() - one.asked_at > VALID
        return "over" if late or not {one.asked_by, one.asked_of} <= set(self.organisers) else "open"

    def _name(self, team_id: str, user_id: str) -> str:
        return self.desk.people.name(team_id, user_id)


def _log(uow: UnitOfWork, pairs: tuple[Agreement, ...], by: str, did: str, now: datetime) -> None:
    for one in pairs:
        uow.audit.add(one.team_id, Entry(now, by, f"{did} {one.what}", one.id, "done", one.employee))
