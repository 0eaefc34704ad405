// The address after # chooses the view, so that the browser's back button and bookmarks work.

const pages = [['#/', 'Overview'], ['#/map', 'Map'], ['#/tables', 'Tables'], ['#/similarity', 'Similarity'],
               ['#/time', 'Over time']];

function viewOf(route) {
  const [kind, first, second] = route.replace(/^#\/?/, '').split('/');
  const number = Number(first);
  const isIndex = (of) => /^\d+$/.test(first ?? '') && number < of;
  if (kind === 'map') return mapView();
  if (kind === 'tables') return tablesView();
  if (kind === 'similarity') return similarityView();
  if (kind === 'time' && data.slices) return timeView();
  if (kind === 'without') return withoutView();
  if (kind === 'search') return searchView(safeDecode(first ?? ''));
  if (kind === 'document' && isIndex(data.documents)) return documentView(number);
  if (kind === 'topic' && isIndex(data.topics.length)) {
    const part = /^\d+$/.test(second ?? '') ? Number(second) : -1;
    return data.topics[number].subtopics[part] ? subtopicView(number, part) : topicView(number);
  }
  return overview();
}

function safeDecode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

let shown = 0;

async function show() {
  const mine = ++shown;
  const route = location.hash;
  const view = await viewOf(route);
  if (mine !== shown || view === null) return;
  byId('main').replaceChildren(...view.flat(Infinity).filter(Boolean));
  if (!route.startsWith('#/search')) window.scrollTo({ top: 0, behavior: 'instant' });
  for (const link of byId('pages').children) {
    const isHere = (link.getAttribute('href') === '#/' ? ['', '#/'] : [link.getAttribute('href')]).includes(route);
    if (isHere) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const [, kind, first, second] = route.split('/');
  if (kind === 'document') tree.reveal(`d${first}`);
  if (kind === 'topic') tree.reveal(second === undefined ? first : `${first}.${second}`);
  const heading = byId('main').querySelector('h2');
  document.title = heading.textContent === 'Overview' ? data.title : `${heading.textContent} – ${data.title}`;
}

function listenToSearch() {
  let waits = 0;
  const query = byId('query');
  const go = () => {
    clearTimeout(waits);
    const route = `#/search/${encodeURIComponent(query.value)}`;
    if (location.hash.startsWith('#/search')) history.replaceState(null, '', route);
    else return void (location.hash = route);
    show();
  };
  query.addEventListener('input', () => { clearTimeout(waits); waits = setTimeout(go, 200); });
  byId('search').addEventListener('submit', (event) => { event.preventDefault(); go(); });
}

function setTheme(isDark) {
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  byId('theme').setAttribute('aria-pressed', String(isDark));
  dispatchEvent(new Event('themechange'));
}

function listenToButtons() {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', () => setTheme(dark.matches));
  setTheme(dark.matches);
  byId('theme').addEventListener('click', () => setTheme(document.documentElement.dataset.theme !== 'dark'));
  byId('menu').addEventListener('click', () => {
    const isOpen = document.body.classList.toggle('folders-open');
    byId('menu').setAttribute('aria-expanded', String(isOpen));
    if (isOpen) byId('folders').focus();
    tree.list.show();
  });
  byId('skip').addEventListener('click', (event) => { event.preventDefault(); byId('main').focus(); });
}

let tree = null;

async function start() {
  await loadData();
  sliceDates();
  document.body.classList.add('ready');
  byId('pages').append(...pages.filter(([route]) => route !== '#/time' || data.slices).map(([route, name]) =>
    html('a', { href: route }, name)));
  tree = new FolderTree(byId('folders'));
  listenToSearch();
  listenToButtons();
  addEventListener('hashchange', show);
  await show();
}

start().catch((error) => {
  byId('failure').hidden = false;
  byId('failure').append(` (${error.message})`);
});
