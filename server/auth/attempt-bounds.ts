/** Failed attempts that may be made, by what is counted. */
export interface Bound {
  /** Within the window, whatever the waits allow. */
  failures: number
  windowMs: number
  /** True where every failure after a few makes the next one wait: for counts that belong to one guesser. */
  slowsDown: boolean
  /** Managers are told at so many within the window: more than people mistype. */
  noticedAt: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** One guesser's: after five in a row each waits, 30 s first and 15 minutes at last. */
const slow = (failures: number): Bound => ({ failures, windowMs: HOUR_MS, slowsDown: true, noticedAt: 10 })

/** All guessers' together: high, because it keeps those out who do not guess, and low enough that nobody finds anything. */
const inAll = (failures: number, windowMs: number, noticedAt: number): Bound => ({
  ...{ failures, windowMs, noticedAt },
  slowsDown: false,
})

/**
 * Guesses slow down the place that they come from. What all places have together is bounded where a secret is short or
 * chosen by people, and high, so that whoever guesses keeps out at most those who are where the guesses come from.
 */
export const BOUNDS = {
  /** A desk that shows its credential, or an address without one, whatever is guessed at. */
  device: slow(60),
  /** A password at one place. */
  account: slow(30),
  /**
   * A password by all strangers, and by all known places but the person's own desks: 100 an hour each are 1.8 million a
   * year. Four random words of a list of 7,776 are 3.7e15: found within the year at odds of 1 to 2,000,000,000. NIST SP
   * 800-63B allows 100 failures in a row; managers are told at half of it.
   */
  password_by_strangers: inAll(100, HOUR_MS, 50),
  password_by_desks: inAll(100, HOUR_MS, 50),
  /** A PIN at one desk. */
  pin: slow(30),
  /**
   * A PIN at all desks where its person may use one: 100 a day are 36,500 a year of a million, 1 to 27, for somebody who stands
   * at a desk every minute of it; managers are told on the first day. Over it the password still works.
   */
  pin_in_all: inAll(100, DAY_MS, 20),
  /**
   * Codes of 50 random bits by all strangers: 10,000 an hour are 8.8e7 a year of 1.1e15, so that even with ten codes out all
   * the time one is found within a year at odds of 1 to 1,000,000. A whole network of 254 guessers at its waits reaches 3,000.
   */
  codes_by_strangers: inAll(10_000, HOUR_MS, 50),
} as const satisfies Record<string, Bound>

export type AttemptKind = keyof typeof BOUNDS

export const LONGEST_WINDOW_MS = Math.max(...Object.values(BOUNDS).map(({ windowMs }) => windowMs))
