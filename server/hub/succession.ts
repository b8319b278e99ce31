import { askPinned, type Place } from '../network/ask-pinned.ts'
import { isProven, proveTerm } from '../network/term-proof.ts'
import { findKey, keyHashOfKey, type HubKey } from '../network/tls-identity.ts'
import type { Logger } from '../observe/logger.ts'
import type { Environment } from '../platform/clock.ts'
import { readTerm, supersededSentence, writeTerm } from '../platform/term-file.ts'
import { STANDBY_PATHS } from '../protocol/standby.ts'
import { isLater, type Term, type TermClaim } from '../protocol/term.ts'
import type { HubSettings } from '../settings/settings.ts'

/** How often a promoted hub looks whether the one before it is back: before a queue has formed at a desk that went there. */
const TELL_EVERY_MS = 5_000

interface SuccessionParts {
  settings: Pick<HubSettings, 'dataFolder' | 'lan'>
  every: Environment['every']
  log: Logger
  /** Called once, when another hub of this gym has taken over; the folder says so by then. */
  superseded: (sentence: string) => void
}

/** Which of the gym's hubs this one is, and whether it still is the one. */
export interface Succession {
  term: Term
  /** What desks and other hubs are told of the term; null in the first, which needs no word. */
  claim: () => TermClaim | null
  /** Hears of a term. True where it is later than this hub's, and by the gym's own key: then this hub is over. */
  hear: (claim: TermClaim) => boolean
  stop: () => void
}

export function openSuccession({ settings, every, log, superseded }: SuccessionParts): Succession {
  const { dataFolder, lan } = settings
  const kept = readTerm(dataFolder)
  const term: Term = { number: kept.number, id: kept.id }
  let key: HubKey | null = null
  // It is made when the hub goes to the network for the first time, and stays.
  const findOwnKey = (): HubKey | null => (key ??= findKey({ dataFolder, own: lan.own }))
  let claim: TermClaim | null = null
  const claimed = (): TermClaim | null => {
    const own = term.number > 1 ? findOwnKey() : null
    return (claim ??= own && proveTerm(own, term))
  }
  let isOver = false
  const hear = (heard: TermClaim): boolean => {
    if (isOver) return true
    const own = isLater(heard, term) ? findOwnKey() : null
    if (own === null || !isProven(own, heard)) return false
    isOver = true
    const { number, id } = heard
    writeTerm(dataFolder, { ...readTerm(dataFolder), supersededBy: { number, id } })
    log.error({ term: number }, 'another hub of this gym has taken over')
    superseded(supersededSentence(dataFolder, heard))
    return true
  }
  const { before } = kept
  const stop = before
    ? every(TELL_EVERY_MS, () => void tell(before, findOwnKey(), claimed()))
    : () => undefined
  return { term, claim: claimed, hear, stop }
}

/** Tells the hub at a place, if one with our key is there. That nobody is there is how it should be. */
async function tell(place: Place, key: HubKey | null, claim: TermClaim | null): Promise<void> {
  if (key === null || claim === null) return
  const isKey = (hash: Buffer): boolean => hash.equals(keyHashOfKey(key.key))
  try {
    const answer = await askPinned(
      { ...place, isKey },
      { method: 'POST', path: STANDBY_PATHS.term, body: claim },
    )
    answer.resume()
  } catch {
    // It is told again in a moment.
  }
}
