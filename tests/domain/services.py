"""Invented services for tests."""

from __future__ import annotations

from datetime import date

from intake_app.domain.directory import Need, Service, ServiceKind, Way

CLINIC = Service(
    id="clinic",
    name="Open Clinic",
    kind=ServiceKind.HEALTH,
    offers=(Need.DOCTOR, Need.TALK),
    place="Northport",
    address="7 Hill Stairs",
    country="PT",
    languages=("en", "ti"),
    hours="Mon-Fri 09:00-17:00",
    phones=("+351 210 555 040",),
    confirmed=date(2026, 2, 20),
    ways=(Way.PHONE, Way.PAPER),
    asks=("need", "languages", "health"),
)
NIGHT_HOUSE = Service(
    id="night",
    name="Night House shelter",
    kind=ServiceKind.SHELTER,
    offers=(Need.SLEEP,),
    place="Secretville",
    country="PT",
    languages=("en", "ar"),
    hours="24/7",
    phones=("+351 210 555 020",),
    confirmed=date(2026, 2, 25),
    ways=(Way.PHONE, Way.PAPER),
    is_confidential=True,
)
LINE = Service(
    id="line",
    name="All Hours Line",
    kind=ServiceKind.ADVICE,
    offers=(Need.TALK,),
    country="PT",
    languages=("en",),
    hours="24/7",
    phones=("800 555 080",),
    confirmed=date(2026, 2, 28),
    ways=(Way.PHONE,),
    is_hotline=True,
)
SOUTH_CLINIC = Service(
    id="south",
    name="\u0639\u064a\u0627\u062f\u0629 \u0627\u0644\u062c\u0646\u0648\u0628",
    kind=ServiceKind.HEALTH,
    offers=(Need.DOCTOR,),
    place="Southport",
    address="1 Flag Square",
    country="PT",
    languages=("ar",),
    phones=("+351 220 555 070",),
    ways=(Way.PHONE,),
)
EVERY_SERVICE = (CLINIC, NIGHT_HOUSE, LINE, SOUTH_CLINIC)
