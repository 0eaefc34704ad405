// Search in ids, headings and texts: all words must be there, in any case and with or without accents.

const folded = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
const searchWords = (query) => folded(query).split(/\s+/).filter((word) => word !== '');

/// Where the words stand in a text, as ascending ranges that do not overlap. Folding changes lengths, so that
/// each folded character remembers where it comes from.
function hitsIn(text, words) {
  let plain = '';
  const from = [];
  let at = 0;
  for (const character of text) {
    const fold = folded(character);
    for (let i = 0; i < fold.length; i++) from.push(at);
    plain += fold;
    at += character.length;
  }
  from.push(at);
  const ranges = [];
  for (const word of words) {
    for (let i = plain.indexOf(word); i >= 0; i = plain.indexOf(word, i + word.length))
      ranges.push([from[i], from[i + word.length]]);
  }
  ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let end = -1;
  return ranges.filter(([first, last]) => first >= end && last > first && ((end = last), true));
}

/// The folded texts of a block, kept for the next key that is pressed.
const foldedBlocks = [];
function foldedBlock(number) {
  foldedBlocks[number] ??= unpackBlock(number)
    .then((documents) => documents.map(({ title, text }) => folded(`${title.join('')}\n${text.join('')}`)));
  return foldedBlocks[number];
}

let searchNumber = 0;

/// The documents that have all words, or null if another search was begun meanwhile.
async function search(words, onFound) {
  const mine = ++searchNumber;
  const { id, heading } = data.columns;
  const found = [];
  const starts = data.blocks.length > 0 ? data.blocks : [0];
  for (let b = 0; b < starts.length; b++) {
    const texts = data.blocks.length > 0 ? await foldedBlock(b) : null;
    if (mine !== searchNumber) return null;
    const end = starts[b + 1] ?? data.documents;
    for (let place = starts[b]; place < end; place++) {
      const i = data.order[place];
      const head = folded(`${id[i]} ${heading[i]}`);
      if (words.every((word) => head.includes(word) || texts?.[place - starts[b]].includes(word))) found.push(i);
    }
    onFound(found.length);
  }
  return found.sort((a, b) => a - b);
}

/// A line of the text around the first hit.
function snippet(text, words) {
  const [first] = hitsIn(text, words);
  if (!first) return text.slice(0, 160);
  let from = Math.max(0, first[0] - 60);
  while (from > 0 && !/\s/.test(text[from - 1]) && first[0] - from < 90) from--;
  return (from > 0 ? '… ' : '') + text.slice(from, from + 220);
}

/// The view of a search, which is filled as soon as all texts have been searched.
function searchView(query) {
  if (byId('query').value !== query) byId('query').value = query;
  const words = searchWords(query);
  const status = html('p', { class: 'lead', role: 'status' });
  const topics = html('p', { class: 'chips' });
  const list = html('div', { class: 'long-list', role: 'list' });
  const view = [html('h2', {}, 'Search'), status, topics, list];
  if (words.length === 0) {
    status.append('Type words into the field above.');
    return view;
  }
  const asked = foreign(words.map((word) => `“${word}”`).join(' and '));
  search(words, (number) => status.replaceChildren('Searching for ', asked, `: ${count(number)} so far…`))
    .then((found) => {
      if (found === null) return;
      status.replaceChildren(`${share(found.length)}, ${found.length === 1 ? 'has' : 'have'} `, asked, '.');
      topics.append(...sizesByTopic(found).slice(0, 8).map(([topic, size]) => html('span', {}, topicLink(topic), ` ${count(size)}`)));
      showHits(list, found, words);
    });
  return view;
}

/// How many of the documents each topic has, the most first.
function sizesByTopic(documents) {
  const sizes = new Map();
  for (const i of documents) sizes.set(data.columns.topic[i], (sizes.get(data.columns.topic[i]) ?? 0) + 1);
  return [...sizes].sort((a, b) => b[1] - a[1]);
}

function showHits(element, found, words) {
  const list = new VirtualList(element, 72, (row) => {
    const i = found[row];
    const line = html('span', { class: 'line note' });
    details(i).then((known) => known && line.append(foreign(withHits(snippet(known.text.join(''), words), words))));
    return html('div', { class: 'row', role: 'listitem', 'aria-setsize': found.length, 'aria-posinset': row + 1 },
                html('span', { class: 'line' },
                     html('a', { href: documentPath(i) }, foreign(withHits(data.columns.heading[i], words)))),
                line, html('span', { class: 'line note' }, topicLink(data.columns.topic[i])));
  });
  list.reset(found.length);
}
