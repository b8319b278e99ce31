import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Operation } from '../../contexts/use-operation.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/Form.tsx'

interface OwnSecretSheetProps {
  title: string
  hint: string
  /** What to say when it has been changed; null before. */
  done: string | null
  isReady: boolean
  task: Operation
  onSubmit: () => Promise<void>
  onClose: () => void
  children: ReactNode
}

/** Changes one's own password or PIN, which the password has to allow. */
export function OwnSecretSheet(props: OwnSecretSheetProps) {
  const { title, hint, done, isReady, task, onSubmit, onClose, children } = props
  const { t } = useTranslation()
  return (
    <Dialog title={title} closeLabel={t('close')} onClose={onClose}>
      {done !== null ? (
        <>
          <p role="status">{done}</p>
          <Button kind="primary" autoFocus onPress={onClose}>
            {t('close')}
          </Button>
        </>
      ) : (
        <Form
          className="people__form"
          onSubmit={() => {
            if (isReady) task.run(onSubmit)
          }}
        >
          <p>{hint}</p>
          {children}
          <div role="alert">{task.error !== null && <p className="ui-error">{task.error}</p>}</div>
          <Button kind="primary" type="submit" isDisabled={!isReady || task.isGoing}>
            {t('save')}
          </Button>
        </Form>
      )}
    </Dialog>
  )
}
