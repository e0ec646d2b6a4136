/** The texts of the page, by the name behind `rechten.export.`, and moments on the school's clock. */
export type ExportWords = {
  text: (name: string, params?: Readonly<Record<string, string | number>>) => string;
  /** A text of another file of the locales. */
  other: (key: string) => string;
  /** Where a file that is kept can be opened; null for a page that is a file itself. */
  fileUrl: (file: string) => string | null;
  moment: (at: number) => string;
  /** A date like 2026-11-24, as people write it. */
  day: (date: string) => string;
};
