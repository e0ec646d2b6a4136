import { expect } from 'chai';
import { readState } from '../../src/core/script/state.js';
import type { Choice } from '../../src/core/thread/message.js';
import { readPayload } from '../../src/core/thread/delivery/reply.js';
import type { Talk } from '../../src/core/thread/thread.js';
import { day, hour } from '../../src/core/time.js';
import { addresses, introduce, world, type World } from '../support/world.js';

const noor = addresses.noor.whatsapp;

/** Monday 24 August 2026, nine o'clock: the first day of the school year. */
const start = Date.UTC(2026, 7, 24, 7);

/** What a week's talk was made of. */
type Week = { date: string; asked: string[]; hints: number; said: string; planned: string | null };

const good = (week: number, nr: number): string =>
  `ik heb week ${week} bij de kassa een klant geholpen, want die kon product ${nr} niet vinden`;

/** Weeks in which she is tired and answers in a word. */
const tired = (week: number): boolean => week >= 20 && week < 23;

/**
 * One student through a school year of one practice day a week: the days open by themselves, she answers whatever is
 * asked, with changing moods and, in three weeks, hardly at all.
 */
describe('forty weeks of one student', function () {
  this.timeout(120_000);
  const weeks: Week[] = [];
  let w: World;

  before(async () => {
    w = await world({ start });
    await introduce(w);
    for (let week = 0; weeks.length < 40 && week < 46; week += 1) {
      await w.pass(week === 0 ? day + 9 * hour : 7 * day);
      const { talk } = await w.thread('noor');
      if (talk !== null) weeks.push(await answered(w, talk, weeks.length));
    }
  });
  after(() => w.close());

  it('are forty talks, one for each practice day', () => {
    expect(weeks).to.have.length(40);
    expect(new Set(weeks.map((one) => one.date)).size).to.equal(40);
  });

  it('never share more than a third of their questions with the week before', () => {
    const shared = weeks.slice(1).map(({ asked }, nr) => {
      const before = new Set(weeks[nr]?.asked);
      return asked.filter((key) => before.has(key)).length / asked.length;
    });
    expect(Math.max(...shared)).to.be.at.most(1 / 3);
  });

  it('come back to every plan in the talk after it', () => {
    const ignored = weeks.filter(({ planned }, nr) => {
      const next = weeks[nr + 1];
      return planned !== null && next !== undefined && !next.said.includes(planned);
    });
    expect(ignored.map((one) => one.date)).to.deep.equal([]);
    expect(weeks.filter((one) => one.planned !== null).length).to.be.greaterThan(30);
  });

  it('ask about work every fourth time, each time in other words than the last', () => {
    const work = weeks.map(({ asked }) => asked.find((key) => /\.werk_\d/.test(key)) ?? null);
    work.forEach((key, nr) => expect(key !== null, `talk ${nr}`).to.equal(nr % 4 === 3));
    const keys = work.filter((key) => key !== null);
    keys.slice(1).forEach((key, nr) => expect(key).to.not.equal(keys[nr]));
  });

  it('give less help while answers are good, and help again as soon as they are not', () => {
    const hintsIn = (from: number, to: number) =>
      weeks.slice(from, to).reduce((sum, one) => sum + one.hints, 0);
    expect(hintsIn(3, 20)).to.equal(0);
    // The first short answer after a long row of good ones passes; from the next question on there is help again.
    expect(weeks[20]?.hints).to.be.greaterThan(0);
    expect(weeks[21]?.hints).to.be.greaterThan(0);
    expect(hintsIn(24, 40)).to.equal(0);
  });

  it('open with the mood of last time, the season and the holidays', () => {
    const openings = weeks.map(({ asked }) => asked[0] ?? '');
    const after = weeks.findIndex(({ date }) => date > '2027-01-03');
    expect(openings[after]).to.equal('reflectie.vlag_vakantie');
    expect(openings.filter((key) => key.includes('vlag_minder')).length).to.be.greaterThan(2);
    expect(openings).to.include('reflectie.vlag_herfst');
    openings.slice(1).forEach((key, nr) => expect(key).to.not.equal(openings[nr]));
  });
});

/** Answers everything that is asked, and tells what the talk was made of. */
async function answered(w: World, opened: Talk, week: number): Promise<Week> {
  let talk = opened;
  let last = opened;
  for (let nr = 0; nr < 40; nr += 1) {
    const choice = chosen(talk, week);
    if (choice !== undefined)
      await w.write('whatsapp', noor, { type: 'button', payload: choice.id, label: choice.label });
    else await w.write('whatsapp', noor, tired(week) ? 'niks' : good(week, nr));
    const thread = await w.thread('noor');
    last = thread.talk ?? thread.ended.at(-1) ?? last;
    if (thread.talk === null) break;
    talk = thread.talk;
  }
  const read = readState(last.state);
  if (read.kind !== 'ok') throw new Error(`talk of week ${week} cannot be read`);
  const { answers, hintsGiven } = read.state;
  const plan = answers.find((one) => one.step === 'volgende' && one.text !== 'niks');
  return {
    date: last.day?.date ?? '',
    asked: answers.map((one) => one.question),
    hints: hintsGiven,
    said: last.transcript.map((line) => line.text).join('\n'),
    planned: plan?.text.slice(0, 60) ?? null,
  };
}

/** Every fifth week is a bad one, but she goes on with it; otherwise she takes what is offered first. */
function chosen({ offered }: Talk, week: number): Choice | undefined {
  const named = (name: string) => offered.find(({ id }) => readPayload(id)?.choice === name);
  return named(week % 5 === 4 ? 'slecht' : 'goed') ?? offered[0];
}
