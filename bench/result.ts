/** Something that was measured, in its own unit: it says something about this machine only. */
export type Figure = {
  id: string;
  what: string;
  unit: string;
  /** One value for each run, in order. */
  runs: number[];
};

/** What a ratio must be. */
export type Aim = { bound: 'at least' | 'at most'; value: number };

/** Two things of one run beside each other: this is what can be compared between machines. */
export type Ratio = {
  id: string;
  what: string;
  runs: number[];
  better: 'more' | 'less';
  /** Set where it is no ratio but something that was promised in a unit; `--check` passes it by. */
  unit?: string;
  /** Absent where nothing was promised. */
  aim?: Aim;
};

/** One measurement with everything that it found. */
export type Section = {
  id: string;
  title: string;
  /** What was compared with what, and how. */
  notes: string[];
  figures: Figure[];
  ratios: Ratio[];
  /** How long it took. */
  seconds: number;
  /** When, on which commit. */
  measured: string;
};

/** The file that stands beside the table. */
export type Results = { v: 1; machine: string[]; sections: Section[] };

/** How much is measured. */
export type Extent = {
  /** Rounds: in each, every contestant runs once. */
  runs: number;
  /** 1 in full; smaller for a short look. */
  scale: number;
  /** One line about what is being done now. */
  progress: (line: string) => void;
};

/** For what cannot be played in less time: with --quick it is played once. */
export const shortened = (extent: Extent): Extent => (extent.scale < 1 ? { ...extent, runs: 1 } : extent);

/** What a measurement finds; the command adds when and how long. */
export type Found = Pick<Section, 'notes' | 'figures' | 'ratios'>;

/** A measurement that can be asked for by name. */
export type Measurement = { id: string; title: string; measure: (extent: Extent) => Promise<Found> };
