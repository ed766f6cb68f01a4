// Switches for what may go wrong at the two servers, each with a sentence on what to expect.

import { button, h, icon } from "./dom.js";
import { request } from "./live.js";

const SERVERS = {
  lead_api: {
    title: "Lead API",
    modes: [
      ["none", "Works", "Leads are checked against the guide and answered with an estimate."],
      ["slow", "Slow", "Answers late. The homeowner is told that it is being worked out; other chats go on meanwhile."],
      ["unavailable", "Away (503)", "The lead is kept and tried again. The estimate comes by itself once this is off."],
      ["error", "Broken (500)", "As when it is away: the lead waits, the homeowner is told, and it is tried again."],
      ["busy", "Busy (429)", "Asks for a pause. The bot waits that long, then sends the lead again."],
      ["drop_before", "Line cut before it arrives", "The lead never arrives and is sent again: one lead in the end."],
      ["drop_after", "Line cut after it arrived", "The lead arrives, the answer is lost. It is looked up and not sent again; if it cannot be looked up (below), it is, and the repeat is marked here."],
      ["reject", "Refuses a field (422)", "The homeowner is asked for that answer again, then for consent again."],
      ["no_estimate", "No estimate", "The lead counts, without figures. The homeowner hears that it was received; no figure is invented."],
      ["garbage", "Garbage (200)", "A proxy's web page instead of an answer. It does not count as received; the lead is tried again."],
      ["key_refused", "Key refused (401)", "Leads wait and nothing is lost. They go out by themselves once the key works."],
      ["conflict", "Knows a repeat (409)", "Refuses a lead whose reference it has already. The bot takes that for delivered."],
      ["refused_inside", "Refusal inside a 200", "Says in a 200 that the lead was not created, or not updated. It is set aside for the agency's team, once."],
      ["firewall", "Firewall (403)", "Refuses leads with ../ in them, and no others. After three refusals such a lead is set aside; the others go on."],
    ],
    select: {
      reject: ["field", "Field", ["first_name", "last_name", "email", "phone", "address", "postcode", "property_bedrooms", "property_type"]],
      no_estimate: ["variant", "Figures are", ["null", "zero", "missing"]],
    },
  },
  telegram: {
    title: "Telegram",
    modes: [
      ["none", "Works", "Messages and taps travel at once."],
      ["slow", "Slow", "The bot's calls take their time. Answers come late, in order."],
      ["busy", "Too many requests (429)", "Telegram asks for a pause. Answers come after it, each once."],
      ["error", "Broken (500)", "Calls fail. The bot tries again; answers come once this is off."],
      ["drop_before", "Line cut before acting", "A message is not sent and is tried again: you see it once."],
      ["drop_after", "Line cut after acting", "A message is sent, but the bot does not know. You may see it twice; either copy's buttons do no harm."],
      ["garbage", "A page instead of an answer", "Something on the way answers 200 for Telegram, which has acted. You may see a message twice."],
      ["blocked", "Blocked (403)", "As if everybody had blocked the bot. It stops writing and waits for them to come back."],
    ],
    select: {
      "*": ["method", "Bot API method", ["", "getUpdates", "sendMessage", "sendPhoto", "editMessageText", "answerCallbackQuery", "sendChatAction"]],
    },
  },
};
// What the vendor's pages leave open about leads that were made. None of it is a fault.
const ACCOUNT = [
  ["look_up", "Looking leads up", [["works", "shows all of a lead"], ["without_estimate", "shows no estimate"], ["without_meta", "hides meta"], ["refused", "is refused"]]],
  ["lag", "A new lead shows after", [[0, "no time"], [10, "10 seconds"], [30, "30 seconds"], [60, "60 seconds"]]],
  ["others", "Other leads of the person", [[false, "none"], [true, "one from elsewhere"]]],
  ["update", "An update", [["merges", "merges meta"], ["replaces", "replaces meta"], ["refused", "is refused"]]],
  ["id_in", "A lead's number stands in", [["data", "data"], ["top", "the answer itself"], ["lead", "lead"], ["nowhere", "no place"]]],
];
const TIMED = { slow: "Seconds it takes", busy: "Seconds to wait" };

export class FaultSwitches {
  constructor() {
    this.faults = null;
    this.saving = Promise.resolve();
    this.notice = h("p", { class: "fault-notice", role: "status", hidden: true });
    this.forms = Object.fromEntries(Object.keys(SERVERS).map((server) => [server, h("div", { class: "fault-form" })]));
    this.radios = {};
    this.choices = {};
    this.extras = {};
    this.choicesOfAccount = new Map();
    this.failed = h("p", { class: "reason", role: "alert", hidden: true });
    for (const server of Object.keys(SERVERS)) this.#build(server);
    this.element = h("section", { class: "agent-section", "aria-labelledby": "faults-title" },
      h("h2", { id: "faults-title" }, "Make something go wrong"),
      h("p", { class: "explain" }, "Switch a fault on and watch the chat. It works at once and for everybody on this sandbox."),
      this.failed,
      ...Object.values(this.forms),
      this.#account());
  }

  /** Show the switches as the sandbox has them. */
  show(faults) {
    this.faults = faults;
    for (const [name, , options] of ACCOUNT) this.choicesOfAccount.get(name).value = String(options.findIndex(([value]) => value === faults.account[name]));
    const on = [];
    for (const [server, { title, modes }] of Object.entries(SERVERS)) {
      const fault = faults[server];
      this.radios[server].get(fault.mode).checked = true;
      this.#drawExtras(server, fault);
      if (fault.mode !== "none") on.push(`${title}: ${modes.find(([mode]) => mode === fault.mode)[1].toLowerCase()}`);
    }
    this.notice.hidden = on.length === 0;
    if (on.length > 0) {
      this.notice.replaceChildren(icon("warning"), h("span", {}, on.join(" · ")), button("plain", { on: { click: () => this.#allOff() } }, "Switch off"));
    }
  }

  // How the account behaves once leads are made.
  #account() {
    const choices = ACCOUNT.map(([name, label, options]) => {
      const id = `account-${name}`;
      const change = (event) => this.#save("account", { [name]: options[event.target.value][0] });
      const select = h("select", { id, on: { change } }, ...options.map(([, said], index) => h("option", { value: String(index) }, said)));
      this.choicesOfAccount.set(name, select);
      return h("p", {}, h("label", { for: id }, label), select);
    });
    return h("div", { class: "fault-form" }, h("fieldset", {}, h("legend", {}, "The account's leads"), h("div", { class: "fault-extras" }, ...choices)));
  }

  #build(server) {
    const { title, modes } = SERVERS[server];
    this.radios[server] = new Map();
    this.extras[server] = h("div", { class: "fault-extras" });
    const choices = modes.map(([mode, name, sentence]) => {
      const radio = h("input", { type: "radio", name: `fault-${server}`, id: `fault-${server}-${mode}`, value: mode, "aria-describedby": `fault-${server}-${mode}-says`,
        on: { change: () => this.#save(server, { mode }) } });
      this.radios[server].set(mode, radio);
      return h("div", { class: "fault" }, radio, h("div", {}, h("label", { for: radio.id }, name), h("p", { id: `${radio.id}-says` }, sentence)));
    });
    const list = h("fieldset", {}, h("legend", {}, title), ...choices);
    this.forms[server].append(list);
    this.choices[server] = new Map(modes.map(([mode], index) => [mode, choices[index]]));
  }

  // The particulars stand under the fault that they belong to.
  #drawExtras(server, fault) {
    const extras = this.extras[server];
    const shape = JSON.stringify([server, fault]);
    if (extras.dataset.shape === shape) return;
    const focused = extras.contains(document.activeElement) ? document.activeElement.id : "";
    extras.dataset.shape = shape;
    extras.replaceChildren();
    if (fault.mode === "none") {
      extras.remove();
      return;
    }
    const { select } = SERVERS[server];
    const choice = select[fault.mode] ?? select["*"];
    if (fault.mode in TIMED) extras.append(this.#number(server, "seconds", TIMED[fault.mode], fault.seconds, { min: 0, max: 600, step: "any" }));
    if (choice) extras.append(this.#select(server, choice, fault));
    extras.append(this.#times(server, fault));
    this.choices[server].get(fault.mode).lastChild.append(extras);
    if (focused) document.getElementById(focused)?.focus();
  }

  #number(server, name, label, value, limits) {
    const id = `fault-${server}-${name}`;
    const change = (event) => event.target.reportValidity() && this.#save(server, { [name]: event.target.valueAsNumber });
    return h("p", {}, h("label", { for: id }, label), h("input", { id, type: "number", required: true, value, ...limits, on: { change } }));
  }

  #select(server, [name, label, options], fault) {
    const id = `fault-${server}-${name}`;
    const change = (event) => this.#save(server, { [name]: event.target.value });
    return h("p", {}, h("label", { for: id }, label), h("select", { id, on: { change } },
      ...options.map((option) => h("option", { value: option, selected: option === fault[name] }, option || "any"))));
  }

  #times(server, fault) {
    const id = `fault-${server}-times`;
    const options = [["", "until switched off"], ["1", "the next request"], ["2", "the next 2"], ["5", "the next 5"]];
    const current = fault.times === null ? "" : String(fault.times);
    if (!options.some(([value]) => value === current)) options.push([current, `the next ${current}`]);
    const change = (event) => this.#save(server, { times: event.target.value === "" ? null : Number(event.target.value) });
    return h("p", {}, h("label", { for: id }, "How often"), h("select", { id, on: { change } },
      ...options.map(([value, label]) => h("option", { value, selected: value === current }, label))));
  }

  #allOff() {
    this.#post({ ...this.faults, ...Object.fromEntries(Object.keys(SERVERS).map((server) => [server, { ...this.faults[server], mode: "none", times: null }])) });
  }

  #save(server, change) {
    // A new fault starts "until switched off"; a count left over from the last one would end it early.
    const fresh = "mode" in change ? { times: null } : {};
    this.#post({ ...this.faults, [server]: { ...this.faults[server], ...fresh, ...change } });
  }

  #post(faults) {
    this.show(faults);
    this.saving = this.saving.then(async () => {
      try {
        await request("/page/faults", faults);
        this.failed.hidden = true;
      } catch (error) {
        this.failed.textContent = `The switches could not be set. ${error.message}`;
        this.failed.hidden = false;
      }
    });
  }
}
