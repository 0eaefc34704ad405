// How alike topics are: the cosine between the sums of the weighted terms of their documents.

function similarityView() {
  const pairs = data.topics.flatMap((topic, t) => topic.similar.filter(([u]) => t < u || !data.topics[u].similar
    .some(([v]) => v === t)).map(([u, cosine]) => [t, u, cosine])).sort((a, b) => b[2] - a[2]).slice(0, 20);
  return [
    html('h2', {}, 'Similarity'),
    html('p', { class: 'lead' }, 'Topics with much the same words. The cosine is 1 for the same words in the same '
      + 'shares, and 0 for none in common.'),
    section('The most similar pairs', html('ol', { class: 'pairs' }, pairs.map(([t, u, cosine]) =>
      html('li', {}, topicLink(t), ' and ', topicLink(u), html('span', { class: 'number' }, score(cosine)))))),
    data.similarity && section('All pairs', similarityMatrix()),
  ];
}

function similarityMatrix() {
  const largest = Math.max(1, ...data.similarity.flatMap((row, t) => row.filter((cosine, u) => t !== u)));
  const cell = (t, u) => {
    const cosine = data.similarity[t][u];
    const element = html('td', { title: `${topicName(t)} and ${topicName(u)}` }, t === u ? '' : (cosine / 1000).toFixed(2).replace(/^0/, ''));
    element.style.setProperty('--strength', t === u ? 0 : (cosine / largest).toFixed(3));
    return element;
  };
  return html('div', { class: 'scrolled', tabindex: '0', role: 'region', 'aria-label': 'Similarity of all pairs' },
    html('table', { class: 'matrix' },
      html('thead', {}, html('tr', {}, html('td', {}), data.topics.map((topic, u) =>
        html('th', { scope: 'col', title: topicName(u) }, u)))),
      html('tbody', {}, data.topics.map((topic, t) => html('tr', {},
        html('th', { scope: 'row' }, `${t} `, topicLink(t)), data.topics.map((other, u) => cell(t, u)))))));
}
