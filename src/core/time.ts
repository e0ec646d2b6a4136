/** A moment: milliseconds since 1970-01-01T00:00Z. Dates and times of day are computed in the school's zone. */
export type Instant = number;

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
