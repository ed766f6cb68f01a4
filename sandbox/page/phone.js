// One person's phone: header, log, composer, and the traffic between them and the sandbox. It shows the private chat with the
// bot, or the staff's group, one topic at a time.

import { Composer } from "./composer.js";
import { avatar, button, h, hidden, icon } from "./dom.js";
import { Live, Refused, newKey, request } from "./live.js";
import { Log } from "./log.js";
import { Outgoing } from "./outgoing.js";
import { Topics } from "./topics.js";
import { Toasts, ask, askText, enlarge, openMenu } from "./overlays.js";

const TYPING = 6000; // milliseconds that one "typing" lasts: Telegram says five seconds or less, and a little for the way
const SPINNING = 15_000; // a button stops waiting for a bot that does not answer taps
const BANNER = 700; // a connection that is back sooner is not worth a word
const DEEP_LINK = /^[A-Za-z0-9_-]{1,64}$/u; // https://core.telegram.org/bots/features#deep-linking

export class Phone {
  /**
   * @param {string} slug the person
   * @param {Object} options
   * @param {string} [options.start] deep link payload that waits for START
   * @param {string} [options.language] language code of this person's phone
   * @param {string} [options.group] title of the staff's group, which is shown in place of the private chat
   * @param {function()} options.onStarted START was pressed
   * @param {function(string)} options.onBotName told the bot's name, on every change
   * @param {function(string)} options.onCampaign told the code of a link that could be followed, or nothing
   * @param {function(number)} options.onUnread messages below the fold, or on a phone behind another tab
   */
  constructor(slug, { start, language, group, onStarted, onBotName, onCampaign, onUnread }) {
    Object.assign(this, { slug, start, onStarted, onBotName, onCampaign });
    this.base = `/page/people/${encodeURIComponent(slug)}${group ? "/group" : ""}`;
    this.group = group;
    this.messages = new Map(); // of the group, by id: the log has those of one topic
    this.bot = { name: "", username: "", description: "", commands: [] };
    this.blocked = false;
    this.phoneNumber = "";
    this.taps = new Map(); // tap_id -> control
    this.settled = new Set();
    this.ready = false;

    this.element = h("section", { class: group ? "phone group" : "phone", "aria-label": group ?? `Phone of ${slug}` });
    this.log = new Log({
      botName: "Bot",
      command: (text) => this.#text(text),
      link: (url) => this.#follow(url),
      tap: (message, key, control) => this.#tap(message, key, control),
      copy: (text) => this.#copy(text),
      enlarge,
      menu: (message, opener, at) => this.#messageMenu(message, opener, at),
      unread: onUnread,
    });
    this.outgoing = new Outgoing(`${this.base}/send`, this.log, {
      changed: () => this.#standing(),
      more: () => this.#more(),
      sent: (message) => this.#keep(message) && this.log.upsert(message),
      failed: () => this.live.doubt(),
      refused: (text, reason) => {
        this.composer.giveBack(text);
        this.toasts.say(reason);
      },
    });
    this.composer = new Composer(`phone-${slug}${group ? "-group" : ""}`, {
      text: (text) => this.#text(text),
      edit: (message, text) => this.#post("edit", { message_id: message.message_id, text }),
      attach: (kind) => this.#send({ attachment: kind }),
      otherContact: () => this.#send({ contact: "other" }),
      ownContact: () => this.#shareContact(),
      lastOwnText: () => this.log.lastOwnText,
    }, this.element);
    this.toasts = new Toasts();
    this.status = h("p", { class: "status-line", "aria-live": "polite" }, this.#idle);
    this.title = h("h1", { dir: "auto" });
    this.face = h("span", { class: "face" });
    this.owner = h("span", { class: "owner", dir: "auto" });
    const more = button("round quiet", { "aria-label": "More", "aria-haspopup": "menu", on: { click: () => this.#chatMenu(more) } }, icon("dots"));
    this.banner = h("p", { class: "banner", role: "alert", hidden: true });
    this.foot = h("div", { class: "foot" }, this.composer.element);
    this.topics = new Topics(group ? () => this.#chooseTopic() : null);
    this.element.append(
      h("header", { class: "chat-header" }, this.face, h("div", { class: "who" }, this.title, this.status), this.owner, more),
      this.topics.element, this.banner, this.log.element, this.toasts.element, this.foot);
    const query = language ? `?language=${encodeURIComponent(language)}` : "";
    this.asked = Promise.resolve();
    this.live = new Live({
      snapshot: `${this.base}${query}`,
      events: `${this.base}/events`,
      onSnapshot: (snapshot) => this.#snapshot(snapshot),
      onEvent: (event) => this.#event(event),
      onOnline: (online) => this.#online(online),
    });
  }

  connect() {
    this.live.start();
  }

  // What this person's phone shows of the bot, in this person's language. One request after the other: the last one wins.
  #readBot() {
    this.asked = this.asked.then(async () => {
      try {
        this.#showBot(await request(`/page/bot?${new URLSearchParams({ person: this.slug, language: this.language })}`));
      } catch (error) {
        if (!(error instanceof TypeError || error instanceof Refused)) throw error;
        // The stream is broken as well, then; the snapshot after it reads the bot again.
      }
    });
  }

  #showBot(bot) {
    this.bot = bot;
    const name = bot.name || "The bot";
    this.log.actions.botName = name;
    this.title.textContent = this.group ?? name;
    this.face.replaceChildren(this.group ? avatar(this.group) : avatar(name, bot.picture));
    this.composer.setCommands(this.group ? [] : bot.commands ?? []);
    this.#introduce();
    this.onBotName(bot.name);
    this.onCampaign(bot.campaign);
  }

  /** Put a text into the field, ready to be sent; a chat that has not begun is begun. */
  write(text) {
    if (this.foot.dataset.kind === "start") this.#press();
    this.composer.propose(text);
  }

  /** The page shows this phone again after another tab. */
  shown() {
    if (this.log.pinned) this.log.toBottom();
  }

  #snapshot(snapshot) {
    const first = !this.ready;
    this.ready = true;
    this.person = snapshot.first_name;
    this.phoneNumber = snapshot.phone;
    this.language = snapshot.language_code;
    this.#readBot();
    this.owner.replaceChildren(hidden("This is the phone of "), snapshot.first_name);
    if (!this.group) this.element.setAttribute("aria-label", `Phone of ${snapshot.first_name}`);
    for (const tap of [...this.taps.keys()]) this.#settle(tap);
    this.messages.clear();
    const here = snapshot.messages.filter((message) => this.#keep(message));
    for (const message of this.log.replace(here)) this.outgoing.claim(message);
    this.topics.show(snapshot.topics ?? []);
    if (first) this.log.answered();
    this.composer.setKeyboard(snapshot.keyboard ?? null);
    this.blocked = Boolean(snapshot.blocked);
    this.#standing();
    this.outgoing.again();
    if (first && !this.group && !this.foot.contains(document.activeElement) && document.activeElement === document.body) this.composer.focus();
  }

  #event(event) {
    switch (event.type) {
      case "message":
        this.#arrived(event.message);
        break;
      case "edited":
        if (!this.#keep(event.message)) break;
        this.log.upsert(event.message);
        if (event.message.from === "bot") this.log.answered();
        break;
      case "deleted":
        this.messages.delete(event.message_id);
        this.log.remove(event.message_id);
        if (this.composer.editing?.message_id === event.message_id) this.composer.setEditing(null);
        this.#standing();
        break;
      case "typing":
        this.log.answered();
        this.#typing(true);
        break;
      case "toast":
        if (event.alert) ask(this.element, { text: event.text, yes: "OK" });
        else this.toasts.say(event.text);
        break;
      case "tap_settled":
        this.settled.add(event.tap_id);
        this.#settle(event.tap_id);
        break;
      case "keyboard":
        this.composer.setKeyboard(event.keyboard);
        break;
      case "blocked":
        this.blocked = event.blocked;
        this.#standing();
        break;
      case "topics":
        this.topics.show(event.topics);
        break;
      case "bot":
        this.#readBot();
        break;
      default: // a newer sandbox may tell more than this page shows
    }
  }

  // Remember a message of the group. Returns whether it belongs to the topic that is shown; in a private chat all do.
  #keep(message) {
    if (!this.group) return true;
    this.messages.set(message.message_id, message);
    return message.topic === this.topics.chosen;
  }

  #chooseTopic() {
    this.log.replace([]);
    this.log.replace([...this.messages.values()].filter(({ topic }) => topic === this.topics.chosen));
    this.#standing();
  }

  #more() {
    return this.group ? { topic: this.topics.chosen } : {};
  }

  get #idle() {
    return this.group ? "the staff's group" : "bot";
  }

  #arrived(message) {
    if (!this.#keep(message)) {
      this.topics.unread(message.topic);
      return;
    }
    if (this.log.upsert(message)) this.outgoing.claim(message);
    if (message.from === "bot") this.#typing(false);
    this.#standing();
  }

  #online(online) {
    clearTimeout(this.offline);
    if (online) {
      this.banner.hidden = true;
    } else {
      this.offline = setTimeout(() => {
        this.banner.textContent = "Connection lost. Trying again…";
        this.banner.hidden = false;
      }, BANNER);
    }
  }

  #typing(on) {
    clearTimeout(this.typing);
    if (on) {
      const dots = h("span", { class: "typing-dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
      this.status.replaceChildren("typing", dots);
      this.typing = setTimeout(() => this.#typing(false), TYPING);
    } else if (this.status.textContent !== this.#idle) {
      this.status.replaceChildren(this.#idle);
    }
    this.status.classList.toggle("typing", on);
  }

  // What the foot offers: unblock, START, or the composer.
  #standing() {
    if (!this.ready) return;
    const kind = this.blocked ? "blocked" : !this.group && (this.start !== undefined || this.log.empty) ? "start" : "composer";
    this.#introduce();
    if (this.foot.dataset.kind === kind) return;
    const held = this.foot.contains(document.activeElement);
    this.foot.dataset.kind = kind;
    if (kind === "composer") {
      this.foot.replaceChildren(this.composer.element);
      if (held) this.composer.focus();
    } else if (kind === "start") {
      this.foot.replaceChildren(button("wide", { on: { click: () => this.#press() } }, "Start"));
    } else {
      this.foot.replaceChildren(h("p", { class: "blocked-note" }, "You have blocked this bot. It cannot write to you."), h("div", { class: "wide-pair" },
        button("wide second", { on: { click: () => this.#block(false) } }, "Unblock"),
        button("wide", { on: { click: () => this.#restart() } }, "Restart bot")));
    }
    if (held && kind !== "composer") this.foot.querySelector("button").focus();
  }

  #introduce() {
    const { intro } = this.log;
    if (!this.ready || !this.log.empty) {
      intro.replaceChildren();
    } else if (this.group) {
      intro.replaceChildren(h("div", { class: "intro-card" }, h("h2", {}, "What the agency's people see"),
        h("p", {}, "Nothing yet. Leads, visits and messages of homeowners appear here, with buttons to answer them.")));
    } else {
      intro.replaceChildren(h("div", { class: "intro-card" }, h("h2", {}, "What can this bot do?"),
        h("p", { dir: "auto" }, this.bot.description || "Press Start to say hello to the bot.")));
    }
  }

  #press() {
    const payload = this.start;
    this.start = undefined;
    this.#text(payload ? `/start ${payload}` : "/start");
    this.onStarted();
  }

  async #block(blocked) {
    if (await this.#post("block", { blocked })) {
      this.blocked = blocked;
      this.#standing();
    }
  }

  async #restart() {
    await this.#block(false);
    if (!this.blocked) this.#press();
  }

  #text(text) {
    this.outgoing.send(text);
    this.#standing();
  }

  async #send(body) {
    const answer = await this.#post("send", { ...body, ...this.#more(), key: newKey() });
    if (answer) this.#arrived(answer.message);
  }

  async #post(action, body) {
    try {
      return await request(`${this.base}/${action}`, body);
    } catch (error) {
      if (!(error instanceof Refused || error instanceof TypeError)) throw error;
      this.toasts.say(error instanceof Refused ? error.message : "No connection. Please try again.");
      return null;
    }
  }

  async #tap(message, key, control) {
    if (control.getAttribute("aria-busy") === "true") return;
    control.setAttribute("aria-busy", "true");
    const answer = await this.#post("tap", { message_id: message.message_id, data: key.data });
    if (!answer || this.settled.has(answer.tap_id)) {
      control.removeAttribute("aria-busy");
    } else {
      this.taps.set(answer.tap_id, control);
      setTimeout(() => this.#settle(answer.tap_id), SPINNING);
    }
  }

  #settle(tap) {
    this.taps.get(tap)?.removeAttribute("aria-busy");
    this.taps.delete(tap);
  }

  async #shareContact() {
    const yes = await ask(this.element, {
      title: "Share your phone number?",
      text: `The bot will know your phone number, ${this.phoneNumber}. It gets a contact card with it.`,
      yes: "Share contact",
      no: "Cancel",
    });
    if (yes) this.#send({ contact: "own" });
  }

  async #copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.toasts.say("Copied.");
    } catch {
      this.toasts.say("The browser does not allow copying here.");
    }
  }

  // What a phone would do inside the app stays on the page: a link to this very bot, and Telegram's own way to share one.
  #follow(url) {
    if (!["t.me", "telegram.me"].includes(url.hostname.replace(/^www\./u, ""))) return false;
    const path = url.pathname.slice(1).toLowerCase();
    if (path === this.bot.username?.toLowerCase() && this.group) window.open(this.#privateChat(url.searchParams.get("start")));
    else if (path === this.bot.username?.toLowerCase()) this.#offerStart(url.searchParams.get("start") ?? "");
    else if (path === "share/url") this.#share(url.searchParams);
    else return false;
    return true;
  }

  // Where a member of the group talks to the bot alone.
  #privateChat(start) {
    return `/?${new URLSearchParams({ person: this.slug, ...(start ? { start } : {}) })}`;
  }

  async #share(params) {
    const shared = [params.get("url"), params.get("text")].filter(Boolean).join("\n");
    const copy = await ask(this.element, {
      title: "Share with a friend",
      text: `On a phone you would now choose a chat, and this would be written there for you to send:\n\n${shared}`,
      yes: "Copy",
      no: "Close",
    });
    if (copy) this.#copy(shared);
  }

  #offerStart(payload) {
    if (payload && !DEEP_LINK.test(payload)) {
      this.toasts.say("A link's code is 1 to 64 of A–Z, a–z, 0–9, _ and -.");
      return;
    }
    this.start = payload;
    this.#standing();
    this.foot.querySelector("button")?.focus();
  }

  #messageMenu(message, opener, at) {
    const own = message.from === "person";
    const words = message.text || message.caption;
    const items = [
      own && !this.group && message.kind === "text" && { label: "Edit", icon: "edit", act: () => this.composer.setEditing(message) },
      words && { label: "Copy", icon: "copy", act: () => this.#copy(words) },
      own && !this.group && { label: "Delete", icon: "trash", danger: true, act: () => this.#delete(message) },
    ].filter(Boolean);
    if (items.length > 0) openMenu(this.element, opener, items, at);
  }

  async #delete(message) {
    const yes = await ask(this.element, { text: "Delete this message for you and the bot? The bot is not told.", yes: "Delete", no: "Cancel" });
    if (yes && await this.#post("delete", { message_id: message.message_id })) this.log.remove(message.message_id);
    this.#standing();
  }

  #chatMenu(opener) {
    openMenu(this.element, opener, this.group ? [
      { label: "Open your own chat with the bot", icon: "link", act: () => window.open(this.#privateChat()) },
    ] : [
      { label: "Follow a campaign link…", icon: "link", act: () => this.#askForLink() },
      this.blocked
        ? { label: "Unblock the bot", icon: "block", act: () => this.#block(false) }
        : { label: "Stop and block the bot", icon: "block", danger: true, act: () => this.#block(true) },
    ]);
  }

  async #askForLink() {
    const payload = await askText(this.element, {
      title: "Follow a campaign link",
      text: "As if a link that ends in ?start=… had been tapped on Facebook or scanned from a window.",
      label: "The code after ?start=",
      value: "fb-spring",
      yes: "Follow",
    });
    if (payload) this.#offerStart(payload);
  }
}
