// Parts that several views show.

const swatch = (topic) => html('span', { class: 'swatch', hue: hueOf(topic), 'aria-hidden': 'true' });
const topicPath = (topic) => (topic < 0 ? '#/without' : `#/topic/${topic}`);

/// A link to a topic, with its colour.
const topicLink = (topic) =>
  html('a', { class: 'topic-link', href: topicPath(topic) }, swatch(topic), foreign(topicName(topic)));

/// A bar of a share, from 0 to 1. It only repeats what stands beside it.
const bar = (part, topic, kind = '') =>
  html('span', { class: `bar ${kind}`, 'aria-hidden': 'true' },
       html('span', { hue: hueOf(topic), width: `${(100 * Math.max(0, Math.min(1, part))).toFixed(1)}%` }));

const documentPath = (document) => `#/document/${document}`;
const documentLink = (document) =>
  html('a', { href: documentPath(document) }, foreign(data.columns.heading[document]));

const section = (title, ...children) => html('section', {}, html('h3', {}, title), ...children);

/// The terms of a topic or of a document as bars: pairs of a word and its weight, the heaviest first.
function termBars(terms, topic, write = signed) {
  const most = Math.max(...terms.map(([, weight]) => Math.abs(weight)), 1e-9);
  return html('ul', { class: 'terms' }, terms.map(([word, weight]) =>
    html('li', {}, foreign(word), bar(Math.abs(weight) / most, weight < 0 ? -1 : topic),
         html('span', { class: 'number' }, write(weight)))));
}

/// Documents with a note on each.
const documentList = (documents, note) =>
  html('ol', { class: 'documents' },
       documents.map((i) => html('li', {}, documentLink(i), html('p', { class: 'note' }, note(i)))));

/// All documents of a list, made as they come into view.
function longList(documents, note) {
  const element = html('div', { class: 'long-list', role: 'list' });
  const list = new VirtualList(element, 52, (row) => {
    const i = documents[row];
    return html('div', { class: 'row', role: 'listitem', 'aria-setsize': documents.length,
                         'aria-posinset': row + 1 },
                html('span', { class: 'line' }, documentLink(i)),
                html('span', { class: 'line note' }, note(i)));
  });
  requestAnimationFrame(() => list.reset(documents.length));
  return element;
}

/// Draws again when the colours change or the element gets another size.
function onRedraw(element, draw) {
  const observer = new ResizeObserver(() => element.isConnected ? draw() : observer.disconnect());
  observer.observe(element);
  const again = () => element.isConnected ? draw() : removeEventListener('themechange', again);
  addEventListener('themechange', again);
}
