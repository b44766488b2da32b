/** Strokes of points from 0 to 1, or a picture. Knows nothing of the screen. */
export class Drawing {
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
