/** A fault of one line, planted to see that the tests can fail. */
export interface Fault {
  /** What is broken, in a few words; unique. */
  name: string
  /** The file that is changed, from the root of the checkout. */
  file: string
  /** Stands exactly once in the file. */
  was: string
  becomes: string
  /** The test files that must catch it. */
  caughtBy: readonly string[]
  /** Only the tests whose titles match this are run: a regular expression, as vitest's `-t`. */
  title?: string
  /** Takes a browser, many starts of the hub or a wait that runs out: planted only with `--all`. */
  isSlow?: true
}
