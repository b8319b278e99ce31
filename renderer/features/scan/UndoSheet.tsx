import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitPayload } from '../../../server/protocol/server-frames.ts'
import { useCheckIn } from '../../contexts/CheckInContext.tsx'
import { useOperation } from '../../contexts/use-operation.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import type { MadeRenewal } from '../../services/shown-result.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { outcomeOf, undoneOf } from './renewal-words.ts'

interface UndoSheetProps {
  visit: VisitPayload
  /** The renewal that was made to let the member in. */
  renewal: MadeRenewal
  onClose: () => void
}

/** Undoes a check-in before which the plan was renewed: with the renewal or without it, and says what was undone. */
export function UndoSheet(props: UndoSheetProps) {
  const { visit, renewal, onClose } = props
  const { t } = useTranslation()
  const wording = useWording()
  const { isAllUndone, isGoing, error, undoAll, undoVisit } = useUndo(props)
  const title = t('undo.title', { name: visit.member.full_name })
  return (
    <Dialog kind="question" title={title} closeLabel={t('close')} onClose={onClose}>
      {!isAllUndone && <p>{t('undo.renewed', { outcome: outcomeOf(renewal.now, wording) })}</p>}
      <p role="status">{isAllUndone && t('undo.done', { outcome: undoneOf(renewal.was, wording) })}</p>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      {isAllUndone ? (
        <Done onClose={onClose} />
      ) : (
        <div className="ui-actions">
          <Button kind="primary" autoFocus isDisabled={isGoing} onPress={undoAll}>
            {t('undo.both')}
          </Button>
          <Button isDisabled={isGoing} onPress={undoVisit}>
            {t('undo.checkInOnly')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </div>
      )}
    </Dialog>
  )
}

/** Takes the focus that the pressed button had. */
function Done({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const button = useRef<HTMLDivElement>(null)
  useEffect(() => button.current?.querySelector('button')?.focus(), [])
  return (
    <div className="ui-actions" ref={button}>
      <Button kind="primary" onPress={onClose}>
        {t('close')}
      </Button>
    </div>
  )
}

/** The visit first, whose place on the plan comes back with it; tried again, it is not undone twice. */
function useUndo({ visit, renewal, onClose }: UndoSheetProps) {
  const { t } = useTranslation()
  const hub = useHub()
  const { undo } = useCheckIn()
  const { isGoing, error, run } = useOperation({
    denied: t('failed.denied'),
    request_conflict: t('undo.overtaken'),
  })
  const [isAllUndone, setIsAllUndone] = useState(false)
  const isVisitUndone = useRef(false)
  const undoTheVisit = async (): Promise<void> => {
    if (!isVisitUndone.current) await undo(visit.id, visit.member.full_name)
    isVisitUndone.current = true
  }
  const undoAll = (): void =>
    run(async () => {
      await undoTheVisit()
      await hub.call('members.undoChange', { memberId: visit.member.id, ...renewal })
      setIsAllUndone(true)
    })
  const undoVisit = (): void =>
    run(async () => {
      await undoTheVisit()
      onClose()
    })
  return { isAllUndone, isGoing, error, undoAll, undoVisit }
}
