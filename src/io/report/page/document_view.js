// A document: its text with the terms that decide marked where they stand, and why it has its topic.

/// Ranges of a text as elements. `pieces` are plain and marked by turns; `found` are the words searched for.
function markedText(pieces, terms, weights, topic, found) {
  const nodes = [];
  pieces.forEach((piece, i) => {
    if (i % 2 === 0) return nodes.push(withHits(piece, found));
    const [word, weight] = weights[terms[(i - 1) / 2]];
    nodes.push(html('mark', { class: weight < 0 ? 'against' : 'for', hue: hueOf(topic),
                              title: `${word} ${signed(weight)}` }, withHits(piece, found)));
  });
  return nodes;
}

function withHits(text, found) {
  const hits = found.length === 0 ? [] : hitsIn(text, found);
  if (hits.length === 0) return text;
  const nodes = [];
  let end = 0;
  for (const [from, to] of hits) {
    nodes.push(text.slice(end, from), html('mark', { class: 'hit' }, text.slice(from, to)));
    end = to;
  }
  nodes.push(text.slice(end));
  return nodes;
}

function reasons(document, known) {
  const topic = known.topic;
  const rival = data.columns.rival[document];
  if (topic < 0) return section('Why', html('p', {}, 'No term of the model is in it, so it has no topic.'));
  const because = data.isMixture && rival >= 0
    ? ['The weights add up to the logarithm of the odds against the next best topic, ', topicLink(rival), '.']
    : ['The weights add up to the cosine to the centre of the topic.'];
  const assigned = data.columns.topic[document];
  return section('Why',
    assigned !== topic && html('p', {}, 'By its terms alone, it would be in ', topicLink(topic), '.'),
    html('p', { class: 'note' }, because), termBars([...known.weights].sort((a, b) => b[1] - a[1]), topic),
    html('p', { class: 'note' }, `Only the heaviest terms are shown. Sum of all: ${signed(known.sum)}`
      + (known.base === 0 ? '.' : `, of which ${signed(known.base)} comes from the sizes of the topics.`)));
}

function facts(document, known) {
  const { id, label, url, day: days } = data.columns;
  const rows = [['Id', foreign(id[document])]];
  if (days?.[document] !== undefined && days?.[document] !== null) rows.push(['Date', day(days[document])]);
  if (label?.[document]) rows.push(['Label', foreign(label[document])]);
  if (url?.[document] && /^https?:\/\//i.test(url[document])) {
    rows.push(['Source', html('a', { href: url[document], rel: 'noopener noreferrer', target: '_blank' },
                              foreign(url[document]))]);
  }
  for (const [name, value] of known?.columns ?? []) rows.push([foreign(name), foreign(value)]);
  return html('dl', { class: 'facts' }, rows.map(([name, value]) => [html('dt', {}, name), html('dd', {}, value)]));
}

/// Links to the documents before and after it in its topic.
function siblings(document) {
  const topic = data.columns.topic[document];
  const members = data.members[topic] ?? data.without;
  const at = members.indexOf(document);
  const link = (i, name) => members[i] !== undefined && html('a', { href: documentPath(members[i]) }, name);
  return html('nav', { class: 'siblings', 'aria-label': `The ${data.many} of the topic` },
              link(at - 1, '← Before'), html('span', { class: 'note' }, `${count(at + 1)} of ${count(members.length)}`),
              link(at + 1, 'Next →'));
}

async function documentView(document) {
  const { topic, heading, language } = data.columns;
  const known = await details(document);
  const found = searchWords(byId('query').value);
  const map = html('div', { class: 'map-box' });
  new DocumentMap(map, { mark: document });
  const of = topic[document];
  const lang = language?.[document] || null;
  const title = known && known.title.join('') !== ''
    ? markedText(known.title, known.titleMarks, known.weights, known.topic, found) : null;
  const text = known && html('div', { class: 'text', lang, dir: 'auto' },
                             markedText(known.text, known.marks, known.weights, known.topic, found));
  return [
    siblings(document),
    html('h2', { dir: 'auto', lang }, html('bdi', {}, title ?? heading[document])),
    html('p', { class: 'lead' }, topicLink(of), of >= 0 && ` · ${scoreNote(document)}`),
    facts(document, known),
    html('div', { class: 'columns' },
      section(known?.isExcerpt ? 'Text (the beginning)' : 'Text', text ?? html('p', { class: 'note' },
        'This report was made without texts.'),
        text && html('p', { class: 'legend note' }, html('mark', { class: 'for', hue: hueOf(of) }, 'for the topic'), ' ',
                     html('mark', { class: 'against' }, 'against it'))),
      html('div', {}, known && reasons(document, known), section('Place on the map', map))),
  ];
}
