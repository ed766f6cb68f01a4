// Texts on their way to the sandbox: each arrives once and in its order, also when the line breaks in between.

import { Refused, newKey, request } from "./live.js";

export class Outgoing {
  /**
   * @param {string} path where texts are sent
   * @param {Log} log shows them while they wait
   * @param {{more: function(): Object, sent: function(Object), refused: function(string, string), failed: function(), changed: function()}} tell `more`
   *   returns what goes with a text besides it, `sent` gets the message that it became, `refused` gets the text and the sandbox's reason, `failed` is called when nobody
   *   knows what became of one, `changed` whenever one has left or was given up
   */
  constructor(path, log, tell) {
    Object.assign(this, { path, log, tell });
    this.waiting = []; // not yet known to have arrived, oldest first: {text, key, after, row, failed}
    this.last = Promise.resolve();
  }

  send(text) {
    const entry = { text, more: this.tell.more(), key: newKey(), after: this.log.lastId, row: this.log.addPending(text), failed: false };
    this.waiting.push(entry);
    this.#queue(entry);
  }

  /** A message of one's own has come by another way than the answer to its request: the waiting copy makes room for it. */
  claim(message) {
    if (message.from !== "person") return;
    const entry = this.waiting.find(({ text, after }) => text === message.text && after < message.message_id);
    if (entry) this.#drop(entry);
  }

  /** After a fresh snapshot it is certain which texts never arrived. They go again. */
  again() {
    for (const entry of this.waiting.filter(({ failed }) => failed)) {
      entry.failed = false;
      entry.after = this.log.lastId;
      entry.row.classList.remove("failed");
      this.#queue(entry);
    }
  }

  // One request after the other, or two quick messages might change places on the way.
  #queue(entry) {
    this.last = this.last.then(async () => {
      if (!this.waiting.includes(entry)) return;
      // Behind one that failed nothing may overtake: all of them go again after the next snapshot.
      if (this.waiting.some(({ failed }) => failed)) this.#fail(entry);
      else await this.#post(entry);
      this.tell.changed();
    });
  }

  async #post(entry) {
    try {
      const { message } = await request(this.path, { text: entry.text, ...entry.more, key: entry.key });
      this.#drop(entry);
      this.tell.sent(message);
    } catch (error) {
      if (error instanceof Refused) {
        this.#drop(entry);
        this.tell.refused(entry.text, error.message);
      } else if (error instanceof TypeError) {
        this.#fail(entry);
        this.tell.failed();
      } else {
        throw error;
      }
    }
  }

  #fail(entry) {
    entry.failed = true;
    entry.row.classList.add("failed");
    entry.row.querySelector(".status").setAttribute("aria-label", "Not sent yet");
  }

  #drop(entry) {
    entry.row.remove();
    this.waiting = this.waiting.filter((other) => other !== entry);
  }
}
