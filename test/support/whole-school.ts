import type { Person } from '../../src/core/school/people.js';
import { demoPeople } from './world.js';

/** The demo's people, and everybody else that there is at a school. */
export async function wholeSchool(): Promise<Person[]> {
  const people = await demoPeople();
  const [samira, noor] = ['samira', 'noor'].map((id) => people.find((one) => one.id === id));
  if (samira === undefined || noor === undefined) throw new Error('the demo has other people');
  const staff = (id: string, role: Person['roles'][number], number: string): Person => ({
    ...{ ...samira, id, name: `${id} Bakker`, roles: [role] },
    teams: `99999999-9999-4999-8999-99999999999${number}`,
  });
  return [
    ...people,
    staff('rob', 'begeleider', '1'),
    staff('wilma', 'werkgroep', '2'),
    staff('piet', 'praktijkopleider', '3'),
    {
      ...noor,
      id: 'lies',
      name: 'Lies Mol',
      teams: null,
      whatsapp: null,
      begeleider: 'rob',
      mentor: null,
      backups: [],
    },
  ];
}

const firstNames =
  'Adil Bo Chris Dunya Eva Femke Gijs Hamza Ilse Jayden Kim Luca Mees Nisa Omar Pim Quinn Romy Sem Tess Umar Vera Wout Xena'.split(
    ' ',
  );
const companies = ['Supermarkt De Linde', 'Bouwmarkt Noord', 'Kledingwinkel Vesta', 'Bakkerij Jansen'];

/** Twenty-four more students of Samira and Peter, on three days of the week. */
export async function fullClass(): Promise<Person[]> {
  const people = await wholeSchool();
  const noor = people.find((one) => one.id === 'noor');
  if (noor === undefined) throw new Error('the demo has other people');
  const more = firstNames.map((name, index): Person => ({
    ...noor,
    ...{ id: name.toLowerCase(), name: `${name} van der Meulen-Yıldırım`, whatsapp: null },
    teams: `88888888-8888-4888-8888-8888888888${String(index).padStart(2, '0')}`,
    company: companies[index % companies.length] ?? null,
    weekday: 1 + (index % 3),
  }));
  return [...people, ...more];
}
