/** Something that is wrong: a word of a program and a sentence for people, without personal data. */
export interface Problem {
  code: string
  sentence: string
}

/** A part of the hub that tells what is wrong with it. */
export interface ProblemSource {
  problems: () => Problem[]
}

/** What is wrong with a hub right now, by code. Each part reports its own and takes it back. */
export class Problems {
  readonly #problems = new Map<string, string>()
  readonly #warnings = new Map<string, string>()
  readonly #sources: ProblemSource[] = []

  /** What this part says when it is asked is wrong too. */
  addSource(source: ProblemSource): void {
    this.#sources.push(source)
  }

  /** The hub cannot be relied on until this is cleared: it is not ready. */
  report(code: string, sentence: string): void {
    this.#problems.set(code, sentence)
  }

  /** Somebody should look, but the hub goes on serving. */
  warn(code: string, sentence: string): void {
    this.#warnings.set(code, sentence)
  }

  /** Nobody has to look any more; a problem of this name stays. */
  clearWarning(code: string): void {
    this.#warnings.delete(code)
  }

  /** It is well again, whichever it was. */
  clear(code: string): void {
    this.#problems.delete(code)
    this.#warnings.delete(code)
  }

  list(): Problem[] {
    return [...listed(this.#problems), ...this.#sources.flatMap((source) => source.problems())]
  }

  listWarnings(): Problem[] {
    return listed(this.#warnings)
  }
}

function listed(sentences: ReadonlyMap<string, string>): Problem[] {
  return [...sentences].map(([code, sentence]) => ({ code, sentence }))
}
