import type { ShownAnswer, ShownResult } from '../../services/shown-result.ts'
import { shownName, type NamesShown } from './shown-name.ts'

/** What members can be shown. */
export type Sign = 'calm' | 'welcome' | 'goodbye' | 'see_desk'

/** All that ever goes to the members' screen. */
export interface DisplayMessage {
  /** null: nothing new, the desk is only there. */
  sign: Sign | null
  gym: string
  /** Masked as configured; empty beside every sign but a welcome and a goodbye. */
  name: string
}

/**
 * What the members' screen is told of a result: that somebody may come in, goes, or is asked to the desk. Why, and what
 * the desk sees beside it, has no place in it.
 */
export function messageOf(shown: ShownResult | null, gym: string, names: NamesShown): DisplayMessage {
  const sign = signOf(shown)
  const isGreeting = sign === 'welcome' || sign === 'goodbye'
  const fullName = isGreeting ? (shown?.result?.member?.full_name ?? '') : ''
  return { sign, gym, name: shownName(fullName, names) }
}

function signOf(shown: ShownResult | null): Sign | null {
  if (shown === null || shown.state === 'asking' || shown.result === null) return null
  if (shown.state === 'waiting') return 'see_desk'
  const { verdict, flags, isPreview } = shown.result
  if (isPreview === true) return null
  if (flags.includes('undone')) return 'calm'
  if (verdict === 'denied' || verdict === 'error') return 'see_desk'
  return isLeaving(shown.result) ? 'goodbye' : 'welcome'
}

function isLeaving({ reason, visit }: ShownAnswer): boolean {
  return reason === 'ok_out' || (reason === 'repeat_ignored' && typeof visit?.check_out_time === 'string')
}
