import { useTranslation } from 'react-i18next'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ShutDaysForm } from './ShutDaysForm.tsx'
import { ShutDaysRow } from './ShutDaysRow.tsx'
import { useShutDays } from './use-shut-days.ts'

/** Days on which the gym is shut: whom they hit is counted before they are given back, and named after. */
export function ShutDaysSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { data, isError, refetch } = useHubQuery('shutDays.list', {})
  const task = useShutDays(() => void refetch())
  return (
    <Dialog title={t('rights.shut.title')} closeLabel={t('close')} onClose={onClose}>
      <p>{t('rights.shut.hint')}</p>
      <ShutDaysForm task={task} />
      {isError && <p className="ui-error">{t('refused.unreachable')}</p>}
      {data !== undefined && data.shutDays.length > 0 && (
        <section aria-label={t('rights.shut.list')}>
          <h3 className="plans__heading">{t('rights.shut.list')}</h3>
          <ul>
            {data.shutDays.map((shutDays) => (
              <ShutDaysRow key={shutDays.id} shutDays={shutDays} task={task} />
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  )
}
