// A word to newcomers: what this page is, and what to try. Once dismissed it stays away.

import { button, h, icon } from "./dom.js";

/** One message that answers every question, by the language of the phone. */
export const WHOLE = {
  en: "I'm Marla Singer, 07986 000000, cloud9@cloud.com. I'd like to sell my 3 bedroom semi-detached house at 123 Example Street, Derby, DE1 1JX.",
  cy: "Marla Singer ydw i, 07986 000000, cloud9@cloud.com. Hoffwn werthu: tŷ pâr, 3 ystafell wely, 123 Example Street, Derby, DE1 1JX.",
  pl: "Nazywam się Marla Singer, 07986 000000, cloud9@cloud.com. Chcę sprzedać: bliźniak, 3 sypialnie, 123 Example Street, Derby, DE1 1JX.",
};
const DISMISSED = "sandbox-hint-dismissed";

/**
 * @param {{people: string[], staffed: boolean, newcomer: function(): string, language: string, write: function(string)}} page who is on the page,
 *   whether the staff's group is, a name for somebody new, the language of the phone, and what puts a text into its field
 * @returns {{elements: HTMLElement[], suggest: function(string)}} the hint, or nothing where it was dismissed before; and what
 *   adds the link of a campaign, given its code
 */
export function hint({ people, staffed, newcomer, language, write }) {
  if (remembered()) return { elements: [], suggest() {} };
  const beside = `/?person=${[...people, newcomer()].join(",")}`;
  const campaign = h("span");
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
      campaign,
      button("inline", { on: { click: () => write(WHOLE[language] ?? WHOLE.en) } }, "answer everything in one message"), ", or ",
      h("a", { href: "/?person=agent" }, "be the estate agent"), ", who makes such links with /link and answers ",
      staffed ? "in the staff's group." : "visits."),
    close);
  const suggest = (code) => campaign.replaceChildren(
    ...(code ? [h("a", { href: `/?person=${newcomer()}&start=${encodeURIComponent(code)}` }, "follow a campaign link"), ", "] : []));
  return { elements: [element], suggest };
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
