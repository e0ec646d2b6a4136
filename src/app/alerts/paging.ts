import { TerugblikError } from '../../core/errors.js';
import type { Task } from '../../core/outbox/job.js';
import { readAlert } from '../../core/alerts/alert.js';
import { paged, stillPages } from '../../core/alerts/paging.js';
import type { Handlers } from '../handlers.js';
import { refs } from '../refs.js';

/** Calls whoever is on call, without a word of what it is about. Nothing where the school has no pager or no number. */
export async function pageSomebody(
  { deps, alerts }: Handlers,
  { alert: id, person, round }: Extract<Task, { type: 'page' }>,
): Promise<void> {
  const { pager, store, clock } = deps;
  const stored = await store.get(refs.alert(id));
  const alert = stored === null ? null : readAlert(stored.body);
  if (alert === null || !stillPages(alert, clock.now())) return;
  const called = (await deps.directory.read()).get(person);
  const number = called?.whatsapp ?? null;
  if (pager === null || number === null) return;
  const language = called?.language ?? 'nl';
  const text = deps.texts.render(deps.contents.current, language, { key: 'card.page', params: {} });
  const result = await pager.page(number, text);
  if (result.status === 'retry')
    throw new TerugblikError('page_again', `a page was not taken: ${result.reason}`);
  if (result.status === 'failed')
    deps.log.error('alert.page_failed', null, { alert: id, reason: result.reason });
  const outcome = result.status;
  await alerts.change(id, (one) => paged(one, { person, round, outcome }, clock.now()));
  await alerts.work(id);
}
