"""The description of the interface (OpenAPI 3.1), made from one table. docs/reference/openapi.json is written from it."""

from dataclasses import dataclass
from typing import Any

JSON = "application/json"
PROBLEM = "application/problem+json"
VALUE_FORMATS = (JSON, "text/csv", "application/adx+xml")


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that may stand behind the question mark."""

    name: str
    about: str
    choices: tuple[str, ...] = ()
    required: bool = False
    many: bool = False
    flag: bool = False


@dataclass(frozen=True, slots=True)
class Operation:
    """What one address does for one method."""

    path: str
    method: str
    name: str
    about: str
    parameters: tuple[Parameter, ...] = ()
    gives: tuple[str, ...] = (JSON,)
    takes: tuple[str, ...] = ()
    answer: str = "Object"
    open: bool = False


DATA_SET = Parameter("dataSet", "The form, by its identifier (see /api/forms).", required=True)
PERIOD = Parameter("period", "202601, 2026Q4, 2026S1 or 2026; may be repeated.", required=True, many=True)
CALENDAR = Parameter(
    "calendar",
    "Which days a period means: those of the calendar, or from the 15th to the 14th (official).",
    ("calendar", "official"),
)
SCHEME = Parameter("idScheme", "Name units and figures by code (the default) or uid.", ("code", "uid"))
UNAPPROVED = Parameter("unapproved", "Also reports that are sent and not yet approved.", flag=True)
DRY_RUN = Parameter("dryRun", "Say what would change, and change nothing.", flag=True)
SEND = Parameter("send", "Send what the file says is complete (completeDate).", flag=True)
FORMAT = Parameter("format", "The format of the answer.", ("json", "csv", "adx"))
READING = (DATA_SET, PERIOD, CALENDAR, SCHEME)

OPERATIONS = (
    Operation("/api/openapi.json", "get", "describe", "This description.", open=True),
    Operation("/api/me", "get", "whoAmI", "Whom the key acts as: a person in one role of one unit."),
    Operation("/api/forms", "get", "listForms", "The forms the unit answers or follows, with their fields."),
    Operation(
        "/api/collections", "get", "listCollections", "The forms asked for a period; the 500 due last."
    ),
    Operation(
        "/api/totals",
        "get",
        "readTotal",
        "The total of a figure for a unit with those below it, and how many units reported.",
        (
            Parameter("dataElement", "The code of the figure.", required=True),
            Parameter("orgUnit", "The unit, by code or uid.", required=True),
            PERIOD,
            CALENDAR,
            UNAPPROVED,
        ),
    ),
    Operation(
        "/api/dataValueSets",
        "get",
        "readValues",
        "The values of a form for periods, of the units the key sees.",
        (*READING, UNAPPROVED, FORMAT),
        gives=VALUE_FORMATS,
    ),
    Operation(
        "/api/dataValueSets",
        "post",
        "writeValues",
        "Take over values, by the rules of the pages. What is so already is ignored: sending twice changes nothing. "
        "Rows refused are named among the conflicts, and the others are taken over.",
        (CALENDAR, DRY_RUN, SEND),
        takes=VALUE_FORMATS,
        answer="ImportSummary",
    ),
    Operation(
        "/api/completeDataSetRegistrations",
        "get",
        "readCompleteness",
        "Who has sent a form for periods, and when first.",
        READING,
    ),
    Operation(
        "/api/completeDataSetRegistrations",
        "post",
        "send",
        "Send reports. They count as sent at this moment, whatever date is given.",
        (CALENDAR, DRY_RUN),
        takes=(JSON,),
        answer="ImportSummary",
    ),
    Operation(
        "/api/metadata", "get", "readMetadata", "Units, figures with their cases, and the form.", READING
    ),
)
# Status → what it means, of every operation that wants a key.
REFUSALS = {
    "400": "A parameter is missing or not understood.",
    "401": "No key, or one that does not hold any more.",
    "403": "The role of the key may not do this.",
    "404": "There is nothing here that the key may see.",
    "409": "The request cannot be fulfilled; the detail says what to do.",
    "413": "More than 10 MB.",
    "429": "More than 120 requests within a minute.",
}
SCHEMAS: dict[str, Any] = {
    "Object": {"type": "object"},
    "Problem": {
        "type": "object",
        "description": "RFC 9457",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
        },
    },
    "ImportSummary": {
        "type": "object",
        "required": ["status", "importCount", "conflicts", "dataSetComplete"],
        "properties": {
            "responseType": {"const": "ImportSummary"},
            "status": {"enum": ["SUCCESS", "WARNING"]},
            "importCount": {
                "type": "object",
                "required": ["imported", "updated", "ignored", "deleted"],
                "properties": {
                    name: {"type": "integer"} for name in ("imported", "updated", "ignored", "deleted")
                },
            },
            "conflicts": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "object": {"type": "string"},
                        "value": {"type": "string"},
                        "row": {"type": "integer"},
                    },
                },
            },
            "dataSetComplete": {"enum": ["true", "false"]},
        },
    },
}


def document() -> dict[str, Any]:
    """Return the description."""
    paths: dict[str, dict[str, Any]] = {}
    for one in OPERATIONS:
        paths.setdefault(one.path, {})[one.method] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Nhịp Cầu",
            "version": "0.1.0",
            "description": "Figures to and from other systems, shaped like DHIS2's where its clients ask.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "security": [{"key": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer", "description": "A key, nc_…"}},
            "schemas": SCHEMAS,
        },
    }


def _operation(one: Operation) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": one.name,
        "summary": one.about,
        "parameters": [_parameter(each) for each in one.parameters],
        "responses": {"200": _answer("Done.", one.gives, one.answer)},
    }
    if one.takes:
        told["requestBody"] = {"required": True, "content": _content(one.takes, "Object")}
    if one.open:
        return told | {"security": []}
    told["responses"] |= {status: _answer(about, (PROBLEM,), "Problem") for status, about in REFUSALS.items()}
    if one.answer == "ImportSummary":
        about = "Some rows were refused (then a summary), or the file as a whole."
        content = _content((JSON,), "ImportSummary") | _content((PROBLEM,), "Problem")
        told["responses"]["409"] = {"description": about, "content": content}
    return told


def _parameter(one: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "boolean"} if one.flag else {"type": "string"}
    if one.choices:
        schema["enum"] = list(one.choices)
    if one.many:
        schema = {"type": "array", "items": schema}
    told = {"name": one.name, "in": "query", "description": one.about, "schema": schema}
    return told | ({"required": True} if one.required else {})


def _answer(about: str, types: tuple[str, ...], schema: str) -> dict[str, Any]:
    return {"description": about, "content": _content(types, schema)}


def _content(types: tuple[str, ...], schema: str) -> dict[str, Any]:
    """Return how each type looks: an object of a schema for JSON, text for the others."""
    return {
        one: {
            "schema": {"$ref": f"#/components/schemas/{schema}"}
            if one.endswith("json")
            else {"type": "string"}
        }
        for one in types
    }
