import { useTranslation } from 'react-i18next'
import { useSoldPlans } from '../../contexts/use-plans.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { NoPlansYet } from '../../contexts/NoPlansYet.tsx'
import { PassForm } from './PassForm.tsx'

/** Sells a day pass or a trial to somebody by their name, and lets them in. */
export function PassSheet({ onPlans, onClose }: { onPlans: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  const plans = useSoldPlans('')
  const [first, ...others] = (plans ?? []).filter(({ kind }) => kind === 'day_pass' || kind === 'trial')
  return (
    <Dialog title={t('families.pass.title')} closeLabel={t('close')} onClose={onClose}>
      {plans === null && <p role="status">{t('signIn.asking')}</p>}
      {plans !== null && !first && <NoPlansYet of="pass" onPlans={onPlans} />}
      {first && <PassForm plans={[first, ...others]} onDone={onClose} />}
    </Dialog>
  )
}
