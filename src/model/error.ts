/**
 * An error that a user can act on: it names what was wrong, where, and what to do. It is printed as
 * one line and ends the run with exit code 2. Any other error is a bug.
 */
export class GateError extends Error {
  override readonly name = 'GateError';
}
