/** Asks the server: one question on the way at a time, and of those that wait the latest alone. */
export class Server {
  static #PAUSE = 100; // milliseconds, between an answer and the next question
  static #RETRY = 2000;

  #next = null;
  #isAsking = false;
  #generation = 0;
  #show;

  constructor(show) {
    this.#show = show;
  }

  ask(makeBody) {
    this.#next = makeBody;
    if (!this.#isAsking) {
      this.#askOn();
    }
  }

  /** Whatever was asked, its answer does not matter any more. */
  forget() {
    this.#next = null;
    this.#generation++;
  }

  async #askOn() {
    this.#isAsking = true;
    try {
      while (this.#next) {
        const [makeBody, generation] = [this.#next, this.#generation];
        this.#next = null;
        const { wait, ...result } = await this.#fetch(makeBody());
        if (generation === this.#generation) {
          this.#show({ ...result, isPassing: wait !== undefined });
          if (wait) {
            this.#next ??= makeBody;
          }
        }
        await new Promise((resolve) => setTimeout(resolve, wait ?? Server.#PAUSE));
      }
    } finally {
      this.#isAsking = false; // also where a drawing could not be encoded: the next one is asked again
    }
  }

  async #fetch(body) {
    try {
      const type = body.type.startsWith('image/') ? body.type : 'application/octet-stream';
      const response = await fetch('predict', { method: 'POST', body, headers: { 'Content-Type': type } });
      if (response.ok) {
        return { answer: await response.json() };
      }
      return { fault: await faultOf(response), ...waitOf(response) };
    } catch {
      return { fault: 'The server does not answer. It is asked again in a moment; is it still running?', wait: Server.#RETRY };
    }
  }
}

async function faultOf(response) {
  const problem = await response.json().catch(() => null);
  return problem?.detail ?? `The server answered with ${response.status} ${response.statusText}. Try again.`;
}

// Only what may go better the next time says when that is.
function waitOf(response) {
  const seconds = Number(response.headers.get('Retry-After'));
  return seconds > 0 ? { wait: seconds * 1000 } : {};
}
