// The page: one phone per person in the address, the staff's group if there is one, and the agent's pane beside them (behind
// tabs on a narrow screen).

import { AgentPane } from "./leads_pane.js";
import { button, h, hidden } from "./dom.js";
import { hint } from "./hint.js";
import { request } from "./live.js";
import { Phone } from "./phone.js";

const group = await request("/page/group").catch(() => null);
const MOST = group ? 3 : 4; // a stream each, one for the group and the agent, one left for requests: a browser opens six connections per host
const NAMES = ["alex", "ash", "charlie", "jo", "kim", "lee", "robin", "sam"];

const address = new URL(window.location.href);
const people = readPeople();
const language = address.searchParams.get("language") ?? "";
const wide = matchMedia("(min-width: 900px)");

function readPeople() {
  const slugs = (address.searchParams.get("person") ?? "").toLowerCase().split(",")
    .map((slug) => slug.trim().replace(/[^a-z0-9_-]/gu, "").replace(/^[_-]+/u, "").slice(0, 40)).filter(Boolean);
  const known = [...new Set(slugs)].slice(0, MOST);
  if (known.length > 0) return known;
  const stranger = newcomer();
  address.searchParams.set("person", stranger);
  // In the address, so that a reload finds the same person again.
  window.history.replaceState(null, "", address);
  return [stranger];
}

function newcomer() {
  const name = NAMES[Math.floor(Math.random() * NAMES.length)];
  return `${name}-${100 + Math.floor(Math.random() * 900)}`;
}

const start = address.searchParams.get("start") ?? undefined;
const waiting = new Set(start === undefined ? [] : people);

// Once everybody has pressed START, a reload should not ask again.
function started(slug) {
  waiting.delete(slug);
  if (waiting.size > 0 || !address.searchParams.has("start")) return;
  address.searchParams.delete("start");
  window.history.replaceState(null, "", address);
}

const panels = people.map((slug) => {
  const count = h("span", { class: "count" });
  const phone = new Phone(slug, {
    start,
    language,
    onStarted: () => started(slug),
    onBotName: (name) => {
      document.title = name ? `${name} – sandbox chat` : "Sandbox chat";
    },
    onCampaign: (code) => newcomers.suggest(code),
    onUnread: (unread) => {
      count.textContent = unread > 0 ? String(unread) : "";
    },
  });
  return { name: people.length === 1 ? "Chat" : slug, element: phone.element, count, phone };
});
if (group) {
  const count = h("span", { class: "count" });
  const phone = new Phone(group.person, {
    group: group.title,
    onStarted() {},
    onBotName() {},
    onCampaign() {},
    onUnread: (unread) => {
      count.textContent = unread > 0 ? String(unread) : "";
    },
  });
  panels.push({ name: "Staff", element: phone.element, count, phone });
}
const agentCount = h("span", { class: "count" });
const agent = new AgentPane((leads) => {
  agentCount.replaceChildren(leads > 0 ? String(leads) : "", leads > 0 ? hidden(leads === 1 ? " lead" : " leads") : "");
});
panels.push({ name: "For the agent", element: agent.element, count: agentCount });

const newcomers = hint({ people, staffed: group !== null, newcomer, language, write: (text) => panels[0].phone.write(text) });
let chosen = 0;

function choose(index, focus = false) {
  chosen = index;
  panels.forEach(({ element, tab, phone }, other) => {
    const active = other === index;
    tab.setAttribute("aria-selected", String(active));
    tab.setAttribute("tabindex", active ? "0" : "-1");
    element.hidden = !wide.matches && !active;
    if (wide.matches) element.removeAttribute("role");
    else element.setAttribute("role", "tabpanel");
    if (!element.hidden) phone?.shown();
  });
  if (focus) panels[index].tab.focus();
}

panels.forEach((panel, index) => {
  panel.element.id = `panel-${index}`;
  panel.tab = button("tab", { role: "tab", id: `tab-${index}`, "aria-controls": panel.element.id, on: { click: () => choose(index) } }, h("span", {}, panel.name), panel.count);
});
const tabs = h("nav", {
  class: "tabs", role: "tablist", "aria-label": "Views",
  on: {
    keydown: (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) choose((chosen + step + panels.length) % panels.length, true);
    },
  },
}, ...panels.map(({ tab }) => tab));

document.getElementById("app").append(
  tabs,
  ...newcomers.elements,
  h("main", { class: "stage" }, h("div", { class: "phones", "data-count": String(panels.length - 1) }, ...panels.slice(0, -1).map(({ element }) => element)), agent.element),
);
wide.addEventListener("change", () => choose(chosen));
choose(0);
for (const { phone } of panels) phone?.connect();
agent.connect();
