// A topic: its terms, subtopics, most typical and most doubtful documents, neighbours, and all its documents.

const keyness = (weight) => count(Math.round(weight * 10) / 10);
const scoreNote = (i) => `score ${score(data.columns.score[i])}, margin ${score(data.columns.margin[i])}`;

function dateNote(i) {
  const days = data.columns.day?.[i];
  return days === undefined || days === null ? scoreNote(i) : `${day(days)} · ${scoreNote(i)}`;
}

function doubtNote(i) {
  const rival = data.columns.rival[i];
  return rival < 0 ? scoreNote(i) : [`${scoreNote(i)}; it might also be `, topicLink(rival)];
}

function topicView(topic) {
  const { terms, subtopics, typical, doubtful, similar } = data.topics[topic];
  const members = data.members[topic];
  const map = html('div', { class: 'map-box' });
  new DocumentMap(map, { only: topic });
  return [
    html('h2', { class: 'topic-title' }, swatch(topic), foreign(topicName(topic))),
    html('p', { class: 'lead' }, `Topic ${topic}: ${share(members.length)}.`),
    html('div', { class: 'columns' },
      section('Key terms', html('p', { class: 'note' },
        'The bars show how surely a term is more frequent here than elsewhere (Dunning’s G²).'),
        termBars(terms.slice(0, 20), topic, keyness)),
      section('Place on the map', map)),
    subtopics.length > 0 && section('Subtopics', html('ol', { class: 'topics' }, subtopics.map((subtopic, u) =>
      html('li', {}, html('a', { class: 'topic-link', href: `#/topic/${topic}/${u}` }, foreign(subtopic.label)),
           bar(data.parts[topic][u].length / members.length, topic),
           html('span', { class: 'number' }, share(data.parts[topic][u].length, members.length)),
           html('p', { class: 'note' }, foreign(keyWords(subtopic.terms.slice(3), 9))))))),
    html('div', { class: 'columns' },
      section('Most typical', documentList(typical, dateNote)),
      section('Most doubtful', html('p', { class: 'note' },
        'A small margin: another topic suits them nearly as well.'), documentList(doubtful, doubtNote))),
    similar.length > 0 && section('Similar topics', html('ul', { class: 'similar' }, similar.map(([other, cosine]) =>
      html('li', {}, topicLink(other), bar(cosine / 1000, other), html('span', { class: 'number' }, score(cosine)))))),
    data.slices && section('Over time', timeBars(topic)),
    section(`All ${counted(members.length)}, the surest first`, longList(members, dateNote)),
  ];
}

function subtopicView(topic, part) {
  const { label, terms, typical } = data.topics[topic].subtopics[part];
  const members = data.parts[topic][part];
  return [
    html('h2', { class: 'topic-title' }, swatch(topic), foreign(label)),
    html('p', { class: 'lead' }, `A part of `, topicLink(topic),
         `: ${share(members.length, data.members[topic].length)}.`),
    html('div', { class: 'columns' },
      section('Key terms', html('p', { class: 'note' }, 'Against the other parts of the topic.'),
              termBars(terms, topic, keyness)),
      section('Most typical', documentList(typical, dateNote))),
    section(`All ${counted(members.length)}`, longList(members, dateNote)),
  ];
}

const withoutView = () => [
  html('h2', {}, 'No topic'),
  html('p', { class: 'lead' }, `${share(data.without.length)}. No term of the model is in `
    + `${data.without.length === 1 ? 'it' : 'them'}.`),
  longList(data.without, () => ''),
];
