import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HandoverVersion } from '../../../server/protocol/handover.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHandover } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { HandoverForm } from './HandoverForm.tsx'
import { useTimeWords } from '../../contexts/use-time-words.ts'

interface HandoverTabProps {
  mayWrite: boolean
  /** Called when it was read. */
  onDone: () => void
}

/** The hand-over note: to read and confirm, to write, and as it was before. */
export function HandoverTab({ mayWrite, onDone }: HandoverTabProps) {
  const { t } = useTranslation()
  const { handover, note } = useHandover()
  const { isGoing, error, run } = useOperation()
  const [isWriting, setIsWriting] = useState(false)
  const current = handover?.current ?? null
  if (isWriting) return <HandoverForm current={current} onDone={() => setIsWriting(false)} />
  const isUnread = handover?.isRead === false && current !== null
  const confirm = (): void =>
    run(async () => {
      await note.confirm(current?.version ?? 0)
      onDone()
    })
  return (
    <>
      {current && current.text !== '' ? (
        <Version version={current} />
      ) : (
        <p className="ui-empty">{t('handover.none')}</p>
      )}
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <div className="ui-actions">
        {isUnread && mayWrite && (
          <Button kind="primary" isDisabled={isGoing} onPress={confirm} autoFocus>
            {t('handover.read')}
          </Button>
        )}
        {mayWrite && (
          <Button onPress={() => setIsWriting(true)}>
            {t(current ? 'handover.edit' : 'handover.write')}
          </Button>
        )}
      </div>
      <Earlier versions={handover?.versions.slice(1) ?? []} />
    </>
  )
}

function Version({ version: { text, author, at } }: { version: HandoverVersion }) {
  const { t } = useTranslation()
  const timeOf = useTimeWords()
  const by = { author: author || t('messages.somebody'), time: timeOf(at) }
  return (
    <article className="handover__version">
      <p className="messages-list__about">{t('handover.by', by)}</p>
      <p className="handover__text" dir="auto">
        {text || t('handover.empty')}
      </p>
    </article>
  )
}

function Earlier({ versions }: { versions: readonly HandoverVersion[] }) {
  const { t } = useTranslation()
  if (versions.length === 0) return null
  return (
    <details className="handover__earlier">
      <summary>{t('handover.versions')}</summary>
      {versions.map((version) => (
        <Version key={version.version} version={version} />
      ))}
    </details>
  )
}
