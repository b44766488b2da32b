import { percent } from './percent.js';

/** The probability of one digit. */
export class Bar {
  element = document.createElement('li');
  #meter = document.createElement('div');
  #fill = document.createElement('div');
  #percent = document.createElement('span');

  constructor(digit) {
    const name = document.createElement('span');
    name.className = 'name';
    name.textContent = digit;
    this.#percent.className = 'percent';
    name.ariaHidden = this.#percent.ariaHidden = 'true'; // the meter says both
    this.#meter.className = 'track';
    this.#fill.className = 'fill';
    this.#meter.append(this.#fill);
    const attributes = { role: 'meter', 'aria-label': `Probability of ${digit}`, 'aria-valuemin': 0, 'aria-valuemax': 100 };
    Object.entries(attributes).forEach(([key, value]) => this.#meter.setAttribute(key, value));
    this.element.append(name, this.#meter, this.#percent);
  }

  set(probability, isLikeliest) {
    const text = percent(probability);
    this.element.classList.toggle('is-likeliest', isLikeliest);
    this.#fill.style.setProperty('--share', probability);
    this.#percent.textContent = text;
    this.#meter.setAttribute('aria-valuenow', (100 * probability).toFixed(1));
    this.#meter.setAttribute('aria-valuetext', text);
  }
}
