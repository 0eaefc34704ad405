// The data of the page: JSON that is compressed by gzip and written in base 85 (packed.hpp tells how). Texts are in blocks of their own,
// which are unpacked when one of their documents is shown or searched.

let data = null;

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%()*+,-.:;=?@[]^_{|}';
const valueOf = new Uint8Array(128);
for (let i = 0; i < 85; i++) valueOf[digits.charCodeAt(i)] = i;

/// The bytes that are written in base 85. A group that is cut short is filled up with the highest digit.
function decoded(text) {
  const groups = Math.ceil(text.length / 5);
  const view = new DataView(new ArrayBuffer(groups * 4));
  for (let group = 0; group < groups; group++) {
    let number = 0;
    for (let i = group * 5; i < group * 5 + 5; i++)
      number = number * 85 + (i < text.length ? valueOf[text.charCodeAt(i)] : 84);
    view.setUint32(group * 4, number);
  }
  return new Uint8Array(view.buffer, 0, text.length - groups);
}

async function unpack(element) {
  const bytes = decoded(element.textContent);
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return JSON.parse(await new Response(plain).text());
}

async function loadData() {
  data = await unpack(byId('data'));
  data.blockElements = document.getElementsByClassName('texts');
  data.members = data.topics.map(() => []);
  data.without = [];
  const { topic, margin } = data.columns;
  for (let i = 0; i < data.documents; i++) (data.members[topic[i]] ?? data.without).push(i);
  for (const members of data.members) members.sort((a, b) => margin[b] - margin[a] || a - b);
  data.placeOf = new Uint32Array(data.documents);
  data.blockOf = new Uint32Array(data.documents);
  let block = 0;
  data.order.forEach((document, place) => {
    if (place >= (data.blocks[block + 1] ?? Infinity)) block++;
    data.placeOf[document] = place;
    data.blockOf[document] = block;
  });
  data.parts = data.topics.map(({ subtopics }) => subtopics.map(() => []));
  data.members.forEach((members, t) => members.forEach((i) => data.parts[t][data.columns.subtopic[i]]?.push(i)));
}

/// The fields of a document in a block (document_details.cpp writes them). A weight without a word has that of
/// its first mark.
function detailsOf([text, marks, weights, base, sum, topic, isExcerpt = 0, columns = [], title = [''],
                     titleMarks = []]) {
  const named = weights.map((entry, term) => Array.isArray(entry) ? entry : [text[2 * marks.indexOf(term) + 1], entry]);
  return { text, marks, weights: named, base, sum, topic, isExcerpt: isExcerpt === 1, columns, title, titleMarks };
}

const unpackBlock = async (number) => (await unpack(data.blockElements[number])).map(detailsOf);

const blocks = new Map();
const keptBlocks = 12;

/// The documents of a block. The blocks that were used last stay unpacked.
function block(number) {
  const known = blocks.get(number) ?? unpackBlock(number);
  blocks.delete(number);
  blocks.set(number, known);
  if (blocks.size > keptBlocks) blocks.delete(blocks.keys().next().value);
  return known;
}

/// What is known of a document's text: its pieces and its reasons. Null if the report has no texts.
async function details(document) {
  if (data.blocks.length === 0) return null;
  const number = data.blockOf[document];
  return (await block(number))[data.placeOf[document] - data.blocks[number]];
}

const topicName = (topic) => (topic < 0 ? 'No topic' : data.topics[topic].label || `Topic ${topic}`);
const hueOf = (topic) => (topic < 0 ? undefined : Math.round((topic * 137.508 + 25) % 360));
const keyWords = (terms, many) => terms.slice(0, many).map(([word]) => word).join(', ');
