// A small corpus, or one article in its pieces, to be read from the beginning to the end.

const mostToRead = 300;
const canBeRead = () => data.blocks.length > 0 && data.documents <= mostToRead;

async function readingView() {
  const known = await Promise.all(Array.from({ length: data.documents }, (none, i) => details(i)));
  return [
    html('h2', {}, 'In order'),
    html('p', { class: 'lead' }, `All ${counted(data.documents)} as they follow each other, with the terms that decide.`),
    html('p', { class: 'chips' }, data.topics.map((topic, t) => topicLink(t))),
    known.map((of, i) => html('article', { class: 'passage', hue: hueOf(data.columns.topic[i]), 'aria-labelledby': `passage-${i}` },
      html('div', { class: 'margin note' }, html('a', { id: `passage-${i}`, href: documentPath(i) }, count(i + 1)), ' ',
           foreign(topicName(data.columns.topic[i]))),
      html('div', { class: 'text', lang: data.columns.language?.[i] || null, dir: 'auto' },
           of.title.join('') !== '' && html('strong', { class: 'line-title' }, markedText(of.title, of.titleMarks, of.weights, of.topic, [])),
           markedText(of.text, of.marks, of.weights, of.topic, [])))),
  ];
}
