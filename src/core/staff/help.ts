import type { TextRef } from '../script/effect.js';
import type { Role } from '../school/people.js';

/** What somebody can type, one line each, in this order. */
const lines: readonly (readonly [name: string, roles: readonly Role[]])[] = [
  ['today', ['begeleider', 'mentor']],
  ['open', ['begeleider', 'mentor', 'zorg', 'vertrouwen', 'coordinator']],
  ['history', ['begeleider', 'mentor']],
  ['plan', ['begeleider']],
  ['remind', ['begeleider']],
  ['ill', ['begeleider']],
  ['move', ['begeleider']],
];

/** What a member of staff can type, by what he is to the school. Whether he may, is decided where it is done. */
export function helpLines(roles: readonly Role[]): TextRef[] {
  const own = lines.filter(([, who]) => who.some((role) => roles.includes(role)));
  return own.map(([name]) => ({ key: `staf.help.${name}`, params: {} }));
}
