import { Bar } from './bar.js';
import { percent } from './percent.js';

const SIDE = 28;
const DIGITS = 10;
const VERDICTS = { blank: 'Blank', tooSmall: 'Too small', severalDigits: 'Several digits' };

/** What is shown and said of an answer. */
export class Reading {
  static #SILENCE = 800; // milliseconds without a change until the answer is spoken

  #reading = document.getElementById('reading');
  #digit = document.getElementById('digit');
  #verdict = document.getElementById('verdict');
  #detail = document.getElementById('detail');
  #fault = document.getElementById('fault');
  #spoken = document.getElementById('spoken');
  #seen = document.getElementById('seen');
  #bars = Array.from({ length: DIGITS }, (_, digit) => new Bar(digit));
  #timer = 0;
  #isFaultPassing = false;

  constructor() {
    document.getElementById('bars').append(...this.#bars.map((bar) => bar.element));
    this.reset();
  }

  reset() {
    this.#present('empty', '?', 'Nothing yet', 'Draw a digit from 0 to 9.');
    this.#presentPixels(new Array(SIDE * SIDE).fill(0), 'nothing yet');
    this.#bars.forEach((bar) => bar.set(0, false));
    clearTimeout(this.#timer);
  }

  show({ answer, fault, isPassing }) {
    if (!answer) {
      this.#fault.textContent = fault;
      this.#isFaultPassing = isPassing;
      return;
    }
    if (this.#isFaultPassing) {
      this.forgetFault();
    }
    const { digit, confidence, finding, reason, probabilities, pixels, rows, digits } = answer;
    const isDigit = finding === 'digit';
    if (isDigit) {
      this.#present('sure', digit, `It is a ${digit}`, `${percent(confidence)} sure`);
    } else if (rows.length > 0) {
      const unsure = digits.filter((each) => !each.isDigit).length;
      const detail = `${digits.length} digits${unsure > 0 ? `, of which ${unsure} are not sure` : ''}`;
      this.#present(unsure > 0 ? 'doubtful' : 'sure', '#', rows.join(', '), detail);
    } else {
      this.#present(digit === null ? 'empty' : 'doubtful', digit ?? '?', VERDICTS[finding] ?? 'Not a digit?', reason);
    }
    this.#presentPixels(pixels, digit === null ? 'nothing' : `an image taken for ${digit}`);
    probabilities.forEach((probability, i) => this.#bars[i].set(probability, i === digit));
    this.#sayLater(isDigit ? `${digit}, ${percent(confidence)} sure.` : reason);
  }

  forgetFault() {
    this.#fault.textContent = '';
  }

  say(text) {
    clearTimeout(this.#timer);
    this.#spoken.textContent = text;
  }

  // Not each answer on the way: that would be a flood.
  #sayLater(text) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.say(text), Reading.#SILENCE);
  }

  #present(state, digit, verdict, detail) {
    this.#reading.dataset.state = state;
    this.#digit.textContent = digit;
    this.#verdict.textContent = verdict;
    this.#detail.textContent = detail;
  }

  #presentPixels(pixels, words) {
    const image = new ImageData(SIDE, SIDE);
    pixels.forEach((ink, i) => image.data.set([ink, ink, ink, 255], 4 * i));
    this.#seen.getContext('2d').putImageData(image, 0, 0);
    this.#seen.setAttribute('aria-label', `What the network sees: ${words}`);
  }
}
