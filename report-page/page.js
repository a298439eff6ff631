/** What a report's page does where scripts run: it filters the matrix and opens its cells. All text goes in as text. */
(() => {
  const table = document.getElementById('cells');
  const controls = document.getElementById('controls');
  const causes = [...document.querySelectorAll('.cause')];
  const isDown = table.classList.contains('down');

  /** Letters in classes, as the page writes them. */
  const statuses = new Map([
    ['v', 'verified'],
    ['w', 'warned'],
    ['f', 'failed'],
    ['u', 'unverifiable'],
  ]);

  const plain = (text) => text.toLowerCase().replaceAll('"', '');

  const jiras = [...table.querySelectorAll('th[data-jira]')].map((head, index) => ({
    head,
    index,
    name: head.dataset.jira,
    text: plain(`${head.textContent} ${head.dataset.url}`),
  }));

  const questions = [...table.querySelectorAll('th[data-verb]')].map((head, index) => ({
    head,
    index,
    name: head.querySelector('.name').textContent,
    verb: head.dataset.verb,
    id: head.dataset.id,
    consumer: head.dataset.consumer,
    states: head.dataset.states === '' ? [] : head.dataset.states.split('\n'),
    text: plain(head.textContent),
  }));

  /** A name in full means that Jira alone, and not those whose names are longer. */
  const jiraNames = new Set(jiras.map(({ name }) => plain(name)));

  const hasSeveralPacts = table.querySelectorAll('[data-group]').length > 1;

  /** The cells as they stand in the table. One that was not asked has no status. */
  const grid = [...table.querySelectorAll('tr')]
    .filter((row) => row.querySelector('td'))
    .map((row, line) => [...row.querySelectorAll('td')].map((td, column) => cellOf(td, row, line, column)));
  const cells = grid.flat().filter(({ status }) => status !== undefined);

  function cellOf(td, row, line, column) {
    const [jira, question] = isDown ? [jiras[line], questions[column]] : [jiras[column], questions[line]];
    const link = td.querySelector('a');
    const cell = {
      td,
      row,
      line,
      column,
      jira,
      question,
      status: statuses.get(td.className),
      change: td.querySelector('i')?.textContent ?? '',
      cause: link?.hash.slice(1),
      isShown: true,
    };
    link?.replaceWith(...link.childNodes);
    if (cell.status !== undefined) makeOpenable(cell);
    return cell;
  }

  function makeOpenable({ td, jira, question, status, change }) {
    const pact = hasSeveralPacts ? `, ${question.consumer}` : '';
    td.tabIndex = -1;
    td.setAttribute('aria-haspopup', 'dialog');
    td.setAttribute(
      'aria-label',
      `${jira.name}${pact}, ${question.name}: ${status}${change && ` ${change}`}`,
    );
  }

  /** An element with its properties; children are elements or texts. */
  function element(tag, { role, ...properties }, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    if (role !== undefined) made.setAttribute('role', role);
    made.append(...children.filter((child) => child !== undefined && child !== ''));
    return made;
  }

  // The filter: words such as status:failed or -verb:GET, which say all of it.

  const matches = {
    status: ({ status }, text) => status.startsWith(text),
    verb: ({ question }, text) => plain(question.verb).startsWith(text),
    state: ({ question }, text) => question.states.some((state) => plain(state).includes(text)),
    jira: ({ jira }, text) => (jiraNames.has(text) ? plain(jira.name) === text : jira.text.includes(text)),
    change: ({ change }, text) => change.includes(text),
    word: ({ jira, question }, text) => jira.text.includes(text) || question.text.includes(text),
  };

  function termsOf(words) {
    const found = words.matchAll(/(-?)(?:(status|verb|state|jira|change):)?(?:"([^"]*)"|(\S+))/gi);
    return [...found]
      .map(([, minus, kind, quoted, word]) => ({
        isNot: minus === '-',
        kind: kind === undefined ? 'word' : kind.toLowerCase(),
        text: quoted ?? word.replaceAll('"', ''),
      }))
      .filter(
        ({ kind, text }) => !(kind === 'word' && /^-?$|^-?(status|verb|state|jira|change):$/i.test(text)),
      );
  }

  function wordOf({ isNot, kind, text }) {
    const quoted = /\s|^-/.test(text) ? `"${text}"` : text;
    return `${isNot ? '-' : ''}${kind === 'word' ? '' : `${kind}:`}${quoted}`;
  }

  /** Whether a cell is asked for: none of what is left out, and of each kind one that is wanted; of plain words all. */
  function filterOf(terms) {
    const fits = (cell) => (term) => matches[term.kind](cell, plain(term.text));
    const without = terms.filter(({ isNot }) => isNot);
    const wanted = terms.filter(({ isNot }) => !isNot);
    const words = wanted.filter(({ kind }) => kind === 'word');
    const kinds = [...new Set(wanted.map(({ kind }) => kind))].filter((kind) => kind !== 'word');
    const ofKinds = kinds.map((wantedKind) => wanted.filter(({ kind }) => kind === wantedKind));
    return (cell) =>
      !without.some(fits(cell)) &&
      words.every(fits(cell)) &&
      ofKinds.every((alternatives) => alternatives.some(fits(cell)));
  }

  const field = element('input', { type: 'search', id: 'filter', autocomplete: 'off', spellcheck: false });
  field.setAttribute('aria-describedby', 'how-to-filter');
  field.placeholder = 'status:failed -jira:acme';
  const shownCount = element('p', { role: 'status' });
  const showAll = element('button', { type: 'button', hidden: true }, 'Show all');
  const chips = [];

  function chipsFor(kind, texts) {
    return [...new Set(texts)].map((text) => {
      const chip = element('button', { type: 'button' });
      chips.push({ chip, kind, text });
      chip.addEventListener('click', () => turn(kind, text));
      return chip;
    });
  }

  const isTermFor = (kind, text) => (term) => term.kind === kind && plain(term.text) === plain(text);

  /** The next of: all, these only, all but these. */
  function turn(kind, text) {
    const terms = termsOf(field.value);
    const isThis = isTermFor(kind, text);
    const before = terms.find(isThis);
    const others = terms.filter((term) => !isThis(term));
    const next = before?.isNot ? [] : [{ kind, text, isNot: before !== undefined }];
    field.value = [...others, ...next].map(wordOf).join(' ');
    applyFilter();
  }

  function group(legend, kind, texts) {
    return element('fieldset', {}, element('legend', {}, legend), ...chipsFor(kind, texts));
  }

  function howToFilter() {
    const key = (text) => element('kbd', {}, text);
    const terms =
      ' to filter by status:, verb:, state:, jira:, change: or any word; a minus sign hides what matches, as in ';
    return element(
      'p',
      { id: 'how-to-filter', className: 'quiet' },
      ...['Press ', key('/'), terms, key('-status:verified')],
      ...['. In the matrix, arrow keys move and ', key('Enter'), ' opens a cell.'],
    );
  }

  /** So many Jiras have a button each; more are found by their names. */
  const MOST_JIRA_BUTTONS = 12;

  function groups() {
    const names = jiras.map(({ name }) => name);
    const verbs = questions.map(({ verb }) => verb);
    const hasButtons = jiras.length > 1 && jiras.length <= MOST_JIRA_BUTTONS;
    return element(
      'div',
      { className: 'groups' },
      group('Status', 'status', statuses.values()),
      group('Verb', 'verb', verbs),
      hasButtons ? group('Jira', 'jira', names) : undefined,
    );
  }

  function statesGroup() {
    const states = questions.flatMap((question) => question.states);
    if (states.length === 0) return '';
    return element('details', {}, element('summary', {}, 'Provider states'), group('State', 'state', states));
  }

  function showControls() {
    const label = element('label', { htmlFor: 'filter' }, 'Filter');
    controls.className = 'filter';
    controls.append(element('div', { className: 'line' }, label, field, showAll), groups(), statesGroup());
    controls.append(howToFilter(), shownCount);
    controls.hidden = false;
    for (const note of document.querySelectorAll('.no-script')) note.hidden = true;
  }

  function applyFilter() {
    const terms = termsOf(field.value);
    const isWanted = filterOf(terms);
    for (const cell of cells) cell.isShown = isWanted(cell);
    const shown = cells.filter(({ isShown }) => isShown);
    const isAll = terms.length === 0;
    const shownJiras = new Set(isAll ? jiras : shown.map(({ jira }) => jira));
    const shownQuestions = new Set(isAll ? questions : shown.map(({ question }) => question));
    showLines(shownJiras, shownQuestions);
    showCauses(shown, isAll);
    showTerms(terms);
    shownCount.textContent = `${shown.length} of ${cells.length} results, at ${shownJiras.size} of ${jiras.length} Jiras.`;
    showAll.hidden = isAll;
    moveTabStop(shown);
    writeAddress();
  }

  function showLines(shownJiras, shownQuestions) {
    for (const row of grid) {
      const [{ jira, question }] = row;
      row[0].row.hidden = isDown ? !shownJiras.has(jira) : !shownQuestions.has(question);
      for (const cell of row) {
        cell.td.hidden = isDown ? !shownQuestions.has(cell.question) : !shownJiras.has(cell.jira);
        cell.td.classList.toggle('out', !cell.isShown);
      }
    }
    for (const one of isDown ? questions : jiras)
      one.head.hidden = !(isDown ? shownQuestions : shownJiras).has(one);
    showGroups(shownJiras, shownQuestions);
  }

  function showGroups(shownJiras, shownQuestions) {
    let first = 0;
    for (const head of table.querySelectorAll('[data-group]')) {
      head.dataset.group ||= isDown
        ? head.colSpan
        : head.closest('tbody').querySelectorAll('[data-verb]').length;
      const size = Number(head.dataset.group);
      const shown = questions.slice(first, first + size).filter((one) => shownQuestions.has(one)).length;
      first += size;
      head.hidden = shown === 0;
      if (shown > 0) head.colSpan = isDown ? shown : shownJiras.size + 1;
    }
  }

  function showCauses(shown, isAll) {
    const linked = new Set(cells.map(({ cause }) => cause));
    const wanted = new Set(shown.map(({ cause }) => cause));
    for (const cause of causes) cause.hidden = !isAll && linked.has(cause.id) && !wanted.has(cause.id);
  }

  function showTerms(terms) {
    for (const { chip, kind, text } of chips) {
      const term = terms.find(isTermFor(kind, text));
      chip.dataset.term = term === undefined ? '' : term.isNot ? 'not' : 'only';
      chip.textContent = term === undefined ? text : `${chip.dataset.term} ${text}`;
    }
  }

  // Moving in the matrix: it is one stop of the Tab key.

  let tabStop;

  function moveTabStop(shown) {
    if (!tabStop?.isShown) setTabStop(shown[0]);
  }

  function setTabStop(cell) {
    if (tabStop) tabStop.td.tabIndex = -1;
    tabStop = cell;
    if (tabStop) tabStop.td.tabIndex = 0;
  }

  const canStandOn = ({ status, isShown, td, row }) =>
    status !== undefined && isShown && !td.hidden && !row.hidden;

  /** The nearest cell on the way that can be opened. */
  function nextFrom({ line, column }, lines, columns) {
    for (let step = 1; ; step += 1) {
      const cell = grid[line + lines * step]?.[column + columns * step];
      if (cell === undefined || canStandOn(cell)) return cell;
    }
  }

  function cellForKey(key, isToTheEnd, cell) {
    const way = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key];
    if (way) return nextFrom(cell, ...way);
    const among = (isToTheEnd ? grid.flat() : grid[cell.line]).filter(canStandOn);
    if (key === 'Home') return among[0];
    return key === 'End' ? among.at(-1) : undefined;
  }

  const cellAt = (target) => cells.find(({ td }) => td === target.closest?.('td'));

  table.addEventListener('keydown', (event) => {
    const cell = cellAt(event.target);
    if (!cell) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open(cell);
      return;
    }
    const next = cellForKey(event.key, event.ctrlKey || event.metaKey, cell);
    if (!next) return;
    event.preventDefault();
    setTabStop(next);
    next.td.focus();
  });

  table.addEventListener('click', ({ target }) => {
    const cell = cellAt(target);
    if (!cell) return;
    setTabStop(cell);
    open(cell);
  });

  document.addEventListener('keydown', (event) => {
    const isTyping = event.target.matches?.('input');
    if (event.key !== '/' || isTyping || dialog.open || event.ctrlKey || event.metaKey || event.altKey)
      return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  field.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' || !tabStop) return;
    event.preventDefault();
    tabStop.td.focus();
  });

  // What a cell opens.

  const dialog = element('dialog', {});
  dialog.setAttribute('aria-labelledby', 'what');
  let opened;
  let details;

  /** All that cells open, unpacked when the first is opened. */
  async function unpack() {
    const packed = atob(document.getElementById('details').content.textContent);
    const bytes = Uint8Array.from(packed, (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return JSON.parse(await new Response(stream).text());
  }

  async function open(cell) {
    opened = cell;
    dialog.replaceChildren(headOf(cell));
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    writeAddress();
    const parts = await partsOf(cell);
    if (opened === cell) dialog.append(...parts);
  }

  async function partsOf(cell) {
    if (!('DecompressionStream' in globalThis)) {
      return [
        element(
          'p',
          { className: 'advice' },
          'This browser is too old to show the details. Use a browser from 2023 or later.',
        ),
      ];
    }
    details ??= unpack();
    return shownParts(cell, await details);
  }

  function headOf({ td, jira, question, status, change }) {
    const close = element('button', { type: 'button' }, 'Close');
    close.addEventListener('click', () => dialog.close());
    const shape = element('span', { className: 'status' }, `${td.firstChild.textContent.trim()} ${status}`);
    const letter = [...statuses].find(([, one]) => one === status)[0];
    return element(
      'header',
      { className: letter },
      element(
        'div',
        {},
        element(
          'p',
          {},
          shape,
          ' at ',
          element('b', {}, element('bdi', {}, jira.name)),
          change && ` (${change})`,
        ),
        element('h2', { id: 'what' }, question.name),
      ),
      close,
    );
  }

  function shownParts({ jira, question, status }, { jiras: ofJiras, cells: numbers, details: all, texts }) {
    const [number, took, change] = numbers[jira.index][question.index];
    const detail = all[number];
    const text = (index) => (index === undefined ? undefined : texts[index]);
    const { kind, url } = ofJiras[jira.index];
    const isCheck = detail.path === undefined;
    return [
      ...(isCheck ? adviceOfCheck(detail, status, text) : adviceOf(text(detail.cause), text(detail.cure))),
      ...titled('Provider state', (detail.states ?? []).map(text).join('; ')),
      ...mismatchesOf(detail, text),
      ...(isCheck ? [] : [exchangeOf(text(detail.request), text(detail.answer))]),
      ...curlOf(text(detail.curl)),
      element('h3', {}, 'Where and when'),
      ...[
        isCheck ? '' : `${question.verb} ${text(detail.path)}, in ${took} ms`,
        `${jira.name}: ${kind}, ${url}`,
        `The pact of ${question.consumer}, ${text(detail.source)}`,
        change ?? '',
      ]
        .filter((line) => line !== '')
        .map((line) => element('p', { className: 'quiet' }, line)),
    ].filter((part) => part !== undefined);
  }

  function adviceOf(cause, cure) {
    if (cause === undefined) return [];
    return [
      element('div', { className: 'advice' }, element('p', {}, `${cause}.`), cure && element('p', {}, cure)),
    ];
  }

  function adviceOfCheck({ findings }, status, text) {
    if (findings.length > 0) return findings.flatMap(([found, cure]) => adviceOf(text(found), text(cure)));
    const says =
      status === 'unverifiable'
        ? 'This check could not run, because no answer came for it.'
        : 'The check holds for every answer that came.';
    return [element('p', { className: 'advice' }, says)];
  }

  function titled(title, text) {
    return text === '' ? [] : [element('h3', {}, title), element('p', {}, text)];
  }

  function mismatchesOf({ mismatches = [] }, text) {
    if (mismatches.length === 0) return [];
    const columns = ['Where', 'Expected', 'Actual'].map((title) => element('th', { scope: 'col' }, title));
    const rows = mismatches.map(([where, expected, actual]) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, text(where)),
        element('td', { className: 'expected' }, text(expected)),
        element('td', { className: 'actual' }, text(actual)),
      ),
    );
    const head = element('thead', {}, element('tr', {}, ...columns));
    const body = element('tbody', {}, ...rows);
    return [
      element('h3', {}, 'Expected and actual'),
      element('table', { className: 'mismatches' }, head, body),
    ];
  }

  function exchangeOf(request, answer) {
    if (request === undefined)
      return element('p', { className: 'advice' }, 'The request and the answer were not recorded.');
    const part = (title, text) => element('div', {}, element('h3', {}, title), element('pre', {}, text));
    return element(
      'div',
      { className: 'beside' },
      part('Request', request),
      part('Answer', answer ?? 'No answer came.'),
    );
  }

  function curlOf(curl) {
    if (curl === undefined) return [];
    const copy = element('button', { type: 'button' }, 'Copy');
    const said = element('span', { role: 'status', className: 'quiet' });
    const line = element('pre', {}, curl);
    copy.addEventListener('click', async () => {
      said.textContent = (await copied(curl, line))
        ? 'Copied.'
        : 'The line is selected: copy it with the keyboard.';
    });
    return [element('div', { className: 'copy' }, element('h3', {}, 'To repeat it'), copy, said), line];
  }

  /** Where the clipboard is forbidden, as on a page without https, the line is selected and copied in the old way. */
  async function copied(text, shownAt) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      getSelection().selectAllChildren(shownAt);
      return document.execCommand('copy');
    }
  }

  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });

  dialog.addEventListener('close', () => {
    const cell = opened;
    opened = undefined;
    dialog.replaceChildren();
    writeAddress();
    if (cell?.isShown) {
      setTabStop(cell);
      cell.td.focus();
    }
  });

  // The address: what is filtered, and which cell is open.

  /** Cells of the same name, as two versions of a pact have them, are told apart by a number. */
  function namesakesOf({ jira, question }) {
    return cells.filter(
      (other) =>
        other.jira.name === jira.name &&
        other.question.id === question.id &&
        other.question.consumer === question.consumer &&
        (other.question.verb === 'check') === (question.verb === 'check'),
    );
  }

  function addressOf(cell) {
    const address = new URLSearchParams();
    if (field.value.trim() !== '') address.set('filter', field.value.trim());
    if (!cell) return address;
    address.set('jira', cell.jira.name);
    address.set('consumer', cell.question.consumer);
    address.set(cell.question.verb === 'check' ? 'check' : 'interaction', cell.question.id);
    const number = namesakesOf(cell).indexOf(cell);
    if (number > 0) address.set('number', String(number + 1));
    return address;
  }

  function cellOfAddress(address) {
    const kind = address.has('check') ? 'check' : 'interaction';
    const jira = { name: address.get('jira') };
    const question = { id: address.get(kind), consumer: address.get('consumer'), verb: kind };
    return namesakesOf({ jira, question })[Number(address.get('number') ?? 1) - 1];
  }

  let isReading = false;

  function writeAddress() {
    const address = `#${addressOf(opened)}`;
    const isCause = /^#c\d+$/.test(location.hash);
    if (isReading || address === (location.hash || '#') || (isCause && address === '#')) return;
    history.replaceState(null, '', address);
  }

  function readAddress() {
    const address = new URLSearchParams(location.hash.slice(1));
    isReading = true;
    field.value = address.get('filter') ?? '';
    applyFilter();
    const cell = cellOfAddress(address);
    if (cell && cell !== opened) open(cell);
    if (!cell && dialog.open) dialog.close();
    isReading = false;
  }

  field.addEventListener('input', applyFilter);
  showAll.addEventListener('click', () => {
    field.value = '';
    applyFilter();
    field.focus();
  });
  addEventListener('hashchange', readAddress);

  table.setAttribute('role', 'grid');
  document.body.append(dialog);
  showControls();
  readAddress();
})();
