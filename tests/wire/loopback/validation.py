"""Discord's description of its API, made strict: what a request may say, and nothing else.

The description (MIT, see ``discord-openapi.LICENSE``) is the one that Discord publishes, dated 2026-07-18:
https://github.com/discord/discord-api-spec.
"""

import functools
import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

DESCRIPTION = Path(__file__).with_name("discord-openapi.json.gz")

TOLERATED = {
    "ApplicationCommandCreateRequest": {"nsfw": {"type": "boolean"}},
    "ApplicationCommandUpdateRequest": {"nsfw": {"type": "boolean"}},
    "ApplicationCommandPatchRequestPartial": {"nsfw": {"type": "boolean"}},
    "RichEmbed": {"flags": {"type": "integer"}},
    "MessageEditRequestPartial": {"tts": {"type": "boolean"}},
    "IncomingWebhookUpdateRequestPartial": {"tts": {"type": "boolean"}},
    "IncomingWebhookUpdateForInteractionCallbackRequestPartial": {"tts": {"type": "boolean"}},
}
"""What discord.py sends and Discord accepts, although the description does not have it, by schema."""

SNOWFLAKE = {"type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]*)$"}
"""An id may be written as a string or as a number."""

MESSAGES = {
    "required": ("BASE_TYPE_REQUIRED", "This field is required"),
    "type": ("BASE_TYPE_BAD_TYPE", "Not of the right type: {error}"),
    "maxLength": ("BASE_TYPE_MAX_LENGTH", "Must be {limit} or fewer in length."),
    "minLength": ("BASE_TYPE_MIN_LENGTH", "Must be {limit} or more in length."),
    "maxItems": ("BASE_TYPE_MAX_LENGTH", "Must be {limit} or fewer in length."),
    "minItems": ("BASE_TYPE_MIN_LENGTH", "Must be {limit} or more in length."),
    "maximum": ("NUMBER_TYPE_MAX", "Must be less than or equal to {limit}."),
    "minimum": ("NUMBER_TYPE_MIN", "Must be greater than or equal to {limit}."),
    "enum": ("BASE_TYPE_CHOICES", "Must be one of {limit}."),
    "format": ("URL_TYPE_INVALID_URL", "Not a well formed URL."),
    "additionalProperties": ("UNKNOWN_FIELD", "{error}"),
}
"""Discord's code and wording for each kind of error, where it has one."""

formats = FormatChecker(())


def _is_address(value: object) -> bool:
    return not isinstance(value, str) or re.match(r"(https?|discord|attachment)://\S+$", value) is not None


formats.checks("uri")(_is_address)


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that the API can do.

    Attributes:
        method: Its HTTP method.
        template: Its path, with names in braces.
        parameters: What stands in the path for these names.
        query: The schemas of its query parameters, by name.
        body: The schema of its JSON body, or None if it takes none.
    """

    method: str
    template: str
    parameters: dict[str, str]
    query: dict[str, Any]
    body: dict[str, Any] | None


class Description:
    """Discord's description of its API, to find operations in and to hold requests against."""

    def __init__(self) -> None:
        document = json.loads(gzip.decompress(DESCRIPTION.read_bytes()))
        self._schemas: dict[str, Any] = document["components"]["schemas"]
        self._schemas["SnowflakeType"] = SNOWFLAKE
        for name, properties in TOLERATED.items():
            self._schemas[name]["properties"] |= properties
        self._paths = [(_pattern(template), template, item) for template, item in document["paths"].items()]
        self._paths.sort(key=lambda each: each[1].count("{"))
        self._strict = extend(
            Draft202012Validator,
            {"properties": _no_other_properties, "oneOf": self._one_branch, "anyOf": self._one_branch},
        )

    def find(self, method: str, path: str) -> Operation | None:
        """Return the operation of a request, or None if there is none."""
        for pattern, template, item in self._paths:
            match = pattern.fullmatch(path)
            if match and method.lower() in item:
                described = item[method.lower()]
                parameters = [*item.get("parameters", []), *described.get("parameters", [])]
                query = {each["name"]: each["schema"] for each in parameters if each["in"] == "query"}
                body = described.get("requestBody", {}).get("content", {}).get("application/json")
                return Operation(method, template, match.groupdict(), query, body["schema"] if body else None)
        return None

    def check(self, operation: Operation, query: Mapping[str, str], body: Any) -> dict[str, Any]:
        """Hold a request against its operation.

        Args:
            operation: The operation.
            query: The query parameters.
            body: The JSON body, or None.

        Returns:
            The errors in the nested form that Discord answers with; empty if there are none.
        """
        errors: dict[str, Any] = {}
        for name, value in query.items():
            if name not in operation.query:
                add_error(errors, [name], "UNKNOWN_FIELD", f"{name} is not a parameter of this request")
            else:
                readings = [self._errors(operation.query[name], each, [name]) for each in _readings(value)]
                if all(readings):
                    errors |= readings[0]
        if operation.body is not None:
            errors |= self._errors(operation.body, body, [])
        elif body:
            add_error(errors, [], "UNKNOWN_FIELD", "this request takes no body")
        return errors

    def _errors(self, schema: dict[str, Any], value: Any, at: list[Any]) -> dict[str, Any]:
        errors: dict[str, Any] = {}
        whole = {**schema, "components": {"schemas": self._schemas}}
        for error in self._strict(whole, format_checker=formats).iter_errors(value):
            code, wording = MESSAGES.get(str(error.validator), (str(error.validator).upper(), "{error}"))
            path = [*at, *error.absolute_path]
            if error.validator == "required":
                path.append(error.message.split("'")[1])
            add_error(errors, path, code, wording.format(limit=error.validator_value, error=error.message))
        return errors

    def _one_branch(
        self, validator: Validator, branches: list[dict[str, Any]], instance: Any, schema: dict[str, Any]
    ) -> Iterator[ValidationError]:
        """Hold a value against the branch of a union that its ``type`` names, or else the one that fits best."""
        del schema
        if isinstance(instance, dict):
            named = [branch for branch in branches if self._names(branch, instance)]
            branches = named if len(named) == 1 else branches
        failures = [list(validator.descend(instance, branch)) for branch in branches]
        if all(failures):
            yield from min(failures, key=_distance)

    def _names(self, branch: dict[str, Any], instance: dict[str, Any]) -> bool:
        target = self._schemas.get(branch.get("$ref", "").rpartition("/")[2], branch)
        kinds = target.get("properties", {}).get("type", {}).get("enum", [])
        return instance.get("type") in kinds


@functools.cache
def description() -> Description:
    """Return the description, read once."""
    return Description()


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    parts[::2] = [re.escape(text) for text in parts[::2]]
    parts[1::2] = [f"(?P<{name}>[^/]+)" for name in parts[1::2]]
    return re.compile("".join(parts))


def _distance(errors: list[ValidationError]) -> tuple[bool, int]:
    """How far a value is from a branch: one of another kind is farther than one with any number of mistakes."""
    return errors[0].validator == "type" and not errors[0].path, len(errors)


def _readings(value: str) -> list[Any]:
    """What a query parameter may stand for: itself, a boolean, a number."""
    booleans = [value.lower() in ("1", "true")] if value.lower() in ("0", "1", "false", "true") else []
    return [value, *booleans, *([int(value)] if re.fullmatch(r"-?\d+", value) else [])]


def _no_other_properties(
    validator: Validator, properties: dict[str, Any], instance: Any, schema: dict[str, Any]
) -> Iterator[ValidationError]:
    if not isinstance(instance, dict):
        return
    for name, value in instance.items():
        if name in properties:
            yield from validator.descend(value, properties[name], path=name, schema_path=name)
        elif "additionalProperties" not in schema:
            yield ValidationError(f"{name} is not a field here", validator="additionalProperties", path=[name])


def add_error(errors: dict[str, Any], path: list[Any], code: str, message: str) -> None:
    """Enter an error in the nested form that Discord answers with.

    Args:
        errors: The errors so far.
        path: The names and numbers that lead to the field.
        code: What kind of error it is.
        message: What is wrong.
    """
    for step in path:
        errors = errors.setdefault(str(step), {})
    errors.setdefault("_errors", []).append({"code": code, "message": message})
