import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v7 as uuidv7 } from 'uuid'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'

/** Stands for no single desk. */
export const ALL_DESKS = 'all'

/** What is typed of a message; its id is the same at each try, so that it is sent once. */
interface Draft {
  id: string
  text: string
  /** A desk's id, or ALL_DESKS. */
  to: string
  /** HH:MM, or empty. */
  until: string
  asksSeen: boolean
}

const newDraft = (): Draft => ({ id: uuidv7(), text: '', to: ALL_DESKS, until: '', asksSeen: false })

/** A message that is being written, and how to send it. */
export function useDraft() {
  const { t } = useTranslation()
  const hub = useHub()
  const { isGoing, error, run } = useOperation({ rate_limited: t('messages.rate_limited') })
  const [draft, setDraft] = useState(newDraft)
  const [state, setState] = useState<'new' | 'tried' | 'sent'>('new')
  const { id, to, until, asksSeen } = draft
  const text = draft.text.trim()
  const change = (changed: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...changed }))
    setState('new')
  }
  const send = (): void => {
    setState('tried')
    if (text === '') return
    run(async () => {
      const toDeskId = to === ALL_DESKS ? null : to
      await hub.call('messages.send', { id, text, toDeskId, asksSeen, until: until === '' ? null : until })
      // What was typed meanwhile is the next message.
      setDraft((typed) => (typed === draft ? newDraft() : { ...typed, id: uuidv7() }))
      setState((now) => (now === 'tried' ? 'sent' : now))
    })
  }
  return {
    draft,
    change,
    send,
    isGoing,
    error,
    isSent: state === 'sent',
    isMissing: state === 'tried' && text === '',
  }
}
