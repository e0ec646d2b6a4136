import { expect } from 'chai';
import { staffReply, type StaffReply } from '../../../../src/core/thread/turn/staff-reply.js';
import { openTalk } from '../../../../src/core/thread/talk/talk.js';
import { aThread, anEnv, onWhatsApp } from '../builders.js';

const reply: StaffReply = {
  ...{ kind: 'reply' as const, by: 'samira', name: 'Samira Haddad', text: 'Goed gedaan.' },
  ...{ alert: null, confidential: false },
};

describe('what staff write while a talk is open', () => {
  it('arrives also where the talk was begun on content that knew no such script', async () => {
    const env = await anEnv();
    const joined = aThread({ addresses: [onWhatsApp()], channel: 'whatsapp' });
    const open = openTalk(joined, { script: 'kort', day: null, assignment: null }, env);
    const scripts = new Map([...env.pinned.scripts].filter(([id]) => id !== 'antwoord'));
    const before = { ...env, pinned: { ...env.pinned, scripts } };
    const after = staffReply(open, reply, 'e1', before);
    const line = after.talk?.transcript.at(-1);
    expect(line).to.include({ from: 'staff', by: 'Samira Haddad' });
    expect(line?.text).to.contain('Goed gedaan.');
    const last = after.outbox.at(-1)?.message;
    expect(last?.kind === 'text' && last.text).to.contain('Goed gedaan.');
    // Nothing waits for an answer to it: the question that stood there still does.
    expect(after.talk?.state).to.deep.equal(open.talk?.state);
    expect(after.talk?.reply).to.equal(undefined);
  });
});
