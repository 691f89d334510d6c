"""Web API: auth.test, oauth.v2.access, users.* and usergroups.*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.paging import page
from bot.sandbox.refused import Refused
from bot.sandbox.state import Json

if TYPE_CHECKING:
    from bot.sandbox.workspace import Workspace


def _auth_test(ws: Workspace, _arguments: Json) -> Json:
    seed = ws.seed
    return {
        "url": f"{ws.url}/",
        "team": seed.team_name,
        "team_id": seed.team_id,
        "user": seed.app_name.lower(),
        "user_id": seed.bot_user_id,
        "bot_id": seed.bot_id,
        "is_enterprise_install": False,
    }


def _oauth(ws: Workspace, arguments: Json) -> Json:
    code = arguments.get("code")
    if code not in ws.codes:
        raise Refused("invalid_code")
    ws.codes.discard(str(code))
    seed = ws.seed
    return {
        "app_id": seed.app_id,
        "authed_user": {"id": seed.users[0].id if seed.users else seed.bot_user_id},
        "scope": ",".join(seed.scopes),
        "token_type": "bot",
        "access_token": seed.bot_token,
        "bot_user_id": seed.bot_user_id,
        "team": {"id": seed.team_id, "name": seed.team_name},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _info(ws: Workspace, arguments: Json) -> Json:
    user = ws.users.get(str(arguments.get("user")))
    if user is None:
        raise Refused("user_not_found")
    return {"user": user.as_slack()}


def _list(ws: Workspace, arguments: Json) -> Json:
    shown, cursor = page(list(ws.users.values()), arguments)
    members = [user.as_slack() for user in shown]
    return {"members": members, "response_metadata": {"next_cursor": cursor}}


def _by_email(ws: Workspace, arguments: Json) -> Json:
    email = str(arguments.get("email", "")).casefold()
    for user in ws.users.values():
        if email and user.email.casefold() == email and not user.deleted:
            return {"user": user.as_slack()}
    raise Refused("users_not_found")


def _groups(ws: Workspace, _arguments: Json) -> Json:
    names = ws.seed.group_names
    return {"usergroups": [{"id": group, "name": names.get(group, group)} for group in ws.seed.usergroups]}


def _group(ws: Workspace, arguments: Json) -> Json:
    group = ws.seed.usergroups.get(str(arguments.get("usergroup")))
    if group is None:
        raise Refused("no_such_subteam")
    return {"users": list(group)}


METHODS = {
    "auth.test": _auth_test,
    "oauth.v2.access": _oauth,
    "users.info": _info,
    "users.list": _list,
    "users.lookupByEmail": _by_email,
    "usergroups.list": _groups,
    "usergroups.users.list": _group,
}
