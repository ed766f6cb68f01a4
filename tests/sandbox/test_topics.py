"""Groups with topics: made, written in by both sides, closed and deleted, refused in Telegram's words."""

from __future__ import annotations

import pytest

from sandbox.world import NotPossible

BUTTON = {"inline_keyboard": [[{"text": "I'll ring", "callback_data": "ring"}]]}


@pytest.fixture
def agent(sandbox):
    return sandbox.person("agent")


@pytest.fixture
def forum(agent):
    return agent.add_bot_to_forum("Leads")


@pytest.fixture
async def topic(api, forum):
    return (await api("createForumTopic", chat_id=forum, name="Lead VB-1"))["message_thread_id"]


async def test_a_topic_is_made_and_the_bot_writes_in_it(api, agent, forum, topic):
    assert agent.topics(forum) == {topic: "Lead VB-1"}
    sent = await api("sendMessage", chat_id=forum, message_thread_id=topic, text="Hello")
    assert (sent["message_thread_id"], sent["is_topic_message"], sent["chat"]["is_forum"]) == (topic, True, True)
    await api("sendMessage", chat_id=forum, text="To everybody")
    assert [message["text"] for message in agent.topic_messages(forum, topic)] == ["Hello"]


async def test_what_a_member_writes_there_reaches_the_bot_who_is_an_admin(api, agent, forum, topic):
    agent.send_to_topic(forum, topic, "It is.")
    agent.attach_to_topic(forum, topic, "photo")
    agent.close_topic(forum, topic)
    updates = await api("getUpdates")
    (*_, said, shown, closed) = [update["message"] for update in updates if "message" in update]
    assert (said["text"], said["message_thread_id"], said["is_topic_message"]) == ("It is.", topic, True)
    assert shown["photo"][-1]["file_id"]
    assert "forum_topic_closed" in closed
    with pytest.raises(NotPossible, match="no such topic"):
        agent.send_to_topic(forum, 999, "Hello?")


@pytest.mark.parametrize(
    ("kind", "method"),
    [("photo", "sendPhoto"), ("document", "sendDocument"), ("voice", "sendVoice"), ("video", "sendVideo")],
)
async def test_a_file_of_somebody_is_sent_on_by_its_id(sandbox, api, agent, forum, topic, kind, method):
    marla = sandbox.person("marla")
    marla.start()
    marla.attach(kind)
    content = (await api("getUpdates"))[-1]["message"][kind]
    file_id = (content[-1] if kind == "photo" else content)["file_id"]
    await api(method, chat_id=forum, message_thread_id=topic, **{kind: file_id}, caption="this is it")
    (shown,) = agent.topic_messages(forum, topic)
    assert (shown["kind"], shown["caption"]) == (kind, "this is it")


async def test_it_is_closed_and_deleted_once(api, agent, forum, topic):
    assert await api("closeForumTopic", chat_id=forum, message_thread_id=topic) is True
    again = await api.refusal("closeForumTopic", chat_id=forum, message_thread_id=topic)
    assert again == (400, "Bad Request: TOPIC_NOT_MODIFIED")
    assert await api("deleteForumTopic", chat_id=forum, message_thread_id=topic) is True
    assert agent.topics(forum) == {}
    gone = {"chat_id": forum, "message_thread_id": topic}
    assert await api.refusal("deleteForumTopic", **gone) == (400, "Bad Request: TOPIC_ID_INVALID")
    assert await api.refusal("sendMessage", **gone, text="x") == (400, "Bad Request: message thread not found")


async def test_rights_and_topics_are_needed(api, agent):
    group = agent.add_bot_to_group("Flats")
    no_forum = await api.refusal("createForumTopic", chat_id=group, name="x")
    assert no_forum == (400, "Bad Request: the chat is not a forum")
    forum = agent.add_bot_to_forum("Leads", "can_manage_topics")
    topic = (await api("createForumTopic", chat_id=forum, name="x"))["message_thread_id"]
    refused = await api.refusal("deleteForumTopic", chat_id=forum, message_thread_id=topic)
    assert refused == (400, "Bad Request: not enough rights to delete the topic")
    assert (await api.refusal("createForumTopic", chat_id=forum, name=" "))[0] == 400
    assert (await api.refusal("createForumTopic", chat_id=forum, name="x" * 129))[0] == 400


async def test_the_bot_can_ask_for_topics_and_its_rights(api, sandbox, forum):
    bot_id = int(sandbox.token.partition(":")[0])
    assert (await api("getChat", chat_id=forum))["is_forum"] is True
    member = await api("getChatMember", chat_id=forum, user_id=bot_id)
    assert (member["status"], member["can_manage_topics"], member["can_delete_messages"]) == (
        "administrator",
        True,
        True,
    )


async def test_a_page_shows_a_topic_and_writes_in_it(http, api, agent, forum, topic):
    await api("sendMessage", chat_id=forum, message_thread_id=topic, text="Hello")
    await api("sendMessage", chat_id=forum, text="To everybody", reply_markup=BUTTON)
    page = "/page/people/agent/group"
    sent = await http.post(f"{page}/send", json={"topic": topic, "text": "It is.", "key": "k1"})
    assert sent.json()["message"]["text"] == "It is."
    again = await http.post(f"{page}/send", json={"topic": topic, "text": "It is.", "key": "k1"})
    assert again.json() == sent.json()
    shown = (await http.get(page)).json()
    assert (shown["title"], shown["topics"]) == ("Leads", [{"id": topic, "title": "Lead VB-1", "closed": False}])
    said = [(each["topic"], each["text"]) for each in shown["messages"]]
    assert said == [(topic, "Hello"), (0, "To everybody"), (topic, "It is.")]
    for wrong in ({"contact": "own"}, {"text": " "}, {"text": "x", "topic": 999}, {"text": "x", "topic": "y"}):
        assert (await http.post(f"{page}/send", json={"topic": topic} | wrong)).status_code == 400
    assert (await http.get("/page/people/%20/group")).status_code == 400


async def test_a_page_of_a_group_follows_its_topics_and_the_answers_to_taps(sandbox, http, api, agent, forum):
    assert (await http.get("/page/group")).json() == {"title": "Leads", "person": "agent"}
    shown = await api("sendMessage", chat_id=forum, text="A lead", reply_markup=BUTTON)
    tapped = await http.post("/page/people/agent/group/tap", json={"message_id": shown["message_id"], "data": "ring"})
    update = (await api("getUpdates"))[-1]["callback_query"]
    assert update["id"] == tapped.json()["tap_id"]
    await api("answerCallbackQuery", callback_query_id=update["id"], text="Noted")
    topic = (await api("createForumTopic", chat_id=forum, name="Lead VB-1"))["message_thread_id"]
    await api("closeForumTopic", chat_id=forum, message_thread_id=topic)
    await api("deleteForumTopic", chat_id=forum, message_thread_id=topic)
    events = sandbox.world.forum().stream.since(0)
    assert [event["type"] for event in events] == ["message", "toast", "tap_settled", "topics", "topics", "topics"]
    assert [[each["closed"] for each in event["topics"]] for event in events[-3:]] == [[False], [True], []]


async def test_without_a_group_there_is_no_page_of_it(http):
    assert (await http.get("/page/group")).json() is None
    for path in ("", "/events"):
        assert (await http.get(f"/page/people/agent/group{path}")).status_code == 400
