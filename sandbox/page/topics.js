// The topics of a group, as tabs above its log. Without a group there is nothing to see.

import { button, h } from "./dom.js";

const GENERAL = { id: 0, title: "General", closed: false };

export class Topics {
  /** @param {function()?} changed called when another topic is chosen; `null` without a group */
  constructor(changed) {
    this.changed = changed;
    this.chosen = GENERAL.id;
    this.list = [];
    this.counts = new Map(); // id -> messages that came while another topic was shown
    this.element = h("nav", { class: "topics", "aria-label": "Topics", hidden: true });
  }

  /** Show these topics; one that is gone is left. */
  show(topics) {
    this.list = this.changed ? [GENERAL, ...topics] : [];
    if (!topics.some(({ id }) => id === this.chosen) && this.chosen !== GENERAL.id) this.#choose(GENERAL.id);
    else this.#draw();
  }

  /** A message came in a topic that is not shown. */
  unread(id) {
    this.counts.set(id, (this.counts.get(id) ?? 0) + 1);
    this.#draw();
  }

  #choose(id) {
    this.chosen = id;
    this.counts.delete(id);
    this.#draw();
    this.changed();
  }

  #draw() {
    const focused = document.activeElement?.closest(".topics") === this.element ? document.activeElement.dataset.topic : undefined;
    this.element.hidden = this.list.length < 2;
    this.element.replaceChildren(...this.list.map(({ id, title, closed }) => button("topic", {
      "data-topic": String(id), "aria-pressed": String(id === this.chosen), on: { click: () => this.#choose(id) },
    }, h("span", { dir: "auto" }, closed ? `${title} (closed)` : title), h("span", { class: "count" }, this.counts.has(id) ? String(this.counts.get(id)) : ""))));
    if (focused !== undefined) this.element.querySelector(`[data-topic="${focused}"]`)?.focus();
  }
}
