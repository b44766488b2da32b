/** The canvas: shows a drawing, and turns pointers and keys into strokes. */
export class Board {
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
  #found = [];

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
    this.#found.forEach((digit) => this.#paintFound(digit, side));
    if (this.#pen.isShown) {
      this.#paintPen(side);
    }
  }

  /** Shows boxes and answers, in shares of the picture or of what is made of the drawing, until others are shown. */
  mark(found) {
    this.#found = found;
    this.paint();
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
    const { left, top, width, height } = areaOf(picture, side);
    this.#context.drawImage(picture, left, top, width, height);
  }

  #paintFound({ digit, isDigit, left, top, width, height }, side) {
    const area = this.#drawing.picture ? areaOf(this.#drawing.picture, side) : this.#drawing.areaOf(side);
    const context = this.#context;
    const [x, y] = [area.left + left * area.width, area.top + top * area.height];
    const [across, down] = [width * area.width, height * area.height];
    const gap = 0.008 * side;
    context.lineWidth = 0.004 * side;
    context.strokeStyle = context.fillStyle = getComputedStyle(this.#canvas).getPropertyValue(isDigit ? '--accent' : '--warn');
    context.strokeRect(x - gap, y - gap, across + 2 * gap, down + 2 * gap);
    context.font = `600 ${Math.max(0.03 * side, Math.min(down / 2, 0.06 * side))}px system-ui, sans-serif`;
    context.textBaseline = 'bottom';
    context.fillText(isDigit ? digit : '?', x - gap, y - gap);
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

  // All arrows that are held count, so that two of them move it diagonally.
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

function inside(value) {
  return Math.min(1, Math.max(0, value));
}

/** Where a picture is on a board of a side. */
function areaOf(picture, side) {
  const scale = Math.min(side / picture.width, side / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return { left: (side - width) / 2, top: (side - height) / 2, width, height };
}
