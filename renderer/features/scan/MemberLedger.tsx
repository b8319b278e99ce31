import { useState } from 'react'
import { hasRight } from '../../../server/protocol/rights.ts'
import type { LedgerEntry } from '../../../server/protocol/ledger.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { useLedger } from '../../contexts/use-ledger.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { useDesk, useHub } from '../../contexts/WebSocketContext.tsx'
import { formatMoney } from '../../i18n/format.ts'
import { entryLines } from '../../i18n/ledger-words.ts'
import { Button } from '../../ui/Button.tsx'
import { ReasonForm } from './ReasonForm.tsx'

/** What a member was charged and has paid, the newest first, a page at a time; what was entered by mistake is reversed here. */
export function MemberLedger({ member }: { member: MemberDetails }) {
  const { t } = useWording()
  const { entries, hasMore, hasFailed, readMore } = useLedger('ledger.list', { memberId: member.id })
  return (
    <section aria-label={t('ledger.ofMember')} className="member-sheet__part">
      <h3 className="ui-card__title">{t('ledger.ofMember')}</h3>
      <WriteOff member={member} />
      {hasFailed && <p className="ui-error">{t('ledger.failed')}</p>}
      {entries?.length === 0 && <p className="ui-empty">{t('ledger.none')}</p>}
      <ol className="member-sheet__visits">
        {(entries ?? []).map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {hasMore && (
        <div className="ui-actions">
          <Button onPress={readMore}>{t('memberCard.older')}</Button>
        </div>
      )}
    </section>
  )
}

/** Gives up what the member owes, where a manager is signed in. */
function WriteOff({ member: { id: memberId, debt_cents: cents } }: { member: MemberDetails }) {
  const { t, language, currency } = useWording()
  const hub = useHub()
  const person = useDesk('person')
  const [isAsking, setIsAsking] = useState(false)
  if (cents === 0 || person === null || !hasRight(person.role, 'correct_ledger')) return null
  const words = t('ledger.writeOff', { amount: formatMoney({ cents, currency }, language) })
  if (!isAsking) {
    return (
      <div className="ui-actions">
        <Button onPress={() => setIsAsking(true)}>{`${words}…`}</Button>
      </div>
    )
  }
  return (
    <ReasonForm
      submit={words}
      book={(reasoned) => hub.call('ledger.writeOff', { memberId, cents, ...reasoned })}
      onClose={() => setIsAsking(false)}
    />
  )
}

function Entry({ entry }: { entry: LedgerEntry }) {
  const wording = useWording()
  const { t } = wording
  const hub = useHub()
  const [isReversing, setIsReversing] = useState(false)
  const { what, about, made } = entryLines(entry, wording)
  return (
    <li className="member-sheet__entry">
      <div>
        <p>{what}</p>
        {[...about, made].map((line) => (
          <p key={line} className="member-sheet__more">
            {line}
          </p>
        ))}
      </div>
      {entry.mayReverse && !isReversing && (
        <Button
          kind="small"
          label={t('ledger.reverseNumber', { number: entry.number })}
          onPress={() => setIsReversing(true)}
        >
          {t('ledger.reverse')}
        </Button>
      )}
      {isReversing && (
        <ReasonForm
          submit={t('ledger.reverse')}
          book={(reasoned) => hub.call('ledger.reverse', { entryId: entry.id, ...reasoned })}
          onClose={() => setIsReversing(false)}
        />
      )}
    </li>
  )
}
