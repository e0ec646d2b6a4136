import { readSchool, type School } from '../core/school/school.js';
import { dayAfter, firstDay, holiday, weeksAfter } from './calendar.js';

/** The school file of the simulation, through the real reader: a year of so many weeks with one holiday. */
export function schoolOf(weeks: number): School {
  const text = `
id: sim
name: Simulatieschool
timeZone: Europe/Amsterdam
terms:
  - { name: jaar, from: ${firstDay}, to: ${dayAfter(firstDay, (weeks + weeksAfter) * 7 - 1)} }
holidays:
  - { name: herfstvakantie, from: ${holiday.from}, to: ${holiday.to} }
officeHours:
${['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => `  ${day}: { from: '08:30', to: '17:00' }`).join('\n')}
onCall: zita
fragmentSeconds: 2
languages: [nl, en]
channels: { teams: true, whatsapp: true }
helpLines:
  - { name: Bij direct gevaar, number: '112', hours: dag en nacht, checked: 2026-09-01 }
`;
  const { school, findings } = readSchool({ path: 'simulation', text });
  if (school === null) throw new Error(findings.map((one) => one.message).join('\n'));
  return school;
}
