// The pane for the agent: what the Lead API received, and the switches for faults.

import { button, h, icon, scrolling } from "./dom.js";
import { FaultSwitches } from "./faults.js";
import { Live } from "./live.js";

const LABELS = {
  email: "Email", gdpr_checkbox: "Consent (GDPR)", host: "Page or host", international: "International", meta: "Particulars (meta)",
  office_id: "Office", utm_campaign: "UTM campaign", utm_content: "UTM content", utm_medium: "UTM medium", utm_source: "UTM source", utm_term: "UTM term",
};
const ESTIMATE = /^(?:minimum|average|maximum)_(sale|rent)_estimation$/u;

export class AgentPane {
  /** @param {function(number)} onLeads told how many leads there are */
  constructor(onLeads) {
    this.onLeads = onLeads;
    this.leads = new Map(); // seq -> lead
    this.list = h("div", { class: "leads", role: "log", "aria-label": "Leads, newest first", "aria-live": "polite" });
    this.total = h("p", { class: "lead-total" });
    this.switches = new FaultSwitches();
    this.offline = h("p", { class: "banner", role: "alert", hidden: true }, "Connection lost. Trying again…");
    this.element = h("aside", { class: "agent", "aria-label": "For the agent" },
      h("header", { class: "agent-header" }, h("h1", {}, "For the agent"), this.total,
        button("plain", { on: { click: () => this.switches.element.scrollIntoView({ behavior: scrolling() }) } }, "Make something go wrong")),
      this.offline,
      this.switches.notice,
      h("section", { class: "agent-section", "aria-labelledby": "leads-title" },
        h("h2", { id: "leads-title" }, "Leads received"),
        h("p", { class: "explain" }, "What the agency's Lead API was sent, newest first."),
        this.list),
      this.switches.element);
    this.live = new Live({
      snapshot: "/page/agent",
      events: "/page/agent/events",
      onSnapshot: (snapshot) => this.#snapshot(snapshot),
      onEvent: (event) => this.#event(event),
      onOnline: (online) => {
        this.offline.hidden = online;
      },
    });
  }

  connect() {
    this.live.start();
  }

  #snapshot({ leads, faults }) {
    this.leads = new Map(leads.map((lead) => [lead.seq, lead]));
    this.switches.show(faults);
    this.#draw();
  }

  #event(event) {
    if (event.type === "lead") {
      this.leads.set(event.lead.seq, event.lead);
      this.#draw();
    } else if (event.type === "faults") {
      this.switches.show(event.faults);
    }
  }

  #draw() {
    const all = numbered([...this.leads.values()].sort((a, b) => a.seq - b.seq));
    const known = new Map([...this.list.children].map((card) => [card.dataset.json, card]));
    const cards = [...all].reverse().map((lead) => {
      const json = JSON.stringify(lead);
      return known.get(json) ?? leadCard(lead, json);
    });
    if (cards.length > 0) this.list.replaceChildren(...cards);
    else this.list.replaceChildren(h("p", { class: "nothing" }, "Nothing yet. A lead appears here once somebody has answered the bot's questions and agreed."));
    this.#unfold(cards[0]);
    const accepted = all.filter((lead) => lead.accepted && !lead.acceptedBefore).length;
    this.total.textContent = all.length === 0 ? "" : `${counted(accepted, "lead")} accepted, ${counted(all.length, "request")}`;
    this.onLeads(Math.max(0, ...all.map(({ number }) => number)));
  }

  // The newest card is open, and the one before it folds away again, unless somebody opened or closed either by hand.
  #unfold(newest) {
    if (newest === this.newest) return;
    const before = this.newest?.querySelector("details[data-by-itself]");
    if (before) before.open = false;
    this.newest = newest;
    if (newest) newest.querySelector("details").open = true;
  }
}

// Number the leads, oldest first. Requests with one reference are attempts at one lead.
function numbered(requests) {
  const leads = new Map(); // seq of the first request with the reference -> {number, attempts, accepted}
  return requests.map((request) => {
    const first = request.repeat_of ?? request.seq;
    if (!leads.has(first)) leads.set(first, { number: leads.size + 1, attempts: 0, accepted: 0 });
    const lead = leads.get(first);
    lead.attempts += 1;
    const acceptedBefore = lead.accepted;
    if (request.accepted && !lead.accepted) lead.accepted = lead.attempts;
    return { ...request, number: lead.number, attempt: lead.attempts, acceptedBefore };
  });
}

function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function repeatSentence({ attempt, acceptedBefore }) {
  return acceptedBefore
    ? `Attempt ${attempt}, a repeat: attempt ${acceptedBefore} was accepted under the same reference. One person, one lead.`
    : `Attempt ${attempt}, under the same reference.`;
}

function leadCard(lead, json) {
  const reason = lead.accepted ? "" : refusal(lead);
  const name = [lead.payload?.title, lead.payload?.first_name, lead.payload?.last_name].filter((part) => typeof part === "string").join(" ");
  const title = lead.attempt > 1 ? `Lead ${lead.number}, attempt ${lead.attempt}` : `Lead ${lead.number}`;
  const particulars = h("details", { "data-by-itself": "" },
    h("summary", { on: { click: () => particulars.removeAttribute("data-by-itself") } }, "Particulars"), table("What was sent", lead.payload), answer(lead));
  return h("article", { class: `lead ${lead.accepted ? "accepted" : "refused"}`, "data-json": json, "data-seq": lead.seq, "aria-label": title },
    h("header", {},
      h("h3", {}, `Lead ${lead.number}`, name && h("span", { class: "lead-name", dir: "auto" }, ` ${name}`)),
      h("span", { class: "lead-time" }, when(lead.received_at)),
      h("span", { class: "badge" }, standing(lead))),
    reason && h("p", { class: "reason", dir: "auto" }, icon("warning"), reason),
    lead.attempt > 1 && h("p", { class: "repeat" }, icon("copy"), repeatSentence(lead)),
    particulars,
    h("details", {}, h("summary", {}, "As JSON"), h("pre", {}, JSON.stringify({ payload: lead.payload, response: lead.response }, null, 2))));
}

function answer({ response }) {
  if (!isObject(response)) return h("div", { class: "answer" }, h("h4", {}, "What was answered"), h("pre", {}, String(response)));
  const estimates = Object.keys(response).some((key) => ESTIMATE.test(key));
  return h("div", { class: "answer" }, table("What was answered", response), estimates && h("p", { class: "ribbon" }, "Made-up figures from the sandbox"));
}

function table(title, value) {
  if (!isObject(value)) return h("div", {}, h("h4", {}, title), h("pre", {}, typeof value === "string" ? value : JSON.stringify(value)));
  return h("table", {}, h("caption", {}, title), h("tbody", {},
    ...Object.entries(value).map(([key, entry]) => h("tr", {}, h("th", { scope: "row", title: key }, label(key)), h("td", { dir: "auto" }, ...shown(key, entry))))));
}

function shown(key, value) {
  const estimate = ESTIMATE.exec(key);
  if (estimate && typeof value === "number") return [`£${value.toLocaleString("en-GB")}${estimate[1] === "rent" ? " per month" : ""}`];
  if (value === true) return ["yes"];
  if (value === false) return ["no"];
  if (value === null) return [h("em", {}, "none")];
  if (Array.isArray(value)) return [h("ul", {}, ...value.map((item) => h("li", {}, ...shown("", item))))];
  if (isObject(value)) {
    return [h("dl", {}, ...Object.entries(value).flatMap(([name, entry]) => [h("dt", {}, name), h("dd", { dir: "auto" }, ...shown("", entry))]))];
  }
  return [String(value)];
}

function label(key) {
  if (key in LABELS) return LABELS[key];
  const words = key.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function standing({ accepted, status }) {
  if (accepted) return status === null ? "Accepted, answer lost" : `Accepted ${status}`;
  if (status === null) return "Not received";
  return status === 200 ? "Not counted" : `Refused ${status}`;
}

// The guide says "a reason for failure" and no more; whatever shape it has, show its words.
function refusal({ response, status }) {
  if (typeof response === "string") return status === 200 ? "The answer was a web page, not the Lead API's." : response;
  const fields = isObject(response?.errors) ? Object.values(response.errors).flat() : [];
  const words = fields.length > 0 ? fields.join(" ") : response?.message ?? response?.error;
  return typeof words === "string" && words ? words : `Status ${status}, no reason given.`;
}

// Unix seconds or an ISO date, in the reader's own time zone.
function when(time) {
  const date = typeof time === "number" ? new Date(time * 1000) : new Date(time);
  return Number.isNaN(date.getTime()) ? String(time ?? "") : date.toLocaleTimeString([], { hour12: false });
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
