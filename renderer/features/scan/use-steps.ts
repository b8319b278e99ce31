import { useState } from 'react'
import { useCheckIn, useScanActions } from '../../contexts/CheckInContext.tsx'
import type { ShownResult } from '../../services/shown-result.ts'
import type { Resolution, StageScreens } from './ResolutionSheets.tsx'
import { useStepKeys } from './NextSteps.tsx'
import { isPossible, type Step } from './steps.ts'

interface Steps {
  resolution: Resolution | null
  /** Takes a step that was asked for so many milliseconds ago. */
  take: (step: Step, agoMs?: number) => void
  close: () => void
}

/** Takes the steps that keys and buttons ask for, about the result that they were meant for. */
export function useSteps(onEdit: StageScreens['onEdit']): Steps {
  const { meant, again } = useScanActions()
  const { undo } = useCheckIn()
  const [resolution, setResolution] = useState<Resolution | null>(null)
  const carryOut = (step: Step, shown: ShownResult): void => {
    const visit = shown.result?.visit
    if (step === 'noteRead') again(shown, { acknowledge: true })
    else if (step === 'editMember') {
      if (shown.result?.member) onEdit(shown.result.member)
    } else if (step !== 'undo' || shown.renewal) setResolution({ step, shown })
    // Whatever the hub says to it, the stage shows.
    else if (visit) undo(visit.id, visit.member.full_name).catch(() => undefined)
  }
  const take = (step: Step, agoMs?: number): void => {
    const shown = meant(agoMs)
    if (shown && isPossible(step, shown)) carryOut(step, shown)
  }
  useStepKeys(take)
  return { resolution, take, close: () => setResolution(null) }
}
