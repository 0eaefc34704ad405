// The map: each document is a point, and those of a kind lie together. Its axes have no meaning of their own.

class DocumentMap {
  /// `only` is the topic to show in colour, or null for all; `mark` is a document to point at, or null.
  constructor(element, { only = null, mark = null, wheel = false } = {}) {
    this.only = only;
    this.marked = mark;
    this.scale = 1;
    this.shift = [0, 0];
    this.canvas = html('canvas', {
      class: 'map', tabindex: '0', role: 'application',
      'aria-label': 'Map of the ' + data.many + '. The arrow keys move it, plus and minus zoom, zero shows all. '
        + 'The folders hold the same ' + data.many + ' as a list.' });
    this.tip = html('div', { class: 'tip', role: 'status' });
    const button = (sign, name, act) => html('button', { type: 'button', 'aria-label': name, onclick: act }, sign);
    element.append(this.canvas, this.tip, html('div', { class: 'zoom' },
      button('+', 'Zoom in', () => this.zoom(1.5)), button('−', 'Zoom out', () => this.zoom(1 / 1.5)),
      button('⤢', 'Show all', () => this.reset())));
    this.listen(wheel);
    onRedraw(this.canvas, () => this.draw());
  }

  listen(wheel) {
    const { canvas } = this;
    const at = (event) => [event.offsetX, event.offsetY];
    if (wheel) canvas.addEventListener('wheel', (event) => {
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY / 400), at(event));
    }, { passive: false });
    canvas.addEventListener('pointerdown', (event) => {
      this.grip = at(event);
      this.dragged = false;
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener('pointermove', (event) => this.grip ? this.drag(at(event)) : this.hover(at(event)));
    canvas.addEventListener('pointerup', (event) => {
      this.grip = null;
      const found = this.dragged ? null : this.nearest(at(event));
      if (found !== null) location.hash = documentPath(found);
    });
    canvas.addEventListener('pointercancel', () => { this.grip = null; });
    canvas.addEventListener('pointerleave', () => this.hover(null));
    canvas.addEventListener('keydown', (event) => this.press(event));
  }

  press(event) {
    const by = 40;
    const moves = { ArrowLeft: [by, 0], ArrowRight: [-by, 0], ArrowUp: [0, by], ArrowDown: [0, -by] };
    if (event.key in moves) this.pan(moves[event.key]);
    else if (event.key === '+' || event.key === '=') this.zoom(1.5);
    else if (event.key === '-') this.zoom(1 / 1.5);
    else if (event.key === '0') this.reset();
    else return;
    event.preventDefault();
  }

  drag([x, y]) {
    const by = [x - this.grip[0], y - this.grip[1]];
    if (!this.dragged && Math.hypot(...by) < 4) return;
    this.dragged = true;
    this.grip = [x, y];
    this.pan(by);
  }

  pan([x, y]) {
    this.shift = [this.shift[0] + x, this.shift[1] + y];
    this.later();
  }

  zoom(factor, [x, y] = [this.canvas.clientWidth / 2, this.canvas.clientHeight / 2]) {
    const next = Math.min(60, Math.max(0.5, this.scale * factor));
    const change = next / this.scale;
    this.shift = [x - (x - this.shift[0]) * change, y - (y - this.shift[1]) * change];
    this.scale = next;
    this.later();
  }

  reset() {
    this.scale = 1;
    this.shift = [0, 0];
    this.later();
  }

  later() {
    if (this.waits) return;
    this.waits = true;
    requestAnimationFrame(() => { this.waits = false; this.draw(); });
  }

  /// Where a document is on the canvas, in CSS pixels. The map keeps its proportions.
  place(i) {
    const { x, y } = data.columns;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const { middle, size } = mapExtent();
    const unit = 0.88 * Math.min(width / size[0], height / size[1]);
    return [(width / 2 + (x[i] - middle[0]) * unit) * this.scale + this.shift[0],
            (height / 2 + (y[i] - middle[1]) * unit) * this.scale + this.shift[1]];
  }

  draw() {
    const { canvas } = this;
    const dots = devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = canvas;
    if (width === 0) return;
    canvas.width = width * dots;
    canvas.height = height * dots;
    const ink = canvas.getContext('2d');
    ink.scale(dots, dots);
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const side = Math.max(1.6, Math.min(7, (90 / Math.sqrt(data.documents)) + 1.4) * Math.sqrt(this.scale));
    const areRound = side > 3;
    const groups = [[-1, data.without], ...data.members.map((members, t) => [t, members])];
    for (const [topic, members] of groups) {
      const faded = topic < 0 || (this.only !== null && topic !== this.only);
      ink.fillStyle = faded ? colour('--faded') : `oklch(${colour('--topic-l')} ${colour('--topic-c')} ${hueOf(topic)})`;
      ink.beginPath();
      for (const i of members) {
        const [x, y] = this.place(i);
        if (x < -9 || y < -9 || x > width + 9 || y > height + 9) continue;
        if (!areRound) ink.fillRect(x - side / 2, y - side / 2, side, side);
        else ink.moveTo(x + side / 2, y), ink.arc(x, y, side / 2, 0, 2 * Math.PI);
      }
      ink.fill();
    }
    this.drawNames(ink, colour('--text'), colour('--page'));
    if (this.marked !== null) this.ring(ink, this.place(this.marked), colour('--text'));
  }

  /// Writes the name of each topic over the middle of its documents, the largest first, where there is room.
  drawNames(ink, text, page) {
    this.centres ??= data.members.map((members) => members.length === 0 ? null : middleOf(members));
    ink.font = '600 13px system-ui, sans-serif';
    ink.textAlign = 'center';
    ink.textBaseline = 'middle';
    ink.lineWidth = 4;
    ink.lineJoin = 'round';
    const taken = [];
    this.centres.forEach((centre, topic) => {
      if (centre === null || (this.only !== null && topic !== this.only)) return;
      const [x, y] = this.place(centre);
      const name = shortened(topicName(topic), 34);
      const half = ink.measureText(name).width / 2 + 4;
      const box = [x - half, y - 9, x + half, y + 9];
      if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]))
        return;
      taken.push(box);
      ink.strokeStyle = page;
      ink.strokeText(name, x, y);
      ink.fillStyle = text;
      ink.fillText(name, x, y);
    });
  }

  ring(ink, [x, y], colour) {
    ink.strokeStyle = colour;
    ink.lineWidth = 2.5;
    ink.beginPath();
    ink.arc(x, y, 9, 0, 2 * Math.PI);
    ink.stroke();
  }

  /// The document nearest to a point, within a few pixels, or null.
  nearest([x, y]) {
    let best = null;
    let least = 12 ** 2;
    for (let i = 0; i < data.documents; i++) {
      if (this.only !== null && data.columns.topic[i] !== this.only) continue;
      const [u, v] = this.place(i);
      const squared = (u - x) ** 2 + (v - y) ** 2;
      if (squared < least) [best, least] = [i, squared];
    }
    return best;
  }

  hover(at) {
    const found = at && this.nearest(at);
    this.canvas.classList.toggle('on-document', found !== null && at !== null);
    if (found === null || at === null) return void this.tip.replaceChildren();
    this.tip.style.left = `${Math.min(at[0] + 14, this.canvas.clientWidth - 240)}px`;
    this.tip.style.top = `${at[1] + 14}px`;
    const topic = data.columns.topic[found];
    this.tip.replaceChildren(html('strong', {}, foreign(data.columns.heading[found])),
                             html('span', {}, swatch(topic), foreign(topicName(topic))));
  }
}


let extent = null;

/// The middle and the size of the part of the plane that has documents.
function mapExtent() {
  if (extent) return extent;
  const ends = (of) => of.reduce(([low, high], place) => [Math.min(low, place), Math.max(high, place)],
                                 [Infinity, -Infinity]);
  const axes = [ends(data.columns.x), ends(data.columns.y)];
  extent = { middle: axes.map(([low, high]) => (low + high) / 2),
             size: axes.map(([low, high]) => Math.max(1, high - low)) };
  return extent;
}

const shortened = (text, most) => [...text].length > most ? [...text].slice(0, most - 1).join('') + '…' : text;

/// The member that is nearest to the median of the places of all.
function middleOf(members) {
  const { x, y } = data.columns;
  const median = (of) => members.map((i) => of[i]).sort((a, b) => a - b)[members.length >> 1];
  const [u, v] = [median(x), median(y)];
  const distance = (i) => (x[i] - u) ** 2 + (y[i] - v) ** 2;
  return members.reduce((best, i) => (distance(i) < distance(best) ? i : best));
}
