import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { useFirstSteps, type FirstStep } from './use-first-steps.ts'
import './first-steps.css'

interface FirstStepsProps {
  /** After the `#` of the page: another one is another screen, and something may have been done at the one before. */
  address: string
  /** Shows where a step is done. */
  onStep: (step: FirstStep) => void
  onAddByHand: () => void
}

/** What a new gym does first, each step with the way there; what is done, or not needed here, is gone. */
export function FirstSteps({ address, onStep, onAddByHand }: FirstStepsProps) {
  const { t } = useTranslation()
  const { open, skip } = useFirstSteps(address)
  if (open.length === 0) return null
  return (
    <section className="first-steps" aria-label={t('newcomer.steps.title')}>
      <h2 className="ui-card__title">{t('newcomer.steps.title')}</h2>
      <ol className="first-steps__list">
        {open.map((step) => (
          <li key={step} className="first-steps__step">
            <Button onPress={() => onStep(step)}>{t(`newcomer.steps.${step}`)}</Button>
            {step === 'members' && (
              <Button kind="small" onPress={onAddByHand}>
                {t('newcomer.steps.byHand')}
              </Button>
            )}
            <Button
              kind="small"
              label={t('newcomer.steps.skipName', { step: t(`newcomer.steps.${step}`) })}
              onPress={() => skip(step)}
            >
              {t('newcomer.steps.skip')}
            </Button>
          </li>
        ))}
      </ol>
    </section>
  )
}
