import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lexicons } from '../../core/signals/lexicons.js';
import { createWordClasses } from '../../core/signals/model/classes.js';
import { chanceOfWorry } from '../../core/signals/model/model-worry.js';
import type { ModelFile } from '../../core/signals/model/model-schema.js';
import { normalise } from '../../core/signals/normalise.js';
import { table } from '../table.js';
import { calibrate } from './calibrate.js';
import { crossValidate, type Scored } from './cross-validate.js';
import { examplesOfRules, readTuning } from './data.js';
import type { Labelled } from './labelled.js';
import { trainModel } from './train.js';

const seed = 7;
const folds = 3;

/** Trains the model from the data of the repository, writes it, and tells what each threshold would cost. */
export async function makeModel(root: string, lexicons: Lexicons): Promise<string> {
  const answers = [...(await readTuning(root)), ...examplesOfRules(lexicons)];
  const scored = crossValidate(answers, lexicons, { folds, seed });
  const calibration = calibrate(scored);
  const classes = createWordClasses(lexicons.classes, lexicons.spelling);
  const model = trainModel(answers, { classes, spelling: lexicons.spelling, seed, calibration });
  const path = join(root, 'dialogs', 'signals', 'model.json');
  await writeFile(path, `${JSON.stringify(model)}\n`);
  await writeFile(join(root, 'dialogs', 'signals', 'student-words-nl.txt'), studentWords(answers));
  return `${answers.length} answers, cross-validated by group:\n${costs(scored, calibration)}`;
}

const header = `# Words that students use and subtitles lack, from the Dutch answers of test/data/signals; made by signals train.\n`;

// A word of one answer may be a slip of the hand; of two it is a word.
function studentWords(answers: readonly Labelled[]): string {
  const counts = new Map<string, number>();
  for (const { answer, lang } of answers)
    if (lang === 'nl')
      for (const word of new Set(normalise(answer).tokens.map((token) => token.text)))
        if (/^\p{L}+$/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts].filter(([, count]) => count >= 2).map(([word]) => word);
  return (
    header +
    words
      .sort()
      .map((word) => `${word}\n`)
      .join('')
  );
}

function costs(scored: readonly Scored[], calibration: ModelFile['calibration']): string {
  const chance = ({ score, ruleConfidence }: Scored): number =>
    chanceOfWorry(score, ruleConfidence, calibration);
  const share = (of: readonly Scored[], from: number): string => {
    const hits = of.filter((one) => chance(one) >= from).length;
    return `${((100 * hits) / Math.max(1, of.length)).toFixed(1)} %`;
  };
  const worries = scored.filter(({ worry }) => worry);
  const acute = worries.filter(({ answer }) => answer.severity === 'acute');
  const harmless = scored.filter(({ worry }) => !worry);
  const rows = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((from) => [
    from.toFixed(2),
    share(worries, from),
    share(acute, from),
    share(harmless, from),
  ]);
  return table(['alarm from', 'worries found', 'acute found', 'false alarms'], rows);
}
