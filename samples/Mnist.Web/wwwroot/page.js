// The page: a drawing, a board to draw it on, a question to the server at a time, and the answer.

const SIDE = 28;
const DIGITS = 10;

/** Strokes of points from 0 to 1, or a picture. Knows nothing of the screen. */
class Drawing {
  static #PEN = 0.075; // of the side
  static #SENT_SIDE = 168; // six times what the network sees; more only costs time
  static #SENT_MARGIN = 14; // ink that touches the edge of a picture would be taken for a desk around the paper

  strokes = [];
  picture = null;

  get isEmpty() {
    return this.strokes.length === 0 && !this.picture;
  }

  start(point) {
    if (this.picture) {
      this.clear();
    }
    this.strokes.push([point]);
  }

  go(point) {
    this.strokes.at(-1).push(point);
  }

  undo() {
    if (this.picture) {
      this.picture = null;
    } else {
      this.strokes.pop();
    }
  }

  clear() {
    this.strokes = [];
    this.picture = null;
  }

  paint(context, left, top, side, ink) {
    context.strokeStyle = ink;
    context.lineWidth = Drawing.#PEN * side;
    context.lineCap = 'round';
    context.lineJoin = 'round';
    for (const stroke of this.strokes) {
      const points = stroke.map(({ x, y }) => ({ x: left + x * side, y: top + y * side }));
      context.beginPath();
      context.moveTo(points[0].x, points[0].y);
      for (let i = 1; i < points.length; i++) {
        const middle = { x: (points[i - 1].x + points[i].x) / 2, y: (points[i - 1].y + points[i].y) / 2 };
        context.quadraticCurveTo(points[i - 1].x, points[i - 1].y, middle.x, middle.y);
      }
      context.lineTo(points.at(-1).x, points.at(-1).y);
      context.stroke();
    }
  }

  /** Black on white, whatever the screen shows. Encoded at once: toBlob waits until the browser has nothing else to do. */
  toPng() {
    const margin = Drawing.#SENT_MARGIN;
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = Drawing.#SENT_SIDE + 2 * margin;
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    this.paint(context, margin, margin, Drawing.#SENT_SIDE, '#000');
    const base64 = canvas.toDataURL('image/png').split(',')[1];
    return new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], { type: 'image/png' });
  }
}

/** The canvas: shows a drawing, and turns pointers and keys into strokes. */
class Board {
  static #STEP = 1 / 28;
  static #FINE_STEP = 1 / 112;
  static #ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  #canvas;
  #context;
  #drawing;
  #tell;
  #pointer = null;
  #pen = { x: 0.5, y: 0.25, isShown: false, isDown: false };
  #arrows = new Set();

  constructor(canvas, drawing, tell) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d');
    this.#drawing = drawing;
    this.#tell = tell;
    new ResizeObserver(() => this.#resize()).observe(canvas);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.paint());
    canvas.addEventListener('pointerdown', (event) => this.#pointerDown(event));
    canvas.addEventListener('pointermove', (event) => this.#pointerMove(event));
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
      canvas.addEventListener(end, (event) => this.#pointerEnd(event));
    }
    canvas.addEventListener('keydown', (event) => this.#keyDown(event));
    canvas.addEventListener('keyup', (event) => this.#arrows.delete(event.key));
    canvas.addEventListener('blur', () => this.#putAway());
  }

  paint() {
    const side = this.#canvas.width;
    const ink = getComputedStyle(this.#canvas).getPropertyValue('--ink');
    this.#context.clearRect(0, 0, side, this.#canvas.height);
    if (this.#drawing.picture) {
      this.#paintPicture(this.#drawing.picture, side);
    } else {
      this.#drawing.paint(this.#context, 0, 0, side, ink);
    }
    if (this.#pen.isShown) {
      this.#paintPen(side);
    }
  }

  /** Ends the stroke that is being drawn. */
  lift() {
    this.#pointer = null;
    this.#pen.isDown = false;
  }

  #resize() {
    const side = Math.round(this.#canvas.clientWidth * devicePixelRatio);
    this.#canvas.width = this.#canvas.height = Math.max(side, 1);
    this.paint();
  }

  #paintPicture(picture, side) {
    const scale = Math.min(side / picture.width, side / picture.height);
    const [width, height] = [picture.width * scale, picture.height * scale];
    this.#context.drawImage(picture, (side - width) / 2, (side - height) / 2, width, height);
  }

  #paintPen(side) {
    const accent = getComputedStyle(this.#canvas).getPropertyValue('--accent');
    const context = this.#context;
    context.beginPath();
    context.arc(this.#pen.x * side, this.#pen.y * side, 0.03 * side, 0, 2 * Math.PI);
    context.lineWidth = 0.008 * side;
    context.strokeStyle = context.fillStyle = accent;
    context.stroke();
    if (this.#pen.isDown) {
      context.fill();
    }
  }

  #at(event) {
    const box = this.#canvas.getBoundingClientRect();
    return { x: inside((event.clientX - box.left) / box.width), y: inside((event.clientY - box.top) / box.height) };
  }

  #pointerDown(event) {
    if (!event.isPrimary || event.button !== 0 || this.#pointer !== null) {
      return;
    }
    this.#canvas.setPointerCapture(event.pointerId);
    this.#pointer = event.pointerId;
    this.#pen.isShown = this.#pen.isDown = false;
    this.#drawing.start(this.#at(event));
    this.#changed();
  }

  #pointerMove(event) {
    if (event.pointerId !== this.#pointer) {
      return;
    }
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length > 0 ? events : [event]) {
      this.#drawing.go(this.#at(each));
    }
    this.#changed();
  }

  #pointerEnd(event) {
    if (event.pointerId === this.#pointer) {
      this.#pointer = null;
      this.#changed();
    }
  }

  #keyDown(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key in Board.#ARROWS) {
      event.preventDefault();
      this.#arrows.add(event.key);
      this.#movePen(event.shiftKey ? Board.#FINE_STEP : Board.#STEP);
    } else if (event.key === ' ') {
      event.preventDefault();
      if (!event.repeat && this.#pointer === null) {
        this.#turnPen();
      }
    }
  }

  // All arrows that are held count, so that two of them go aslant.
  #movePen(step) {
    const pen = this.#pen;
    for (const key of this.#arrows) {
      const [right, down] = Board.#ARROWS[key];
      pen.x = inside(pen.x + right * step);
      pen.y = inside(pen.y + down * step);
    }
    pen.isShown = true;
    if (pen.isDown) {
      this.#drawing.go({ x: pen.x, y: pen.y });
      this.#changed();
    } else {
      this.paint();
    }
  }

  #turnPen() {
    const pen = this.#pen;
    pen.isShown = true;
    pen.isDown = !pen.isDown;
    this.#tell.pen(pen.isDown);
    if (pen.isDown) {
      this.#drawing.start({ x: pen.x, y: pen.y });
    }
    this.#changed();
  }

  #putAway() {
    this.#arrows.clear();
    this.#pen.isShown = this.#pen.isDown = false;
    this.paint();
  }

  #changed() {
    this.paint();
    this.#tell.changed();
  }
}

/** Asks the server: one question on the way at a time, and of those that wait the latest alone. */
class Server {
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
    this.#isAsking = false;
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

/** What is shown and said of an answer. */
class Reading {
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
    const { digit, confidence, isDigit, reason, probabilities, pixels } = answer;
    if (digit === null) {
      this.#present('empty', '?', 'Nothing to read', reason);
    } else if (isDigit) {
      this.#present('sure', digit, `It is a ${digit}`, `${percent(confidence)} sure`);
    } else {
      this.#present('doubtful', digit, 'Not a digit?', reason);
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

/** The probability of one digit. */
class Bar {
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

// No probability is quite 0 or 1; that close, its tenths say nothing.
function percent(share) {
  const rounded = (100 * share).toFixed(1);
  return rounded === '100.0' || rounded === '0.0' ? `${Math.round(rounded)} %` : `${rounded} %`;
}

function inside(value) {
  return Math.min(1, Math.max(0, value));
}

const drawing = new Drawing();
const reading = new Reading();
const server = new Server((result) => {
  reading.show(result);
  if (result.fault && !result.isPassing && drawing.picture) {
    undo(); // what cannot be read is not shown as if it were
  }
});
const board = new Board(document.getElementById('board'), drawing, {
  changed: () => {
    reading.forgetFault();
    changed();
  },
  pen: (isDown) => reading.say(isDown ? 'Pen down.' : 'Pen up.'),
});

const [undoButton, clearButton, hint, fileInput, paper] =
  ['undo', 'clear', 'hint', 'file', 'paper'].map((id) => document.getElementById(id));

function changed() {
  undoButton.disabled = clearButton.disabled = drawing.isEmpty;
  hint.hidden = !drawing.isEmpty;
  if (drawing.isEmpty) {
    server.forget();
    reading.reset();
  } else if (!drawing.picture) {
    server.ask(() => drawing.toPng());
  }
}

function undo() {
  board.lift();
  drawing.undo();
  server.forget();
  board.paint();
  changed();
}

function clear() {
  board.lift();
  drawing.clear();
  board.paint();
  reading.forgetFault();
  changed();
  reading.say('Cleared.');
}

async function open(file) {
  if (!file) {
    return;
  }
  board.lift();
  server.forget();
  reading.forgetFault();
  // A stand-in where the browser cannot show what the server may yet read.
  drawing.picture = await createImageBitmap(file).catch(() => document.createElement('canvas'));
  board.paint();
  changed();
  server.ask(() => file);
}

undoButton.addEventListener('click', undo);
clearButton.addEventListener('click', clear);
document.getElementById('choose').addEventListener('click', () => fileInput.click());
fileInput.addEventListener('change', () => {
  open(fileInput.files[0]);
  fileInput.value = ''; // the same file may be chosen again
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' || event.key === 'Delete') {
    clear();
  } else if ((event.key === 'Backspace' || (event.key === 'z' && (event.ctrlKey || event.metaKey))) && !drawing.isEmpty) {
    event.preventDefault();
    undo();
  }
});

document.addEventListener('paste', (event) => open([...event.clipboardData.files].at(0)));

document.addEventListener('dragover', (event) => {
  event.preventDefault();
  paper.classList.add('is-target');
});
document.addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) {
    paper.classList.remove('is-target');
  }
});
document.addEventListener('drop', (event) => {
  event.preventDefault();
  paper.classList.remove('is-target');
  open(event.dataTransfer.files[0]);
});

changed();
