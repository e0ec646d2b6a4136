/** What stands in every made-up answer: a number that no other one has, all as long, so that none begins another. */
export const markOf = (count: number): string => `kast ${1_000_000 + count}`;

/** Every mark in a text. */
export const marks = /kast \d{7}/gu;

export const isMark = (words: string): boolean => words.startsWith('kast');
