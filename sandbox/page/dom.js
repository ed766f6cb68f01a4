// The one place that makes elements. Children that are strings become text nodes, so nothing that comes from a server
// can turn into markup.

/**
 * Make an HTML element.
 *
 * @param {string} tag
 * @param {Object<string, *>} [props] `class` and other attributes; `on` maps event names to listeners; `false`, `null` and
 *   `undefined` leave an attribute out, `true` sets it empty.
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  setProps(element, props);
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function setProps(element, props) {
  for (const [name, value] of Object.entries(props)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
}

/** A button of type "button" (never a form's submit), with the given class. */
export function button(className, props, ...children) {
  return h("button", { type: "button", class: className, ...props }, ...children);
}

/** Text for screen readers only. */
export function hidden(text) {
  return h("span", { class: "visually-hidden" }, text);
}

const SVG = "http://www.w3.org/2000/svg";

// Line drawings on a 24 by 24 grid: one list of path data per icon.
const PATHS = {
  attach: ["M20 11.5l-8 8a5 5 0 0 1-7-7l8.5-8.5a3.4 3.4 0 0 1 4.8 4.8L10 17a1.7 1.7 0 0 1-2.4-2.4l7.4-7.4"],
  block: ["M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z", "M5.7 5.7l12.6 12.6"],
  clock: ["M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16z", "M12 8v4l3 2"],
  close: ["M6 6l12 12", "M18 6L6 18"],
  commands: ["M5 7h14", "M5 12h14", "M5 17h9"],
  contact: ["M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8z", "M4 21c0-4 3.6-6 8-6s8 2 8 6"],
  copy: ["M9 9h11v11H9z", "M5 15H4V4h11v1"],
  document: ["M6 3h8l4 4v14H6z", "M14 3v4h4", "M9 13h6", "M9 17h6"],
  dots: ["M12 5v.01", "M12 12v.01", "M12 19v.01"],
  down: ["M6 9l6 6l6-6"],
  edit: ["M4 20l1-4L16 5l3 3L8 19z", "M14 7l3 3"],
  keyboard: ["M4 5h7v6H4z", "M13 5h7v6h-7z", "M4 13h7v6H4z", "M13 13h7v6h-7z"],
  link: ["M7 17L17 7", "M9 7h8v8"],
  location: ["M12 21c-4-5-7-8-7-11.5a7 7 0 0 1 14 0C19 13 16 16 12 21z", "M12 7.5a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 1 0 0-4.4z"],
  photo: ["M3 6h18v13H3z", "M3 16l5-5l4 4l3-3l6 5", "M15.5 9v.01"],
  poll: ["M5 20V10", "M12 20V4", "M19 20v-7"],
  send: ["M4 12l16-8l-5 16l-3-6z", "M12 14l8-10"],
  sticker: ["M12 3a9 9 0 1 0 9 9c-5 0-9-4-9-9z", "M12 3c4 1 8 5 9 9", "M8 11v.01", "M8 15c1.5 1.5 3.5 2 5.5 1.5"],
  tick: ["M5 12.5l4.5 4.5L19 7"],
  ticks: ["M2 12.5L6.5 17L16 7", "M11 16l1 1L21.5 7"],
  trash: ["M5 7h14", "M9 7V4h6v3", "M7 7l1 13h8l1-13"],
  video: ["M3 7h12v10H3z", "M15 11l6-3v8l-6-3z"],
  voice: ["M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3z", "M6 11a6 6 0 0 0 12 0", "M12 17v4"],
  warning: ["M12 4l9 16H3z", "M12 10v4", "M12 17v.01"],
};

/** A decorative icon by name; screen readers skip it. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  for (const data of PATHS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", data);
    svg.append(path);
  }
  return svg;
}

/** Up to two initials of a name, by whole characters. */
export function initials(name) {
  const words = name.split(/[\s-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return words.slice(0, 2).map((word) => [...word][0].toUpperCase()).join("") || "?";
}

/** A round avatar: a picture, or initials on one of eight colours, always the same for the same name. */
export function avatar(name, picture) {
  if (picture) return h("img", { class: "avatar", src: picture, alt: "" });
  const hue = [...name].reduce((sum, character) => (sum * 31 + character.codePointAt(0)) % 997, 7) % 8;
  return h("span", { class: `avatar hue-${hue}`, "aria-hidden": "true" }, initials(name));
}

/** How to scroll: without movement where the person asked for less of it. */
export function scrolling() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
}
