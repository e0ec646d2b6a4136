/** How much of an answer there is, seen against its prompt (see docs/signals.md and the label guidelines). */
export type Effort = 'none' | 'thin' | 'ok';

/** 0 no reflection, 1 describes, 2 explains, 3 weighs and plans. Steers hints; never shown per student. */
export type Depth = 0 | 1 | 2 | 3;

export const concernCategories = [
  'self_harm',
  'violence',
  'sexual_harassment',
  'discrimination',
  'bullying',
  'unsafe_work',
  'home',
  'money',
  'substance',
  'mental_health',
  'dropout',
  'help_request',
] as const;

/** What a worry is about: the twelve categories of domain.md. */
export type ConcernCategory = (typeof concernCategories)[number];

/** acute: someone must look now; high: the same day; medium: within days. */
export type Severity = 'acute' | 'high' | 'medium';

/** Who a worry is about. It decides who may read it: a worry never goes to the one it names. */
export type ConcernAbout = 'self' | 'staff' | 'company' | 'home' | 'peer' | 'unknown';

/** One message as it comes in, with the question it answers. */
export type AssessInput = {
  /** ISO 639-1 of the answer when the caller knows it; otherwise the text decides. */
  lang?: string;
  /** The question as the student saw it, or '' when he writes unasked. */
  prompt: string;
  /** A closed question may be answered in a word. */
  kind?: 'open' | 'closed';
  /** Earlier answers in the same conversation. */
  earlier?: readonly string[];
  answer: string;
};

/** What an answer shows, and why we think so. */
export type Assessment = {
  effort: Effort;
  depth: Depth;
  /** The same on a scale from 0 to 1. */
  depthScore: number;
  concern: ConcernCategory | null;
  severity: Severity | null;
  /** 0 to 1: how sure the judgement of the concern is; 0 where there is none. */
  confidence: number;
  about: ConcernAbout | null;
  /** Could not be judged (language, voice, picture, mostly unknown words): a person must look. Never "no concern". */
  unread: boolean;
  /** Which rules, or which part of the model, led to the concern: to count how often each is right. */
  rules?: string[];
  /** In plain Dutch, with the words that led to it. For staff only. */
  reasons: string[];
};

/** The judgement of what needs none, such as our own button labels. */
export const nothingSeen: Assessment = {
  effort: 'ok',
  depth: 0,
  depthScore: 0,
  concern: null,
  severity: null,
  confidence: 0,
  about: null,
  unread: false,
  reasons: [],
};
