// A word to newcomers: what this page is, and two things to try. Once dismissed it stays away.

import { button, h, icon } from "./dom.js";

const DISMISSED = "sandbox-hint-dismissed";

/**
 * @param {{people: string[], newcomer: function(): string}} page who is on the page, and a name for somebody new
 * @returns {HTMLElement[]} the hint, or nothing where it was dismissed before
 */
export function hint({ people, newcomer }) {
  if (remembered()) return [];
  const beside = `/?person=${[...people, newcomer()].join(",")}`;
  const campaign = `/?person=${newcomer()}&start=fb-spring`;
  const close = button("round quiet", {
    "aria-label": "Dismiss this hint",
    on: {
      click: () => {
        element.remove();
        remember();
      },
    },
  }, icon("close"));
  const element = h("aside", { class: "hint", "aria-label": "About this page" },
    h("p", {},
      h("strong", {}, "A pretend Telegram. "), "You are the homeowner, the real bot answers, and nothing leaves this computer. Its estimates are made up. Try: ",
      h("a", { href: beside }, "open another person"), " beside this one, ",
      h("a", { href: campaign }, "follow a campaign link"), ", or ",
      h("a", { href: "/?person=agent" }, "be the estate agent"), ", who makes such links with /link and answers visits."),
    close);
  return [element];
}

// Storage may be closed to a page (private windows, policies). Then the hint simply comes back.
function remembered() {
  try {
    return window.localStorage.getItem(DISMISSED) === "yes";
  } catch {
    return false;
  }
}

function remember() {
  try {
    window.localStorage.setItem(DISMISSED, "yes");
  } catch {
    // see remembered()
  }
}
