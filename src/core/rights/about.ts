/** Whether an id of ours names somebody. */
export type IsAbout = (id: string) => boolean;

/**
 * Recognises the ids that are made of a person's own: of his thread, talks, entries and alerts (`school:person:…`) and
 * of his practice days (`school:day:date:person…`). Ids of people hold no colon.
 */
export function aboutPerson(school: string, person: string): IsAbout {
  const own = `${school}:${person}`;
  const days = `${school}:day:`;
  return (id) => {
    if (id.startsWith(days) && isOfDay(id)) return id.split(':')[3] === person;
    return id.startsWith(own) && (id.length === own.length || id[own.length] === ':');
  };
}

/** Recognises the ids about what somebody answered: his worries, and his talks up to the number `upTo`. */
export function aboutAnswers(school: string, person: string, upTo: number): IsAbout {
  const isHis = aboutPerson(school, person);
  return (id) => {
    if (!isHis(id) || isOfDay(id)) return false;
    const [, , own = '', what] = id.split(':');
    return what === 'thin' ? Number(own) <= upTo : true;
  };
}

const isOfDay = (id: string): boolean => /^[^:]+:day:\d{4}-\d{2}-\d{2}:/.test(id);
