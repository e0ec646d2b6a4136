import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/wire.js';
import { peerVersion } from './peer-modules.js';

const gigabyte = 1024 ** 3;

/** What the figures were measured on: machine and versions, a line each. */
export function machineLines(): string[] {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / gigabyte);
  const ours = ['botbuilder', 'restify', 'better-sqlite3', 'twilio'].map(
    (name) => `${name} ${version(name)}`,
  );
  const peers = ['botbuilder', 'botbuilder-dialogs', 'botbuilder-azure', 'restify', 'xstate'];
  return [
    `Machine: ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${memory} GB, ${type()} ${release()}, Node ${process.version}.`,
    `Ours: ${ours.join(', ')}. Peers: ${peers.map((name) => `${name} ${peerVersion(name)}`).join(', ')}.`,
  ];
}

function version(name: string): string {
  const path = join(projectRoot, 'node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}
