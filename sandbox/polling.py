"""Bot API methods about updates: getUpdates and the webhook methods."""

from __future__ import annotations

import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

from sandbox.params import Params
from sandbox.refusals import bad_request, conflict
from sandbox.updates import UpdateQueue
from sandbox.webhooks import Hook, Webhooks

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_TIMEOUT_LIMIT = 50
_BATCH_LIMIT = 100


async def get_updates(updates: UpdateQueue, webhooks: Webhooks, params: Params) -> list[dict[str, Any]]:
    """Method getUpdates. Out-of-range limits and timeouts are clamped, as by Telegram."""
    if webhooks.hook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    updates.allow(_allowed_updates(params))
    limit = params.integer("limit", _BATCH_LIMIT)
    return await updates.poll(
        params.integer("offset"),
        limit if 1 <= limit <= _BATCH_LIMIT else _BATCH_LIMIT,
        min(max(params.integer("timeout"), 0), _TIMEOUT_LIMIT),
    )


async def set_webhook(updates: UpdateQueue, webhooks: Webhooks, params: Params) -> bool:
    """Method setWebhook; an empty url deletes it. Only loopback addresses are accepted, so nothing leaves this machine."""
    url = params.text("url")
    if not url:
        return await delete_webhook(updates, webhooks, params)
    if not _loopback(url):
        raise bad_request("bad webhook: the sandbox delivers to loopback addresses only")
    secret = params.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    updates.allow(_allowed_updates(params))
    if params.flag("drop_pending_updates"):
        updates.clear()
    updates.interrupt("terminated by setWebhook request")
    connections = params.integer("max_connections", 40)
    await webhooks.start(Hook(url, secret, connections if 1 <= connections <= 100 else 40))
    return True


async def delete_webhook(updates: UpdateQueue, webhooks: Webhooks, params: Params) -> bool:
    """Method deleteWebhook; true even if there was none."""
    await webhooks.stop()
    if params.flag("drop_pending_updates"):
        updates.clear()
    return True


def get_webhook_info(updates: UpdateQueue, webhooks: Webhooks) -> dict[str, Any]:
    """Method getWebhookInfo; the url is empty where there is no webhook."""
    hook = webhooks.hook
    info: dict[str, Any] = {
        "url": hook.url if hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(updates),
    }
    if hook is not None:
        info |= {"max_connections": hook.max_connections, "allowed_updates": list(updates.allowed)}
        if hook.last_error_date is not None:
            info |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error_message}
    return info


def _allowed_updates(params: Params) -> list[str] | None:
    given = params.json("allowed_updates", "allowed updates")
    if given is None:
        return None
    if not isinstance(given, list) or not all(isinstance(kind, str) for kind in given):
        raise bad_request("can't parse allowed updates: expected an Array of String")
    return given


def _loopback(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.port == 0:
            return False
        return parts.scheme in {"http", "https"} and (host == "localhost" or ipaddress.ip_address(host).is_loopback)
    except ValueError:
        return False
