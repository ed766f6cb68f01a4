// The foot of a phone: text field, commands, attachments, and the bot's reply keyboard.

import { button, h, icon } from "./dom.js";
import { openMenu } from "./overlays.js";

const LONGEST = 4096; // characters of one message: Telegram's limit; its apps send longer texts in pieces, and so does this one

const ATTACHMENTS = [
  ["photo", "Photo", "photo"],
  ["video", "Video", "video"],
  ["document", "Document", "document"],
  ["location", "Location", "location"],
  ["contact", "Someone else's contact", "contact"],
  ["poll", "Poll", "poll"],
  ["sticker", "Sticker", "sticker"],
  ["voice", "Voice message", "voice"],
];

export class Composer {
  /**
   * @param {string} id prefix of element ids
   * @param {Object} actions
   * @param {function(string)} actions.text sends a text
   * @param {function(Object, string)} actions.edit changes a message of one's own
   * @param {function(string)} actions.attach sends an attachment of this kind
   * @param {function()} actions.otherContact sends somebody else's contact card
   * @param {function()} actions.ownContact asks whether to share one's own number
   * @param {function(): Object|undefined} actions.lastOwnText what arrow up edits
   * @param {HTMLElement} phone menus lie inside it
   */
  constructor(id, actions, phone) {
    this.actions = actions;
    this.phone = phone;
    this.commands = [];
    this.keyboard = null;
    this.editing = null;
    this.chosen = -1;

    this.field = h("textarea", {
      id: `${id}-text`, class: "field", rows: "1", "aria-label": "Message", placeholder: "Message", "aria-autocomplete": "list",
      "aria-controls": `${id}-commands`, enterkeyhint: "send",
      on: { input: () => this.#typed(), keydown: (event) => this.#key(event), blur: () => this.#suggest(false) },
    });
    this.list = h("div", { id: `${id}-commands`, class: "commands", role: "listbox", "aria-label": "Commands", hidden: true });
    this.menu = button("menu-button", { "aria-label": "Menu: the bot's commands", "aria-expanded": "false", hidden: true, on: { click: () => this.#toggleMenu() } },
      icon("commands"), h("span", {}, "Menu"));
    this.toggle = button("round quiet", { "aria-label": "Show the bot's keyboard", "aria-expanded": "false", hidden: true, on: { click: () => this.#unfold(this.keys.hidden) } }, icon("keyboard"));
    this.attach = button("round quiet", { "aria-label": "Attach", "aria-haspopup": "menu", on: { click: () => this.#attach() } }, icon("attach"));
    this.send = h("button", { type: "submit", class: "round accent" }, icon("voice"));
    this.bar = h("form", { class: "bar", on: { submit: (event) => this.#submit(event) } }, this.menu,
      h("div", { class: "field-frame" }, this.field, this.toggle, this.attach), this.send);
    this.editBar = h("div", { class: "edit-bar", hidden: true });
    this.keys = h("div", { class: "reply-keyboard", role: "group", "aria-label": "The bot's keyboard", hidden: true });
    this.element = h("div", { class: "composer" }, this.list, this.editBar, this.bar, this.keys);
    this.#typed();
  }

  /** Focus the field where that does not make a phone's own keyboard jump up. */
  focus() {
    if (matchMedia("(pointer: fine)").matches) this.field.focus();
  }

  setCommands(commands) {
    this.commands = commands;
    this.menu.hidden = commands.length === 0;
    this.#suggest(false);
  }

  /** The reply keyboard in force, or null. */
  setKeyboard(keyboard) {
    if (JSON.stringify(keyboard) === JSON.stringify(this.keyboard)) return;
    const held = this.keys.contains(document.activeElement);
    this.keyboard = keyboard;
    this.toggle.hidden = !keyboard;
    this.field.placeholder = keyboard?.placeholder || "Message";
    this.keys.classList.toggle("tall", Boolean(keyboard) && !keyboard.resize);
    this.keys.replaceChildren(...(keyboard?.rows ?? []).map((row) => h("div", { class: "keys" }, ...row.map((key) => this.#replyKey(key)))));
    this.#unfold(Boolean(keyboard));
    if (held) this.field.focus();
  }

  /** Begin to change a message of one's own; null ends it. */
  setEditing(message) {
    this.editing = message;
    this.editBar.hidden = !message;
    this.editBar.replaceChildren();
    if (message) {
      this.editBar.append(icon("edit"), h("div", {}, h("strong", {}, "Edit message"), h("div", { class: "edited-text", dir: "auto" }, message.text)),
        button("round quiet", { "aria-label": "Cancel editing", on: { click: () => this.setEditing(null) } }, icon("close")));
    }
    this.field.value = message?.text ?? "";
    this.field.focus();
    this.#typed();
  }

  /** Put a text back that could not be sent. */
  giveBack(text) {
    if (!this.field.value) this.field.value = text;
    this.#typed();
  }

  /** Put a text into the field, in place of what is there. */
  propose(text) {
    this.setEditing(null);
    this.field.value = text;
    this.#typed();
    this.field.focus();
  }

  #replyKey(key) {
    const press = () => {
      if (this.keyboard.one_time) this.#unfold(false);
      if (key.request_contact) this.actions.ownContact();
      else this.actions.text(key.text);
    };
    return button("key", { on: { click: press } }, key.request_contact && icon("contact"), h("span", { dir: "auto" }, key.text));
  }

  #unfold(open) {
    this.keys.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
    this.toggle.setAttribute("aria-label", open ? "Hide the bot's keyboard" : "Show the bot's keyboard");
  }

  #attach() {
    const items = ATTACHMENTS.map(([kind, label, name]) => ({
      label, icon: name, act: () => (kind === "contact" ? this.actions.otherContact() : this.actions.attach(kind)),
    }));
    openMenu(this.phone, this.attach, items);
  }

  #submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    const { editing } = this;
    if (!text && !editing) {
      this.actions.attach("voice");
      return;
    }
    if (!text) return;
    if (editing) {
      this.setEditing(null);
      if (text !== editing.text) this.actions.edit(editing, text);
      return;
    }
    this.field.value = "";
    this.#typed();
    for (const piece of pieces(text)) this.actions.text(piece);
  }

  #typed() {
    this.#grow();
    const voice = !this.field.value.trim() && !this.editing;
    this.send.setAttribute("aria-label", voice ? "Send a voice message" : this.editing ? "Save" : "Send");
    this.send.replaceChildren(icon(voice ? "voice" : this.editing ? "tick" : "send"));
    this.#suggest(/^\/\w*$/u.test(this.field.value) && !this.editing, this.field.value);
  }

  #grow() {
    this.field.style.setProperty("height", "auto");
    if (this.field.scrollHeight > 0) this.field.style.setProperty("height", `${this.field.scrollHeight}px`);
  }

  #key(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden;
    if (event.key === "Enter" && !event.shiftKey && (open && this.chosen >= 0)) {
      event.preventDefault();
      this.list.children[this.chosen].click();
    } else if (event.key === "Enter" && !event.shiftKey && matchMedia("(pointer: fine)").matches) {
      event.preventDefault();
      if (this.field.value.trim()) this.bar.requestSubmit();
    } else if (open && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      const count = this.list.children.length;
      this.#choose((this.chosen + (event.key === "ArrowDown" ? 1 : -1) + count) % count);
    } else if (open && event.key === "Escape") {
      this.#suggest(false);
    } else if (this.editing && event.key === "Escape") {
      this.setEditing(null);
    } else if (event.key === "ArrowUp" && !this.field.value && this.actions.lastOwnText()) {
      event.preventDefault();
      this.setEditing(this.actions.lastOwnText());
    }
  }

  #toggleMenu() {
    const open = this.list.hidden;
    this.field.focus();
    this.#suggest(open);
  }

  #suggest(open, start = "/") {
    const fitting = open ? this.commands.filter(({ command }) => `/${command}`.startsWith(start.toLowerCase())) : [];
    this.chosen = -1;
    this.field.removeAttribute("aria-activedescendant");
    this.list.hidden = fitting.length === 0;
    this.menu.setAttribute("aria-expanded", String(!this.list.hidden));
    this.list.replaceChildren(...fitting.map(({ command, description }, index) => h("div", {
      id: `${this.list.id}-${index}`, class: "command", role: "option", "aria-selected": "false",
      on: {
        // The field keeps the focus, or its blur would take the list away before the click arrives.
        pointerdown: (event) => event.preventDefault(),
        click: () => {
          this.field.value = "";
          this.#typed();
          this.actions.text(`/${command}`);
        },
      },
    }, h("strong", {}, `/${command}`), h("span", {}, description))));
    if (open && start.length > 1 && fitting.length > 0) this.#choose(0);
  }

  #choose(index) {
    this.chosen = index;
    [...this.list.children].forEach((item, other) => item.setAttribute("aria-selected", String(other === index)));
    this.field.setAttribute("aria-activedescendant", this.list.children[index].id);
    this.list.children[index].scrollIntoView({ block: "nearest" });
  }
}

// Cut a long text into messages, never through a surrogate pair.
function pieces(text) {
  const result = [];
  for (let rest = text; rest;) {
    let end = Math.min(LONGEST, rest.length);
    if (end < rest.length && /[\uD800-\uDBFF]/u.test(rest[end - 1])) end -= 1;
    result.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return result;
}
