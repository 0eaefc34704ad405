// Topics over time: shares of the documents of each day, week, month or year.

const daysInUnit = { day: 1, week: 7 };

/// Cuts the dates into at most 60 slices of the smallest unit that does.
function sliceDates() {
  const days = data.columns.day;
  const known = days ? days.filter((d) => d !== null) : [];
  if (known.length === 0) return;
  const first = known.reduce((a, b) => Math.min(a, b));
  const last = known.reduce((a, b) => Math.max(a, b));
  if (first === last) return;  // nothing changes within a day
  const unit = last - first < 60 ? 'day' : last - first < 420 ? 'week' : last - first < 1826 ? 'month' : 'year';
  const number = (d) => {
    if (unit in daysInUnit) return Math.floor((d + 3) / daysInUnit[unit]);  // weeks begin on Mondays
    const date = new Date(d * 86400000);
    return unit === 'year' ? date.getUTCFullYear() : date.getUTCFullYear() * 12 + date.getUTCMonth();
  };
  const begin = number(first);
  const size = number(last) - begin + 1;
  const totals = new Array(size).fill(0);
  const counts = data.topics.map(() => new Array(size).fill(0));
  days.forEach((d, i) => {
    if (d === null) return;
    totals[number(d) - begin]++;
    if (data.columns.topic[i] >= 0) counts[data.columns.topic[i]][number(d) - begin]++;
  });
  const name = (s) => {
    const n = begin + s;
    if (unit === 'year') return String(n);
    if (unit === 'month') return `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;
    return day(n * daysInUnit[unit] - 3);
  };
  data.slices = { unit, totals, counts, name, dated: known.length };
}

/// A bar for each slice, as high as the topic's share of the documents of the slice.
function timeBars(topic) {
  const { unit, totals, counts, name } = data.slices;
  const shares = totals.map((total, s) => (total === 0 ? 0 : counts[topic][s] / total));
  const most = Math.max(...shares, 1e-9);
  const peak = shares.indexOf(most);
  const width = 600;
  const height = 90;
  const step = width / totals.length;
  const text = most <= 1e-9 ? 'No dated ' + data.many
    : `Most in ${name(peak)}: ${count(counts[topic][peak])} of ${counted(totals[peak])}, ${percent(counts[topic][peak], totals[peak])}.`;
  return html('figure', { class: 'time' },
    svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', preserveAspectRatio: 'none',
                 'aria-label': `Share of the topic by ${unit}. ${text}` },
        shares.map((part, s) => fillBar(s * step, step, height, part / most, topic,
                                        `${name(s)}: ${percent(counts[topic][s], totals[s])} of ${counted(totals[s])}`))),
    html('figcaption', { class: 'note' }, html('span', {}, name(0)), html('span', {}, text),
         html('span', {}, name(totals.length - 1))));
}

function fillBar(x, step, height, part, topic, title) {
  const tall = Math.max(part > 0 ? 1 : 0, part * (height - 4));
  const rect = svg('rect', { x: x + step * 0.08, y: height - tall, width: step * 0.84, height: tall, class: 'slice',
                             hue: hueOf(topic) });
  rect.append(svg('title', {}, title));
  return rect;
}

const timeView = () => [
  html('h2', {}, 'Over time'),
  html('p', { class: 'lead' }, `${share(data.slices.dated)}, ${data.slices.dated === 1 ? 'has' : 'have'} a date. `
    + `The bars show each topic’s share of the ${data.many} of a ${data.slices.unit}.`),
  data.topics.map((topic, t) => html('section', { class: 'slice-row' }, html('h3', {}, topicLink(t)), timeBars(t))),
];
