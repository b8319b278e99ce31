import { ProgressBar } from 'react-aria-components/ProgressBar'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import type { Going } from './use-import.ts'

/** How far the hub is with a file, and the way to end it. */
export function ImportProgress({ going, onCancel }: { going: Going; onCancel: () => void }) {
  const { t, i18n } = useTranslation()
  const { progress, isCancelled } = going
  const step = isCancelled ? 'cancelling' : (progress?.step ?? 'sending')
  const line = formatNumber(progress?.count ?? 0, i18n.language)
  return (
    <div className="import__progress">
      <ProgressBar
        aria-label={t(`imports.step.${step}`)}
        isIndeterminate={progress === null || isCancelled}
        value={Math.floor((progress?.share ?? 0) * 100)}
      >
        {({ percentage, valueText }) => (
          <>
            <p>
              {t(`imports.step.${step}`)} {percentage !== undefined && valueText}
            </p>
            <div className="import__bar">
              <div className="import__share" style={{ inlineSize: `${percentage ?? 0}%` }} />
            </div>
          </>
        )}
      </ProgressBar>
      {progress !== null && !isCancelled && <p className="import__hint">{t('imports.atLine', { line })}</p>}
      <div className="ui-actions">
        <Button isDisabled={isCancelled} onPress={onCancel}>
          {t('imports.cancel')}
        </Button>
      </div>
    </div>
  )
}
