import { PAUSE, read } from './reader.js';

/** Has questions read: one on the way at a time, and of those that wait the latest alone. */
export class Questions {
  #next = null;
  #isAsking = false;
  #generation = 0;
  #show;

  constructor(show) {
    this.#show = show;
  }

  /** A question is about a drawing as it will be when its turn comes, or about a file and the picture in it. */
  ask(question) {
    this.#next = question;
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
        const [question, generation] = [this.#next, this.#generation];
        this.#next = null;
        const { wait, ...result } = await read(question);
        if (generation === this.#generation) {
          this.#show({ ...result, isPassing: wait !== undefined });
          if (wait) {
            this.#next ??= question;
          }
        }
        await new Promise((resolve) => setTimeout(resolve, wait ?? PAUSE));
      }
    } finally {
      this.#isAsking = false; // also where a drawing could not be encoded: the next one is asked again
    }
  }
}
