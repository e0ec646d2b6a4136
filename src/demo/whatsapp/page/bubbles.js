import { drawing, waveform } from './drawings.js';

const zone = 'Europe/Amsterdam';
const timeFormat = new Intl.DateTimeFormat('nl-NL', { hour: '2-digit', minute: '2-digit', timeZone: zone });
const dayFormat = new Intl.DateTimeFormat('nl-NL', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  timeZone: zone,
});

export const timeOf = (instant) => timeFormat.format(instant);
export const dayOf = (instant) => dayFormat.format(instant);

const statusNames = {
  queued: 'in de wachtrij',
  sent: 'verzonden',
  delivered: 'bezorgd',
  read: 'gelezen',
  undelivered: 'niet bezorgd',
  failed: 'mislukt',
  received: 'bezorgd',
};

const statusDrawings = {
  queued: 'clock',
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'failed',
  failed: 'failed',
  received: 'delivered',
};

/** An element with a class and, as text and never as markup, its content. */
export function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

/** WhatsApp's *bold* and _italic_, each piece still set as text. */
function formatted(text) {
  const body = element('p', 'body');
  body.dir = 'auto';
  for (const piece of text.split(/(\*[^*\n]+\*|_[^_\n]+_)/)) {
    if (/^\*[^*]+\*$/.test(piece)) body.append(element('strong', '', piece.slice(1, -1)));
    else if (/^_[^_]+_$/.test(piece)) body.append(element('em', '', piece.slice(1, -1)));
    else if (piece !== '') body.append(piece);
  }
  return body;
}

function attachment(media, sid) {
  if (media.contentType.startsWith('image/')) {
    const image = element('img', 'photo');
    image.src = media.url;
    image.alt = 'Foto';
    return image;
  }
  if (!media.contentType.startsWith('audio/')) return element('p', '', `Bestand (${media.contentType})`);
  const note = element('div', 'voice-note');
  const play = element('button', 'play');
  play.type = 'button';
  play.setAttribute('aria-label', 'Spraakbericht afspelen');
  play.append(drawing('play'));
  const audio = new Audio(media.url);
  audio.preload = 'none';
  play.addEventListener('click', () => void audio.play());
  note.append(play, waveform(sid));
  return note;
}

function meta(message) {
  const line = element('span', `meta ${message.status}`);
  line.append(element('time', '', timeOf(message.at)));
  const tick = drawing(statusDrawings[message.status]);
  line.append(tick, element('span', 'hidden', statusNames[message.status]));
  line.title = statusNames[message.status];
  return line;
}

function choiceButtons(message, actions) {
  const { choices } = message;
  if (choices.kind === 'none') return null;
  const group = element('div', 'choices');
  if (choices.kind === 'list') {
    const open = choice(choices.button, 'list', () => actions.openList(message));
    open.setAttribute('aria-haspopup', 'dialog');
    group.append(open);
    return group;
  }
  choices.buttons.forEach(({ title }, index) => {
    group.append(choice(title, 'reply', () => actions.tap(message, index)));
  });
  return group;
}

function choice(title, icon, press) {
  const button = element('button', 'choice');
  button.type = 'button';
  const label = element('span', '', title);
  label.dir = 'auto';
  button.append(drawing(icon), label);
  button.addEventListener('click', press);
  return button;
}

/** One message. `actions` are what its buttons do. */
export function bubble(message, actions) {
  const row = element('article', `message ${message.side}`);
  row.setAttribute('aria-label', message.side === 'mine' ? 'Van jou' : 'Van Terugblik');
  const box = element('div', 'bubble');
  for (const media of message.media) box.append(attachment(media, message.sid));
  if (message.body !== '') box.append(formatted(message.body));
  box.append(meta(message));
  row.append(box);
  const choices = choiceButtons(message, actions);
  if (choices !== null) row.append(choices);
  if (message.error !== null) markLost(row, message.error);
  return row;
}

/** News of a message that stands there: how far it came. Its words stay the same node, read and focused once. */
export function renew(row, message) {
  row.querySelector('.meta').replaceWith(meta(message));
  if (message.error !== null && !row.classList.contains('lost')) markLost(row, message.error);
}

/** What did not arrive cannot be answered either. */
function markLost(row, error) {
  row.classList.add('lost');
  row.querySelector('.choices')?.remove();
  row.append(element('p', 'error', `Komt niet aan · ${error}`));
}

/** The line between two days. */
export function daySeparator(instant) {
  const line = element('div', 'day');
  line.append(element('span', '', dayOf(instant)));
  return line;
}
