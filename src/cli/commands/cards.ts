import type { Command } from 'commander';
import { systemClock } from '../../adapters/system/system-clock.js';
import { TerugblikError } from '../../core/errors.js';
import { loadContent, projectRoot } from '../../wire.js';
import { makeCards, senderOf, type MadeCards } from '../cards.js';
import { progressOn } from '../progress.js';
import { databaseOf, schoolOf } from '../school-store.js';
import { writeWhole } from '../whole-file.js';

const { stdout: output, stderr: errors } = process;

type Options = { begeleider?: string; student?: string[]; joined?: boolean | string; out?: string };

/** `cards`: what a begeleider hands out in class, so that students can join on WhatsApp. */
export function cardCommands(program: Command): void {
  program
    .command('cards')
    .description(
      'print cards with a personal code, six on a page, for students who have not joined on WhatsApp',
    )
    .option('--begeleider <id>', 'only the students of this begeleider')
    .option('--student <ids...>', 'only these students')
    .option('--joined [too]', 'also students who have joined: for a new telephone')
    .option('--out <file>', 'the PDF; without it the PDF goes to standard output')
    .action(async (options: Options) => {
      if (options.out === undefined && output.isTTY)
        throw new TerugblikError('out_needed', 'a PDF is nothing for a terminal: add --out cards.pdf');
      const number = senderOf(process.env);
      const [school, { content }] = [await schoolOf(process.env), await loadContent(projectRoot)];
      const store = await databaseOf(process.env, systemClock);
      try {
        const deps = {
          store,
          school,
          clock: systemClock,
          content,
          number,
          onPage: progressOn(errors, 'pages'),
        };
        const made = await makeCards(deps, {
          students: options.student ?? [],
          begeleider: options.begeleider ?? null,
          joinedToo: options.joined !== undefined,
        });
        await handOver(made, options.out);
        for (const note of made.notes) errors.write(`${note}\n`);
        errors.write(`cards: ${made.cards}, pages: ${made.pages}. Older cards of these students end here.\n`);
      } finally {
        await store.close();
      }
    });
}

async function handOver({ pdf, keepCodes }: MadeCards, out: string | undefined): Promise<void> {
  if (out !== undefined) return writeWhole(out, pdf, keepCodes);
  await keepCodes();
  output.write(pdf);
}
