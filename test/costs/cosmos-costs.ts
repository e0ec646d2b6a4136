import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/wire.js';
import { startCosmosServer } from '../adapters/storage/cosmos-server.js';
import { prices } from './model.js';
import type { Recorded } from './recorder.js';
import { startRecorder } from './recorder.js';
import { schoolDay, type SchoolDay } from './school-day.js';

/**
 * What a reflection costs on Cosmos DB (`npm run cosmos-costs`): the requests of the real client, counted; times the
 * model, or as an account charged them where COSMOS_TEST_ENDPOINT and COSMOS_TEST_KEY name one. Writes its part of
 * docs/cosmos.md.
 */
const file = join(projectRoot, 'docs', 'cosmos.md');
const [from, to] = ['<!-- measured: npm run cosmos-costs -->', '<!-- /measured -->'];

/** What a year and a school are taken to be. */
const year = { reflections: 40, studentsPerBegeleider: 12, looksPerStudent: 10 };

const endpoint = process.env['COSMOS_TEST_ENDPOINT'];
const key = process.env['COSMOS_TEST_KEY'] ?? Buffer.from('not a secret').toString('base64');
const server = endpoint === undefined ? await startCosmosServer() : null;
const recorder = await startRecorder(endpoint ?? server?.endpoint ?? '');
const day = await schoolDay(recorder, key);
await recorder.close();
await server?.stop();
const text = report(day);
const before = readFileSync(file, 'utf8');
const [head, tail] = [before.split(from)[0] ?? '', before.split(to)[1] ?? ''];
writeFileSync(file, `${head}${from}\n\n${text}\n\n${to}${tail}`);
process.stdout.write(`${text}\n`);
process.exit(0);

function report({ parts, idleMinute, messages }: SchoolDay): string {
  const each = parts.map(({ recorded }) => unitsOf(recorded));
  const reflection = each.slice(0, 4).reduce((sum, units) => sum + units, 0);
  const [card = 0, look = 0] = each.slice(4);
  const staff = (card / year.studentsPerBegeleider) * year.reflections + look * year.looksPerStudent;
  const studentYear = reflection * year.reflections + staff;
  const kept = parts.flatMap(({ recorded }) => recorded);
  return [
    `A reflection of ${messages.in} messages in and ${messages.out} out, the seventh of its student, on WhatsApp with three reports for each message; ${endpoint === undefined ? 'against `@vercel/cosmosdb-server`, units by the model' : 'against an account, units as charged'}.`,
    '',
    '| | reads | writes | queries | KB written | RU |',
    '|---|---|---|---|---|---|',
    ...parts.map(({ name, recorded }) => row(name, recorded)),
    row('an instance in an idle minute', idleMinute),
    '',
    '| RU | |',
    '|---|---|',
    `| a finished reflection, delivery and reports included | ${whole(reflection)} |`,
    `| a student in a year: ${year.reflections} reflections, his part of his begeleider’s cards (${year.studentsPerBegeleider} students each), ${year.looksPerStudent} looks of his mentor | ${whole(studentYear)} |`,
    `| 10,000 students in a year | ${millions(studentYear * 10_000)} |`,
    `| the same in euros, serverless at € ${prices.million.toFixed(2)} a million | € ${whole((studentYear * 10_000 * prices.million) / 1e6)} |`,
    '',
    '| item | KB, largest written | writes in a reflection |',
    '|---|---|---|',
    ...kinds(kept),
  ].join('\n');
}

function row(name: string, recorded: readonly Recorded[]): string {
  const of = (act: Recorded['act']): number => recorded.filter((one) => one.act === act).length;
  const written = recorded.filter(({ act }) => act === 'write').reduce((sum, { bytes }) => sum + bytes, 0);
  return `| ${name} | ${of('read')} | ${of('write')} | ${of('query')} | ${whole(written / 1024)} | ${whole(unitsOf(recorded))} |`;
}

function unitsOf(recorded: readonly Recorded[]): number {
  return recorded.reduce((sum, { units, charged }) => sum + (endpoint === undefined ? units : charged), 0);
}

function kinds(recorded: readonly Recorded[]): string[] {
  const writes = recorded.filter(({ act }) => act === 'write');
  return [...new Set(writes.map(({ kind }) => kind))].sort().map((kind) => {
    const own = writes.filter((one) => one.kind === kind);
    return `| \`${kind}\` | ${(Math.max(...own.map(({ bytes }) => bytes)) / 1024).toFixed(1)} | ${own.length} |`;
  });
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function millions(value: number): string {
  return `${whole(value / 1e6)} million`;
}
