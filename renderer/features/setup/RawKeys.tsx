import { useTranslation } from 'react-i18next'
import type { RawKey } from '../../services/scanner/raw-key.ts'

/** Every key as it came: which key of the keyboard, what the PC made of it, and how long after the one before. */
export function RawKeys({ keys }: { keys: readonly RawKey[] }) {
  const { t } = useTranslation()
  const from = keys[0]?.at ?? 0
  return (
    <details className="setup__raw">
      <summary>{t('setUp.rawKeys', { count: keys.length })}</summary>
      <div className="setup__raw-rows" tabIndex={0} role="region" aria-label={t('setUp.rawKeysLabel')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('setUp.rawAt')}</th>
              <th scope="col">{t('setUp.rawGap')}</th>
              <th scope="col">{t('setUp.rawPlace')}</th>
              <th scope="col">{t('setUp.rawTyped')}</th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key, index) => (
              <tr key={index}>
                <td>{Math.round(key.at - from)}</td>
                <td>{index === 0 || key.gapMs === null ? t('none') : Math.round(key.gapMs)}</td>
                <td dir="ltr">{placeOf(key)}</td>
                <td>{key.key === ' ' ? t('setUp.space') : key.key}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

function placeOf({ code, shift, altGraph, caps }: RawKey): string {
  const held = [shift && 'Shift', altGraph && 'AltGr', caps && 'Caps'].filter(Boolean)
  return [...held, code].join(' + ')
}
