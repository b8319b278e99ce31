import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DuplicatePair } from '../../../server/protocol/duplicates.ts'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { MadeMerges } from './MadeMerges.tsx'
import { PairRow } from './PairRow.tsx'
import './duplicates.css'

interface DuplicatesSheetProps {
  /** Shows two members beside each other. */
  onCompare: (memberId: string, otherId: string) => void
  onClose: () => void
}

/** Members who may be one person, and those who were made one. */
export function DuplicatesSheet({ onCompare, onClose }: DuplicatesSheetProps) {
  const { t } = useTranslation()
  const { data, isError, refetch } = useHubQuery('duplicates.list', {})
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set())
  const pairs = (data?.pairs ?? []).filter((pair) => !dismissed.has(keyOf(pair)))
  const count = data && data.count - (data.pairs.length - pairs.length)
  return (
    <Dialog isWide title={t('duplicates.title')} closeLabel={t('close')} onClose={onClose}>
      <p role="status" className="ui-card__title">
        {!data && !isError && t('signIn.asking')}
        {isError && t('refused.unreachable')}
        {count !== undefined && t('duplicates.found', { count })}
      </p>
      <ul>
        {pairs.map((pair) => (
          <PairRow
            key={keyOf(pair)}
            pair={pair}
            onCompare={onCompare}
            onDismissed={() => setDismissed(new Set([...dismissed, keyOf(pair)]))}
          />
        ))}
      </ul>
      <MadeMerges onUndone={() => void refetch()} />
    </Dialog>
  )
}

function keyOf({ members: [one, other] }: DuplicatePair): string {
  return `${one.id} ${other.id}`
}
