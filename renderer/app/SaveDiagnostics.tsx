import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDeskParts, useKioskScreen } from '../contexts/WebSocketContext.tsx'
import { collectDiagnostics, saveFile } from '../services/diagnostics.ts'
import { Button } from '../ui/Button.tsx'

/** A file for whoever helps when something is wrong. A locked screen saves nothing: the system's dialog sees the whole disk. */
export function SaveDiagnostics() {
  const { t } = useTranslation()
  const desk = useDeskParts()
  const { state: kiosk } = useKioskScreen()
  const [step, setStep] = useState<'ready' | 'collecting' | 'given' | 'failed'>('ready')
  const save = async (): Promise<void> => {
    setStep('collecting')
    const found = await collectDiagnostics(desk, window.kiosk)
    saveFile(`frontdesk-${fileTime()}.json`, `${JSON.stringify(found, null, 2)}\n`)
    setStep('given')
  }
  return (
    <section className="screen__part">
      <h3 className="screen__title">{t('diagnostics.title')}</h3>
      <p className="screen__kept">{t('diagnostics.what')}</p>
      {kiosk === 'locked' ? (
        <p className="screen__kept">{t('diagnostics.locked')}</p>
      ) : (
        <div>
          <Button
            isDisabled={step === 'collecting'}
            onPress={() => void save().catch(() => setStep('failed'))}
          >
            {t('diagnostics.save')}
          </Button>
        </div>
      )}
      <p role="status">{step !== 'ready' && t(`diagnostics.${step}`)}</p>
    </section>
  )
}

/** The present minute as it may stand in a file's name. */
function fileTime(): string {
  return new Date().toISOString().slice(0, 16).replaceAll(':', '-')
}
