// Tables that are sorted by a click on a column. Rows are made as they come into view.

/// `columns` are {name, value, cell, isNumber}: what is compared, and what is shown of a row.
function sortableTable(name, rows, columns, sortedBy) {
  const head = html('div', { role: 'row', class: 'head', 'aria-rowindex': 1 });
  const body = html('div', { role: 'rowgroup' });
  const table = html('div', { class: 'table', role: 'table', 'aria-label': name, 'aria-rowcount': rows.length + 1,
                              'data-columns': columns.length }, html('div', { role: 'rowgroup' }, head), body);
  const list = new VirtualList(body, 40, (i) =>
    html('div', { role: 'row', class: 'row', 'aria-rowindex': i + 2 }, columns.map((column) =>
      html('div', { role: 'cell', class: column.isNumber ? 'number line' : 'line' }, column.cell(rows[i])))));
  let direction = 1;
  const sort = (chosen) => {
    direction = chosen === sortedBy ? -direction : chosen.isNumber ? -1 : 1;
    sortedBy = chosen;
    const order = new Intl.Collator(undefined, { numeric: true });
    const compare = chosen.isNumber ? (a, b) => a - b : order.compare;
    rows.sort((a, b) => direction * compare(chosen.value(a), chosen.value(b)) || a - b);
    show();
  };
  const show = () => {
    head.replaceChildren(...columns.map((column) => {
      const sorted = column !== sortedBy ? 'none' : direction > 0 ? 'ascending' : 'descending';
      return html('div', { role: 'columnheader', 'aria-sort': sorted, class: column.isNumber ? 'number' : '' },
                  html('button', { type: 'button', onclick: () => sort(column) }, column.name,
                       html('span', { class: 'arrow', 'aria-hidden': 'true' })));
    }));
    list.reset(rows.length);
  };
  requestAnimationFrame(show);
  return table;
}

function topicTable() {
  const { score: scores, margin } = data.columns;
  const mean = (of, t) => data.members[t].length === 0 ? 0
    : data.members[t].reduce((sum, i) => sum + of[i], 0) / data.members[t].length;
  const scoreOf = data.topics.map((topic, t) => mean(scores, t));
  const marginOf = data.topics.map((topic, t) => mean(margin, t));
  const number = (name, value, cell) => ({ name, value, cell: cell ?? ((t) => count(value(t))), isNumber: true });
  const columns = [
    number('Topic', (t) => t),
    { name: 'Label', value: topicName, cell: topicLink },
    number('Size', (t) => data.members[t].length),
    number('Share', (t) => data.members[t].length, (t) => percent(data.members[t].length, data.documents)),
    number('Mean score', (t) => scoreOf[t], (t) => score(scoreOf[t])),
    number('Mean margin', (t) => marginOf[t], (t) => score(marginOf[t])),
  ];
  return sortableTable('Topics', data.topics.map((topic, t) => t), columns, columns[0]);
}

function documentTable() {
  const { heading, id, topic, score: scores, margin, day: days, label } = data.columns;
  const columns = [
    { name: 'Heading', value: (i) => heading[i], cell: documentLink },
    { name: 'Id', value: (i) => id[i], cell: (i) => foreign(id[i]) },
    { name: 'Topic', value: (i) => topicName(topic[i]), cell: (i) => topicLink(topic[i]) },
    { name: 'Score', value: (i) => scores[i], cell: (i) => score(scores[i]), isNumber: true },
    { name: 'Margin', value: (i) => margin[i], cell: (i) => score(margin[i]), isNumber: true },
  ];
  if (label) columns.push({ name: 'Label', value: (i) => label[i], cell: (i) => foreign(label[i]) });
  if (days) columns.push({ name: 'Date', value: (i) => days[i] ?? -1e9, isNumber: true,
                           cell: (i) => days[i] === null ? '' : day(days[i]) });
  return sortableTable('Documents', Array.from({ length: data.documents }, (none, i) => i), columns, null);
}

const tablesView = () => [html('h2', {}, 'Tables'), section('Topics', topicTable()),
                          section(`All ${data.many}`, documentTable())];
