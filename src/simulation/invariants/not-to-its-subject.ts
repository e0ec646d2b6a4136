import { refs } from '../../app/refs.js';
import { day } from '../../core/time.js';
import { press } from '../staff-acts.js';
import { marks } from '../marks.js';
import type { Heard, Watch } from '../watch.js';
import type { Finding, Invariant, Sim } from '../sim.js';
import { alertsWith } from './worry-never-waits.js';

/** Whoever a worry names sees it on no card, list or history, and may not open it. */
export const notToItsSubject = (): Invariant => {
  const namings = createNamings();
  return {
    name: '9 a worry never goes to the one it is about',
    onSend: ({ watch }, { person, message, entry }) => {
      const about = namings(watch, person);
      if (about === undefined) return [];
      const shown = `${JSON.stringify(message)} ${entry}"`;
      const signs = [...(shown.match(marks) ?? []), ...(shown.match(worryIds) ?? [])];
      return [...new Set(signs.flatMap((sign) => about.get(sign) ?? []))].map(
        (providerId) => `${entry} shows ${providerId} to ${person}, whom it names`,
      );
    },
    daily,
  };
};

/** What an id of a worry ends with, or of what belongs to it: its student and the message in which it was told. */
const worryIds = /(?<=:)[^:"]+:in-\d+(?=[":])/gu;

/** The worries that name somebody, by what can be seen of them: their words, and what their ids have. */
function createNamings(): (watch: Watch, person: string) => ReadonlyMap<string, string> | undefined {
  const known = new Map<string, Map<string, string>>();
  let read = 0;
  return ({ worries }, person) => {
    for (; read < worries.length; read += 1) {
      const { worry, mark, person: student, providerId } = worries[read] as Heard;
      if (worry?.names == null) continue;
      const signs = known.get(worry.names) ?? new Map<string, string>();
      known.set(worry.names, signs.set(mark, providerId).set(`${student}:${providerId}`, providerId));
    }
    return known.get(person);
  };
}

async function daily(sim: Sim): Promise<Finding[]> {
  const since = sim.clock.now() - day;
  const naming = sim.watch.worries.filter(
    (one) => one.worry?.names != null && one.accepted && one.at > since,
  );
  const found = await Promise.all(naming.map((one) => looked(sim, one)));
  return found.flat();
}

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
