"""The HTTP API: who asks, whether they may, whether what they say is right, and what the world makes of it."""

import json
import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from aiohttp import web
from simcord.backend.errors import BackendError
from simcord.backend.serializers import user_payload
from simcord.http import router

from tests.wire.loopback.connection import GATEWAY
from tests.wire.loopback.gateway import Gateway
from tests.wire.loopback.records import Request, Violation
from tests.wire.loopback.rules import broken_rules
from tests.wire.loopback.traffic import Faults, Limiter, failure, too_many
from tests.wire.loopback.validation import Operation, description
from tests.wire.loopback.world import World

log = logging.getLogger(__name__)

PREFIX = "/api/v10"

TOO_LATE = {10062, 40060}
"""Codes that are no mistake in the form, but that a bot runs into only by a mistake of its own: an interaction
that is unknown because it was not answered in time, or that has been answered already."""

EXPIRED_TOKEN = BackendError(401, 50027, "Invalid Webhook Token")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request, in the form that the world takes."""

    filename: str
    fp: BytesIO
    description: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that has been read.

    Attributes:
        operation: What it asks for.
        path: The path below the API's prefix.
        query: Its query parameters.
        body: Its JSON, or None.
        files: Its files.
        reason: The reason it gives for the audit log.
    """

    operation: Operation
    path: str
    query: dict[str, str]
    body: Any
    files: list[Upload]
    reason: str | None


class Rest:
    """Answers the requests of one bot.

    Args:
        world: The world.
        gateway: The gateway, which knows the intents that are granted.
        token: The token that is right.
    """

    def __init__(self, world: World, gateway: Gateway, token: str) -> None:
        self._world = world
        self._gateway = gateway
        self._token = token
        self._limiter = Limiter()
        self.faults = Faults()
        self.requests: list[Request] = []
        self.violations: list[Violation] = []
        self._own: dict[tuple[str, str], Callable[[Asked], Any]] = {
            ("GET", "/gateway/bot"): self._gateway_bot,
            ("GET", "/oauth2/applications/@me"): self._application,
            ("GET", "/applications/@me"): self._application,
        }
        for scope in ("/applications/{application_id}", "/applications/{application_id}/guilds/{guild_id}"):
            self._own["POST", f"{scope}/commands"] = self._upsert_command
            self._own["GET", f"{scope}/commands/{{command_id}}"] = self._command
            self._own["PATCH", f"{scope}/commands/{{command_id}}"] = self._edit_command
            self._own["DELETE", f"{scope}/commands/{{command_id}}"] = self._delete_command

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request and write it down."""
        path = request.path.removeprefix(PREFIX)
        fault = self.faults.take(request.method, path)
        if fault is not None and not fault.handled:
            self.requests.append(Request(request.method, path, None, fault.status))
            return _cut(request) if fault.status == 0 else _response(*failure(fault))
        body: Any = None
        try:
            body, files = await _read(request)
            status, answer, headers = self._answer(request, path, body, files)
        except BackendError as error:
            status, answer, headers = error.status, error.to_json(), {}
            if error.status in (400, 501) or error.code in TOO_LATE | {EXPIRED_TOKEN.code}:
                what = f"{request.method} {path}"
                self.violations.append(Violation(what, error.code, error.message, error.errors or {}))
        except Exception:
            log.exception("the loopback Discord failed at %s %s", request.method, path)
            status, answer, headers = 500, {"message": "500: Internal Server Error", "code": 0}, {}
            self.violations.append(Violation(f"{request.method} {path}", 0, traceback.format_exc()))
        self.requests.append(Request(request.method, path, body, status, answer))
        if fault is not None:
            return _cut(request) if fault.status == 0 else _response(*failure(fault))
        return _response(status, answer, headers)

    def _answer(
        self, request: web.Request, path: str, body: Any, files: list[Upload]
    ) -> tuple[int, Any, dict[str, str]]:
        if not request.path.startswith(f"{PREFIX}/"):
            raise BackendError(404, 0, f"404: Not Found; the loopback Discord speaks {PREFIX} only")
        operation = description().find(request.method, path)
        if operation is None:
            raise BackendError(501, 0, "Discord's description of its API has no such request")
        needs_token = not operation.parameters.keys() & {"webhook_token", "interaction_token"}
        if needs_token and request.headers.get("Authorization") != f"Bot {self._token}":
            raise BackendError(401, 0, "401: Unauthorized")
        allowance = self._limiter.take(request.method, operation.template, operation.parameters)
        if not allowance.granted:
            return too_many(allowance)
        errors = description().check(operation, request.query, body) or broken_rules(operation, body)
        if errors:
            raise BackendError(400, 50035, "Invalid Form Body", errors=errors)
        self._check_age(operation)
        asked = Asked(operation, path, dict(request.query), body, files, request.headers.get("X-Audit-Log-Reason"))
        answer = self._do(asked)
        wanted = _wants_answer(asked)
        return (200 if answer is not None and wanted else 204), answer if wanted else None, allowance.headers

    def _check_age(self, operation: Operation) -> None:
        token = operation.parameters.get("webhook_token", "")
        record = self._world.interactions.get(self._world.interaction_tokens.get(token, 0))
        if record is not None and record.expires_at is not None and self._world.now_iso() >= record.expires_at:
            raise EXPIRED_TOKEN

    def _do(self, asked: Asked) -> Any:
        own = self._own.get((asked.operation.method, asked.operation.template))
        if own is not None:
            return own(asked)
        return router.dispatch(
            self._world,
            asked.operation.method,
            asked.path,
            json=asked.body,
            params=asked.query,
            files=asked.files,
            reason=asked.reason,
            message_content_access=self._gateway.granted.message_content,
        )

    # ------------------------------------------------------------------ what simcord does not answer

    def _gateway_bot(self, asked: Asked) -> dict[str, Any]:
        del asked
        starts = {"total": 1000, "remaining": 999, "reset_after": 86_400_000, "max_concurrency": 1}
        return {"url": f"wss://{GATEWAY}", "shards": 1, "session_start_limit": starts}

    def _application(self, asked: Asked) -> dict[str, Any]:
        del asked
        bot = dict(user_payload(self._world.bot_user))
        return {
            "id": str(self._world.application_id),
            "name": self._world.bot_user.name,
            "icon": None,
            "description": "",
            "summary": "",
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "0" * 64,
            "owner": bot,
            "team": None,
            "flags": self._gateway.application_flags,
            "bot": bot,
            "integration_types_config": {"0": {}},
        }

    def _scope(self, asked: Asked) -> int | None:
        guild = asked.operation.parameters.get("guild_id")
        return int(guild) if guild else None

    def _upsert_command(self, asked: Asked) -> dict[str, Any]:
        return self._world.upsert_command(self._scope(asked), asked.body)

    def _command(self, asked: Asked) -> dict[str, Any]:
        found = self._world.find_command_by_id(self._scope(asked), asked.operation.parameters["command_id"])
        if found is None:
            raise BackendError(404, 10063, "Unknown application command")
        return found

    def _edit_command(self, asked: Asked) -> dict[str, Any]:
        command = self._command(asked)
        del self._world.commands[self._scope(asked)][command["name"], command["type"]]
        command.update(asked.body)
        self._world.commands[self._scope(asked)][command["name"], command["type"]] = command
        return command

    def _delete_command(self, asked: Asked) -> None:
        command = self._command(asked)
        del self._world.commands[self._scope(asked)][command["name"], command["type"]]


def _wants_answer(asked: Asked) -> bool:
    if asked.operation.template == "/interactions/{interaction_id}/{interaction_token}/callback":
        return asked.query.get("with_response", "").lower() in ("1", "true")
    if (asked.operation.method, asked.operation.template) == ("POST", "/webhooks/{webhook_id}/{webhook_token}"):
        return asked.query.get("wait", "").lower() in ("1", "true")
    return True


async def _read(request: web.Request) -> tuple[Any, list[Upload]]:
    """Return the JSON and the files of a request.

    Raises:
        BackendError: If the body is neither JSON nor a form of which one part is JSON.
    """
    if request.content_type == "application/json":
        try:
            return await request.json(), []
        except ValueError as error:
            raise BackendError(400, 50109, "The request body contains invalid JSON.") from error
    if request.content_type != "multipart/form-data":
        return None, []
    form = await request.post()
    body = json.loads(str(form.get("payload_json", "null")))
    described = {str(each["id"]): each.get("description") for each in (body or {}).get("attachments") or []}
    described |= {str(each["id"]): each.get("description") for each in _nested(body).get("attachments") or []}
    files = []
    for name, part in form.items():
        if isinstance(part, web.FileField):
            number = name.removeprefix("files[").removesuffix("]")
            files.append(Upload(part.filename, BytesIO(part.file.read()), described.get(number)))
            part.file.close()
        elif name != "payload_json":
            raise BackendError(400, 50035, f"a form has payload_json and files, not {name}")
    return body, files


def _nested(body: Any) -> dict[str, Any]:
    return (body or {}).get("data") or {}


def _cut(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _response(status: int, answer: Any, headers: dict[str, str]) -> web.StreamResponse:
    if status == 204:
        return web.Response(status=204, headers=headers)
    body = json.dumps(answer).encode()
    return web.Response(status=status, body=body, content_type="application/json", headers=headers)
