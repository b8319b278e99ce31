import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCheckIn } from '../../contexts/CheckInContext.tsx'
import { useOperation } from '../../contexts/use-operation.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import type { ShownResult } from '../../services/shown-result.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { outcomeOf, undoneOf } from './renewal-words.ts'

interface UndoSheetProps {
  shown: ShownResult
  onClose: () => void
}

/** Undoes a check-in before which the plan was renewed: with the renewal or without it, and says what was undone. */
export function UndoSheet({ shown, onClose }: UndoSheetProps) {
  const { t } = useTranslation()
  const wording = useWording()
  const hub = useHub()
  const { undo } = useCheckIn()
  const task = useOperation({ denied: t('failed.denied'), request_conflict: t('undo.overtaken') })
  const [isUndone, setIsUndone] = useState(false)
  const buttons = useRef<HTMLDivElement>(null)
  // The button that was pressed is gone.
  useEffect(() => {
    if (isUndone) buttons.current?.querySelector('button')?.focus()
  }, [isUndone])
  const { renewal, result } = shown
  const visit = result?.visit
  const member = visit?.member
  if (!renewal || !visit || !member) return null
  const undoAll = async (): Promise<void> => {
    await undo(visit.id)
    await hub.call('members.undoChange', { memberId: member.id, ...renewal })
    setIsUndone(true)
  }
  const undoVisit = async (): Promise<void> => {
    await undo(visit.id)
    onClose()
  }
  return (
    <Dialog
      kind="question"
      title={t('undo.title', { name: member.full_name })}
      closeLabel={t('close')}
      onClose={onClose}
    >
      {!isUndone && <p>{t('undo.renewed', { outcome: outcomeOf(renewal.now, wording) })}</p>}
      <p role="status">{isUndone && t('undo.done', { outcome: undoneOf(renewal.was, wording) })}</p>
      <div role="alert">{task.error !== null && <p className="ui-error">{task.error}</p>}</div>
      <div className="ui-actions" ref={buttons}>
        {isUndone ? (
          <Button kind="primary" onPress={onClose}>
            {t('close')}
          </Button>
        ) : (
          <>
            <Button kind="primary" autoFocus isDisabled={task.isGoing} onPress={() => task.run(undoAll)}>
              {t('undo.both')}
            </Button>
            <Button isDisabled={task.isGoing} onPress={() => task.run(undoVisit)}>
              {t('undo.checkInOnly')}
            </Button>
            <Button onPress={onClose}>{t('cancel')}</Button>
          </>
        )}
      </div>
    </Dialog>
  )
}
