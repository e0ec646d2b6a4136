/** The other side of `startChild`: says that it is ready, then answers what it is asked, one after the other. */
export function answering(ready: unknown, answer: (question: never) => unknown): void {
  process.on('message', (question) => {
    void Promise.resolve(answer(question as never)).then((said) => process.send?.({ answer: said ?? null }));
  });
  process.on('SIGTERM', () => process.exit(0));
  // Whoever asked is gone: nobody would end this process.
  process.on('disconnect', () => process.exit(0));
  process.send?.({ ready });
}

/** What the parent told this process in its first argument. */
export const told = <T>(): T => JSON.parse(process.argv[2] ?? 'null') as T;
