import { useTranslation } from 'react-i18next'
import { useClosings, useOccupancyCommands } from '../../contexts/use-occupancy.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ReviewRow } from './ReviewRow.tsx'
import { useOperation } from '../../contexts/use-operation.ts'

/** The visits that the hub ended by itself, each with what can be said of it. */
export function ReviewSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const closings = useClosings()
  const { reviewClosing } = useOccupancyCommands()
  const { isGoing, error, run } = useOperation({ denied: t('closing.review.refused') })
  const visits = closings?.visits ?? []
  const more = (closings?.count ?? 0) - visits.length
  const confirmAll = async (): Promise<void> => {
    await Promise.all(visits.map(({ checkInId }) => reviewClosing(checkInId, 'confirm')))
  }
  return (
    <Dialog title={t('closing.review.title')} closeLabel={t('close')} onClose={onClose}>
      <p>{t('closing.review.means')}</p>
      <p role="status" className="closing__state">
        {closings === null && t('closing.review.loading')}
        {closings?.count === 0 && t('closing.review.empty')}
      </p>
      {visits.length > 1 && (
        <div className="ui-actions">
          <Button isDisabled={isGoing} onPress={() => run(confirmAll)}>
            {t('closing.review.all')}
          </Button>
        </div>
      )}
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <ul className="closing__list">
        {visits.map((visit) => (
          <ReviewRow key={visit.checkInId} visit={visit} />
        ))}
      </ul>
      {more > 0 && <p className="ui-empty">{t('closing.review.more', { count: more })}</p>}
    </Dialog>
  )
}
