/** A command that fails: its message goes to stderr, and this is its exit status. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly status = 1,
  ) {
    super(message);
  }
}

/** Something the real program knows and the simulator does not play. */
export class NotPlayed extends Error {}
