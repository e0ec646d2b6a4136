/** A word that means something whatever the talk is about. */
export type Command =
  | 'stop'
  | 'start'
  | 'help'
  | 'more_help'
  | 'language'
  | 'someone_else'
  | 'skip'
  | 'correct'
  | 'explain'
  | 'later'
  | 'ill'
  | 'absent'
  | 'move'
  | 'plan'
  | 'catch_up'
  | 'progress'
  | 'short'
  | 'goal'
  | 'list'
  | 'who'
  | 'example'
  | 'unshare'
  | 'call_me'
  | 'data'
  | 'erase';

/**
 * The words of a language: whole messages, each for one command. No word that is an ordinary answer stands here. The
 * words that its texts name (help.woorden, help.meer and others) must be among them.
 */
export type CommandWords = {
  commands: Readonly<Record<Command, readonly string[]>>;
  /** Words that take a worry back. It stands all the same; they are put beside it. */
  takingBack: readonly string[];
  /** Words with which somebody goes on with a thought: at the beginning of a message, and no answer by themselves. */
  goingOn: readonly string[];
  /** Beginnings that say anew what was meant ("ik bedoel …"). */
  meant: readonly string[];
};
