"""The application, put together. The only file that knows every router."""

import re
import resource
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import anyio.to_thread
from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig

from app.accounts.pages import campaign as campaign_pages
from app.accounts.pages import factor, joining, mine, people, person, signing
from app.accounts.pages import journal as journal_pages
from app.config import Settings
from app.demands import api as demands_api
from app.demands import pages as demands_pages
from app.events import api as events_api
from app.events.pages import drafts as draft_pages
from app.events.pages import flyer as flyer_pages
from app.events.pages import pictures as picture_pages
from app.events.pages import propose as propose_pages
from app.events.pages import public as events_pages
from app.events.pages.organise import create as new_events
from app.events.pages.organise import edit as edit_pages
from app.events.pages.organise import home as event_home
from app.events.pages.organise import hosting as hosting_pages
from app.events.pages.organise import listing as own_events
from app.events.pages.organise import moderation as moderation_pages
from app.events.pages.organise import picture as event_picture
from app.events.pages.organise import texts as event_texts
from app.events.pictures import MAX_FILE
from app.feeds import pages as feeds_pages
from app.jobs.worker import Worker
from app.kit.clock import Clock, system_clock
from app.kit.db import Database
from app.kit.key_folder import KeyFolder
from app.kit.sealing import FULL_COST, PasswordCost
from app.memorial import api as memorial_api
from app.memorial.pages import incidents as incident_pages
from app.memorial.pages import tolls as toll_pages
from app.memorial.pages import victims as victim_pages
from app.operations.pages import exposure, mailbox
from app.operations.projectors import settle_all
from app.operations.work import is_ready
from app.organisations import api as organisations_api
from app.organisations import pages as organisations_pages
from app.places import api as places_api
from app.signups.pages import changes as change_pages
from app.signups.pages import lists, rescue
from app.signups.pages import organise as sign_up_settings
from app.signups.pages import private as private_pages
from app.signups.pages import public as sign_up_pages
from app.site.context import site_context
from app.site.pages import (
    cards,
    corrections,
    docs,
    front,
    health,
    home,
    overview,
    own_cards,
    search,
    texts,
    timeline,
)
from app.site.pages import map as map_pages
from app.sources import api as sources_api
from app.sources import pages as sources_pages
from app.statements import api as statements_api
from app.statements import pages as statements_pages
from app.web import errors, templating
from app.web.access_log import AccessLog
from app.web.asgi import App
from app.web.gate import Gate
from app.web.head import Head
from app.web.headers import SecurityHeaders
from app.web.hop import Hop, Resources, Router
from app.web.limits import Limits
from app.web.origin import OriginGuard
from app.web.page import page_context
from app.web.page_cache import FromCache, IntoCache, PageCache
from app.web.static import Static
from app.web.told import Told
from app.web.watcher import VersionWatcher

UPLOADS = {re.compile(r"/organise/events/[a-z0-9_-]{1,80}/picture"): MAX_FILE + (1 << 20)}
"""Where a body may be larger than elsewhere, in bytes: what is not for files stays small."""

UNOBSERVED: TelemetryConfig = {
    "auto_configure": False,
    "tracing": False,
    "metrics": False,
    "logs": False,
}
"""What the framework would tell of requests and errors, and to whom: nothing, to nobody."""

PAGES: tuple[Router, ...] = (
    sign_up_pages.router,  # before other pages: here many come at once
    private_pages.router,
    front.router,
    health.router,
    cards.router,
    docs.router,
    home.router,
    map_pages.router,
    timeline.router,
    search.router,
    texts.router,
    corrections.router,
    victim_pages.router,
    incident_pages.router,
    toll_pages.router,
    organisations_pages.router,
    sign_up_settings.router,
    feeds_pages.router,  # before the pages: what has a suffix is no slug
    propose_pages.router,  # before the pages: its name is no slug
    events_pages.router,
    flyer_pages.router,
    hosting_pages.router,
    moderation_pages.router,
    change_pages.router,
    picture_pages.router,
    draft_pages.router,
    own_events.router,
    new_events.router,
    edit_pages.router,
    event_home.router,
    event_picture.router,
    event_texts.router,
    own_cards.router,
    demands_pages.router,
    statements_pages.router,
    sources_pages.router,
    overview.router,
    signing.router,
    lists.router,
    rescue.router,
    exposure.router,
    mailbox.router,
    joining.router,
    people.router,
    person.router,
    mine.router,
    factor.router,
    campaign_pages.router,
    journal_pages.router,
)
COLLECTIONS: tuple[Router, ...] = (
    sources_api.router,
    memorial_api.router,
    organisations_api.router,
    events_api.router,
    demands_api.router,
    statements_api.router,
    places_api.router,
)


def create_app(
    settings: Settings,
    *,
    clock: Clock = system_clock,
    monotonic: Callable[[], float] = time.monotonic,
    password_cost: PasswordCost = FULL_COST,
    worker: Worker | None = None,
    told: Told | None = None,
    writes: bool = True,
) -> App:
    """Put the layers together, from the router outwards (`ARCHITECTURE.md` tells their order).

    A worker that is given lives as long as the application does. ``told`` is the public version
    as the processes of this server tell it each other; where one of them writes, the others do not.
    """
    database = Database(settings.database, pool_size=settings.pool_size)
    watcher = VersionWatcher(database, monotonic=monotonic, told=told)
    resources = Resources(
        settings=settings,
        database=database,
        clock=clock,
        watcher=watcher,
        settle=settle_all,
        is_ready=is_ready,
        render=_render,
        keys=KeyFolder(settings.keys),
        limits=Limits(monotonic),
        password_cost=password_cost,
    )
    site = _site(resources)
    site.state.worker = worker
    guarded = errors.LastResort(OriginGuard(site, bases=settings.bases), site)
    gate = Gate(
        Static(guarded),
        refuse=errors.refusal,
        larger=UPLOADS,
        only_reads=not writes,
        monotonic=monotonic,
    )
    headed = SecurityHeaders(gate, secure=settings.is_public)
    cache = PageCache(watcher, monotonic=monotonic)
    log = AccessLog(Head(IntoCache(headed, cache=cache)), clock=clock)
    return FromCache(log, cache=cache, log=log)


def _site(resources: Resources) -> FastAPI:
    """The framework, with the routes themselves: a router that is included keeps a second set."""
    site = FastAPI(
        routes=[route for router in (*COLLECTIONS, *PAGES) for route in router.routes],
        title="Ayni",
        version="1",
        description="Everything that is public, as JSON. See /api/docs.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=_lifespan,
        telemetry=UNOBSERVED,
    )
    site.state.resources = resources
    errors.install(site)
    return site


@asynccontextmanager
async def _lifespan(site: FastAPI) -> AsyncGenerator[None]:
    resources: Resources = site.state.resources
    limiter = anyio.to_thread.current_default_thread_limiter()
    limiter.total_tokens = resources.database.pool_size
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    worker: Worker | None = site.state.worker
    resources.watcher.start()
    if worker is not None:
        worker.start()
    try:
        yield
    finally:
        if worker is not None:
            worker.stop()
        resources.watcher.stop()
        resources.database.dispose()


def _render(hop: Hop, template: str, lang: str, context: Mapping[str, Any]) -> bytes:
    site = hop.once(("site", lang), lambda: site_context(hop.db, lang))
    shared = page_context(hop, lang, site)
    return templating.render(template, lang=lang, context={**shared, **context})
