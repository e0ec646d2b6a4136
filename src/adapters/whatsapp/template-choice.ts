import { fillBody, variablesIn } from '../../core/script/templates.js';
import { whatsappLanguage } from '../../core/script/whatsapp-languages.js';
import { readPayload } from '../../core/thread/delivery/reply.js';
import type { OutMessage, TemplateUse } from '../../core/thread/message.js';
import type { SendResult, TemplateVersion } from '../../ports/channel.js';

/** What a message goes out with, or why it cannot go. `others`: it has other words than the message asked for. */
export type ChosenTemplate =
  | { kind: 'chosen'; version: TemplateVersion; others: TemplateVersion['state'] | 'missing' | null }
  | { kind: 'none'; result: SendResult };

type TemplateMessage = Extract<OutMessage, { kind: 'text' }> & { template: TemplateUse };

/**
 * Chooses among the wordings of a template. First the one whose words are the message's own: talks end on the words
 * that they began with, and the transcript shows what arrived. While that one is not approved, the newest approved one
 * with the same number of variables and the same buttons (docs/decisions/0015).
 */
export function chooseTemplate(
  versions: readonly TemplateVersion[],
  message: TemplateMessage,
): ChosenTemplate {
  const { name, variables } = message.template;
  const language = whatsappLanguage(message.template.language) === null ? 'nl' : message.template.language;
  const fitting = versions
    .filter((one) => one.name === name && one.language === language)
    .filter((one) => new Set(variablesIn(one.body)).size === variables.length)
    .sort((a, b) => b.madeAt - a.madeAt);
  const own = fitting.find((one) => saysTheSame(one, message.template));
  if (own?.state === 'approved') return { kind: 'chosen', version: own, others: null };
  const others = fitting.find((one) => one.state === 'approved' && hasTheSameButtons(one, message));
  if (others !== undefined) return { kind: 'chosen', version: others, others: own?.state ?? 'missing' };
  return { kind: 'none', result: unavailable(`${name} (${language})`, own?.state ?? null) };
}

/** Variables go out with single spaces, the text may have been rendered with others. */
function saysTheSame({ body }: TemplateVersion, { variables, text }: TemplateUse): boolean {
  const plain = (words: string): string => words.replaceAll(/\s+/gu, ' ').trim();
  return plain(fillBody(body, variables)) === plain(text);
}

/** The buttons of a template carry the bare choice, those of the message also which question it answers. */
function hasTheSameButtons({ buttons }: TemplateVersion, { choices }: TemplateMessage): boolean {
  const asked = choices.map(({ id }) => readPayload(id)?.choice ?? id);
  return asked.join('\n') === buttons.map(({ id }) => id).join('\n');
}

/** Reviews mostly take minutes: what is under review is tried again, what was refused is not. */
const reviewWait = 5 * 60_000;

function unavailable(template: string, state: TemplateVersion['state'] | null): SendResult {
  switch (state) {
    case 'pending':
    case 'received':
      return { status: 'retry', afterMs: reviewWait, reason: `template ${template} is under review` };
    case 'rejected':
    case 'paused':
    case 'disabled':
      return { status: 'failed', reason: `template refused: ${template} is ${state}`, blocks: false };
    case null:
    case 'unsubmitted':
    case 'approved':
    case 'unknown':
      return { status: 'failed', reason: `no approved template ${template}`, blocks: false };
  }
}

/**
 * The button that these words can only come from: the title of a template that has no other button. A tap on it is
 * listed by Twilio as words, and would be taken for an answer. Taps among several are matched by their label.
 */
export function onlyButton(versions: readonly TemplateVersion[], words: string): string | null {
  const found = versions.find(({ buttons }) => buttons.length === 1 && buttons[0]?.title === words);
  return found?.buttons[0]?.id ?? null;
}
