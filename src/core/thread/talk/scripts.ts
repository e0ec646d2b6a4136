/** The scripts that look back on a practice day. What is answered in any other is about something else. */
export const reflectionScripts: readonly string[] = ['reflectie', 'kort'];

/** The scripts that answer a worry. */
export const careScripts: readonly string[] = ['zorg', 'zorg_keuze'];

/** Every script that speaks of a worry; when it opens a talk of its own, the whole talk is about it. */
export const worryScripts: readonly string[] = [...careScripts, 'opgepakt'];
