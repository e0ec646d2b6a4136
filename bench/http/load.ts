import type { ChannelName } from '../../src/core/thread/message.js';
import { answering } from '../answering.js';
import { percentile } from '../statistics.js';
import { startDouble, type Arrived } from './double.js';
import { limitedGate, openGate, type Gate } from './gate.js';
import { createStudent, type Line, type Student } from './student.js';

/** Who writes how much: every student waits for his answer before he writes again. */
export type LoadQuestion =
  | {
      kind: 'talk';
      url: string;
      channel: ChannelName;
      /** Students who talk at the same time. */
      atOnce: number;
      /** Turns a second, spread evenly; absent: as fast as the answers come. */
      rate?: number;
      /** Which students, in order; each talk is another student's. */
      from: number;
      /** So many talks are open: they take turns, as nobody answers within a few milliseconds. */
      open: number;
      warmMs: number;
      ms: number;
    }
  /** One student, until his talk is over. */
  | { kind: 'whole'; url: string; channel: ChannelName; student: number }
  /** One turn of each of these students. */
  | { kind: 'each'; url: string; channel: ChannelName; from: number; students: number; atOnce: number }
  /** From now on a limit of so many times the channels' own is enforced, and arrivals are kept. */
  | { kind: 'limit'; times: number }
  /** What arrived since the limit was set at those who did not write, with these words in it. */
  | { kind: 'arrivals'; words: string };

/** What came of it. Times in milliseconds. */
export type Loaded = {
  turns: number;
  seconds: number;
  /** From sending until the server answered and the reply arrived. */
  whole: { p50: number; p99: number };
  /** From sending until the server answered. */
  answered: { p50: number; p99: number };
  failed: number;
  /** The first student who did not talk yet. */
  next: number;
};

/** What arrived under a limit. */
export type Arrivals = { count: number; people: number; firstAt: number; lastAt: number; refused: number };

const students = new Map<string, Student>();
/** Everybody who wrote: what they read is no opening that was sent to somebody silent. */
const talkers = new Set<string>();
const arrivals: Arrived[] = [];
let keeping = false;
let gate: Gate = openGate;
let refused = (): number => 0;

const double = await startDouble(
  (message: Arrived) => {
    if (keeping) arrivals.push(message);
    students.get(message.to)?.read(message);
  },
  (channel, message) => gate(channel, message),
);

type Timing = { began: number; answered: number; whole: number; failed: boolean };

/** An answer that does not come is a failure of the run, and must not hang it. */
const patience = 10_000;

async function turn(student: Student): Promise<Timing> {
  const began = performance.now();
  const status = await student.write();
  const answered = performance.now() - began;
  if (status !== 200 && status !== 201 && status !== 202)
    return { began, answered, whole: answered, failed: true };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<true>((resolve) => (timer = setTimeout(() => resolve(true), patience)));
  const lost = await Promise.race([late, student.answered().then(() => false)]);
  clearTimeout(timer);
  return { began, answered, whole: performance.now() - began, failed: lost };
}

async function talk(question: Extract<LoadQuestion, { kind: 'talk' }>): Promise<Loaded> {
  const line: Line = { ...question, doubleUrl: double.url, token: double.token };
  const timings: Timing[] = [];
  let next = question.from;
  const begin = (): Student => {
    const student = createStudent(line, next);
    next += 1;
    students.set(student.key, student);
    talkers.add(student.key);
    return student;
  };
  const waiting = Array.from({ length: question.open }, begin);
  const start = performance.now();
  const measured = start + question.warmMs;
  const end = measured + question.ms;
  const paced = pace(question.rate, start);
  const seat = async (): Promise<void> => {
    for (;;) {
      const due = await paced();
      if (performance.now() >= end) return;
      const student = waiting.shift() ?? begin();
      const timing = await turn(student);
      // What waited for a free place waited for us, and counts.
      const late = due === null ? 0 : Math.max(0, timing.began - due);
      timings.push({ ...timing, answered: timing.answered + late, whole: timing.whole + late });
      const over = student.isOver() || timing.failed;
      if (over) students.delete(student.key);
      waiting.push(over ? begin() : student);
    }
  };
  await Promise.all(Array.from({ length: question.atOnce }, seat));
  return {
    ...summary(
      timings.filter(({ began }) => began >= measured && began < end),
      question.ms,
    ),
    next,
  };
}

/** Resolves when the next turn may begin, with the moment at which it should have. */
function pace(rate: number | undefined, start: number): () => Promise<number | null> {
  let slot = 0;
  return async () => {
    if (rate === undefined) return null;
    const due = start + (slot * 1000) / rate;
    slot += 1;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    return due;
  };
}

async function whole(question: Extract<LoadQuestion, { kind: 'whole' }>): Promise<Loaded> {
  const line: Line = { ...question, doubleUrl: double.url, token: double.token };
  const student = createStudent(line, question.student);
  students.set(student.key, student);
  const timings: Timing[] = [];
  const began = performance.now();
  while (!student.isOver()) timings.push(await turn(student));
  return { ...summary(timings, performance.now() - began), next: question.student + 1 };
}

async function each(question: Extract<LoadQuestion, { kind: 'each' }>): Promise<Loaded> {
  const line: Line = { ...question, doubleUrl: double.url, token: double.token };
  const timings: Timing[] = [];
  let next = question.from;
  const began = performance.now();
  const seat = async (): Promise<void> => {
    while (next < question.from + question.students) {
      const student = createStudent(line, next);
      next += 1;
      students.set(student.key, student);
      timings.push(await turn(student));
      students.delete(student.key);
    }
  };
  await Promise.all(Array.from({ length: question.atOnce }, seat));
  return { ...summary(timings, performance.now() - began), next };
}

function summary(timings: readonly Timing[], ms: number): Omit<Loaded, 'next'> {
  const good = timings.filter(({ failed }) => !failed);
  const of = (pick: (timing: Timing) => number) => {
    const values = good.map(pick);
    return { p50: percentile(values, 0.5), p99: percentile(values, 0.99) };
  };
  return {
    turns: good.length,
    seconds: ms / 1000,
    whole: of(({ whole }) => whole),
    answered: of(({ answered }) => answered),
    failed: timings.length - good.length,
  };
}

function limit(times: number): void {
  const limited = limitedGate(times);
  ({ gate, refused } = limited);
  arrivals.length = 0;
  keeping = true;
}

function arrived(words: string): Arrivals {
  const found = arrivals.filter(({ to, text }) => text.includes(words) && !talkers.has(to));
  return {
    count: found.length,
    people: new Set(found.map(({ to }) => to)).size,
    firstAt: performance.timeOrigin + (found[0]?.at ?? NaN),
    lastAt: performance.timeOrigin + (found.at(-1)?.at ?? NaN),
    refused: refused(),
  };
}

answering({ url: double.url }, (question: LoadQuestion) => {
  switch (question.kind) {
    case 'talk':
      return talk(question);
    case 'whole':
      return whole(question);
    case 'each':
      return each(question);
    case 'limit':
      return limit(question.times);
    case 'arrivals':
      return arrived(question.words);
  }
});
