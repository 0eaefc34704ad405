// What one sees first: the sizes in words, the map, and the topics by size.

function overview() {
  const largest = data.members.reduce((best, members, t) => members.length > data.members[best].length ? t : best, 0);
  const map = html('div', { class: 'map-box' });
  new DocumentMap(map);
  return [
    html('h2', {}, 'Overview'),
    html('p', { class: 'lead' }, `${counted(data.documents)} in ${count(data.topics.length)} `
      + `${data.topics.length === 1 ? 'topic' : 'topics'}. The largest, `, topicLink(largest),
      `, has ${share(data.members[largest].length)}.`,
      data.without.length > 0 && [` ${share(data.without.length)}, `, html('a', { href: '#/without' },
        data.without.length === 1 ? 'has no topic' : 'have no topic'), '.'],
      data.stability !== null && ` ${steadiness(data.stability)}`),
    section('Map', html('p', { class: 'note' }, `Each point is one of the ${data.many}; similar ones lie together. `,
                        html('a', { href: '#/map' }, 'Open the map')), map),
    section('Topics', html('ol', { class: 'topics' }, data.topics.map((topic, t) =>
      html('li', {}, topicLink(t), bar(data.members[t].length / data.members[largest].length, t),
           html('span', { class: 'number' }, share(data.members[t].length)),
           html('p', { class: 'note' }, foreign(keyWords(topic.terms.slice(3), 9))))))),
  ];
}

function steadiness(stability) {
  const figure = `(mean adjusted Rand index ${stability.toFixed(2)})`;
  if (stability >= 0.8) return `Other random seeds find nearly the same topics ${figure}.`;
  if (stability >= 0.5) return `Other random seeds find similar topics ${figure}.`;
  return `Other random seeds find rather different topics ${figure}: read them with care.`;
}

function mapView() {
  const box = html('div', { class: 'map-box tall' });
  const choice = html('select', { id: 'map-topic' }, html('option', { value: '' }, 'all topics'),
                      data.topics.map((topic, t) => html('option', { value: t }, topicName(t))));
  const map = new DocumentMap(box, { wheel: true });
  choice.addEventListener('change', () => {
    map.only = choice.value === '' ? null : Number(choice.value);
    map.draw();
  });
  return [html('h2', {}, 'Map'),
          html('p', {}, html('label', { for: 'map-topic' }, 'Show '), choice,
               html('span', { class: 'note' }, ' Drag to move, turn the wheel to zoom, click a point to read it.')),
          box];
}
