import { expect } from 'chai';
import { jobFailed, jobGrace, settleJobs, takeJobs, type Job } from '../../../src/core/outbox/job.js';
import { minute, second } from '../../../src/core/time.js';

const job = (id: string, more: Partial<Job> = {}): Job => ({
  id,
  task: { type: 'archive_talk', talk: id },
  attempts: 0,
  dueAt: 1000,
  ...more,
});

describe('a job', () => {
  it('that failed is tried again after twice the time, up to five minutes, and never given up', () => {
    let failing = job('a');
    const waits: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      failing = jobFailed(failing, 0);
      waits.push(failing.dueAt / second);
    }
    expect(waits).to.deep.equal([2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]);
    expect(jobFailed(job('a', { attempts: 100_000 }), 0).dueAt).to.equal(5 * minute);
  });

  it('that is due is taken in hand: nobody else takes it within the grace time', () => {
    const { jobs, taken } = takeJobs([job('due'), job('later', { dueAt: 1001 })], 1000);
    expect(taken.map((one) => one.id)).to.deep.equal(['due']);
    expect(jobs.map((one) => one.dueAt)).to.deep.equal([1000 + jobGrace, 1001]);
    expect(takeJobs(jobs, 1000 + jobGrace - 1).taken.map((one) => one.id)).to.deep.equal(['later']);
    expect(takeJobs(jobs, 1000 + jobGrace).taken.map((one) => one.id)).to.deep.equal(['due', 'later']);
  });

  it('that is done goes, one that failed waits, and a new one is kept', () => {
    const outcomes = new Map([
      ['done', 'done' as const],
      ['failed', 'failed' as const],
    ]);
    const left = settleJobs([job('done'), job('failed'), job('new')], outcomes, 5000);
    expect(left.map(({ id, attempts, dueAt }) => [id, attempts, dueAt])).to.deep.equal([
      ['failed', 1, 7000],
      ['new', 0, 1000],
    ]);
  });
});
