import { useRef, type SyntheticEvent } from 'react'
import type { TFunction } from 'i18next'
import { KEYS, keyLabel } from '../../ui/keys.ts'
import { useKey } from '../../ui/use-key.ts'
import { Button } from '../../ui/Button.tsx'
import type { ShownResult } from '../../services/shown-result.ts'
import { KEY_OF, needsManager, STEPS, stepsFor, type Step } from './steps.ts'

interface NextStepsProps {
  shown: ShownResult
  t: TFunction
  onStep: (step: Step, agoMs: number) => void
  onDismiss: (agoMs?: number) => void
}

/** What can be done now, each with its key; nothing that would not work. */
export function NextSteps({ shown, t, onStep, onDismiss }: NextStepsProps) {
  const mayDismiss = shown.state !== 'asking'
  const { listeners, agoMs } = usePressAge()
  useKey(KEYS.leave, onDismiss, mayDismiss)
  return (
    <footer className="scan__steps" aria-label={t('stage.steps')} {...listeners}>
      {stepsFor(shown).map((step) => (
        <Button key={step} keyHint={KEY_OF[step]} onPress={() => onStep(step, agoMs())}>
          {t(step === 'override' && needsManager(shown) ? 'stage.step.manager' : `stage.step.${step}`)}
        </Button>
      ))}
      {mayDismiss && (
        <Button keyHint={keyLabel(KEYS.leave)} onPress={() => onDismiss(agoMs())}>
          {t('stage.dismiss')}
        </Button>
      )}
    </footer>
  )
}

/** How long ago the press began that a button tells of now: a busy page hears of it late. A screen reader's press is a click alone. */
function usePressAge() {
  const beganAt = useRef(0)
  const begin = ({ timeStamp }: SyntheticEvent): void => {
    beganAt.current = timeStamp
  }
  return {
    listeners: { onPointerDownCapture: begin, onKeyDownCapture: begin, onClickCapture: begin },
    agoMs: () => Math.max(performance.now() - beganAt.current, 0),
  }
}

/** Listens for the keys of all steps: the result that a key is meant for may have left the stage a moment ago. */
export function useStepKeys(onStep: (step: Step, agoMs: number) => void): void {
  const [noteRead, renew, attach, override, undo, openMember] = STEPS
  useKey(KEY_OF[noteRead], (agoMs) => onStep(noteRead, agoMs))
  useKey(KEY_OF[renew], (agoMs) => onStep(renew, agoMs))
  useKey(KEY_OF[attach], (agoMs) => onStep(attach, agoMs))
  useKey(KEY_OF[override], (agoMs) => onStep(override, agoMs))
  useKey(KEY_OF[undo], (agoMs) => onStep(undo, agoMs))
  useKey(KEY_OF[openMember], (agoMs) => onStep(openMember, agoMs))
  useKey(KEY_OF.writeNote, (agoMs) => onStep('writeNote', agoMs))
  useKey(KEY_OF.editMember, (agoMs) => onStep('editMember', agoMs))
  useKey(KEY_OF.bringGuest, (agoMs) => onStep('bringGuest', agoMs))
}
