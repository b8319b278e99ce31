import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKioskScreen } from '../contexts/WebSocketContext.tsx'
import { AskManager } from '../features/scan/AskManager.tsx'
import { Button } from '../ui/Button.tsx'

/** How a manager leaves kiosk mode, and how the desk goes back to it. Nothing where the screen was never locked. */
export function KioskSettings() {
  const { t } = useTranslation()
  const { state, kioskScreen } = useKioskScreen()
  if (state === 'none') return null
  return (
    <section className="screen__part">
      <h3 className="screen__title">{t('kiosk.title')}</h3>
      <p role="status" className="screen__kept">
        {t(`kiosk.${state}`)}
      </p>
      {state === 'locked' ? (
        <LeaveKiosk />
      ) : (
        <div>
          <Button onPress={() => void kioskScreen.lockAgain()}>{t('kiosk.lockAgain')}</Button>
        </div>
      )}
    </section>
  )
}

type Step = 'closed' | 'asking' | 'leaving' | 'refused' | 'failed'

function LeaveKiosk() {
  const { t } = useTranslation()
  const { kioskScreen } = useKioskScreen()
  const [step, setStep] = useState<Step>('closed')
  const leave = (approval: string): void => {
    setStep('leaving')
    kioskScreen.leave(approval).then(
      (hasLeft) => setStep(hasLeft ? 'closed' : 'refused'),
      () => setStep('failed'),
    )
  }
  if (step === 'asking') return <AskManager onApproved={leave} />
  return (
    <>
      <div>
        <Button isDisabled={step === 'leaving'} onPress={() => setStep('asking')}>
          {t(step === 'leaving' ? 'kiosk.leaving' : 'kiosk.leave')}
        </Button>
      </div>
      <div role="alert">
        {(step === 'refused' || step === 'failed') && <p className="ui-error">{t(`kiosk.${step}`)}</p>}
      </div>
    </>
  )
}
