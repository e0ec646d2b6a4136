import { refs } from '../../app/refs.js';
import { day } from '../../core/time.js';
import { press } from '../staff-acts.js';
import type { Heard } from '../watch.js';
import type { Finding, Invariant, Sim } from '../sim.js';
import { alertsWith } from './worry-never-waits.js';

/** Whoever a worry names sees it on no card, list or history, and may not open it. */
export const notToItsSubject = (): Invariant => ({
  name: '9 a worry never goes to the one it is about',
  onSend: ({ watch }, { person, message, entry }) => {
    const about = watch.worries.filter((one) => one.worry?.names === person);
    if (about.length === 0) return [];
    const shown = JSON.stringify(message);
    return about
      .filter(({ person: student, providerId, mark }) =>
        [mark, `:${student}:${providerId}"`, `:${student}:${providerId}:`].some(
          (one) => shown.includes(one) || `${entry}"`.includes(one),
        ),
      )
      .map(({ providerId }) => `${entry} shows ${providerId} to ${person}, whom it names`);
  },
  daily: async (sim) => {
    const since = sim.clock.now() - day;
    const naming = sim.watch.worries.filter(
      (one) => one.worry?.names != null && one.accepted && one.at > since,
    );
    const found = await Promise.all(naming.map((one) => looked(sim, one)));
    return found.flat();
  },
});

async function looked(sim: Sim, heard: Heard): Promise<Finding[]> {
  const named = heard.worry?.names ?? '';
  const found = (what: string): Finding => ({
    person: heard.person,
    what: `${named} ${what} ${heard.providerId}`,
  });
  const findings: Finding[] = [];
  for (const { body } of await alertsWith(sim, heard)) {
    if (body.recipients.some(({ person }) => person === named)) findings.push(found('was sent'));
    if ((await sim.store.get(refs.alertOf(sim.school.id, named, body.id))) !== null)
      findings.push(found('has on his list'));
    if ((await press(sim, named, body.id, { verb: 'open' })) !== 'refused') findings.push(found('may open'));
  }
  const { history } = sim.instances[0].app;
  const whole = JSON.stringify(await history.whole(named, heard.person));
  if (whole.includes(heard.mark)) findings.push(found('reads in the history'));
  return findings;
}
