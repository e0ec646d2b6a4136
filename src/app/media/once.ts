/** Work under a key that is under way already is waited for and not begun anew. */
export type Once = (key: string, work: () => Promise<void>) => Promise<void>;

/** A slow file outlives the time after which the dispatcher takes a job over: in one process it is fetched once. */
export function createOnce(): Once {
  const underWay = new Map<string, Promise<void>>();
  return (key, work) => {
    const known = underWay.get(key);
    if (known !== undefined) return known;
    const begun = work().finally(() => underWay.delete(key));
    underWay.set(key, begun);
    return begun;
  };
}
