import { element } from './bubbles.js';
import { drawing } from './drawings.js';

/** The list of a list picker: slides over the chat, keeps the keyboard inside, closes with Escape. */
export function createSheet(root) {
  let opener = null;

  function close() {
    root.hidden = true;
    root.replaceChildren();
    opener?.focus();
    opener = null;
  }

  function keepInside(event) {
    if (event.key === 'Escape') return close();
    const buttons = [...root.querySelectorAll('button')];
    const at = buttons.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1, Tab: event.shiftKey ? -1 : 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    buttons[(at + step + buttons.length) % buttons.length].focus();
  }

  root.addEventListener('keydown', keepInside);
  root.addEventListener('click', (event) => {
    if (event.target === root) close();
  });

  return {
    close,
    open(message, pick) {
      opener = document.activeElement;
      const dialog = element('div', 'sheet-box');
      dialog.setAttribute('role', 'dialog');
      dialog.setAttribute('aria-modal', 'true');
      dialog.setAttribute('aria-label', message.choices.button);
      const head = element('header');
      const dismiss = element('button', 'round quiet');
      dismiss.type = 'button';
      dismiss.setAttribute('aria-label', 'Sluiten');
      dismiss.append(drawing('close'));
      dismiss.addEventListener('click', close);
      const title = element('strong', '', message.choices.button);
      title.dir = 'auto';
      head.append(title, dismiss);
      const list = element('ul');
      message.choices.items.forEach((item, index) => list.append(line(item, () => (close(), pick(index)))));
      dialog.append(head, list);
      root.replaceChildren(dialog);
      root.hidden = false;
      (list.querySelector('button') ?? dismiss).focus();
    },
  };
}

function line(item, press) {
  const row = element('li');
  const button = element('button', 'item');
  button.type = 'button';
  const text = element('span', 'item-text');
  text.dir = 'auto';
  text.append(element('span', 'item-title', item.title));
  if (item.description) text.append(element('span', 'item-description', item.description));
  button.append(text, element('span', 'dot'));
  button.addEventListener('click', press);
  row.append(button);
  return row;
}
