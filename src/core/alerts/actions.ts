import type { CardAction } from '../thread/card.js';
import { holderOf, noteLimit, replyLimit } from './alert.js';
import type { CardEnv, Text } from '../school/card-env.js';
import { isJudgeable } from './judging.js';
import type { Alert } from './state.js';
import { localDate } from '../school/calendar.js';
import { suggestionFor } from '../school/suggestions.js';

/**
 * What a reader can do with an alert. Nobody answers or closes what he did not open: a new one can only be opened.
 * At most six, which is what Teams shows.
 */
export function alertActions(alert: Alert, open: boolean, env: CardEnv, text: Text): CardAction[] {
  const action = (verb: string, label: string, data: Record<string, string> = {}): CardAction => ({
    ...{ verb, label },
    data: { alert: alert.id, ...data },
  });
  const opening = open ? [] : [action('open', text('open'))];
  const judging = open
    ? judgeable(alert).map((verdict) => action('judge', text(`judge.${verdict}`), { verdict }))
    : [];
  if (alert.status === 'handled') return [...opening, ...judging];
  if (alert.status === 'new' && !open) return opening;
  const holder = holderOf(alert);
  const taking = holder === '' ? text('take') : text('take_over', { name: env.name(holder) });
  return [
    ...opening,
    ...(alert.status === 'new' ? [action('seen', text('seen'))] : []),
    ...(holder === env.viewer ? [] : [action('take', taking, { from: holder })]),
    // It names the student and its first sentence tells the subject: never on a closed card.
    ...(open ? [replyForm(action('reply', text('reply.open')), alert, env, text)] : []),
    handledForm(action('handled', text('handled')), env, text),
    ...judging,
  ];
}

const judgeable = (alert: Alert): ('right' | 'wrong')[] =>
  isJudgeable(alert)
    ? (['right', 'wrong'] as const).filter((verdict) => alert.verdict?.verdict !== verdict)
    : [];

function handledForm(action: CardAction, { school, now }: CardEnv, text: Text): CardAction {
  const outcomes = (['talked', 'declined'] as const).map((id) => ({ id, label: text(`outcome.${id}`) }));
  return {
    ...action,
    form: {
      fields: [
        {
          ...{ kind: 'choice', id: 'outcome', label: text('handled_form.outcome'), choices: outcomes },
          ...{ value: 'talked', required: text('handled_form.required') },
        },
        { kind: 'date', id: 'on', label: text('handled_form.on'), value: localDate(school, now) },
        { kind: 'text', id: 'note', label: text('handled_form.note'), multiline: true, limit: noteLimit },
      ],
      send: text('handled_form.send'),
    },
  };
}

/** Where words are hard to find a first sentence stands ready; he makes it his own before it goes. */
function replyForm(action: CardAction, alert: Alert, { render }: CardEnv, text: Text): CardAction {
  const suggestion = suggestionFor(alert.category);
  return {
    ...action,
    form: {
      fields: [
        {
          ...{ kind: 'text', id: 'text', label: text('reply.label', { name: alert.studentName }) },
          ...{ multiline: true, limit: replyLimit, required: text('reply.required') },
          ...(suggestion === null ? {} : { value: render(suggestion) }),
        },
      ],
      send: text('reply.send'),
    },
  };
}
