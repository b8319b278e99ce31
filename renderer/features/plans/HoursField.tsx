import { useController, type Control } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { weekdaysOf } from '../../i18n/format-hours.ts'
import { Button } from '../../ui/Button.tsx'
import { ManyChoice } from '../../ui/ManyChoice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { NEW_HOURS, type PlanValues, type TypedHours } from './plan-values.ts'

/** When a plan is valid: always, or in spans of the week. */
export function HoursField({ control }: { control: Control<PlanValues> }) {
  const { t, i18n } = useTranslation()
  const { field, fieldState } = useController({ control, name: 'hours' })
  const hours = field.value
  const change = (at: number, part: Partial<TypedHours>): void =>
    field.onChange(hours.map((span, each) => (each === at ? { ...span, ...part } : span)))
  return (
    <fieldset className="plans__group">
      <legend className="ui-field__label">{t('plans.field.hours')}</legend>
      {hours.length === 0 && <p>{t('plans.always')}</p>}
      {hours.map((span, at) => (
        <div className="plans__span" key={at} role="group" aria-label={t('plans.span', { number: at + 1 })}>
          <ManyChoice
            label={t('plans.field.weekdays')}
            values={span.days}
            options={weekdaysOf(i18n.language)}
            onChange={(days) => change(at, { days })}
          />
          <div className="plans__times">
            {(['from', 'to'] as const).map((end) => (
              <TextField
                key={end}
                type="time"
                label={t(`plans.field.${end}`)}
                value={span[end]}
                onChange={(time) => change(at, { [end]: time })}
              />
            ))}
            <Button kind="small" onPress={() => field.onChange(hours.filter((_, each) => each !== at))}>
              {t('plans.removeSpan')}
            </Button>
          </div>
        </div>
      ))}
      <div role="alert">
        {fieldState.error?.message !== undefined && (
          <p className="ui-field__error">{fieldState.error.message}</p>
        )}
      </div>
      <Button kind="small" onPress={() => field.onChange([...hours, NEW_HOURS])}>
        {t('plans.addSpan')}
      </Button>
    </fieldset>
  )
}
