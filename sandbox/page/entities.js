// Text with Bot API entities -> DOM nodes. Offsets and lengths are UTF-16 code units, which is what JavaScript counts too.
// https://core.telegram.org/bots/api#messageentity

import { h } from "./dom.js";

const PLAIN_TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const LINK_SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);
const LINKED = new Set(["url", "text_link", "email", "phone_number", "bot_command", "mention", "hashtag", "cashtag", "code", "pre"]);

// What Telegram's servers link by themselves. Top-level domains are only the commonest: enough to read a chat.
const FOUND = new RegExp(
  [
    "(?<email>[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)",
    "(?<url>https?://[^\\s<>\"]+|(?<![\\w@.])(?:[a-z0-9-]+\\.)+(?:com|org|net|info|uk|io|dev|app|me|eu|pl|de|fr)\\b(?:/[^\\s<>\"]*)?)",
    "(?<bot_command>(?<![^\\s(])/[a-z0-9_]{1,32}(?:@\\w+)?(?![\\w/]))",
  ].join("|"),
  "giu",
);

/**
 * @param {string} text
 * @param {Object[]} entities of the Bot API
 * @param {{command: function(string), link: function(URL): boolean}} actions `command` sends a tapped command; `link` returns
 *   true where it dealt with an address itself
 * @returns {DocumentFragment}
 */
export function richText(text, entities, actions) {
  const valid = (entities ?? []).filter(({ offset, length }) => offset >= 0 && length > 0 && offset < text.length);
  const all = [...valid, ...found(text, valid)].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const fragment = document.createDocumentFragment();
  fragment.append(...nodes(text, 0, text.length, all, actions));
  return fragment;
}

function found(text, entities) {
  const taken = entities.filter(({ type }) => LINKED.has(type));
  const free = (from, to) => taken.every(({ offset, length }) => to <= offset || from >= offset + length);
  const extra = [];
  for (const match of text.matchAll(FOUND)) {
    const type = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
    const length = match[0].replace(/[.,;:!?)\]]+$/u, "").length;
    if (free(match.index, match.index + length)) extra.push({ type, offset: match.index, length });
  }
  return extra;
}

// `entities` are sorted by offset, longer first. One that sticks out of its parent is cut at the parent's end; the rest follows.
function nodes(text, from, to, entities, actions) {
  const result = [];
  const queue = [...entities];
  let at = from;
  while (queue.length > 0) {
    const entity = queue.shift();
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (end <= start) continue;
    if (start > at) result.push(plain(text.slice(at, start), result.at(-1)));
    const inside = [];
    const after = [];
    for (const other of queue) {
      const otherEnd = other.offset + other.length;
      if (other.offset >= end) {
        after.push(other);
      } else {
        inside.push({ ...other, length: Math.min(otherEnd, end) - other.offset });
        if (otherEnd > end) after.push({ ...other, offset: end, length: otherEnd - end });
      }
    }
    result.push(wrap(entity, text.slice(start, end), nodes(text, start, end, inside, actions), actions));
    at = end;
    queue.splice(0, queue.length, ...after.sort((a, b) => a.offset - b.offset || b.length - a.length));
  }
  if (at < to) result.push(plain(text.slice(at, to), result.at(-1)));
  return result;
}

// A block ends its line by itself: the line break after it would show as an empty line.
function plain(text, before) {
  const block = ["BLOCKQUOTE", "PRE"].includes(before?.nodeName);
  return document.createTextNode(block ? text.replace(/^\n/u, "") : text);
}

function wrap(entity, text, children, actions) {
  switch (entity.type) {
    case "text_link":
      return link(entity.url, children, actions);
    case "url":
      return link(/^[a-z][a-z0-9+.-]*:/iu.test(text) && !/^[^/]+:\d/u.test(text) ? text : `https://${text}`, children, actions);
    case "email":
      return link(`mailto:${text}`, children, actions);
    case "phone_number":
      return link(`tel:${text.replace(/[^+\d]/gu, "")}`, children, actions);
    case "bot_command":
      return h("button", { type: "button", class: "text-link", on: { click: () => actions.command(text) } }, ...children);
    case "pre":
      return h("pre", {}, h("code", {}, ...children));
    case "spoiler":
      return spoiler(children);
    case "mention":
    case "hashtag":
    case "cashtag":
    case "text_mention":
      return h("span", { class: "text-link" }, ...children);
    default:
      return h(PLAIN_TAGS[entity.type] ?? "span", {}, ...children);
  }
}

/** The address as a URL where a tap may follow it (web, mail, phone), otherwise null: "javascript:" and its like stay text. */
export function safeUrl(address) {
  try {
    const url = new URL(address);
    return LINK_SCHEMES.has(url.protocol) ? url : null;
  } catch {
    return null;
  }
}

/** A link that opens a new tab, unless `actions.link` deals with it; plain text where the address is not safe to follow. */
export function link(address, children, actions, className = "text-link") {
  const url = safeUrl(address);
  if (!url) return h("span", { class: className }, ...children);
  const follow = (event) => {
    if (actions.link(url)) event.preventDefault();
  };
  return h("a", { class: className, href: url.href, target: "_blank", rel: "noopener noreferrer", on: { click: follow } }, ...children);
}

function spoiler(children) {
  const show = () => {
    element.classList.add("shown");
    element.removeAttribute("role");
    element.removeAttribute("tabindex");
    element.removeAttribute("aria-label");
  };
  const keys = (event) => {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      show();
    }
  };
  const element = h("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text: show", on: { click: show, keydown: keys } },
    h("span", { class: "spoiler-text" }, ...children));
  return element;
}
