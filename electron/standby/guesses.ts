/** So many wrong passwords, and then nobody guesses at this PC for a while: a copy has no hub that would count them. */
const MAX_WRONG = 5

/** Five guesses in five minutes are a person who has forgotten; a password of twelve characters withstands them for ever. */
const WINDOW_MS = 5 * 60_000

/** The wrong passwords of this run of the app. */
export class Guesses {
  #wrong: number[] = []

  /** Whether one more may be tried. */
  mayTry(now: number): boolean {
    this.#wrong = this.#wrong.filter((at) => now - at < WINDOW_MS)
    return this.#wrong.length < MAX_WRONG
  }

  wasWrong(now: number): void {
    this.#wrong.push(now)
  }
}
