// A list that makes its rows as they come into view. All rows have the same height.

class VirtualList {
  /// `makeRow(i)` gives the element of row i. `clip` is the element that scrolls the list; none: the window.
  constructor(element, rowHeight, makeRow, clip = null) {
    this.element = element;
    this.rowHeight = rowHeight;
    this.makeRow = makeRow;
    this.clip = clip;
    this.rows = new Map();
    this.size = 0;
    element.classList.add('virtual');
    const show = () => this.show();
    (clip ?? window).addEventListener('scroll', show, { passive: true });
    window.addEventListener('resize', show);
    window.addEventListener('beforeprint', () => this.show(printedRows));
    this.stop = () => {
      (clip ?? window).removeEventListener('scroll', show);
      window.removeEventListener('resize', show);
    };
    element.addEventListener('keydown', (event) => this.move(event));
  }

  /// Gives the list another number of rows, all of which are made anew.
  reset(size) {
    this.size = size;
    for (const row of this.rows.values()) row.remove();
    this.rows.clear();
    this.element.style.height = `${size * this.rowHeight}px`;
    this.show();
  }

  show(least = 0) {
    if (!this.element.isConnected) return least === 0 ? undefined : this.stop();
    const view = this.clip?.getBoundingClientRect() ?? { top: 0, bottom: window.innerHeight };
    const top = this.element.getBoundingClientRect().top;
    const margin = 6;
    const first = least > 0 ? 0 : Math.max(0, Math.floor((view.top - top) / this.rowHeight) - margin);
    const inView = Math.ceil((view.bottom - top) / this.rowHeight) + margin;
    const last = Math.min(this.size, least > 0 ? least : Math.max(first, inView));
    for (const [i, row] of this.rows) {
      if (i >= first && i < last) continue;
      if (row.contains(document.activeElement)) continue;
      row.remove();
      this.rows.delete(i);
    }
    for (let i = first; i < last; i++) this.row(i);
  }

  row(i) {
    const known = this.rows.get(i);
    if (known) return known;
    const row = this.makeRow(i);
    row.style.top = `${i * this.rowHeight}px`;
    row.style.height = `${this.rowHeight}px`;
    this.rows.set(i, row);
    let before = null;  // rows stand in their order, so that the tabulator key finds them in it
    for (const [j, other] of this.rows) {
      if (j > i && (before === null || j < before[0])) before = [j, other];
    }
    this.element.insertBefore(row, before ? before[1] : null);
    return row;
  }

  scrollTo(i) {
    const view = this.clip?.getBoundingClientRect() ?? { top: headerHeight(), bottom: window.innerHeight };
    const top = this.element.getBoundingClientRect().top + i * this.rowHeight;
    const by = top < view.top ? top - view.top : Math.max(0, top + this.rowHeight - view.bottom);
    if (by !== 0) (this.clip ?? window).scrollBy({ top: by, behavior: 'instant' });
    this.show();
  }

  /// Moves the focus from row to row by the arrow keys.
  move(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
    const step = steps[event.key];
    const at = [...this.rows].find(([, row]) => row.contains(document.activeElement));
    if (step === undefined || !at) return;
    event.preventDefault();
    const next = Math.min(this.size - 1, Math.max(0, at[0] + step));
    this.scrollTo(next);
    this.row(next).querySelector('a, button')?.focus({ preventScroll: true });
    this.show();
  }
}

const printedRows = 200;
const headerHeight = () => byId('header').getBoundingClientRect().height;
