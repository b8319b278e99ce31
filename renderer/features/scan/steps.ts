import { KEYS } from '../../ui/keys.ts'
import type { ShownResult } from '../../services/shown-result.ts'

/** What can be done about a result, each by one key that no card's first character can be. */
export const STEPS = ['noteRead', 'renew', 'attach', 'override', 'undo', 'openMember'] as const
/** Those that have their button elsewhere: at the notes, and in the member's sheet. */
export type Step = (typeof STEPS)[number] | 'writeNote' | 'editMember' | 'bringGuest'

export const KEY_OF: Readonly<Record<Step, string>> = {
  noteRead: KEYS.noteRead,
  renew: KEYS.renew,
  attach: KEYS.attach,
  override: KEYS.override,
  undo: KEYS.undo,
  openMember: KEYS.openMember,
  writeNote: KEYS.writeNote,
  editMember: KEYS.editMember,
  bringGuest: KEYS.bringGuest,
}

/** True where the step would do something about this result. */
export function isPossible(step: Step, shown: ShownResult): boolean {
  const { state, result, code, memberId } = shown
  if (state !== 'answered' || result === null) return false
  const { actions } = result
  const canAskAgain = code !== null || memberId !== null
  switch (step) {
    case 'noteRead':
      return canAskAgain && actions.includes('acknowledge')
    case 'renew':
      return canAskAgain && result.member !== null && actions.includes('renew')
    case 'attach':
      return code !== null && actions.includes('attach_credential')
    case 'override':
      return canAskAgain && (actions.includes('override') || actions.includes('manager_pin'))
    case 'undo':
      return result.visit !== null && actions.includes('undo')
    case 'openMember':
    case 'writeNote':
    case 'editMember':
    case 'bringGuest':
      return result.member !== null
  }
}

/** True where whoever is signed in needs a manager beside them to let the member in. */
export function needsManager({ result }: ShownResult): boolean {
  return result !== null && !result.actions.includes('override')
}

/** What can be done about this result, the likeliest first. */
export function stepsFor(shown: ShownResult): Step[] {
  return STEPS.filter((step) => isPossible(step, shown))
}
