import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'

interface ToldOnceProps {
  title: string
  secret: string
  hint: string
  /** What the copy button copies, where that is more than what is shown. */
  copied?: string
  copyLabel?: string
  onDone: () => void
}

/** Something that the hub tells once: large enough to be read out, and to copy. */
export function ToldOnce({ title, secret, hint, copied = secret, copyLabel, onDone }: ToldOnceProps) {
  const { t } = useTranslation()
  const [isCopied, setIsCopied] = useState(false)
  const copy = (): void => {
    navigator.clipboard.writeText(copied).then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    )
  }
  return (
    <section className="staff__once" aria-label={title}>
      <h3 className="staff__once-title">{title}</h3>
      <output className="staff__secret">{secret}</output>
      <p>{hint}</p>
      <div className="ui-actions">
        {canCopy() && <Button onPress={copy}>{copyLabel ?? t('staff.copy')}</Button>}
        <Button kind="primary" autoFocus onPress={onDone}>
          {t('done')}
        </Button>
      </div>
      <p className="staff__copied" role="status">
        {isCopied && t('staff.copied')}
      </p>
    </section>
  )
}

/** Browsers give the clipboard only to pages that came encrypted or from this machine. */
function canCopy(): boolean {
  return window.isSecureContext
}
