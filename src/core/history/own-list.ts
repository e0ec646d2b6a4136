import type { TextRef } from '../script/effect.js';
import { shorten } from '../script/params.js';
import type { Reflection } from './reflection.js';
import { ownSubjects } from './timeline.js';

/** Lines told, and letters of each: the list is one message, at most 1,600 characters long. */
const answersTold = 6;
const questionsTold = 4;
const letters = 110;

/**
 * What the student wrote of work and of himself, and his questions for his praktijkopleider, newest first: lines that
 * are ready to be rendered and set below each other. He chooses whom he shows it to.
 */
export function ownList(reflections: readonly Reflection[]): TextRef[] {
  const said = reflections.flatMap((one) => one.words);
  const own = said.filter(({ subject }) => ownSubjects.includes(subject)).slice(0, answersTold);
  const questions = said.filter(({ subject }) => subject === 'vraag').slice(0, questionsTold);
  if (own.length + questions.length === 0) return [line('leeg')];
  return [
    line('kop'),
    ...own.map(item),
    ...(questions.length === 0 ? [] : [line('vragen'), ...questions.map(item)]),
    line('slot'),
  ];
}

const line = (name: string, params: TextRef['params'] = {}): TextRef => ({ key: `lijst.${name}`, params });

const item = ({ text }: { text: string }): TextRef => line('zelf', { text: shorten(text, letters) });
