import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useHub, useSaved } from '../../contexts/WebSocketContext.tsx'
import { useTimeWords } from '../../contexts/use-time-words.ts'
import type { OutboxEntry } from '../../services/outbox-entry.ts'
import { Button } from '../../ui/Button.tsx'
import { savedWords } from './saved-words.ts'

/** What was saved at this desk: what waits to be sent, and what became of what waited or was refused, until somebody clears it. */
export function SavedList() {
  const { t } = useTranslation()
  const saved = useSaved()
  const hub = useHub()
  const titleId = useId()
  if (saved.length === 0) return null
  return (
    <section aria-labelledby={titleId} data-testid="saved">
      <h3 className="notices__title" id={titleId}>
        {t('notices.saved.title')}
      </h3>
      <div className="ui-actions">
        <Button isDisabled={!saved.some(({ outcome }) => outcome)} onPress={() => hub.clearSettled()}>
          {t('notices.saved.clear')}
        </Button>
      </div>
      <ul className="notices">
        {saved.toReversed().map((entry) => (
          <Row key={entry.requestId} entry={entry} />
        ))}
      </ul>
    </section>
  )
}

function Row({ entry }: { entry: OutboxEntry }) {
  const { t } = useTranslation()
  const timeOf = useTimeWords()
  const { at, who, what } = savedWords(entry, t)
  const isBad = entry.outcome !== undefined && !entry.outcome.verdict.startsWith('granted')
  return (
    <li className={isBad ? 'notices__row notices__row--going' : 'notices__row'}>
      <p className="notices__title">{who}</p>
      {at !== null && <p className="notices__times">{timeOf(at)}</p>}
      <p>{what}</p>
    </li>
  )
}
