// The data of the page: JSON that is compressed by gzip and written in base64. Texts are in blocks of their own,
// which are unpacked when one of their documents is shown or searched.

let data = null;

async function unpack(element) {
  const packed = atob(element.textContent);
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < packed.length; i++) bytes[i] = packed.charCodeAt(i);
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
  data.parts = data.topics.map(({ subtopics }) => subtopics.map(() => []));
  data.members.forEach((members, t) => members.forEach((i) => data.parts[t][data.columns.subtopic[i]]?.push(i)));
}

const blocks = new Map();
const keptBlocks = 12;

/// The documents of a block. The blocks that were used last stay unpacked.
function block(number) {
  const known = blocks.get(number) ?? unpack(data.blockElements[number]);
  blocks.delete(number);
  blocks.set(number, known);
  if (blocks.size > keptBlocks) blocks.delete(blocks.keys().next().value);
  return known;
}

function blockOf(document) {
  let low = 0;
  let high = data.blocks.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (data.blocks[middle] <= document) low = middle;
    else high = middle - 1;
  }
  return low;
}

/// What is known of a document's text: its pieces and its reasons. Null if the report has no texts.
async function details(document) {
  if (data.blocks.length === 0) return null;
  const number = blockOf(document);
  return (await block(number))[document - data.blocks[number]];
}

const topicName = (topic) => (topic < 0 ? 'No topic' : data.topics[topic].label || `Topic ${topic}`);
const hueOf = (topic) => (topic < 0 ? undefined : Math.round((topic * 137.508 + 25) % 360));
const keyWords = (terms, many) => terms.slice(0, many).map(([word]) => word).join(', ');
