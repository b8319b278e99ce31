import { useTranslation } from 'react-i18next'
import { createPortal } from 'react-dom'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { KEY_GROUPS, keyLabel, KEYS, type HelpLine } from '../../ui/keys.ts'
import './help.css'

/** Every key of this screen, by where it works; to print, too. */
export function KeysSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('keys.title')} closeLabel={t('close')} onClose={onClose}>
      <div className="ui-actions">
        <Button onPress={() => window.print()}>{t('keys.print')}</Button>
      </div>
      <KeyTable />
      {createPortal(
        <div className="help-paper" aria-hidden="true">
          <p className="help-paper__title">{t('keys.title')}</p>
          <KeyTable />
        </div>,
        document.body,
      )}
    </Dialog>
  )
}

function KeyTable() {
  const { t } = useTranslation()
  return KEY_GROUPS.map(({ where, lines }) => (
    <section key={where} className="help__group" aria-label={t(`keys.where.${where}`)}>
      <h3 className="ui-card__title">{t(`keys.where.${where}`)}</h3>
      <dl className="help__keys">
        {lines.map((line) => (
          <div key={line} className="help__key">
            <dt>
              <Key line={line} />
            </dt>
            <dd>{t(`keys.does.${line}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  ))
}

function Key({ line }: { line: HelpLine }) {
  const { t } = useTranslation()
  if (line === 'scan') return t('keys.scan')
  return <kbd className="ui-key">{keyLabel(KEYS[line])}</kbd>
}
