// Talking to the sandbox: JSON requests, and a snapshot kept live by server-sent events.

/** The server refused a request: `message` is its own sentence. */
export class Refused extends Error {}

/**
 * Ask the sandbox for JSON; with a `body` the request is a POST.
 *
 * @throws {Refused} on a 4xx answer, with the server's reason.
 * @throws {TypeError} when the server cannot be reached or fails, as fetch itself does.
 */
export async function request(path, body) {
  const options = body === undefined
    ? { cache: "no-store" }
    : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, options);
  if (response.status >= 500) throw new TypeError(`The sandbox answered ${response.status}`);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(answer.error || `The sandbox answered ${response.status}`);
  return answer;
}

/**
 * A name for one message. A browser may send a POST again by itself when a connection breaks before the answer; by its key
 * the sandbox knows the repeat.
 */
export function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const FIRST_WAIT = 300;
const LONGEST_WAIT = 4000;

/**
 * A snapshot and the events after it.
 *
 * Each connection begins with a fresh snapshot, and reads events from the snapshot's own place on: whatever happened while
 * nobody listened is in the snapshot, so nothing is missed, shown twice, or mixed up when the server was restarted. A hidden
 * tab holds no connection, since browsers allow only six per host.
 */
export class Live {
  /**
   * @param {Object} options
   * @param {string} options.snapshot path of the snapshot; its JSON carries `seq`
   * @param {string} options.events path of the event stream, read with `?after=seq`
   * @param {function(Object)} options.onSnapshot
   * @param {function(Object)} options.onEvent
   * @param {function(boolean)} options.onOnline told whether the connection stands, on every change
   */
  constructor({ snapshot, events, onSnapshot, onEvent, onOnline }) {
    Object.assign(this, { snapshot, events, onSnapshot, onEvent, onOnline });
    this.stream = null;
    this.timer = 0;
    this.wait = FIRST_WAIT;
    this.wanted = false;
    this.attempt = 0;
    document.addEventListener("visibilitychange", () => this.#settle());
    window.addEventListener("online", () => this.#settle());
  }

  start() {
    this.wanted = true;
    this.#settle();
  }

  /** A request failed: whatever the stream seems to do, begin anew with a snapshot. */
  doubt() {
    if (this.stream) this.#retry();
  }

  #settle() {
    const listen = this.wanted && document.visibilityState !== "hidden";
    if (listen && !this.stream) this.#connect();
    if (!listen) this.#close();
  }

  #close() {
    this.attempt += 1;
    clearTimeout(this.timer);
    this.stream?.close();
    this.stream = null;
  }

  async #connect() {
    this.#close();
    const attempt = this.attempt;
    let snapshot;
    try {
      snapshot = await request(this.snapshot);
    } catch (error) {
      if (attempt === this.attempt) this.#retry();
      if (error instanceof TypeError || error instanceof Refused) return;
      throw error;
    }
    if (attempt !== this.attempt) return;
    let seq = snapshot.seq ?? 0;
    const stream = new EventSource(`${this.events}?after=${seq}`);
    this.stream = stream;
    stream.onopen = () => {
      this.wait = FIRST_WAIT;
      this.onOnline(true);
    };
    stream.onerror = () => this.#retry();
    stream.onmessage = ({ data }) => {
      const event = JSON.parse(data);
      if (event.seq !== undefined && event.seq <= seq) return;
      seq = event.seq ?? seq;
      this.onEvent(event);
    };
    this.onSnapshot(snapshot);
  }

  #retry() {
    this.#close();
    this.onOnline(false);
    this.timer = setTimeout(() => this.#settle(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }
}
