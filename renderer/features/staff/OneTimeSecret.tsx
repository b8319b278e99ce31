import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { copyText } from '../../ui/copy-text.ts'

interface ToldOnceProps {
  title: string
  secret: string
  hint: string
  /** What the copy button copies, where that is more than what is shown. */
  copied?: string
  copyLabel?: string
  /** What else is told with it. */
  children?: ReactNode
  onDone: () => void
}

/** Something that the hub tells once: large enough to be read out, and to copy. */
export function OneTimeSecret(props: ToldOnceProps) {
  const { title, secret, hint, copied = secret, copyLabel, children, onDone } = props
  const { t } = useTranslation()
  const [copying, setCopying] = useState<'copied' | 'notCopied' | null>(null)
  const copy = (): void => setCopying(copyText(copied) ? 'copied' : 'notCopied')
  return (
    <section className="staff__once" aria-label={title}>
      <h3 className="staff__once-title">{title}</h3>
      <output className="staff__secret" dir="ltr">
        {secret}
      </output>
      <p>{hint}</p>
      {children}
      <div className="ui-actions">
        <Button onPress={copy}>{copyLabel ?? t('staff.copy')}</Button>
        <Button kind="primary" autoFocus onPress={onDone}>
          {t('done')}
        </Button>
      </div>
      <p className="staff__copied" role="status">
        {copying !== null && t(`staff.${copying}`)}
      </p>
    </section>
  )
}
