import { useEffect, useRef, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { VisitPayload } from '../../../server/protocol/server-frames.ts'
import { useCheckIn } from '../../contexts/CheckInContext.tsx'
import { useOperation } from '../../contexts/use-operation.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { useHub, useIsHubDeciding, useSession } from '../../contexts/WebSocketContext.tsx'
import type { MadeRenewal } from '../../services/shown-result.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { givenBackOf, outcomeOf, undoneOf } from './renewal-words.ts'

interface UndoSheetProps {
  visit: VisitPayload
  /** The renewal that was made to let the member in. */
  renewal: MadeRenewal
  onClose: () => void
}

/**
 * Undoes a check-in before which the plan was renewed: with the renewal or without it, and says what was undone. Where the hub does not
 * decide, without it.
 */
export function UndoSheet(props: UndoSheetProps) {
  const { visit, renewal, onClose } = props
  const { t } = useTranslation()
  const wording = useWording()
  const isHubDeciding = useIsHubDeciding()
  const { isAllUndone, error, undoAll, undoVisit, saveUndo } = useUndo(props)
  const actions = useFocusAfterLoss(isHubDeciding)
  const title = t('undo.title', { name: visit.member.full_name })
  const problem = isHubDeciding || isAllUndone ? error : t('undo.away')
  return (
    <Dialog kind="question" title={title} closeLabel={t('close')} onClose={onClose}>
      {!isAllUndone && (
        <p>{t('undo.renewed', { outcome: outcomeOf(renewal.beside ?? renewal.now, wording) })}</p>
      )}
      {renewal.received && <p>{givenBackOf(renewal.received, wording)}</p>}
      <p role="status">{isAllUndone && t('undo.done', { outcome: undoneOf(renewal.was, wording) })}</p>
      <div role="alert">{problem !== null && <p className="ui-error">{problem}</p>}</div>
      {isAllUndone ? (
        <Done onClose={onClose} />
      ) : (
        <div className="ui-actions" ref={actions}>
          {isHubDeciding && (
            <Button kind="primary" onPress={undoAll}>
              {t('undo.both')}
            </Button>
          )}
          <Button onPress={isHubDeciding ? undoVisit : saveUndo}>{t('undo.checkInOnly')}</Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </div>
      )}
    </Dialog>
  )
}

/** Where the button with the focus went with the hub, Cancel gets it: a key that was meant for the other does nothing. */
function useFocusAfterLoss(isHubDeciding: boolean): RefObject<HTMLDivElement | null> {
  const actions = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (document.activeElement !== document.body) return
    actions.current?.querySelector<HTMLElement>('button:last-child')?.focus()
  }, [isHubDeciding])
  return actions
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
  const { changed_time, now, was, change_id } = renewal
  const { undo } = useCheckIn()
  const isStillAsked = useIsStillAsked()
  const { error, run } = useOperation({
    denied: t('failed.denied'),
    request_conflict: t('undo.overtaken'),
  })
  const [isAllUndone, setIsAllUndone] = useState(false)
  const undoing = useRef<Promise<unknown>>(null)
  const undoTheVisit = async (): Promise<void> => {
    undoing.current ??= undo(visit.id, visit.member.full_name)
    try {
      await undoing.current
    } catch (refused) {
      undoing.current = null
      throw refused
    }
  }
  const undoAll = (): void =>
    run(async () => {
      const isStill = isStillAsked()
      await undoTheVisit()
      // It may have waited for the hub: the renewal is undone by whoever asked for it, and while they are there.
      if (!isStill()) return
      const undone = { changed_time, now, was, change_id }
      await hub.call('members.undoChange', { memberId: visit.member.id, ...undone })
      setIsAllUndone(true)
    })
  const undoVisit = (): void =>
    run(async () => {
      await undoTheVisit()
      onClose()
    })
  const saveUndo = (): void => {
    // The stage and the list of what was saved say what becomes of it.
    undoTheVisit().catch(() => undefined)
    onClose()
  }
  return { isAllUndone, error, undoAll, undoVisit, saveUndo }
}

/** Asked now, it says later whether the sheet is still open and the same person signed in. */
function useIsStillAsked(): () => () => boolean {
  const { session } = useSession()
  const isOpen = useRef(false)
  useEffect(() => {
    isOpen.current = true
    return () => {
      isOpen.current = false
    }
  }, [])
  const turnNow = (): number => session.store.getState().turn
  return () => {
    const turn = turnNow()
    return () => isOpen.current && turnNow() === turn
  }
}
