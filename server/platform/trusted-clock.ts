import type { Environment } from './clock.ts'

/** The PC's clock, and the one that is never set. */
export type Clocks = Pick<Environment, 'now' | 'steadyNow'>

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/**
 * The PC's clock may be ahead of what was known last by so much. A PC that sleeps or is off looks the same as one whose clock
 * was set: longer than this hardly any gym closes.
 */
const FARTHEST_AHEAD_MS = 31 * 24 * HOUR_MS

/** A clock that was a little fast is put right by less than this; nothing goes on before it was. */
const FARTHEST_BEHIND_MS = 10 * MINUTE_MS

/** Two looks at a clock that goes on as time does differ by less; a jump while it is suspect begins another time to hold. */
const JUMP_MS = 5_000

/**
 * A suspect clock that has held so long, while the hub ran, is right: whoever has set it right needs no manager, and a PC that is
 * on only while the gym is open gets there. Until then somebody at a desk has read the warning.
 */
const HELD_MS = 6 * HOUR_MS

/** Of a look that comes later after the one before, e.g. after a night's sleep, no more counts as held. */
const LONGEST_LOOK_MS = MINUTE_MS

/** Where the clock of the last start stood, as it was kept. */
export interface KeptTime {
  /** The time that was believed last, milliseconds since 1970 UTC; null where nothing was kept. */
  trustedAt: number | null
  /** Since when time has gone on without a jump that a person or a long time has confirmed; 0 for always. */
  trustedSince: number
}

/** The one definition of the time by which things end and are forgotten. */
export interface TrustedClock {
  /**
   * The PC's clock; while that is suspect, the earlier of it and of what time has become since it was trusted. So nothing ends too
   * soon, whichever of them is wrong. Milliseconds since 1970 UTC.
   */
  now: () => number
  /** What to keep with each commit, so that the next start can tell. */
  kept: () => KeptTime & { trustedAt: number }
  /** How far a suspect clock is ahead of what time should be, in milliseconds, negative where it is behind; null for a trusted one. */
  suspectByMs: () => number | null
  /** A person says that the PC's clock is right. */
  confirm: () => void
}

interface Suspicion {
  aheadMs: number
  heldMs: number
  lookedAt: number
}

/** Compares the PC's clock with the steady one at each call, and at the first with the time that was kept last. */
export function createTrustedClock({ now, steadyNow }: Clocks, before: KeptTime): TrustedClock {
  let [trustedAt, steadyAt] = [before.trustedAt ?? now(), steadyNow()]
  let since = before.trustedSince
  let suspicion: Suspicion | null = null

  const trust = (wall: number, steady: number): void => {
    ;[trustedAt, steadyAt] = [wall, steady]
    suspicion = null
  }
  const confirm = (): void => {
    since = now()
    trust(since, steadyNow())
  }
  /** Both clocks at this moment, after what they say was judged. */
  const look = (): { wall: number; expected: number } => {
    const [wall, steady] = [now(), steadyNow()]
    const expected = trustedAt + Math.round(steady - steadyAt)
    const aheadMs = wall - expected
    if (aheadMs >= -FARTHEST_BEHIND_MS && aheadMs <= FARTHEST_AHEAD_MS) trust(wall, steady)
    else {
      suspicion = grown(suspicion, aheadMs, steady)
      if (suspicion.heldMs >= HELD_MS) confirm()
    }
    return { wall, expected }
  }
  return {
    now() {
      const { wall, expected } = look()
      return suspicion === null ? wall : Math.min(wall, expected)
    },
    kept() {
      const { wall, expected } = look()
      return { trustedAt: suspicion === null ? wall : expected, trustedSince: since }
    },
    suspectByMs() {
      look()
      return suspicion?.aheadMs ?? null
    },
    confirm() {
      look()
      if (suspicion !== null) confirm()
    },
  }
}

function grown(before: Suspicion | null, aheadMs: number, steady: number): Suspicion {
  if (before === null || Math.abs(aheadMs - before.aheadMs) > JUMP_MS) {
    return { aheadMs, heldMs: 0, lookedAt: steady }
  }
  const heldMs = before.heldMs + Math.min(steady - before.lookedAt, LONGEST_LOOK_MS)
  return { aheadMs, heldMs, lookedAt: steady }
}
