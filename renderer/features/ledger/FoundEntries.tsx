import type { LedgerEntry } from '../../../server/protocol/ledger.ts'
import type { SentParamsOf } from '../../../server/protocol/operations.ts'
import { useLedger } from '../../contexts/use-ledger.ts'
import { useWording, type Wording } from '../../contexts/use-wording.ts'
import { entryLines } from '../../i18n/ledger-words.ts'
import { Button } from '../../ui/Button.tsx'

type OnMember = (member: LedgerEntry['member']) => void

interface FoundEntriesProps {
  sought: Omit<SentParamsOf<'ledger.find'>, 'before'>
  onMember: OnMember
}

/** The entries that were looked for, the newest first. */
export function FoundEntries({ sought, onMember }: FoundEntriesProps) {
  const wording = useWording()
  const { t } = wording
  const { entries, hasMore, hasFailed, readMore } = useLedger('ledger.find', sought)
  return (
    <>
      <p role="status">{entries?.length === 0 ? t('ledger.nothingFound') : ''}</p>
      {hasFailed && <p className="ui-error">{t('ledger.failed')}</p>}
      <ol className="ledger__rows">
        {(entries ?? []).map((entry) => (
          <Row key={entry.id} entry={entry} wording={wording} onMember={onMember} />
        ))}
      </ol>
      {hasMore && (
        <div className="ui-actions">
          <Button onPress={readMore}>{t('memberCard.older')}</Button>
        </div>
      )}
    </>
  )
}

interface RowProps {
  entry: LedgerEntry
  wording: Wording
  onMember: OnMember
}

function Row({ entry, wording, onMember }: RowProps) {
  const { what, about, made } = entryLines(entry, wording)
  return (
    <li>
      <button type="button" className="ledger__row" onClick={() => onMember(entry.member)}>
        <span className="ledger__member" dir="auto">
          {entry.member.full_name}
        </span>
        <span>{what}</span>
        {[...about, made].map((line) => (
          <span key={line} className="ledger__more">
            {line}
          </span>
        ))}
      </button>
    </li>
  )
}
