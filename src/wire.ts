import { join } from 'node:path';
import { createApp, type App } from './app/app.js';
import { channelRates, createBudget } from './app/conversation/budget.js';
import { contentHash, createContents, lastGoodContent } from './app/content/contents.js';
import type { Deps } from './app/deps.js';
import { createSecondReaderBudget } from './app/alerts/second-reader-budget.js';
import { createStaffDirectory } from './app/people/staff-directory.js';
import { readContentFiles, readSignalFiles } from './adapters/system/content-files.js';
import { cryptoIds } from './adapters/system/crypto-ids.js';
import { createTexts } from './adapters/texts/i18next-texts.js';
import { TerugblikError } from './core/errors.js';
import { checkContent, missingScripts } from './core/script/check/check.js';
import { readContent } from './core/script/content.js';
import type { Content, ContentFile, Finding } from './core/script/model.js';
import type { School } from './core/school/school.js';
import { createAssessor, parseLexicons, type Assess } from './core/signals/index.js';
import type { ChannelName } from './core/thread/message.js';
import type { Channel } from './ports/channel.js';
import type { Clock } from './ports/clock.js';
import type { Ids, KeyedHash } from './ports/ids.js';
import type { Log } from './ports/log.js';
import type { Metrics } from './ports/metrics.js';
import type { Pager } from './ports/pager.js';
import type { SecondReader } from './ports/second-reader.js';
import type { Speech } from './ports/speech.js';
import type { Store } from './ports/store.js';

/** The folder that dialogs/, locales/ and manifest/ stand in. */
export const projectRoot = join(import.meta.dirname, '..');

export type LoadedContent = { content: Content; files: ContentFile[]; findings: Finding[] };

/**
 * Reads and checks the content below a folder.
 * @param languages Only these, where a school offers them; absent: every one there is.
 */
export async function loadContent(root: string, languages?: readonly string[]): Promise<LoadedContent> {
  const files = offered(await readContentFiles(root), languages);
  const read = readContent(files, contentHash(cryptoIds, files));
  const content = { ...read.content, languages: listed(read.content, languages) };
  const findings = [...read.findings, ...checkContent(content), ...missingScripts(content)];
  return { content, files, findings };
}

/** The list of languages as far as they are offered; one that is offered and does not exist is a finding. */
function listed(content: Content, languages: readonly string[] | undefined): Content['languages'] {
  if (languages === undefined) return content.languages;
  const unknown = { name: '', state: 'drafted', direction: 'ltr' } as const;
  return new Map(
    [...new Set(['nl', ...languages])].map((one) => [one, content.languages.get(one) ?? unknown]),
  );
}

/** Leaves out the texts of languages that a school does not offer, and their lines in the list. */
function offered(files: readonly ContentFile[], languages: readonly string[] | undefined): ContentFile[] {
  if (languages === undefined) return [...files];
  const wanted = new Set(['nl', ...languages]);
  return files.filter(({ path }) => {
    const [, language] = /^locales\/([a-z]{2})\//.exec(path) ?? [];
    return language === undefined || wanted.has(language);
  });
}

/** Reads the signal lexicons below a folder and builds the judge. */
export async function loadAssessor(root: string): Promise<{ assess: Assess; findings: Finding[] }> {
  const { lexicons, findings } = parseLexicons(await readSignalFiles(root));
  const errors = findings.map((finding) => ({ ...finding, severity: 'error' as const }));
  return { assess: createAssessor(lexicons), findings: errors };
}

/** Everything that is read from files when the app is put together. */
export type Bundle = { loaded: LoadedContent; judge: Awaited<ReturnType<typeof loadAssessor>> };

/** Reads content and judge below a folder, side by side. */
export async function loadBundle(root: string, languages: readonly string[]): Promise<Bundle> {
  const [loaded, judge] = await Promise.all([loadContent(root, languages), loadAssessor(root)]);
  return { loaded, judge };
}

/** One line for each finding: `dialogs/scripts/kort.yaml:12: …`. */
export const describeFinding = (finding: Finding): string =>
  `${finding.file}:${finding.line}: ${finding.message}`;

export type WireOptions = {
  /** The folder that dialogs/, locales/ and manifest/ stand in. */
  root: string;
  /** What was read there before; absent: it is read now. */
  bundle?: Bundle;
  store: Store;
  school: School;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  channels: readonly Channel[];
  /** Where the environment names one. */
  secondReader?: SecondReader;
  /** Where the environment names one. */
  speech?: Speech;
  /** Where the environment names a sender. */
  pager?: Pager;
  /** Names this process among the instances that share a store. */
  instance: string;
  /** Absent: those of the machine, which nobody can guess. */
  ids?: Ids;
  keyedHash: KeyedHash;
  /** Where people reach our pages: scheme and host, no slash at the end. */
  publicUrl: string;
  /** What the channels take; absent: the limits of the real ones. */
  rates?: typeof channelRates;
};

/**
 * Puts the app together.
 * @throws TerugblikError `content_broken` with every finding, when there is no older content to stay in force.
 */
export async function wireApp(options: WireOptions): Promise<{ app: App; deps: Deps }> {
  const { store, clock, school, log } = options;
  const { loaded, judge } = options.bundle ?? (await loadBundle(options.root, school.languages));
  if (judge.findings.length > 0) throw broken(judge.findings);
  const inForce = await goodContent(options, loaded);
  const deps: Deps = {
    school,
    store,
    channels: new Map<ChannelName, Channel>(options.channels.map((channel) => [channel.name, channel])),
    clock,
    ids: options.ids ?? cryptoIds,
    keyedHash: options.keyedHash,
    publicUrl: options.publicUrl,
    log,
    metrics: options.metrics,
    texts: createTexts(),
    contents: await createContents({ store, school: school.id }, inForce.content, inForce.files),
    directory: createStaffDirectory({ store, clock, school }),
    budget: createBudget(
      { store, clock, school },
      options.instance,
      options.channels.map(({ name }) => name),
      options.rates ?? channelRates,
    ),
    secondReader: secondReaderOf(options),
    speech: options.speech ?? null,
    pager: options.pager ?? null,
    assess: judge.assess,
  };
  return { app: createApp(deps, options.instance), deps };
}

/** A school without a second reader in its file has none, whatever the environment names. */
function secondReaderOf({ store, clock, school, secondReader }: WireOptions): Deps['secondReader'] {
  if (school.secondReader === undefined || secondReader === undefined) return null;
  const { perDay } = school.secondReader;
  return { reader: secondReader, budget: createSecondReaderBudget({ store, clock, school }, perDay) };
}

/** Content with errors never goes into force: what was in force before stays, and every finding is logged. */
async function goodContent({ store, school, log }: WireOptions, loaded: LoadedContent) {
  const errors = loaded.findings.filter((finding) => finding.severity === 'error');
  if (errors.length === 0) return loaded;
  const before = await lastGoodContent({ store, school: school.id });
  if (before === null) throw broken(errors);
  for (const finding of errors) log.error('content.broken', null, { finding: describeFinding(finding) });
  return before;
}

const broken = (findings: readonly Finding[]): TerugblikError =>
  new TerugblikError('content_broken', `\n${findings.map(describeFinding).join('\n')}`);
