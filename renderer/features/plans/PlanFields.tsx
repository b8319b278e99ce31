import { useController, type Control, type UseFormSetValue } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { FormSelect, FormTextField } from '../../ui/form-fields.tsx'
import { ManyChoice } from '../../ui/ManyChoice.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { HoursField } from './HoursField.tsx'
import { firstOf, KINDS, UNITS, type PlanValues } from './plan-values.ts'

/** Where plans may be good. */
export interface PlanPlaces {
  /** The places of the gym. */
  locations: readonly string[]
  /** The other gyms of the installation. */
  gyms: readonly string[]
}

interface PlanFieldsProps {
  control: Control<PlanValues>
  setValue: UseFormSetValue<PlanValues>
  where: PlanPlaces
}

/** All that a plan says. */
export function PlanFields({ control, setValue, where }: PlanFieldsProps) {
  const { t } = useTranslation()
  const numeric = { control, inputMode: 'numeric' } as const
  return (
    <>
      <FormTextField control={control} name="name" label={t('plans.field.name')} autoFocus maxLength={100} />
      <FormSelect
        control={control}
        name="kind"
        label={t('families.plan.kind')}
        options={KINDS.map((value) => ({ value, label: t(`families.plan.kinds.${value}`) }))}
      />
      <DurationField control={control} setValue={setValue} />
      <FormTextField
        {...numeric}
        name="visits"
        label={t('plans.field.visits')}
        hint={t('plans.hint.visits')}
      />
      <FormTextField
        control={control}
        inputMode="decimal"
        name="price_cents"
        label={t('plans.field.price')}
        hint={t('plans.hint.price')}
      />
      <HoursField control={control} />
      {where.locations.length > 0 && (
        <PlacesField
          control={control}
          name="locations"
          label={t('plans.field.locations')}
          hint={t('plans.hint.locations')}
          places={where.locations}
        />
      )}
      {where.gyms.length > 0 && (
        <PlacesField
          control={control}
          name="gyms"
          label={t('gyms.plan.gyms')}
          hint={t('gyms.plan.gymsHint')}
          places={where.gyms}
        />
      )}
      <FormTextField
        {...numeric}
        name="grace_days"
        label={t('plans.field.grace')}
        hint={t('plans.hint.grace')}
      />
      <FormTextField
        {...numeric}
        name="guests_a_month"
        label={t('families.plan.guests')}
        hint={t('families.plan.guestsHint')}
      />
    </>
  )
}

function DurationField({ control, setValue }: Pick<PlanFieldsProps, 'control' | 'setValue'>) {
  const { t } = useTranslation()
  const { field } = useController({ control, name: 'unit' })
  const unit = field.value
  const isDay = unit === 'until'
  return (
    <>
      <SelectField
        label={t('plans.field.unit')}
        value={unit}
        options={UNITS.map((value) => ({ value, label: t(`plans.unit.${value}`) }))}
        onChange={(chosen) => {
          field.onChange(chosen)
          setValue('duration', firstOf(chosen))
        }}
      />
      {unit !== 'endless' && (
        <FormTextField
          key={unit}
          control={control}
          name="duration"
          label={t(isDay ? 'plans.field.day' : `plans.field.${unit}`)}
          {...(isDay ? ({ type: 'date' } as const) : ({ inputMode: 'numeric' } as const))}
        />
      )}
    </>
  )
}

interface PlacesFieldProps extends Pick<PlanFieldsProps, 'control'> {
  name: 'locations' | 'gyms'
  label: string
  hint: string
  places: readonly string[]
}

function PlacesField({ control, name, label, hint, places }: PlacesFieldProps) {
  const { field } = useController({ control, name })
  // A place that the settings no longer name can still be taken out.
  const known = [...new Set([...places, ...field.value])]
  return (
    <div className="plans__group">
      <p className="ui-field__label" aria-hidden="true">
        {label}
      </p>
      <ManyChoice
        label={label}
        values={field.value}
        options={known.map((value) => ({ value, label: value }))}
        onChange={field.onChange}
      />
      <p className="ui-field__hint">{hint}</p>
    </div>
  )
}
