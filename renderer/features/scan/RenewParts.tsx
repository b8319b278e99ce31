import type { ReactNode } from 'react'
import type { Control } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useWording } from '../../contexts/use-wording.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { FormChoice, FormTextField } from '../../ui/form-fields.tsx'
import { MoneyPart } from '../../contexts/MoneyPart.tsx'
import { PACKS, partsOf, PERIODS, type RenewalForm } from './renewal.ts'

const HOW_TYPED = {
  until: { type: 'date' },
  visits: { inputMode: 'numeric' },
} as const

interface RenewPartsProps {
  member: MemberDetails
  form: RenewalForm
  control: Control<RenewalForm>
  isPriceNext: boolean
}

/** What can be renewed of this member. */
export function RenewParts({ member, form, control, isPriceNext }: RenewPartsProps) {
  const { t } = useWording()
  const parts = partsOf(member)
  const field = (name: keyof typeof HOW_TYPED): ReactNode => (
    <FormTextField control={control} name={name} label={t(`renewal.field.${name}`)} {...HOW_TYPED[name]} />
  )
  return (
    <>
      {parts.period && (
        <Part title={t('renewal.plan')} group="period" values={PERIODS} control={control}>
          {form.period === 'other' && field('until')}
        </Part>
      )}
      {parts.pack && (
        <Part title={t('renewal.visits')} group="pack" values={PACKS} control={control}>
          {form.pack === 'other' && field('visits')}
        </Part>
      )}
      <MoneyPart member={member} form={form} control={control} isPriceNext={isPriceNext} />
    </>
  )
}

interface PartProps {
  title: string
  group: 'period' | 'pack'
  values: readonly string[]
  control: Control<RenewalForm>
  /** The field for what is none of the choices. */
  children: ReactNode
}

function Part({ title, group, values, control, children }: PartProps) {
  const { t } = useTranslation()
  const named = (each: string): string => t(`renewal.${group}.${each}`)
  return (
    <div className="money-part">
      <p className="ui-field__label" aria-hidden="true">
        {title}
      </p>
      <FormChoice
        control={control}
        name={group}
        label={title}
        options={values.map((each) => ({ value: each, label: named(each) }))}
      />
      {children}
    </div>
  )
}
