// The scrolling log of one chat: rows by message id, a section per day, and where the reader stands in it.

import { button, h, icon, scrolling } from "./dom.js";
import { messageRow, pendingRow } from "./bubble.js";

const NEAR_BOTTOM = 60;

export class Log {
  /** @param {Object} actions handed to each row, see bubble.js */
  constructor(actions) {
    this.actions = actions;
    this.shown = new Map(); // message_id -> {json, row, own, message}
    this.unread = 0;
    this.pinned = true;
    this.top = 0;
    this.intro = h("div", { class: "intro" });
    this.days = h("div", { class: "days" });
    this.queue = h("div", { class: "queue" });
    this.scroller = h("div", { class: "scroller", role: "log", "aria-label": "Messages", "aria-live": "polite", "aria-relevant": "additions", tabindex: "0" },
      h("div", { class: "sheet" }, this.intro, this.days, this.queue));
    this.count = h("span", { class: "count" });
    this.jump = button("jump", { "aria-label": "Scroll to the newest message", hidden: true, on: { click: () => this.toBottom(true) } }, icon("down"), this.count);
    this.element = h("div", { class: "log" }, this.scroller, this.jump);
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.scroller.addEventListener("keydown", (event) => this.#arrows(event));
    // Pictures that arrive, a keyboard that opens, a phone that turns: whoever stood at the bottom stays there.
    const watcher = new ResizeObserver(() => this.#keepPlace());
    watcher.observe(this.scroller);
    watcher.observe(this.scroller.firstChild);
  }

  get empty() {
    return this.shown.size === 0 && this.queue.children.length === 0;
  }

  get lastId() {
    return Math.max(0, ...this.shown.keys());
  }

  /** The newest text of one's own, or undefined: what arrow up edits. */
  get lastOwnText() {
    return [...this.shown.values()].map(({ message }) => message).filter(({ from, kind }) => from === "person" && kind === "text")
      .sort((a, b) => a.message_id - b.message_id).at(-1);
  }

  /** Make the log equal to a snapshot: nothing missing, nothing twice, nothing left over. Returns the messages that are new. */
  replace(messages) {
    const first = this.shown.size === 0;
    if (first) this.scroller.setAttribute("aria-busy", "true");
    const ids = new Set(messages.map(({ message_id: id }) => id));
    for (const id of [...this.shown.keys()]) if (!ids.has(id)) this.remove(id);
    const added = messages.filter((message) => this.upsert(message, first));
    if (first) this.scroller.removeAttribute("aria-busy");
    if (first) this.toBottom();
    return added;
  }

  /** Show a message, or its new version. Returns whether it was not there before. */
  upsert(message, silent = false) {
    const json = JSON.stringify([message, this.actions.botName]);
    const known = this.shown.get(message.message_id);
    if (known?.json === json) return false;
    const row = messageRow(message, this.actions);
    const own = message.from === "person";
    this.shown.set(message.message_id, { json, row, own, message });
    if (known) {
      swap(known.row, row);
      if (known.row.classList.contains("answered")) answered(row);
    } else {
      this.#place(message, row);
      if (!own) this.answered();
      if (!own && !silent && !(this.pinned && this.#visible)) this.#count(this.unread + 1);
      if (own) this.toBottom();
    }
    this.#rove();
    return !known;
  }

  remove(id) {
    const known = this.shown.get(id);
    if (!known) return;
    this.shown.delete(id);
    const section = known.row.parentElement;
    known.row.remove();
    if (!section.querySelector(".row")) section.remove();
    this.#rove();
  }

  /** Everything of one's own so far has been answered: two ticks. */
  answered() {
    for (const { row, own } of this.shown.values()) if (own) answered(row);
  }

  /** A text on its way. Returns its row, to be removed when the message itself is there. */
  addPending(text) {
    const row = pendingRow(text);
    this.queue.append(row);
    this.toBottom();
    return row;
  }

  toBottom(smoothly = false) {
    this.pinned = true;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smoothly ? scrolling() : "instant" });
    this.#count(0);
    this.jump.hidden = true;
  }

  get #visible() {
    return this.scroller.clientHeight > 0;
  }

  #scrolled() {
    if (!this.#visible) return;
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    // Only who scrolls up leaves the bottom: a picture that arrives meanwhile pushes the end away without anybody moving.
    this.pinned = scrollHeight - scrollTop - clientHeight < NEAR_BOTTOM || (this.pinned && scrollTop >= this.top);
    this.top = scrollTop;
    this.jump.hidden = this.pinned;
    if (this.pinned) this.#count(0);
  }

  #keepPlace() {
    if (this.#visible && this.pinned) this.toBottom();
  }

  #count(unread) {
    this.unread = unread;
    this.count.textContent = unread > 0 ? String(unread) : "";
    this.jump.setAttribute("aria-label", unread > 0 ? `Scroll to the newest message, ${unread} unread` : "Scroll to the newest message");
    if (unread > 0 && this.#visible) this.jump.hidden = false;
    this.actions.unread(unread);
  }

  #place(message, row) {
    const day = new Date(message.date * 1000);
    day.setHours(0, 0, 0, 0);
    const key = String(day.getTime());
    let section = [...this.days.children].find((other) => other.dataset.day === key);
    if (!section) {
      section = h("section", { class: "day", "data-day": key }, h("p", { class: "date" }, dayName(day)));
      const later = [...this.days.children].find((other) => Number(other.dataset.day) > Number(key));
      this.days.insertBefore(section, later ?? null);
    }
    const next = [...section.querySelectorAll(".row")].find((other) => Number(other.dataset.id) > message.message_id);
    section.insertBefore(row, next ?? null);
  }

  // Stops for the tab key: the newest keyboard, and one menu in the whole log. Arrows up and down move between the messages' menus,
  // and from a menu the arrow to the right moves to its message's buttons.
  #rove() {
    const keyboards = [...this.days.querySelectorAll(".inline-keyboard")];
    keyboards.forEach((keyboard, index) => {
      for (const key of keyboard.querySelectorAll(".key")) key.setAttribute("tabindex", index === keyboards.length - 1 ? "0" : "-1");
    });
    const all = [...this.days.querySelectorAll(".more")];
    if (all.some((more) => more === document.activeElement)) return;
    all.forEach((more, index) => more.setAttribute("tabindex", index === all.length - 1 ? "0" : "-1"));
  }

  #arrows(event) {
    if (!event.target.classList.contains("more")) return;
    if (event.key === "ArrowRight") event.target.closest(".row").querySelector(".key")?.focus();
    if (!["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const all = [...this.days.querySelectorAll(".more")];
    const next = all[all.indexOf(event.target) + (event.key === "ArrowUp" ? -1 : 1)];
    if (!next) return;
    event.preventDefault();
    event.target.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  }
}

function answered(row) {
  row.classList.add("answered");
  row.querySelector(".status")?.setAttribute("aria-label", "Answered");
}

// Replace a row without losing the place of somebody who works by keyboard.
function swap(old, row) {
  const controls = (parent) => [...parent.querySelectorAll("button, a")];
  const index = controls(old).indexOf(document.activeElement);
  old.replaceWith(row);
  if (index >= 0) (controls(row)[index] ?? controls(row).at(-1))?.focus();
}

function dayName(day) {
  const today = new Date();
  today.setHours(0, 0, 0, 0);
  const ago = Math.round((today - day) / 86_400_000);
  if (ago === 0) return "Today";
  if (ago === 1) return "Yesterday";
  const year = day.getFullYear() === today.getFullYear() ? undefined : "numeric";
  return day.toLocaleDateString([], { day: "numeric", month: "long", year });
}
