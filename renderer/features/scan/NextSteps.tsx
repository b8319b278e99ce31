import type { TFunction } from 'i18next'
import { Button } from '../../ui/Button.tsx'
import { useKey } from '../../ui/use-key.ts'
import type { ShownResult } from '../../services/shown-result.ts'
import { canAcknowledge, canUndo } from './describe-result.ts'

interface NextStepsProps {
  shown: ShownResult
  t: TFunction
  onUndo: () => void
  onNoteRead: () => void
  onDismiss: () => void
}

/** What can be done now, each with its key; nothing that would not work. */
export function NextSteps({ shown, t, onUndo, onNoteRead, onDismiss }: NextStepsProps) {
  const mayUndo = canUndo(shown)
  const mayAcknowledge = canAcknowledge(shown)
  const mayDismiss = shown.state !== 'asking'
  useKey('F4', onUndo, mayUndo)
  useKey('F8', onNoteRead, mayAcknowledge)
  useKey('Escape', onDismiss, mayDismiss)
  return (
    <footer className="scan__steps" aria-label={t('stage.steps')}>
      {mayAcknowledge && (
        <Button keyHint="F8" onPress={onNoteRead}>
          {t('stage.noteRead')}
        </Button>
      )}
      {mayUndo && (
        <Button keyHint="F4" onPress={onUndo}>
          {t('stage.undo')}
        </Button>
      )}
      {mayDismiss && (
        <Button keyHint="Esc" onPress={onDismiss}>
          {t('stage.dismiss')}
        </Button>
      )}
    </footer>
  )
}
