// What lies on top of a phone: dialogs, toasts, menus, a photo at full size.

import { button, h, icon } from "./dom.js";

/**
 * Ask over one phone. Resolves to true for the confirming button, false for cancel or Escape.
 *
 * @param {HTMLElement} phone the dialog is laid over this element
 * @param {{title?: string, text: string, yes: string, no?: string}} words without `no` there is only one button
 */
export function ask(phone, { title, text, yes, no }) {
  return new Promise((resolve) => {
    const heading = title && h("h2", { id: "dialog-title" }, title);
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": title ? "dialog-title" : "dialog-text", "aria-describedby": "dialog-text" },
      heading,
      h("p", { id: "dialog-text", dir: "auto" }, text),
      h("div", { class: "dialog-buttons" },
        no && button("plain", { on: { click: () => dialog.close("no") } }, no),
        button("plain", { autofocus: true, on: { click: () => dialog.close("yes") } }, yes)));
    show(dialog, phone, () => resolve(dialog.returnValue === "yes"));
  });
}

/** Ask for a line of text. Resolves to the text, or null where it was cancelled. */
export function askText(phone, { title, text, label, value, yes }) {
  return new Promise((resolve) => {
    const field = h("input", { id: "dialog-field", value, autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
    const submit = (event) => {
      event.preventDefault();
      dialog.close("yes");
    };
    const dialog = h("dialog", { class: "dialog", "aria-labelledby": "dialog-title", "aria-describedby": "dialog-text" },
      h("h2", { id: "dialog-title" }, title),
      h("p", { id: "dialog-text" }, text),
      h("form", { on: { submit } },
        h("label", { for: "dialog-field" }, label),
        field,
        h("div", { class: "dialog-buttons" },
          button("plain", { on: { click: () => dialog.close("no") } }, "Cancel"),
          h("button", { type: "submit", class: "plain" }, yes))));
    show(dialog, phone, () => resolve(dialog.returnValue === "yes" ? field.value.trim() : null));
  });
}

/** Show a photo over the whole window. */
export function enlarge(message, opener) {
  const dialog = h("dialog", { class: "lightbox", "aria-label": "Photo" },
    button("round", { "aria-label": "Close photo", autofocus: true, on: { click: () => dialog.close() } }, icon("close")),
    h("img", { src: message.photo, alt: message.caption || "Photo" }));
  dialog.addEventListener("click", () => dialog.close());
  show(dialog, null, () => opener.focus());
}

function show(dialog, phone, done) {
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    done();
  });
  if (phone) {
    // Styles set by script are allowed where style attributes in markup are not (Content-Security-Policy: style-src).
    const { left, width } = phone.getBoundingClientRect();
    dialog.style.setProperty("--left", `${left + width / 2}px`);
    dialog.style.setProperty("--width", `${Math.min(width - 48, 320)}px`);
  }
  dialog.showModal();
}

/** The place for toasts of one phone. They go away by themselves; screen readers are told at their own pace. */
export class Toasts {
  constructor() {
    this.element = h("div", { class: "toasts", role: "status", "aria-live": "polite" });
  }

  say(text) {
    const toast = h("p", { class: "toast", dir: "auto" }, text);
    this.element.replaceChildren(toast);
    // Longer words stay longer: about fifteen characters a second, three seconds at least.
    setTimeout(() => toast.remove(), Math.max(3000, text.length * 65));
  }
}

/**
 * A menu beside the control that opened it. Arrow keys move, Escape closes, and the focus goes back to the opener.
 *
 * @param {HTMLElement} phone the menu is placed inside this element
 * @param {HTMLElement} opener
 * @param {{label: string, icon: string, act: function(), danger?: boolean}[]} items
 * @param {{x: number, y: number}} [at] where a finger or mouse was, in the window
 */
export function openMenu(phone, opener, items, at) {
  phone.querySelector(":scope > .menu")?.closeMenu(false);
  const menu = h("div", { class: "menu", role: "menu" },
    ...items.map(({ label, icon: name, act, danger }) => button(danger ? "danger-item" : "", {
      role: "menuitem",
      on: {
        click: () => {
          close(false);
          act();
        },
      },
    }, icon(name), label)));
  const outside = (event) => {
    if (!menu.contains(event.target)) close(false);
  };
  const close = (restore) => {
    document.removeEventListener("pointerdown", outside, true);
    opener.removeAttribute("aria-expanded");
    menu.remove();
    if (restore) opener.focus();
  };
  menu.closeMenu = close;
  menu.addEventListener("keydown", (event) => {
    const all = [...menu.children];
    const index = all.indexOf(document.activeElement);
    const moves = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: all.length - 1 };
    if (event.key in moves) {
      event.preventDefault();
      all.at(moves[event.key] % all.length).focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      close(true);
    }
  });
  document.addEventListener("pointerdown", outside, true);
  phone.append(menu);
  opener.setAttribute("aria-expanded", "true");
  const frame = phone.getBoundingClientRect();
  const from = opener.getBoundingClientRect();
  const { x, y } = at && (at.x || at.y) ? at : { x: from.left, y: from.bottom + 4 };
  const left = Math.min(Math.max(x - frame.left, 8), frame.width - menu.offsetWidth - 8);
  const top = Math.min(Math.max(y - frame.top, 8), frame.height - menu.offsetHeight - 8);
  menu.style.setProperty("left", `${left}px`);
  menu.style.setProperty("top", `${top}px`);
  menu.firstChild.focus();
}
