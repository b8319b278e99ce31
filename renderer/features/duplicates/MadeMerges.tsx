import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MadeMerge, UndoneMerge } from '../../../server/protocol/duplicates.ts'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { useMoment } from '../../contexts/use-moment.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { formatRow } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Things } from './Things.tsx'

/** Members who were made one lately, each with the way back; and what of the last one did not go back. */
export function MadeMerges({ onUndone }: { onUndone: () => void }) {
  const { t } = useTranslation()
  const { data, refetch } = useHubQuery('merges.list', {})
  const [undone, setUndone] = useState<{ name: string; kept: UndoneMerge['kept'] } | null>(null)
  const merges = data?.merges ?? []
  const take = (merge: MadeMerge, { kept }: UndoneMerge): void => {
    setUndone({ name: merge.full_name, kept })
    void refetch()
    onUndone()
  }
  return (
    <>
      <div role="status">
        {undone && <p>{t('duplicates.undone')}</p>}
        {undone && Object.keys(undone.kept).length > 0 && (
          <>
            <p>{t('duplicates.kept', { name: undone.name })}</p>
            <Things things={undone.kept} />
          </>
        )}
      </div>
      {merges.length > 0 && (
        <section aria-label={t('duplicates.merged')}>
          <h3 className="ui-card__title">{t('duplicates.merged')}</h3>
          <ul>
            {merges.map((merge) => (
              <MergeRow key={merge.id} merge={merge} onUndone={(answer) => take(merge, answer)} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

interface MergeRowProps {
  merge: MadeMerge
  onUndone: (undone: UndoneMerge) => void
}

function MergeRow({ merge, onUndone }: MergeRowProps) {
  const { t, i18n } = useTranslation()
  const hub = useHub()
  const moment = useMoment()
  const names = { other: merge.other_name, name: merge.full_name }
  const { isGoing, error, run } = useOperation({ request_conflict: t('duplicates.mergedAgain', names) })
  const who = [merge.merged_by ?? t('messages.somebody'), moment(Date.parse(merge.merged_time))]
  return (
    <li className="duplicates__pair">
      <p>{t('duplicates.mergedInto', names)}</p>
      <p className="duplicates__more">{formatRow(who, i18n.language)}</p>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <Button
        kind="small"
        label={t('duplicates.undoNames', names)}
        isDisabled={isGoing}
        onPress={() => run(async () => onUndone(await hub.call('merges.undo', { id: merge.id })))}
      >
        {t('duplicates.undo')}
      </Button>
    </li>
  )
}
