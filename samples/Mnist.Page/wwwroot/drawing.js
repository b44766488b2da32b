/** Strokes of points from 0 to 1, or a picture. Knows nothing of the screen. */
export class Drawing {
  static #PEN = 0.075; // of the side
  static #MARGIN = 1 / 14; // ink that touches the edge of a picture would be taken for a desk around the paper

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

  /** Where what toCanvas makes is on a board of a side: it has a margin around. */
  areaOf(side) {
    const whole = side / (1 - 2 * Drawing.#MARGIN);
    const start = -Drawing.#MARGIN * whole;
    return { left: start, top: start, width: whole, height: whole };
  }

  /** Black on white, whatever the screen shows. */
  toCanvas(side) {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = side;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.fillStyle = '#fff';
    context.fillRect(0, 0, side, side);
    const margin = Drawing.#MARGIN * side;
    this.paint(context, margin, margin, side - 2 * margin, '#000');
    return canvas;
  }
}
