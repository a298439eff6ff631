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

  const jiras = [...table.querySelectorAll('th[data-jira]')].map((head, index) => ({
    head,
    index,
    name: head.dataset.jira,
    text: `${head.textContent} ${head.dataset.url}`,
  }));

  const questions = [...table.querySelectorAll('th[data-verb]')].map((head, index) => ({
    head,
    index,
    name: head.querySelector('.name').textContent,
    verb: head.dataset.verb,
    id: head.dataset.id,
    consumer: head.dataset.consumer,
    text: head.textContent,
  }));

  const hasSeveralPacts = table.querySelectorAll('[data-group]').length > 1;

  /** The cells as they stand in the table. One that was not asked has no status. */
  const grid = [...table.querySelectorAll('tr')]
    .filter((row) => row.querySelector('td'))
    .map((row, line) => [...row.querySelectorAll('td')].map((td, column) => cellOf(td, row, line, column)));
  const cells = grid.flat().filter(({ status }) => status !== undefined);

  function cellOf(td, row, line, column) {
    const [jira, question] = isDown ? [jiras[line], questions[column]] : [jiras[column], questions[line]];
    const link = td.querySelector('a');
    const status = statuses.get(td.className);
    const change = td.querySelector('i')?.textContent ?? '';
    const cause = link?.hash.slice(1);
    link?.replaceWith(...link.childNodes);
    if (status !== undefined) {
      const pact = hasSeveralPacts ? `, ${question.consumer}` : '';
      td.tabIndex = -1;
      td.setAttribute('aria-haspopup', 'dialog');
      td.ariaLabel = `${jira.name}${pact}, ${question.name}: ${status}${change && ` ${change}`}`;
    }
    const text = `${jira.text} ${question.text} ${status} ${change}`.toLowerCase();
    return { td, row, line, column, jira, question, status, change, cause, text, isShown: true };
  }

  /** An element with its properties; children are elements or texts. */
  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children.filter((child) => child !== undefined && child !== ''));
    return made;
  }

  // The filter: words, of which a minus sign leaves out what has them, and the statuses.

  const field = element('input', {
    type: 'search',
    id: 'filter',
    autocomplete: 'off',
    spellcheck: false,
    placeholder: 'acme -"a log-out"',
  });
  const boxes = [...statuses.values()].map((status) =>
    element('input', { type: 'checkbox', value: status, checked: true }),
  );
  const shownCount = element('p', { role: 'status' });

  function showControls() {
    const ofStatuses = boxes.map((box) => element('label', {}, box, ` ${box.value}`));
    controls.append(
      element('label', { htmlFor: 'filter' }, 'Filter'),
      field,
      element('fieldset', {}, element('legend', {}, 'Status'), ...ofStatuses),
      shownCount,
      element(
        'p',
        { className: 'quiet' },
        'Words of a Jira, an interaction or a check; a minus sign hides what matches. In the matrix, arrow keys move and Enter opens a cell.',
      ),
    );
    controls.hidden = false;
    for (const note of document.querySelectorAll('.no-script')) note.hidden = true;
  }

  function termsOf(words) {
    return [...words.toLowerCase().matchAll(/(-?)(?:"([^"]*)"|(\S+))/g)]
      .map(([, minus, quoted, word]) => ({ isNot: minus === '-', text: quoted ?? word }))
      .filter(({ text }) => text !== '' && text !== '-');
  }

  function applyFilter() {
    const terms = termsOf(field.value);
    const wanted = boxes.filter(({ checked }) => checked).map(({ value }) => value);
    for (const cell of cells) {
      const hasAll = terms.every(({ isNot, text }) => cell.text.includes(text) !== isNot);
      cell.isShown = wanted.includes(cell.status) && hasAll;
    }
    const shown = cells.filter(({ isShown }) => isShown);
    const isAll = terms.length === 0 && wanted.length === boxes.length;
    const shownJiras = new Set(isAll ? jiras : shown.map(({ jira }) => jira));
    const shownQuestions = new Set(isAll ? questions : shown.map(({ question }) => question));
    showLines(shownJiras, shownQuestions);
    const ofShown = new Set(shown.map(({ cause }) => cause));
    const ofAny = new Set(cells.map(({ cause }) => cause));
    for (const cause of causes) cause.hidden = !isAll && ofAny.has(cause.id) && !ofShown.has(cause.id);
    const unknown = terms.filter(({ text }) => !cells.some((cell) => cell.text.includes(text)));
    const wrong =
      unknown.length > 0 ? ` Nothing here has ${unknown.map(({ text }) => `“${text}”`).join(' or ')}.` : '';
    shownCount.textContent = `${shown.length} of ${cells.length} results, at ${jiras.length === 1 ? 'one Jira' : `${shownJiras.size} of ${jiras.length} Jiras`}.${wrong}`;
    if (!tabStop?.isShown) setTabStop(shown[0]);
    writeAddress();
  }

  function showLines(shownJiras, shownQuestions) {
    for (const cell of grid.flat()) {
      const isJiraShown = shownJiras.has(cell.jira);
      const isQuestionShown = shownQuestions.has(cell.question);
      cell.row.hidden = isDown ? !isJiraShown : !isQuestionShown;
      cell.td.hidden = isDown ? !isQuestionShown : !isJiraShown;
      cell.td.classList.toggle('out', !cell.isShown);
    }
    for (const one of jiras) one.head.hidden = !shownJiras.has(one);
    for (const one of questions) one.head.hidden = !shownQuestions.has(one);
    let first = 0;
    for (const head of table.querySelectorAll('[data-group]')) {
      const ofGroup = questions.slice(first, first + Number(head.dataset.group));
      first += ofGroup.length;
      const shown = ofGroup.filter((one) => shownQuestions.has(one)).length;
      head.hidden = shown === 0;
      head.colSpan = isDown ? Math.max(shown, 1) : shownJiras.size + 1;
    }
  }

  // Moving in the matrix: it is one stop of the Tab key.

  let tabStop;

  function setTabStop(cell) {
    if (tabStop) tabStop.td.tabIndex = -1;
    tabStop = cell;
    if (tabStop) tabStop.td.tabIndex = 0;
  }

  const canStandOn = ({ status, isShown }) => status !== undefined && isShown;

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
      const why = 'This browser is too old to show the details. Use a browser from 2023 or later.';
      return [element('p', {}, why)];
    }
    details ??= unpack();
    return shownParts(cell, await details);
  }

  function headOf({ td, jira, question, status, change }) {
    const close = element('button', { type: 'button' }, 'Close');
    close.addEventListener('click', () => dialog.close());
    const shape = `${td.firstChild.textContent.trim()} ${status}`;
    return element(
      'header',
      {},
      element('h2', { id: 'what' }, question.name),
      close,
      element(
        'p',
        {},
        element('span', { className: `status ${status.charAt(0)}` }, shape),
        ' at ',
        element('b', {}, element('bdi', {}, jira.name)),
        change && ` (${change})`,
      ),
    );
  }

  function shownParts({ jira, question }, { jiras: ofJiras, cells: details }) {
    const detail = details[jira.index][question.index];
    const { kind, url } = ofJiras[jira.index];
    const isCheck = detail.path === undefined;
    const lines = [
      isCheck ? '' : `${question.verb} ${detail.path}, in ${detail.durationMs} ms`,
      `${jira.name}: ${kind}, ${url}`,
      `The pact of ${question.consumer}, ${detail.source}`,
      detail.change,
    ];
    return [
      ...detail.advice.flatMap(([found, cure]) => [
        element('p', {}, element('b', {}, found)),
        element('p', {}, cure),
      ]),
      ...titled('Provider state', (detail.states ?? []).join('; ')),
      ...mismatchesOf(detail),
      ...(isCheck ? [] : exchangeOf(detail)),
      ...curlOf(detail),
      element('h3', {}, 'Where and when'),
      ...lines.filter(Boolean).map((line) => element('p', { className: 'quiet' }, line)),
    ];
  }

  function titled(title, text) {
    return text === '' ? [] : [element('h3', {}, title), element('p', {}, text)];
  }

  function mismatchesOf({ mismatches = [] }) {
    if (mismatches.length === 0) return [];
    const columns = ['Where', 'Expected', 'Actual'].map((title) => element('th', { scope: 'col' }, title));
    const rows = mismatches.map(([where, expected, actual]) =>
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, where),
        element('td', { className: 'expected' }, expected),
        element('td', { className: 'actual' }, actual),
      ),
    );
    const head = element('thead', {}, element('tr', {}, ...columns));
    const body = element('tbody', {}, ...rows);
    return [
      element('h3', {}, 'Expected and actual'),
      element('table', { className: 'mismatches' }, head, body),
    ];
  }

  function exchangeOf({ request, answer }) {
    if (request === undefined) return [element('p', {}, 'The request and the answer were not recorded.')];
    const part = (title, text) => [element('h3', {}, title), element('pre', {}, text)];
    return [...part('Request', request), ...part('Answer', answer ?? 'No answer came.')];
  }

  function curlOf({ curl }) {
    if (curl === undefined) return [];
    const copy = element('button', { type: 'button' }, 'Copy');
    const said = element('span', { role: 'status', className: 'quiet' });
    const line = element('pre', {}, curl);
    copy.addEventListener('click', async () => {
      said.textContent = (await copied(curl, line))
        ? 'Copied.'
        : 'The line is selected: copy it with the keyboard.';
    });
    return [element('h3', {}, 'To repeat it'), line, element('p', {}, copy, ' ', said)];
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
    for (const { value } of boxes.filter(({ checked }) => !checked)) address.append('without', value);
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
    const without = address.getAll('without');
    for (const box of boxes) box.checked = !without.includes(box.value);
    applyFilter();
    const cell = cellOfAddress(address);
    if (cell && cell !== opened) open(cell);
    if (!cell && dialog.open) dialog.close();
    isReading = false;
  }

  controls.addEventListener('input', applyFilter);
  addEventListener('hashchange', readAddress);

  table.setAttribute('role', 'grid');
  document.body.append(dialog);
  showControls();
  readAddress();
})();
