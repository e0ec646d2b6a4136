import { bubble, dayOf, daySeparator, element, renew, timeOf } from './bubbles.js';
import { drawing } from './drawings.js';
import { createSheet } from './sheet.js';

const at = (id) => document.getElementById(id);
const chat = at('chat');
const text = at('text');
const sheet = createSheet(at('sheet'));

const messages = new Map();
const unread = new Map();
const reported = new Set();
let state = {
  now: Date.now(),
  people: [],
  canMoveClock: false,
  webhooksLost: false,
  templates: [],
  failures: [],
};
let receivedAt = performance.now();
let person = new URLSearchParams(location.search).get('person');

async function post(command, body) {
  const response = await fetch(`/sim/${command}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (response?.ok !== true) addNote('De demo antwoordt niet.', 'bad');
}

const actions = {
  tap: (message, index) => void post('tap', { sid: message.sid, index }),
  openList: (message) => sheet.open(message, (index) => actions.tap(message, index)),
};

function drawChat(toEnd = false) {
  const mine = [...messages.values()].filter((message) => message.person === person);
  const nearEnd = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 120;
  const nodes = [];
  let day = '';
  for (const message of mine) {
    if (dayOf(message.at) !== day) nodes.push(daySeparator(message.at));
    day = dayOf(message.at);
    nodes.push(message.node);
  }
  if (nodes.length === 0)
    nodes.push(element('p', 'empty', 'Nog geen berichten. Stuur iets, of wacht op Terugblik.'));
  // Nodes that stay keep their place, and with it the focus and what a screen reader has read.
  nodes.forEach((node, index) => {
    if (chat.children[index] !== node) chat.insertBefore(node, chat.children[index] ?? null);
  });
  while (chat.children.length > nodes.length) chat.lastElementChild.remove();
  if (toEnd || nearEnd) chat.scrollTop = chat.scrollHeight;
}

function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => [...word][0].toUpperCase())
    .join('');
}

function drawPeople() {
  const focused = document.activeElement?.dataset?.address;
  at('people').replaceChildren(
    ...state.people.map(({ name, address }, index) => {
      const row = element('li');
      const button = element('button', 'person');
      button.type = 'button';
      button.dataset.address = address;
      if (address === person) button.setAttribute('aria-current', 'true');
      const avatar = element(
        'span',
        `avatar tone-${index % 5}`,
        address.endsWith('600000000') ? '?' : initials(name),
      );
      avatar.setAttribute('aria-hidden', 'true');
      const label = element('span', 'person-name');
      const shown = element('span', '', name);
      shown.dir = 'auto';
      label.append(shown, element('small', '', address.replace('whatsapp:', '')));
      button.append(avatar, label);
      const count = unread.get(address) ?? 0;
      if (count > 0)
        button.append(element('span', 'badge', String(count)), element('span', 'hidden', 'nieuw'));
      button.addEventListener('click', () => choose(address));
      row.append(button);
      return row;
    }),
  );
  if (focused !== undefined) document.querySelector(`[data-address="${CSS.escape(focused)}"]`)?.focus();
}

function drawState() {
  const current = state.people.find(({ address }) => address === person);
  at('owner').textContent = current === undefined ? '' : `op de telefoon van ${current.name}`;
  const closes = current?.windowClosesAt ?? null;
  at('window').className = closes === null ? 'window shut' : 'window open';
  at('window').textContent =
    closes === null ? 'alleen sjabloon' : `nog ${Math.ceil((closes - state.now) / 3_600_000)} u vrij`;
  at('window').title =
    closes === null
      ? 'Het 24-uursvenster is dicht: alleen een goedgekeurd sjabloon komt aan.'
      : `Het 24-uursvenster is open tot ${dayOf(closes)} ${timeOf(closes)}.`;
  for (const button of document.querySelectorAll('[data-hours]')) button.disabled = !state.canMoveClock;
  const codes = at('code');
  if (codes.children.length === 0) {
    codes.append(
      ...state.failures.map(({ code, label }) => {
        const option = element('option', '', `${code} · ${label}`);
        option.value = String(code);
        return option;
      }),
    );
  }
  at('webhooks').setAttribute('aria-pressed', String(state.webhooksLost));
  drawTemplates();
  drawClock();
}

/** The list is made anew only when something in it changed: a choice that is being made stays. */
function drawTemplates() {
  const lines = state.templates.map(({ sid, name, status }) => ({ sid, text: `${name} · ${status}` }));
  const select = at('template');
  if ([...select.options].map(({ text }) => text).join() === lines.map(({ text }) => text).join()) return;
  const chosen = select.value;
  select.replaceChildren(
    ...lines.map(({ sid, text: shown }) => {
      const option = element('option', '', shown);
      option.value = sid;
      option.selected = sid === chosen;
      return option;
    }),
  );
}

function drawClock() {
  const now = state.now + (performance.now() - receivedAt);
  at('phone-clock').textContent = timeOf(now);
  at('now').textContent = `${dayOf(now)}, ${timeOf(now)}`;
}

function choose(address) {
  person = address;
  unread.delete(address);
  sheet.close();
  drawPeople();
  drawState();
  chat.replaceChildren();
  drawChat(true);
  for (const message of messages.values()) markRead(message);
}

/** Opened is read: the server reports it when it was started with read receipts by opening. */
function markRead(message) {
  const opened = message.person === person && document.visibilityState === 'visible';
  if (!opened || message.status !== 'delivered' || reported.has(message.sid)) return;
  reported.add(message.sid);
  void post('read', { person });
}

function takeState(next) {
  state = next;
  receivedAt = performance.now();
  if (!state.people.some(({ address }) => address === person)) person = state.people[0]?.address ?? null;
  drawPeople();
  drawState();
}

function takeMessage(message) {
  const known = messages.get(message.sid);
  const seen = message.status === 'read' || message.side === 'mine';
  if (known === undefined && !seen && message.person !== person) {
    unread.set(message.person, (unread.get(message.person) ?? 0) + 1);
  }
  const node = known?.node ?? bubble(message, actions);
  if (known !== undefined) renew(node, message);
  messages.set(message.sid, { ...message, node });
  if (message.error !== null && known?.error !== message.error)
    addNote(`Bericht kwam niet aan. ${message.error}`, 'bad');
  if (message.person === person) drawChat(known === undefined);
  markRead(message);
}

function addNote(line, tone) {
  const note = element('li', tone);
  note.append(
    element('time', '', timeOf(state.now + performance.now() - receivedAt)),
    element('span', '', line),
  );
  at('notes').prepend(note);
  while (at('notes').children.length > 40) at('notes').lastElementChild.remove();
}

function listen() {
  const events = new EventSource('/events');
  events.addEventListener('open', () => {
    at('connection').textContent = '';
    // The server tells everything from the start, and may be another one than before.
    messages.clear();
    unread.clear();
  });
  events.addEventListener('error', () => (at('connection').textContent = 'Geen verbinding met de demo …'));
  events.addEventListener('message', ({ data }) => {
    const event = JSON.parse(data);
    if (event.type === 'note') return addNote(event.text, event.tone);
    takeState(event.state);
    if (event.type === 'message') takeMessage(event.message);
    else drawChat();
  });
}

function grow() {
  text.style.height = 'auto';
  text.style.height = `${Math.min(text.scrollHeight, 120)}px`;
}

function send(event) {
  event?.preventDefault();
  const body = text.value.trim();
  if (body === '' || person === null) return;
  text.value = '';
  grow();
  void post('receive', { from: person, body });
}

at('composer').addEventListener('submit', send);
text.addEventListener('input', grow);
text.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event);
});
at('voice').addEventListener('click', () => void post('media', { from: person, kind: 'voice' }));
at('photo').addEventListener('click', () => void post('media', { from: person, kind: 'photo' }));
at('send-sign').addEventListener('click', () => void post('sign', { from: person, kind: at('sign').value }));
at('file').addEventListener('change', async () => {
  const [file] = at('file').files;
  if (file === undefined || person === null) return;
  const query = new URLSearchParams({ from: person, type: file.type });
  const response = await fetch(`/sim/file?${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: file,
  }).catch(() => null);
  if (response?.ok !== true) addNote('Dit bestand kan de demo niet sturen.', 'bad');
  at('file').value = '';
});
at('drop').addEventListener('click', () => void post('drop', {}));
at('webhooks').addEventListener('click', () => void post('webhooks', { lost: !state.webhooksLost }));
at('decide').addEventListener(
  'click',
  () => void post('template', { sid: at('template').value, status: at('decision').value }),
);
at('resend').addEventListener('click', () => void post('resend', { person }));
at('fail').addEventListener('click', () => {
  const picked = state.failures.find(({ code }) => String(code) === at('code').value);
  if (picked !== undefined) void post('fail', { code: picked.code, when: picked.when });
});
for (const button of document.querySelectorAll('[data-hours]')) {
  button.addEventListener(
    'click',
    () => void post('clock', { ms: Number(button.dataset.hours) * 3_600_000 }),
  );
}
document.addEventListener('visibilitychange', () => {
  for (const message of messages.values()) markRead(message);
});
at('photo').append(drawing('photo'));
at('voice').append(drawing('voice'));
at('send').append(drawing('send'));
setInterval(drawClock, 5_000);
listen();
