// One message -> one row of the log.

import { avatar, button, h, hidden, icon } from "./dom.js";
import { link, richText } from "./entities.js";

const ATTACHMENTS = {
  photo: ["photo", "Photo"],
  voice: ["voice", "Voice message"],
  sticker: ["sticker", "Sticker"],
  location: ["location", "Location"],
  document: ["document", "Document"],
  video: ["video", "Video"],
  poll: ["poll", "Poll"],
  other: ["document", "Attachment"],
};
const POUNDS = /£\s?\d|\d\s?£/u; // £300,000, and 300 000 £ as other languages have it

/** Hours and minutes of a Unix time in seconds, in the reader's own time zone. */
export function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
}

/**
 * @param {Object} message of the sandbox
 * @param {Object} actions
 * @param {string} actions.botName
 * @param {function(string)} actions.command sends a tapped command
 * @param {function(URL): boolean} actions.link follows an address inside the page, if it can
 * @param {function(Object, Object, HTMLElement)} actions.tap a button under the message was pressed
 * @param {function(string)} actions.copy copies a button's text
 * @param {function(Object, HTMLElement)} actions.enlarge shows a photo at full size
 * @param {function(Object, HTMLElement, {x: number, y: number}=)} actions.menu opens the message's own menu
 * @returns {HTMLElement}
 */
export function messageRow(message, actions) {
  const own = message.from === "person";
  const words = message.text || message.caption;
  const entities = message.text ? message.entities : message.caption_entities;
  const body = [
    hidden(own ? "You: " : `${actions.botName}: `),
    message.photo && photo(message, actions),
    message.contact && contactCard(message.contact),
    !message.photo && !message.contact && ATTACHMENTS[message.kind] && attachmentTile(message),
    words && h("div", { class: "words", dir: "auto" }, richText(words, entities, actions)),
    meta(message, own),
  ];
  const bubble = h("div", { class: `bubble kind-${message.kind}${words ? "" : " wordless"}` }, ...body);
  const figures = !own && (message.photo || POUNDS.test(words ?? ""));
  const row = h(
    "div",
    { class: `row ${own ? "own" : "theirs"}`, "data-id": message.message_id },
    h("div", { class: "line" }, bubble, moreButton(message, actions)),
    figures && h("p", { class: "ribbon" }, "Made-up figures from the sandbox"),
    inlineKeyboard(message, actions),
  );
  listenForMenu(bubble, message, actions);
  return row;
}

/** A row for a text that the sandbox has not taken yet. */
export function pendingRow(text) {
  return h("div", { class: "row own pending" },
    h("div", { class: "line" },
      h("div", { class: "bubble kind-text" },
        hidden("You: "),
        h("div", { class: "words", dir: "auto" }, text),
        h("span", { class: "meta" }, h("span", { class: "status", role: "img", "aria-label": "Sending" }, icon("clock"))))));
}

function meta(message, own) {
  const time = h("time", { datetime: new Date(message.date * 1000).toISOString() }, clock(message.date));
  return h("span", { class: "meta" }, message.edited && h("span", { class: "edited" }, "edited"), time,
    own && h("span", { class: "status", role: "img", "aria-label": "Sent" }, icon("tick"), icon("ticks")));
}

function photo(message, actions) {
  const image = h("img", { src: message.photo, alt: message.caption || "Photo", loading: "eager" });
  const open = button("photo", { "aria-label": "Enlarge photo", on: { click: () => actions.enlarge(message, open) } }, image);
  return open;
}

function contactCard(contact) {
  return h("div", { class: "tile" }, avatar(contact.first_name || "?"),
    h("div", {}, h("strong", { dir: "auto" }, contact.first_name || "Contact"), h("div", {}, contact.phone_number.replace(/^(?=\d)/u, "+"))));
}

function attachmentTile({ kind, document: file, document_name: fileName }) {
  const [name, label] = ATTACHMENTS[kind];
  const title = file ? h("a", { href: file, download: fileName || true, dir: "auto" }, fileName || label) : h("strong", {}, label);
  return h("div", { class: "tile" }, h("span", { class: "tile-icon" }, icon(name)), h("div", {}, title));
}

function moreButton(message, actions) {
  const more = button("more", { "aria-label": "Message options", "aria-haspopup": "menu", tabindex: "-1", on: { click: () => actions.menu(message, more) } }, icon("dots"));
  return more;
}

function inlineKeyboard(message, actions) {
  const rows = (message.buttons ?? []).filter((row) => row.length > 0);
  if (rows.length === 0) return null;
  return h("div", { class: "inline-keyboard", role: "group", "aria-label": "Buttons of this message" },
    ...rows.map((row) => h("div", { class: "keys" }, ...row.map((key) => inlineKey(message, key, actions)))));
}

function inlineKey(message, key, actions) {
  const className = `key ${["primary", "success", "danger"].includes(key.style) ? key.style : ""}`.trim();
  const label = h("span", { dir: "auto" }, key.text);
  if (key.url) return link(key.url, [label, icon("link")], actions, className);
  if (key.copy_text) return button(className, { on: { click: () => actions.copy(key.copy_text) } }, label, icon("copy"));
  const control = button(className, { on: { click: () => actions.tap(message, key, control) } }, label);
  return control;
}

const LONG_PRESS = 450;

// A right click, the menu key, or a long press. iOS sends no contextmenu event, so a touch is timed here.
function listenForMenu(bubble, message, actions) {
  let timer = 0;
  const open = (event) => actions.menu(message, bubble.parentElement.querySelector(".more"), { x: event.clientX, y: event.clientY });
  const cancel = () => clearTimeout(timer);
  bubble.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a")) return;
    event.preventDefault();
    cancel();
    open(event);
  });
  bubble.addEventListener("pointerdown", (event) => {
    cancel();
    if (event.pointerType === "touch") timer = setTimeout(() => open(event), LONG_PRESS);
  });
  for (const type of ["pointerup", "pointercancel", "pointermove", "pointerleave"]) bubble.addEventListener(type, cancel);
}
