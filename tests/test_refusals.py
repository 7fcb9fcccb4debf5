"""What the product does not do, by design: each refusal has a test that breaks with it.

It is a tool for speaking openly in one's own name. It answers nobody in disguise, silences nobody, watches nobody,
and nothing leaves it that a named unit does not answer for and a second person has not approved.
"""

import ast
import re
import uuid
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.test import Client

from nhipcau.channels import actions as channels
from nhipcau.channels import errors as channel_errors
from nhipcau.channels.adapters import ADAPTERS
from nhipcau.channels.models import Channel, ChannelKind, Delivery, DeliveryState, Rendition
from nhipcau.channels.tests.builders import make_channel
from nhipcau.newsroom import actions as newsroom
from nhipcau.newsroom import errors as newsroom_errors
from nhipcau.newsroom.models import Item, ItemText, Review
from nhipcau.newsroom.tests.builders import NOON, approve, make_item, picture_file, text_of
from nhipcau.units.tests.builders import House
from tests.addresses import all_addresses
from tests.permissions import portal as portal_rows

HOUSE = Path(__file__).resolve().parent.parent / "src" / "nhipcau"

# Words of what the product refuses, as names of tables, columns and addresses would hold them.
REFUSED = re.compile(
    r"""(?x) (^|_|\b) (
        comment(s|er|ers|ing)? | like(s|d)? | dislikes? | reactions? | retweets? | upvotes? | emoji |
        sentiments? | polarity | negativity | positivity | tonality | stance | attitudes? |
        follow(er|ers|ing) | watch(list|lists|ed|er)? | monitor(ed|ing)? | profil(e|es|ing) | suspects? | dossiers? |
        surveil\w* | track(ed)?_(person|people|account)s? | blogger\w* | influencer\w* | dissid\w* | hostile\w* |
        block(ed|list|lists|ing)? | blacklist\w* | ban(ned|s)? | takedowns? | take_down | flag(ged)?_(post|user)s? |
        report_(abuse|post|account|user|page)\w* | mass_\w+ | bots? | sock_?puppets? | persona(s)? | alias(es)? |
        anonymous\w* | target(ing|ed)?_(person|people|audience)\w*
    ) ($|_|\b)"""
)
# What colleagues of one office say of a text they write together; readers never see it, and nobody else writes it.
TABLES_INSIDE_THE_OFFICE = {"drafting.Comment"}
COLUMNS_INSIDE_THE_OFFICE = {"newsroom.Review.comment"}
ADDRESSES_INSIDE_THE_OFFICE = {
    "drafting:comments",
    "drafting:answer_comment",
    "drafting:settle_comment",
    "drafting:reopen_comment",
}


def _our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("nhipcau.")]


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def test_the_test_itself_finds_what_is_refused() -> None:
    for name in ("comment", "post_likes", "sentiment_score", "watchlist", "blocked_accounts", "mass_comment"):
        assert REFUSED.search(name), name
    for name in ("title", "likelihood", "blockade", "reporter", "profit", "returned_cells", "report_due"):
        assert not REFUSED.search(name), name


def test_no_table_holds_what_is_refused() -> None:
    found = {model._meta.label for model in _our_models() if REFUSED.search(_snake(model.__name__))}

    assert found == TABLES_INSIDE_THE_OFFICE


def test_no_column_holds_what_is_refused() -> None:
    columns = {
        f"{model._meta.label}.{field.name}"
        for model in _our_models()
        for field in model._meta.get_fields()
        if not field.auto_created and REFUSED.search(_snake(field.name))
    }
    ours = {name for name in columns if not name.startswith("units.User.")}

    assert ours == COLUMNS_INSIDE_THE_OFFICE


def test_no_address_does_what_is_refused() -> None:
    ours = [address for address in all_addresses() if address.module.startswith("nhipcau.")]
    said = {address.name for address in ours if REFUSED.search(address.name.replace(":", "_"))}
    said |= {
        a.name for a in ours if any(REFUSED.search(_snake(part)) for part in re.split(r"[/<>:-]", a.route))
    }

    ours_alone = said - ADDRESSES_INSIDE_THE_OFFICE
    assert {name for name in ours_alone if not name.startswith("config:")} == set()


def test_a_record_of_an_activity_or_of_what_shows_it_has_no_place_for_notes_on_persons() -> None:
    """Counts, days, places, files; who logged it or withdrew it. A column about a guest or a visitor does not pass."""
    about_persons = re.compile(
        r"(person|people|guest|visitor|delegate|delegation_member|attendee|participant|passport|nationality|"
        r"remark|impression|behaviou?r|opinion|attitude|character)"
    )
    models_ = [model for model in _our_models() if model._meta.app_label == "activities"]
    columns = [f"{m.__name__}.{f.name}" for m in models_ for f in m._meta.get_fields() if not f.auto_created]

    assert models_
    assert [name for name in columns if about_persons.search(name.lower())] == []
    people = [
        f"{model.__name__}.{field.name}"
        for model in models_
        for field in model._meta.get_fields()
        if field.related_model is not None
        and getattr(field.related_model, "__name__", "") == "User"
        and not field.auto_created
    ]
    assert {name.split(".")[1] for name in people} <= {
        "logged_by",
        "added_by",
        "withdrawn_by",
        "created_by",
        "by",
    }


def test_what_is_sent_names_no_receiver() -> None:
    """Publishing is to everybody: neither a rendition nor a delivery can point at a person or an audience."""
    for model in (Rendition, Delivery, Channel):
        users = {
            field.name
            for field in model._meta.get_fields()
            if getattr(field.related_model, "__name__", "") == "User" and not field.auto_created
        }
        assert users <= {"made_by"}
        names = {field.name for field in model._meta.get_fields()}
        assert not {"audience", "recipient", "recipients", "segment", "city", "age", "gender"} & names


def _ordered(house: House, text: ItemText, channel: Channel) -> Delivery:
    """Put a delivery into the database past every action, as a mistake or a trespasser would."""
    rendition = Rendition.objects.create(
        channel=channel,
        text=text,
        revision=text.latest_revision,
        language=text.language,
        made_by=house.phuc,
        made_at=NOON,
    )
    return Delivery.objects.create(rendition=rendition, key=uuid.uuid4(), created_at=NOON)


def test_nothing_is_delivered_that_no_person_approved(house: House) -> None:
    portal = make_channel(house)
    unapproved = text_of(make_item(house))
    approved = approve(house, text_of(make_item(house, slug="da-duyet")))

    refused = channels.deliver(_ordered(house, unapproved, portal), at=NOON)
    sent = channels.deliver(_ordered(house, approved, portal), at=NOON)

    assert (refused.state, sent.state) == (DeliveryState.FAILED, DeliveryState.DELIVERED)
    assert text_of(unapproved.item).published_revision is None
    assert approved.reviews.get(approved=True).by == house.phuc


def test_nobody_approves_alone_what_they_wrote(house: House) -> None:
    text = newsroom.submit_text(text_of(make_item(house)), by=house.vy, at=NOON)
    assert text.latest_revision_id is not None

    with pytest.raises(PermissionDenied):
        newsroom.approve_text(text, revision=text.latest_revision_id, by=house.vy, at=NOON)
    text.last_edited_by = house.phuc
    text.save(update_fields=["last_edited_by"])
    with pytest.raises(newsroom_errors.SameEditorError):
        newsroom.approve_text(text, revision=text.latest_revision_id, by=house.phuc, at=NOON)


def test_everything_published_has_a_unit_and_a_contact_that_answer_for_it(house: House) -> None:
    assert not Item._meta.get_field("unit").null
    nameless = newsroom.Details("news", "culture", "vo-danh", "")
    with pytest.raises(ValidationError):
        newsroom.add_item(house.department, nameless, title="Vô danh", by=house.vy, at=NOON)

    item = make_item(house)
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.filter(pk=item.pk).update(unit=None)


def test_everything_approved_or_sent_has_a_person_behind_it() -> None:
    for model, field in ((Review, "by"), (Rendition, "made_by"), (ItemText, "last_edited_by")):
        assert not model._meta.get_field(field).null


def test_nothing_goes_to_a_channel_outside_the_register(house: House) -> None:
    text = approve(house, text_of(make_item(house)))
    portal = make_channel(house)
    elsewhere = Channel(
        pk=portal.pk + 1,
        unit=house.province,
        kind=ChannelKind.PORTAL,
        name="Không có trong sổ",
        address="https://example.com",
        decision="không",
        valid_from=NOON.date(),
    )

    with pytest.raises(channel_errors.NoSuchChannelError):
        channels.publish_text(text, [portal, elsewhere], by=house.phuc, at=NOON)

    assert not Delivery.objects.exists()
    assert channels.publish_text(text, [portal], by=house.phuc, at=NOON)


def test_a_channel_has_an_owner_and_a_decision() -> None:
    assert not Channel._meta.get_field("unit").null
    assert not Channel._meta.get_field("decision").blank


def test_an_adapter_can_send_and_take_back_its_own_and_nothing_else() -> None:
    for adapter in ADAPTERS.values():
        assert {name for name in dir(adapter) if not name.startswith("_")} == {"deliver", "withdraw"}


def _sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(HOUSE.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.parts):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def _named(tree: ast.Module) -> set[str]:
    """The names a module uses, called or handed on; a definition alone is not a use."""
    nodes = list(ast.walk(tree))
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return attributes | {node.id for node in nodes if isinstance(node, ast.Name)}


def test_no_background_job_approves_or_publishes() -> None:
    """Jobs carry out what a person ordered; the orders are given on pages, and in the made-up sample."""
    orders = {"approve_text", "publish_text"}
    givers = {path.relative_to(HOUSE).as_posix() for path, tree in _sources() if orders & _named(tree)}

    assert {giver for giver in givers if not giver.startswith("desk/sample/")} == {
        "newsroom/views/reviewing.py",
        "channels/views.py",
    }


def test_only_publishing_makes_deliveries() -> None:
    makers = {
        path.relative_to(HOUSE).as_posix()
        for path, tree in _sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in ("create", "get_or_create", "bulk_create", "update_or_create")
        and ast.unparse(node).startswith(("Delivery.objects", "Rendition.objects"))
    }

    assert makers == {"channels/actions.py"}


def test_what_writes_and_publishes_opens_no_connection_of_its_own() -> None:
    """This version sends to its own portal and feed; an adapter that reaches outside must be added here by name."""
    network = {"socket", "http", "urllib3", "requests", "httpx", "aiohttp", "smtplib", "ftplib", "telnetlib"}
    rooms = {"newsroom", "channels", "portal"}
    opened = []
    for path, tree in _sources():
        if path.relative_to(HOUSE).parts[0] not in rooms:
            continue
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            opened += [
                path.name for name in names if name.split(".")[0] in network or name == "urllib.request"
            ]

    assert opened == []


class _Loads(HTMLParser):
    """Collects every address that a browser would fetch by itself, and every form's."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag makes a browser load."""
        said = {name: value or "" for name, value in attrs}
        self.found += [
            said[name] for name in ("src", "srcset", "poster", "data", "background") if name in said
        ]
        fetched = ("stylesheet", "icon", "preload", "preconnect", "dns-prefetch", "prefetch", "manifest")
        if tag == "link" and any(kind in said.get("rel", "").split() for kind in fetched):
            self.found.append(said.get("href", ""))
        if tag == "form":
            self.found.append(said.get("action", ""))
        if (
            said.get("type") != "application/ld+json"
        ):  # words for search engines: nothing runs, nothing is fetched
            assert tag not in ("script", "iframe", "object", "embed", "video", "audio"), tag


def test_public_pages_load_nothing_from_others(house: House, client: Client) -> None:
    item = make_item(house)
    alts = {"vi": "Đèn biển"}
    newsroom.choose_picture(item, picture_file(), credit="Sở", alts=alts, by=house.vy, at=NOON)
    text = approve(house, text_of(item))
    for delivery in channels.publish_text(text, [make_channel(house)], by=house.phuc, at=NOON):
        channels.deliver(delivery, at=NOON)
    pages = [
        client.get(address)
        for address in (
            "/vi/",
            f"/vi/a/{item.slug}/",
            "/vi/channels/",
            "/en/figures/",
            "/vi/search/",
            "/vi/x/",
        )
    ]

    for page in pages:
        loads = _Loads()
        loads.feed(page.content.decode())
        assert loads.found
        assert [address for address in loads.found if urlsplit(address).netloc] == []


def test_the_public_pages_own_files_load_nothing_from_others() -> None:
    files = sorted((HOUSE / "portal" / "static").rglob("*"))
    texts = [path.read_text(encoding="utf-8") for path in files if path.is_file()]

    assert texts
    for text in texts:
        outside = set(re.findall(r"https?://[^\s\"')]+", text)) - {"http://www.w3.org/2000/svg"}
        assert outside == set()
        assert "@import" not in text


# Where a reader writes to the authority: a letter to it, never a word on a page (portal/tests/test_letters.py).
LETTERS = {"contact", "contribute", "about_text", "receipt"}


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_what_is_sent_to_a_form_for_letters_stands_on_no_public_page(
    name: str, house: House, client: Client
) -> None:
    """What a reader wrote comes back to that reader only, with what is missing."""
    answer = client.post(portal_rows.ROWS[name].path(house), {"words": "Câu không ai khác đọc"})

    assert answer.status_code == 422
    assert "no-store" in answer.headers["Cache-Control"]
    for row in ("answers", "home", "corrections"):
        assert "Câu không ai khác đọc" not in client.get(portal_rows.ROWS[row].path(house)).content.decode()


@pytest.mark.parametrize("name", sorted(portal_rows.ROWS.keys() - LETTERS))
def test_readers_can_leave_nothing_on_the_public_pages(name: str, house: House, client: Client) -> None:
    """No comments, no votes, no threads: whoever wants to say something writes a letter."""
    answer = client.post(portal_rows.ROWS[name].path(house), {"text": "x"})

    assert answer.status_code == 405
