// The folders: topics, their subtopics, and their documents, as one list of the rows that are open.

class FolderTree {
  constructor(element) {
    this.element = element;
    this.open = new Set();
    this.at = 0;
    this.inner = html('div', { role: 'none' });
    element.append(this.inner);
    this.list = new VirtualList(this.inner, 46, (i) => this.makeRow(i), element);
    element.addEventListener('keydown', (event) => this.press(event));
    element.addEventListener('focus', () => this.mark(this.at, false));
    this.refresh();
  }

  /// The rows that are open, in their order. A row is {key, level, kind, topic, …}.
  refresh() {
    const rows = [];
    data.topics.forEach((topic, t) => {
      const members = data.members[t];
      if (!this.add(rows, { key: `${t}`, level: 1, kind: 'topic', topic: t, size: members.length,
                            name: topicName(t), words: keyWords(topic.terms.slice(3), 6) })) return;
      topic.subtopics.forEach((subtopic, u) => {
        const inside = data.parts[t][u];
        if (this.add(rows, { key: `${t}.${u}`, level: 2, kind: 'subtopic', topic: t, subtopic: u,
                             size: inside.length, name: subtopic.label,
                             words: keyWords(subtopic.terms.slice(3), 6) }))
          this.addDocuments(rows, inside, 3);
      });
      this.addDocuments(rows, topic.subtopics.length === 0
        ? members : members.filter((i) => data.columns.subtopic[i] < 0), 2);
    });
    if (data.without.length > 0 &&
        this.add(rows, { key: '-1', level: 1, kind: 'topic', topic: -1, size: data.without.length,
                         name: topicName(-1), words: 'no term of the model' }))
      this.addDocuments(rows, data.without, 2);
    this.rows = rows;
    this.at = Math.min(this.at, rows.length - 1);
    this.list.reset(rows.length);
  }

  /// Adds a folder, and tells whether it is open.
  add(rows, row) {
    rows.push(row);
    return this.open.has(row.key);
  }

  addDocuments(rows, documents, level) {
    documents.forEach((i, place) => rows.push({ key: `d${i}`, level, kind: 'document', document: i,
                                                topic: data.columns.topic[i], place, of: documents.length }));
  }

  makeRow(i) {
    const row = this.rows[i];
    const isFolder = row.kind !== 'document';
    const attributes = { role: 'treeitem', id: `folder-${i}`, class: `row ${row.kind}`, hue: hueOf(row.topic),
                         'data-level': row.level, 'aria-level': row.level,
                         'aria-selected': String(i === this.at), onclick: (event) => this.click(event, i) };
    if (isFolder) attributes['aria-expanded'] = String(this.open.has(row.key));
    if (!isFolder) {
      attributes['aria-setsize'] = row.of;
      attributes['aria-posinset'] = row.place + 1;
      const { heading, id, score: scores } = data.columns;
      const note = id[row.document] === heading[row.document] ? '' : ['\u00b7 ', foreign(id[row.document])];
      return html('div', attributes, html('span', { class: 'line' }, foreign(heading[row.document])),
                  html('span', { class: 'line note' }, `score ${score(scores[row.document])} `, note));
    }
    const largest = row.kind === 'topic' ? data.documents : data.members[row.topic].length;
    return html('div', attributes, html('span', { class: 'twisty', 'aria-hidden': 'true' }), swatch(row.topic),
                html('span', { class: 'name' }, html('span', { class: 'line' }, foreign(row.name)),
                     html('span', { class: 'line note' }, foreign(row.words))),
                html('span', { class: 'size' }, count(row.size),
                     html('span', { class: 'note' }, percent(row.size, largest))));
  }

  click(event, i) {
    const row = this.rows[i];
    this.mark(i, false);
    if (row.kind !== 'document' && event.target.closest('.twisty')) return this.toggle(row);
    if (row.kind !== 'document' && !this.open.has(row.key)) this.toggle(row);
    this.visit(row);
  }

  toggle(row) {
    if (!this.open.delete(row.key)) this.open.add(row.key);
    this.refresh();
    this.reveal(row.key);
  }

  visit(row) {
    document.body.classList.remove('folders-open');
    location.hash = row.kind === 'document' ? documentPath(row.document)
      : row.kind === 'subtopic' ? `#/topic/${row.topic}/${row.subtopic}` : topicPath(row.topic);
  }

  mark(i, scroll) {
    this.list.rows.get(this.at)?.setAttribute('aria-selected', 'false');
    this.at = i;
    if (scroll) this.list.scrollTo(i);
    this.list.row(i).setAttribute('aria-selected', 'true');
    this.element.setAttribute('aria-activedescendant', `folder-${i}`);
  }

  press(event) {
    const row = this.rows[this.at];
    const isFolder = row.kind !== 'document';
    const isOpen = this.open.has(row.key);
    const last = this.rows.length - 1;
    const steps = { ArrowDown: this.at + 1, ArrowUp: this.at - 1, Home: 0, End: last, PageDown: this.at + 10,
                    PageUp: this.at - 10 };
    if (event.key in steps) this.mark(Math.max(0, Math.min(last, steps[event.key])), true);
    else if (event.key === 'ArrowRight' && isFolder && !isOpen) this.toggle(row);
    else if (event.key === 'ArrowRight' && isFolder) this.mark(Math.min(last, this.at + 1), true);
    else if (event.key === 'ArrowLeft' && isFolder && isOpen) this.toggle(row);
    else if (event.key === 'ArrowLeft') this.mark(this.parent(), true);
    else if (event.key === 'Enter') this.visit(row);
    else if (event.key === ' ' && isFolder) this.toggle(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  parent() {
    for (let i = this.at - 1; i >= 0; i--) {
      if (this.rows[i].level < this.rows[this.at].level) return i;
    }
    return this.at;
  }

  /// Opens the folder of a topic and marks its row.
  reveal(key) {
    const i = this.rows.findIndex((row) => row.key === key);
    if (i >= 0) this.mark(i, true);
  }
}
