import type { Role, StaffMember } from '../../../core/school/people.js';
import type { Words } from './words.js';

/** Where the navigation leads, by role. It only saves a useless click: each page asks for itself who may see it. */
const listed: readonly { path: string; label: string; roles: readonly Role[] }[] = [
  {
    path: '/history',
    label: 'home',
    roles: ['begeleider', 'mentor', 'coordinator', 'zorg', 'vertrouwen', 'werkgroep', 'praktijkopleider'],
  },
  { path: '/history/judge', label: 'judge', roles: ['begeleider'] },
  { path: '/history/figures', label: 'figures', roles: ['werkgroep'] },
];

export const placesOf = (
  { roles }: StaffMember,
  words: Words,
  judges: boolean,
): { path: string; label: string }[] =>
  listed
    .filter(({ label }) => label !== 'judge' || judges)
    .filter((place) => place.roles.some((role) => roles.includes(role)))
    .map(({ path, label }) => ({ path, label: words.text(`shell.place.${label}`) }));
