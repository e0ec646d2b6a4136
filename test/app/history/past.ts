import { addresses, introduce, world, type World, type WorldOptions } from '../../support/world.js';

const noor = addresses.noor.whatsapp;

/** Noor's reflection of Tuesday 24 November, with two ratings, an intention and one short answer. */
export async function reflect(w: World, date = '2026-11-24'): Promise<void> {
  await w.app.openDay({ student: 'noor', date, assignment: 4 });
  await w.pass(0);
  await w.tap('whatsapp', noor, '🙂 Goed');
  await w.tap('whatsapp', noor, 'Ja');
  await w.tap('whatsapp', noor, 'Iets dat goed ging');
  await w.write('whatsapp', noor, 'ik heb een klant geholpen die de pindakaas niet kon vinden');
  await w.write('whatsapp', noor, 'ik zei goedemorgen tegen mijn collega Ahmed en vroeg hoe het ging');
  await w.tap('whatsapp', noor, 'Zelf');
  await w.write('whatsapp', noor, 'ik vroeg waar de lege dozen moesten');
  await w.tap('whatsapp', noor, 'Met hulp');
  await w.write('whatsapp', noor, 'volgende keer vraag ik eerder of iemand hulp nodig heeft');
  await w.tap('whatsapp', noor, 'Als het rustig is');
  await w.tap('whatsapp', noor, 'Ja');
  await w.tap('whatsapp', noor, 'Nog niet');
  // The last message is known to have arrived a day later; then the talk moves to its own item.
  await w.pass(25 * 3_600_000);
}

/** Another reflection: whatever is asked is answered, with the first button or with a sentence. */
export async function reflectAgain(w: World, date: string): Promise<void> {
  await w.app.openDay({ student: 'noor', date, assignment: 4 });
  await w.pass(0);
  for (let round = 0; round < 30; round += 1) {
    const { talk } = await w.thread('noor');
    if (talk === null) break;
    const [first] = talk.offered;
    if (first === undefined)
      await w.write('whatsapp', noor, `ik heb die dag klant ${round} geholpen bij de kassa en geld geteld`);
    else await w.write('whatsapp', noor, { type: 'button', payload: first.id, label: first.label });
  }
  await w.pass(25 * 3_600_000);
}

/** A school in which Noor has reflected once. */
export async function withPast(options: WorldOptions = {}): Promise<World> {
  const w = await world(options);
  await introduce(w);
  await reflect(w);
  return w;
}
