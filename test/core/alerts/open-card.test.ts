import { expect } from 'chai';
import {
  delivered,
  looked,
  markSeen,
  openAlert,
  pickedUp,
  wordsAdded,
} from '../../../src/core/alerts/alert.js';
import { madeGraver } from '../../../src/core/alerts/judging.js';
import type { Alert } from '../../../src/core/alerts/state.js';
import { minute } from '../../../src/core/time.js';
import { aDraft, aSchool } from '../school/builders.js';

const opened = 10 * minute;

/** When each reader's card is drawn anew after a change, in minutes from the moment that Samira opened hers. */
function redrawn(alert: Alert, change: (alert: Alert) => Alert): Record<string, number> {
  const after = change({ ...alert, jobs: [] });
  return Object.fromEntries(
    after.jobs.flatMap(({ task, dueAt }) =>
      task.type === 'post' && task.post.body.kind === 'alert_card'
        ? [[task.post.to, (dueAt - opened) / minute]]
        : [],
    ),
  );
}

describe('a card that its reader has open', () => {
  const open = openAlert(aDraft({ severity: 'medium' }), aSchool(), 0);
  const alert = looked(open, 'samira', opened);
  const words = { id: 'm2', at: opened + minute, text: 'laat maar' };

  it('is left alone for five minutes when the student adds words; the others see them at once', () => {
    const added = (one: Alert) => wordsAdded(one, words, opened + minute);
    expect(redrawn(alert, added)).to.deep.equal({ samira: 5, fatima: 1 });
  });

  it('is left alone when a colleague presses, and when another cannot be reached', () => {
    const seen = (one: Alert) => markSeen(one, 'fatima', 'Fatima Aksoy', opened + 2 * minute);
    expect(redrawn(alert, seen)).to.deep.equal({ samira: 5, fatima: 2 });
    const lost = (one: Alert) => delivered(one, 'fatima', 'unreachable', 'no chat', opened + minute);
    expect(redrawn(alert, lost)).to.include({ samira: 5 });
  });

  it('closes at once after what she presses herself', () => {
    const seen = (one: Alert) => markSeen(one, 'samira', 'Samira Haddad', opened);
    expect(redrawn(alert, seen)).to.deep.equal({ samira: 0, fatima: 0 });
  });

  it('is drawn anew later on, when she has been away from it', () => {
    const added = (one: Alert) => wordsAdded(one, words, opened + 6 * minute);
    expect(redrawn(alert, added)).to.deep.equal({ samira: 6, fatima: 6 });
  });

  it('does not wait when it turns out graver, or was not picked up well', () => {
    const more = { severity: 'acute', reason: '', rule: 'second', readers: [] } as const;
    expect(redrawn(alert, (one) => madeGraver(one, more, opened + minute))).to.include({ samira: 1 });
    const unhappy = (one: Alert) => pickedUp(one, 'nee', aSchool(), opened + minute);
    expect(redrawn({ ...alert, status: 'handled' }, unhappy)).to.include({ samira: 1 });
  });
});
