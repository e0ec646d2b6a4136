/** Whether an id of ours names somebody. */
export type IsAbout = (id: string) => boolean;

/**
 * Recognises the ids that are made of a person's own: of his thread, talks, entries and alerts (`school:person:…`) and
 * of his practice days (`school:day:date:person…`). Ids of people hold no colon.
 */
export const aboutPerson =
  (school: string, person: string): IsAbout =>
  (id) => {
    const [first, second, , fourth] = id.split(':');
    return first === school && (isOfDay(id) ? fourth : second) === person;
  };

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
