// Elements are built by these functions alone, and text reaches them as text nodes: nothing of the corpus is
// ever read as markup.

const SVG = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'hue') element.style.setProperty('--hue', value);
    else if (name === 'width' && element.namespaceURI !== SVG) element.style.width = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== undefined && child !== null && child !== false) element.append(child);
  }
  return element;
}

/// An element of HTML. `hue` sets the colour of a topic, `width` the width of a bar, `on…` listens.
const html = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

/// An element of SVG.
const svg = (tag, attributes = {}, ...children) =>
  fill(document.createElementNS(SVG, tag), attributes, children);

/// Text of the corpus. It finds its own direction, and cannot change that of what stands around it.
const foreign = (text, attributes = {}) => html('bdi', attributes, text);

/// Text that only a screen reader gets.
const unseen = (text) => html('span', { class: 'unseen' }, text);

const byId = (id) => document.getElementById(id);
