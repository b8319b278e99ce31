import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'

interface QuestionProps {
  title: string
  /** What happens then, for those who are not sure. */
  means: string
  doIt: string
  onYes: () => void
  onClose: () => void
}

/** Asks before something that cannot be taken back. */
export function Question({ title, means, doIt, onYes, onClose }: QuestionProps) {
  const { t } = useTranslation()
  return (
    <Dialog kind="question" title={title} closeLabel={t('cancel')} onClose={onClose}>
      <p>{means}</p>
      <div className="ui-actions">
        <Button onPress={onClose}>{t('cancel')}</Button>
        <Button
          kind="primary"
          onPress={() => {
            onClose()
            onYes()
          }}
        >
          {doIt}
        </Button>
      </div>
    </Dialog>
  )
}
