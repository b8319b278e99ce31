import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog.tsx'
import { PositionForm } from './PositionForm.tsx'
import { ReaderList } from './ReaderList.tsx'
import { TestScan } from './TestScan.tsx'
import './setup.css'

/** What is set at the desk itself: what a scan here means, the readers and what each is for, and a test of them. */
export function SetUpSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('setUp.title')} closeLabel={t('close')} onClose={onClose}>
      <PositionForm onSaved={onClose} />
      <ReaderList />
      <TestScan />
    </Dialog>
  )
}
