import { expect } from 'chai';
import { aPerson, directoryOf, staff } from '../../school/builders.js';
import type { TurnEnv } from '../../../../src/core/thread/env.js';
import { threadLimits } from '../../../../src/core/thread/env.js';
import { settle } from '../../../../src/core/thread/turn/settle.js';
import { openDueDay } from '../../../../src/core/days/open.js';
import { remindNow } from '../../../../src/core/days/remind-now.js';
import type { Thread } from '../../../../src/core/thread/thread.js';
import type { Assessment } from '../../../../src/core/signals/types.js';
import { day, hour } from '../../../../src/core/time.js';
import { aDay, aThread, anEnv, outTexts, taken } from '../builders.js';

/** Noor with her practice day of today waiting, assignment 4 planned. */
const withDayDue = (thread: Thread): Thread => ({ ...thread, days: [aDay({ phase: 'due', assignment: 4 })] });

describe('a settled message', () => {
  let env: TurnEnv;
  beforeEach(async () => {
    env = await anEnv();
  });
  const say = (thread: Thread, text: string, judged: Partial<Assessment> = {}): Thread => {
    const { thread: received, received: message } = taken(thread, text, env, judged);
    return settle(received, message, env);
  };
  const inReflection = (): Thread => openDueDay(withDayDue(aThread()), env, true);
  const recorded = (thread: Thread): string[] =>
    thread.jobs.flatMap(({ task }) => (task.type === 'record_day' ? [task.news.status] : []));

  it('"stop" ends the talk, records the day and says how to begin again', () => {
    const stopped = say(inReflection(), 'stop');
    expect(stopped.talk).to.equal(null);
    expect(stopped.settings.stoppedAt).to.equal(env.now);
    expect(recorded(stopped)).to.deep.equal(['open', 'withdrawn']);
    expect(outTexts(stopped).at(-1)).to.contain('Typ: start');
  });

  it('after "stop" gets no questions any more', () => {
    const after = say(say(inReflection(), 'stop'), 'hoi');
    expect(after.talk).to.equal(null);
    expect(outTexts(after).at(-1)).to.contain('geen vragen').and.to.contain('start');
    expect(openDueDay(withDayDue(after), env, true).talk).to.equal(null);
  });

  it('"start" takes the broken-off day up again', () => {
    const started = say(say(inReflection(), 'stop'), 'start');
    expect(started.settings.stoppedAt).to.equal(null);
    expect(started.talk).to.include({ script: 'reflectie' });
    expect(started.talk?.day?.date).to.equal('2026-11-24');
    expect(recorded(started)).to.deep.equal(['open', 'withdrawn', 'open']);
  });

  it('about something else in between does not lose the broken-off day', () => {
    const helped = say(say(inReflection(), 'stop'), 'help');
    expect(helped.days.map((day) => day.phase)).to.deep.equal(['over']);
    expect(helped.history.finished, 'it is no reflection either').to.equal(0);
    expect(say(helped, 'start').talk?.day?.date).to.equal('2026-11-24');
  });

  it('"start" within a talk asks the open question again, and does not greet again', () => {
    const asked = inReflection();
    const again = say(asked, 'start');
    expect(again.talk?.id).to.equal(asked.talk?.id);
    expect(`Hoi Noor. ${outTexts(again).at(-1) ?? ''}`).to.equal(asked.talk?.question);
  });

  it('"start" from somebody who never read the explanation begins with it', () => {
    const fresh = aThread();
    const unread = { ...fresh, settings: { ...fresh.settings, introducedAt: null } };
    expect(say(unread, 'start').talk?.script).to.equal('kennismaking');
  });

  it('"iemand anders" goes to the confidant, and the student hears who that is', () => {
    const asked = say(aThread(), 'iemand anders');
    expect(asked.settings.confidential).to.equal(true);
    expect(outTexts(asked).at(-1)).to.contain('Joris Mulder');
    const told = say(asked, 'het is moeilijk uit te leggen');
    expect(told.settings.confidential).to.equal(false);
    expect(outTexts(told).at(-1)).to.contain('Alleen Joris Mulder');
    const [job] = told.jobs;
    expect(job?.task.type === 'raise_alert' ? job.task.draft.route.now : []).to.deep.equal(['joris']);
  });

  describe('after "iemand anders" and nothing more', () => {
    const asked = (): Thread => say(aThread(), 'iemand anders');
    const opened = (thread: Thread, later: number): Thread => {
      env = { ...env, now: env.now + later };
      return openDueDay(withDayDue(thread), env, true);
    };
    const waiting = (thread: Thread): boolean => thread.settings.confidential;

    it('still goes to the confidant on that day, also when a talk opened since', () => {
      const told = say(opened(asked(), hour), 'mijn bericht');
      expect(waiting(told)).to.equal(false);
      expect(outTexts(told).at(-1)).to.contain('Alleen Joris Mulder');
    });

    it('still goes to the confidant on another day when nothing else was asked', () => {
      const thread = asked();
      env = { ...env, now: env.now + 3 * day };
      expect(outTexts(say(thread, 'mijn bericht')).at(-1)).to.contain('Alleen Joris Mulder');
    });

    it('goes to the confidant on another day in the talk that he asked in, until he was reminded of that', () => {
      const inTalk = say(inReflection(), 'iemand anders');
      env = { ...env, now: env.now + day };
      expect(outTexts(say(inTalk, 'mijn bericht')).at(-1)).to.contain('Alleen Joris Mulder');
      const reminded = remindNow(inTalk, '2026-11-24', env);
      if (!reminded.ok) throw new Error('was not reminded');
      env = { ...env, now: env.now + hour };
      const told = say(reminded.thread, 'wel goed');
      expect(waiting(told)).to.equal(false);
      expect(outTexts(told).join('\n')).to.not.contain('Alleen Joris');
    });

    it('answers the talk that opened on another day, and the student hears how to write to the confidant', () => {
      const talk = opened(asked(), 2 * day);
      const told = say(talk, 'wel goed');
      expect(waiting(told)).to.equal(false);
      expect(told.jobs.some(({ task }) => task.type === 'raise_alert')).to.equal(false);
      expect(outTexts(told).join('\n'))
        .to.contain('schrijven aan Joris Mulder')
        .and.contain('Typ: iemand anders');
      expect(outTexts(told).join('\n')).to.not.contain('Alleen Joris');
      const said = told.talk?.transcript.find(({ text }) => text.includes('Joris Mulder'));
      expect(said?.confidential, 'nobody else reads that he wanted to').to.equal(true);
      expect(outTexts(say(told, 'goed gewerkt')).at(-1)).to.not.contain('Joris Mulder');
    });

    it('also by a choice, so that what is typed after it answers the talk', () => {
      const talk = opened(asked(), 2 * day);
      const tapped = say(talk, talk.talk?.offered[0]?.label ?? '');
      expect(waiting(tapped)).to.equal(false);
      expect(outTexts(tapped).join('\n')).to.contain('schrijven aan Joris Mulder');
    });

    it('who asks for somebody else again is asked for the message, once', () => {
      const again = say(opened(asked(), 2 * day), 'iemand anders');
      expect(waiting(again)).to.equal(true);
      expect(outTexts(again).join('\n')).to.not.contain('Je wilde eerder');
      expect(outTexts(say(again, 'mijn bericht')).at(-1)).to.contain('Alleen Joris Mulder');
    });

    it('a worry then is answered as a worry, and not for the confidant', () => {
      const worry: Partial<Assessment> = { concern: 'violence', severity: 'acute', confidence: 1 };
      const told = say(opened(asked(), 2 * day), 'mijn vader slaat mij', worry);
      const [job] = told.jobs.filter(({ task }) => task.type === 'raise_alert');
      expect(job?.task.type === 'raise_alert' ? job.task.draft.category : '').to.equal('violence');
      expect(waiting(told)).to.equal(false);
    });
  });

  it('that names the confidant himself goes to another one, and says so', () => {
    const told = say(say(aThread(), 'iemand anders'), 'het gaat over Joris');
    expect(outTexts(told).at(-1)).to.contain('Alleen Olga Visser').and.to.not.contain('Joris');
  });

  it('names as confidant who would read it: the first by name of those who are there', () => {
    const people = [aPerson('anna', 'Anna Aalders', { roles: ['vertrouwen'], active: false })];
    env = { ...env, directory: directoryOf(...[...staff].reverse(), ...people) };
    expect(outTexts(say(aThread(), 'iemand anders')).at(-1)).to.contain('Joris Mulder');
  });

  it('is answered within care as an answer, and a second worry is not asked on', () => {
    const worry: Partial<Assessment> = { concern: 'violence', severity: 'acute', confidence: 1 };
    const cared = say(aThread(), 'mijn chef slaat mij', worry);
    expect(cared.talk?.script).to.equal('zorg');
    const again = say(cared, 'en hij schopt mij', worry);
    expect(again.jobs.filter(({ task }) => task.type === 'raise_alert')).to.have.length(2);
    expect(again.outbox.every((entry) => entry.urgent)).to.equal(true);
    expect(outTexts(again).at(-1)).to.contain('112');
  });

  it('that is cut through an emoji leaves no half of it', () => {
    const long = `${'a'.repeat(threadLimits.message - 1)}🙂 en nog veel meer`;
    const kept = say(inReflection(), long, { concern: 'home', severity: 'high' });
    expect(JSON.stringify(kept)).to.not.match(/\\ud83d(?!\\ude42)/i);
    expect(kept.talk?.transcript.find((line) => line.cut)?.text).to.have.length(threadLimits.message);
  });
});
