from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from sandbox import Sandbox

pytestmark = pytest.mark.asyncio(loop_scope="session")

HOSTILE = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script><b>&lt;"


async def test_nothing_from_outside_becomes_markup(desk, bot, png, sandbox: Sandbox):
    short = "<img src=x onerror=alert(1)>"
    await bot.call("setMyName", name=short)
    await bot.call("setMyDescription", description=HOSTILE)
    await bot.call("setMyCommands", commands=[{"command": "start", "description": HOSTILE}])
    phone = await desk.phone(width=1280)
    marla = sandbox.person("marla")
    await expect(phone.root.get_by_text(HOSTILE)).to_be_visible()
    await phone.start.click()
    await bot.next()
    await phone.say(HOSTILE)
    await bot.next()

    inline = {"inline_keyboard": [[{"text": HOSTILE, "callback_data": "x"}]]}
    marks = [{"type": "bold", "offset": 0, "length": 20}, {"type": "code", "offset": 10, "length": 30}]
    await bot.say(marla.id, HOSTILE, reply_markup=inline, entities=marks)
    await bot.say(marla.id, "Keys", reply_markup={"keyboard": [[{"text": HOSTILE}]], "input_field_placeholder": short})
    await bot.send_photo(marla.id, png(8, 8), HOSTILE)
    await phone.root.locator(".inline-keyboard").get_by_role("button", name=HOSTILE).click()
    query = await bot.next("callback_query")
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text=HOSTILE[:200])
    await expect(phone.root.get_by_role("status").filter(has_text=HOSTILE)).to_be_visible()
    payload = {
        "type": HOSTILE,
        "first_name": HOSTILE,
        "meta": {HOSTILE: HOSTILE},
        HOSTILE: [HOSTILE, {HOSTILE: HOSTILE}],
    }
    await bot.http.post(
        f"{sandbox.base_url}/api/v103/leads/valuation", json=payload, headers={"x-api-key": sandbox.api_key}
    )
    await expect(phone.page.get_by_role("article", name="Lead 1")).to_contain_text(HOSTILE)

    assert (await phone.texts())[1:] == [HOSTILE, HOSTILE, "Keys", HOSTILE]
    assert await phone.page.evaluate("document.querySelectorAll('#app script, #app b, img[src=x]').length") == 0
    assert await phone.page.title() == f"{short} – sandbox chat"


async def test_addresses_that_run_code_are_no_links(desk):
    page = await desk.open()
    made = await page.evaluate(
        """async (addresses) => {
          const { richText } = await import("/page/static/entities.js");
          return addresses.map((url) => {
            const box = document.createElement("div");
            const entity = { type: "text_link", url, offset: 0, length: 4 };
            box.append(richText("here", [entity], { command() {}, link: () => false }));
            return [box.querySelectorAll("a").length, box.textContent];
          });
        }""",
        ["javascript:document.title='broken'", "data:text/html,<script>1</script>", "https://example.com"],
    )
    assert made == [[0, "here"], [0, "here"], [1, "here"]]


async def test_the_policy_stops_what_is_not_the_pages_own(desk):
    page = await desk.open()
    stopped = await page.evaluate(
        """() => new Promise((resolve) => {
          const stopped = [];
          document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
            stopped.push(effectiveDirective);
            if (stopped.length === 3) resolve(stopped.sort());
          });
          const add = (tag, props) => document.body.append(Object.assign(document.createElement(tag), props));
          add("script", { textContent: "document.title = 'broken'" });
          add("style", { textContent: "body { color: red }" });
          add("img", { src: "http://localhost:1/elsewhere.png" });
        })"""
    )
    assert stopped == ["img-src", "script-src-elem", "style-src-elem"]
    assert await page.title() != "broken"
    assert len(desk.problems) == 3
    desk.problems.clear()


async def widths(page: Page) -> list[int]:
    found: list[int] = await page.evaluate(
        """() => [document.documentElement, ...document.querySelectorAll(".scroller, .phone, .agent, .bar")]
          .filter((element) => element.clientWidth > 0)
          .map((element) => element.scrollWidth - element.clientWidth)"""
    )
    return found


@pytest.mark.parametrize("width", [320, 390, 1280])
async def test_nothing_scrolls_sideways(begun, bot, sandbox, png, width):
    phone = await begun(width=width, has_touch=width < 900, is_mobile=width < 900)
    chat = sandbox.person("marla").id
    labels = [
        ["Detached", "Semi-detached", "Terraced"],
        ["Yes, I agree and want my estimate now, please – send"],
        list("12345678"),
    ]
    inline = [[{"text": label, "callback_data": label[:60]} for label in row] for row in labels]
    code = "word " * 40
    await bot.say(chat, "W" * 300, reply_markup={"inline_keyboard": inline})
    await bot.say(chat, code, entities=[{"type": "pre", "offset": 0, "length": len(code)}])
    await bot.send_photo(chat, png(1600, 200), "https://example.com/" + "a" * 200)
    keys = [[{"text": "Share my number, please, it is quicker", "request_contact": True}, {"text": "W" * 60}]]
    await bot.say(chat, "Keys", reply_markup={"keyboard": keys, "resize_keyboard": True})
    await expect(phone.bubble("Keys")).to_be_visible()
    assert set(await widths(phone.page)) == {0}
    if width < 900:
        await phone.page.get_by_role("tab", name="For the agent").click()
        assert set(await widths(phone.page)) == {0}


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_text_has_a_contrast_of_at_least_four_and_a_half(begun, bot, sandbox, png, scheme):
    phone = await begun(width=1280, color_scheme=scheme, reduced_motion="no-preference")
    chat = sandbox.person("marla").id
    styles = ["primary", "success", "danger"]
    keys = [[{"text": "Plain", "callback_data": "x"}, *({"text": s, "callback_data": s, "style": s} for s in styles)]]
    await bot.say(chat, "See https://example.com and code", reply_markup={"inline_keyboard": keys})
    await phone.say("/help me at https://example.com")
    await bot.next()
    await bot.send_photo(chat, png(300, 200), "£300,000")
    await bot.say(chat, "Keys", reply_markup={"keyboard": [[{"text": "Why?"}]]})
    for lead in ({}, {"type": "vendor"}):
        await bot.http.post(f"{sandbox.base_url}/api/v103/leads/valuation", json=lead)
    await phone.page.get_by_label("Busy (429)").check()
    await expect(phone.page.get_by_role("article", name="Lead 2")).to_be_visible()
    await phone.field.fill("/")
    await expect(phone.root.get_by_role("option").first).to_be_visible()
    # Entrances fade in; what counts is how things look once they are there.
    await phone.page.evaluate(ENTRANCES_OVER)

    faint, measured = await phone.page.evaluate(CONTRASTS)

    assert faint == []
    assert measured > 60


ENTRANCES_OVER = """() => Promise.all(
  document.getAnimations().filter((one) => one.effect.getTiming().iterations !== Infinity).map((one) => one.finished)
)"""

CONTRASTS = r"""() => {
  // Every visible text on what lies behind it, layer over layer; pictures and gradients carry no text here.
  const parse = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const luminance = (rgb) => rgb.reduce((sum, v, i) => sum + linear(v / 255) * [0.2126, 0.7152, 0.0722][i], 0);
  const over = (top, bottom) => {
    const alpha = top[3] ?? 1;
    return top.slice(0, 3).map((v, i) => v * alpha + bottom[i] * (1 - alpha));
  };
  const background = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color[3] !== 0) layers.push(color);
      if (color[3] === undefined) break;
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
  };
  const faint = [];
  let measured = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const element = walker.currentNode.parentElement;
    if (!text || element.closest(".visually-hidden")) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const back = background(element);
    const front = over(parse(getComputedStyle(element).color), back);
    const [light, dark] = [luminance(front), luminance(back)].sort((x, y) => y - x);
    const ratio = (light + 0.05) / (dark + 0.05);
    measured += 1;
    if (ratio < 4.5) faint.push(`${ratio.toFixed(2)} ${element.className || element.tagName}: ${text.slice(0, 40)}`);
  }
  return [faint, measured];
}"""


async def test_every_control_has_a_name_and_the_keyboard_alone_is_enough(begun, bot, sandbox):
    phone = await begun(width=1280)
    chat = sandbox.person("marla").id
    keys = [[{"text": "One", "callback_data": "1"}, {"text": "Two", "callback_data": "2"}]]
    await bot.say(chat, "Which?", reply_markup={"inline_keyboard": keys})
    await expect(phone.button("Two")).to_be_visible()
    for role in ("button", "textbox", "radio", "link", "combobox", "spinbutton"):
        for control in await phone.page.get_by_role(role).all():
            await expect(control).to_have_accessible_name(re.compile(r"\w"))

    # From the text field back to the newest message's buttons, as a person without a mouse would go.
    await phone.field.focus()
    for _ in range(20):
        await phone.page.keyboard.press("Shift+Tab")
        if await phone.button("Two").evaluate("button => button === document.activeElement"):
            break
    assert await phone.button("Two").evaluate("button => getComputedStyle(button).outlineStyle") == "solid"
    await phone.page.keyboard.press("Enter")
    query = await bot.next("callback_query")
    assert query["data"] == "2"
    # The button that had the focus goes away with the edit; the focus stays with the message.
    await bot.call("editMessageText", chat_id=chat, message_id=query["message"]["message_id"], text="Two it is.")
    await expect(phone.bubble("Two it is.")).to_be_visible()
    more = phone.root.locator(".row").filter(has_text="Two it is.").get_by_role("button", name="Message options")
    await expect(more).to_be_focused()
    await phone.page.keyboard.press("Enter")
    await expect(phone.root.get_by_role("menuitem", name="Copy")).to_be_focused()
    await phone.page.keyboard.press("Escape")
    await expect(more).to_be_focused()
    await phone.page.keyboard.press("ArrowUp")
    await phone.page.keyboard.press("Enter")
    await expect(phone.root.get_by_role("menuitem", name="Edit")).to_be_focused()


async def test_less_motion_for_those_who_ask(begun):
    phone = await begun(reduced_motion="reduce")
    await phone.button("More").click()
    seconds = await phone.root.get_by_role("menu").evaluate(
        "menu => parseFloat(getComputedStyle(menu).animationDuration)"
    )
    assert seconds <= 0.001
