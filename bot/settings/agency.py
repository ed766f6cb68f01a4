"""Agency described by the settings."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace

from bot.core.agency import ALONE, Agency, Retention
from bot.core.summary_time import SummaryTime
from bot.settings.bank_holidays import bank_holidays, office_hours
from bot.settings.campaigns import read_campaigns
from bot.settings.faq import read_faq
from bot.settings.offices import read_offices
from bot.settings.questionnaire import read_questionnaire
from bot.settings.schema import Settings
from conversations.form import Form
from conversations.questions import PROPERTY_FIRST, property_first


def agency_of(settings: Settings, *, agency_id: str = ALONE) -> Agency:
    """Return the agency described by settings; raises :class:`SettingsProblem` for an invalid file that they name."""
    kept = Retention(
        conversations=settings.retention_days,
        leads=settings.lead_retention_days,
        set_aside=settings.set_aside_retention_days,
        keys=settings.key_retention_days,
    )
    form = Form(
        agency=settings.agency_name,
        privacy_url=settings.privacy_url,
        agency_url=settings.agency_url,
        phone=settings.agency_phone,
        email=settings.agency_email,
        colour=settings.agency_colour,
        logo="" if settings.agency_logo is None else str(settings.agency_logo),
        questions=settings.questions,
        own_questions=read_questionnaire(settings.questionnaire) if settings.questionnaire else (),
        topics=read_faq(settings.faq) if settings.faq else (),
        office_hours=office_hours(settings),
        holidays=bank_holidays(settings),
        offices=read_offices(settings.offices, bank_holidays(settings)) if settings.offices else {},
        visits=settings.staff_chat_id is not None,
        documents=settings.estimate_pdf,
        relay=settings.relay and settings.staff_chat_id is not None,
        retention_days=settings.retention_days,
        kept_days=kept.longest,
    )
    second = None
    if settings.questions_b:
        order = (
            property_first(settings.questions) if settings.questions_b == (PROPERTY_FIRST,) else settings.questions_b
        )
        form, second = replace(form, variant="A"), replace(form, questions=order, variant="B")
    campaigns = read_campaigns(settings.campaigns) if settings.campaigns else {}
    return Agency(
        agency_id,
        form,
        campaigns,
        settings.reminder_hours,
        settings.staff_chat_id,
        frozenset(settings.admin_ids),
        settings.default_campaign,
        settings.agency_languages,
        kept,
        leads_per_chat=settings.leads_per_chat,
        lead_lookup_seconds=settings.lead_lookup_seconds,
        chat_key=_chat_key(settings.telegram_bot_token.get_secret_value()),
        staff_details=settings.staff_details,
        summary=SummaryTime.read(settings.staff_summary),
        second_form=second,
    )


def _chat_key(token: str) -> bytes:
    """Return the key derived from a bot's token: the same in every replica, never stored."""
    return hmac.new(token.encode(), b"valuation-bot leads of a chat", hashlib.sha256).digest()
