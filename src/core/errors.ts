/** A surprise with a stable code. The message is for operators and never holds a student's words. */
export class TerugblikError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'TerugblikError';
  }
}

/** Whether something failed for this reason. */
export const hasCode = (error: unknown, code: string): error is TerugblikError =>
  error instanceof TerugblikError && error.code === code;

/** One line for operators: the code and what it means. */
export const describeError = (error: TerugblikError): string => `${error.code}: ${error.message}`;
