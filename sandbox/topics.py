"""Bot API methods for the topics of a group."""

from __future__ import annotations

from typing import Any

from sandbox.chats import Chat
from sandbox.params import Params
from sandbox.refusals import bad_request
from sandbox.sending import open_chat
from sandbox.world import World

TITLE_LIMIT = 128


def create_forum_topic(world: World, params: Params) -> dict[str, Any]:
    """Method createForumTopic."""
    chat = _forum(world, params, "can_manage_topics", "not enough rights to create a topic")
    title = params.text("name").strip()
    if not 1 <= len(title) <= TITLE_LIMIT:
        raise bad_request("topic title is empty" if not title else "topic title is too long")
    topic = world.add_topic(chat, title)
    return {"message_thread_id": topic.id, "name": topic.title, "icon_color": 7_322_096}


def close_forum_topic(world: World, params: Params) -> bool:
    """Method closeForumTopic."""
    chat = _forum(world, params, "can_manage_topics", "not enough rights to close the topic")
    topic = chat.topics[_named(chat, params)]
    if topic.closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    world.mark_closed(chat, topic.id)
    return True


def delete_forum_topic(world: World, params: Params) -> bool:
    """Method deleteForumTopic: the topic and its messages are gone."""
    chat = _forum(world, params, "can_delete_messages", "not enough rights to delete the topic")
    world.delete_topic(chat, _named(chat, params))
    return True


def _forum(world: World, params: Params, right: str, refusal: str) -> Chat:
    chat = open_chat(world, params)
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    if right not in chat.bot_rights:
        raise bad_request(refusal)
    return chat


def _named(chat: Chat, params: Params) -> int:
    topic = params.integer("message_thread_id")
    if topic not in chat.topics:
        raise bad_request("TOPIC_ID_INVALID")
    return topic
