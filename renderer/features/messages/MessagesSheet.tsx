import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { HandoverTab } from './HandoverTab.tsx'
import { MessageForm } from './MessageForm.tsx'
import { MessageList } from './MessageList.tsx'
import './messages.css'

const TABS = ['messages', 'handover'] as const
export type MessagesTab = (typeof TABS)[number]

/** What desks tell each other: messages now, and the note for the next shift. */
export function MessagesSheet({ first, onClose }: { first: MessagesTab; onClose: () => void }) {
  const { t } = useTranslation()
  const person = useDesk('person')
  const [tab, setTab] = useState<MessagesTab>(first)
  const mayWrite = person !== null && person.role !== 'viewer'
  return (
    <Dialog title={t('messages.title')} closeLabel={t('close')} onClose={onClose}>
      <Choice
        label={t('messages.tabs')}
        value={tab}
        options={TABS.map((value) => ({ value, label: t(`messages.${value}`) }))}
        onChange={setTab}
      />
      {tab === 'messages' ? (
        <>
          {mayWrite && <MessageForm />}
          <MessageList mayWrite={mayWrite} />
        </>
      ) : (
        <HandoverTab mayWrite={mayWrite} onDone={onClose} />
      )}
    </Dialog>
  )
}
