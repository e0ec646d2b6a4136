import { readAlert } from '../../core/alerts/alert.js';
import type { AlertAction } from '../../core/alerts/types.js';
import type { Card } from '../../core/thread/card.js';
import type { Handlers } from '../handlers.js';
import { refs } from '../refs.js';
import { filesOfAlert, type FileOnAlert } from './files.js';

/** An alert as a page shows it: its card, the conversation that it belongs to, and the files that are kept. */
export type OpenedAlert = { card: Card; student: string; talk: string | null; files: FileOnAlert[] };

/** Opens an alert or presses something on it, as on the card in Teams; null where he may not, or there is none. */
export async function actOnPage(
  { deps, alerts }: Handlers,
  viewer: string,
  id: string,
  action: AlertAction,
): Promise<OpenedAlert | null> {
  const acted = await alerts.act(id, viewer, action);
  if (acted.kind === 'refused') return null;
  const stored = await deps.store.get(refs.alert(id));
  const alert = stored === null ? null : readAlert(stored.body);
  if (alert === null) return null;
  const files = await filesOfAlert(deps, viewer, id);
  return { card: acted.card, student: alert.student, talk: alert.talk, files };
}
