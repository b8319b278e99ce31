import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useWording } from '../../contexts/use-wording.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { formatMoney } from '../../i18n/format.ts'
import { Choice } from '../../ui/Choice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { PACKS, partsOf, PAYMENTS, PERIODS, type RenewalForm } from './renewal.ts'

type TypedField = 'until' | 'visits' | 'open'

const HOW_TYPED = {
  until: { type: 'date' },
  visits: { inputMode: 'numeric' },
  open: { inputMode: 'decimal' },
} as const

interface RenewPartsProps {
  member: MemberDetails
  form: RenewalForm
  wrong: TypedField | null
  onChange: (change: Partial<RenewalForm>) => void
}

/** What can be renewed of this member. */
export function RenewParts({ member, form, wrong, onChange }: RenewPartsProps) {
  const { t, language, currency } = useWording()
  const parts = partsOf(member)
  const debt = formatMoney({ cents: member.debt_cents, currency }, language)
  const field = (name: TypedField): ReactNode => (
    <TextField
      label={t(`renewal.field.${name}`)}
      value={form[name]}
      error={wrong === name ? t(`renewal.wrong.${name}`) : null}
      onChange={(value) => onChange({ [name]: value })}
      {...HOW_TYPED[name]}
    />
  )
  return (
    <>
      {parts.period && (
        <Part
          title={t('renewal.plan')}
          group="period"
          value={form.period}
          values={PERIODS}
          onChange={(period) => onChange({ period })}
        >
          {form.period === 'other' && field('until')}
        </Part>
      )}
      {parts.pack && (
        <Part
          title={t('renewal.visits')}
          group="pack"
          value={form.pack}
          values={PACKS}
          onChange={(pack) => onChange({ pack })}
        >
          {form.pack === 'other' && field('visits')}
        </Part>
      )}
      {parts.payment && (
        <Part
          title={t('renewal.debt', { amount: debt })}
          group="payment"
          value={form.payment}
          values={PAYMENTS}
          onChange={(payment) => onChange({ payment })}
        >
          {form.payment === 'part' && field('open')}
        </Part>
      )}
      {!parts.period && !parts.pack && !parts.payment && <p>{t('renewal.nothing')}</p>}
    </>
  )
}

interface PartProps<Value extends string> {
  title: string
  group: 'period' | 'pack' | 'payment'
  value: Value
  values: readonly Value[]
  onChange: (value: Value) => void
  /** The field for what is none of the choices. */
  children: ReactNode
}

function Part<Value extends string>({ title, group, value, values, onChange, children }: PartProps<Value>) {
  const { t } = useTranslation()
  const named = (each: string): string => t(`renewal.${group}.${each}`)
  return (
    <div className="renewal__part">
      <p className="ui-field__label" aria-hidden="true">
        {title}
      </p>
      <Choice
        label={title}
        value={value}
        options={values.map((each) => ({ value: each, label: named(each) }))}
        onChange={onChange}
      />
      {children}
    </div>
  )
}
