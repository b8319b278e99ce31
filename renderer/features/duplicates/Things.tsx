import { useTranslation } from 'react-i18next'
import type { KeptAfterMerge } from '../../../server/protocol/duplicates.ts'

/** How much of each thing there is; what has no number is named alone. */
export function Things({ things }: { things: Partial<Record<KeptAfterMerge, number>> }) {
  const { t } = useTranslation()
  return (
    <dl className="duplicates__things">
      {(Object.keys(things) as KeptAfterMerge[]).map((thing) => (
        <div key={thing}>
          <dt>{t(`duplicates.thing.${thing}`)}</dt>
          <dd>{things[thing] || ''}</dd>
        </div>
      ))}
    </dl>
  )
}
