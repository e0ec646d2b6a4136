import { createAssessor, evaluate, type LabelledCase, type Lexicons } from '../../core/signals/index.js';
import type { Rate } from '../../core/signals/intervals.js';
import { table } from '../table.js';

const choices = [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];

/** What each choice of the alarm would cost: worries that are missed against alarms without cause. */
export function thresholdTable(cases: readonly LabelledCase[], lexicons: Lexicons): string {
  const rows = choices.map((alarm) => {
    const thresholds = { ...lexicons.thresholds, alarm, acute: Math.min(alarm, lexicons.thresholds.acute) };
    const { concern } = evaluate(cases, createAssessor({ ...lexicons, thresholds }));
    return [alarm.toFixed(2), share(concern.recall), share(concern.acuteRecall), share(concern.falseAlarms)];
  });
  return table(['alarm from', 'worries found', 'acute found', 'false alarms'], rows);
}

const share = ({ rate }: Rate): string => (rate === null ? '–' : `${(rate * 100).toFixed(1)} %`);
