import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { useHubTask } from '../../contexts/use-hub-task.ts'
import { useAdministration } from '../../contexts/WebSocketContext.tsx'
import { formatAmount } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { outcomeOf } from './renewal-words.ts'
import {
  beginRenewal,
  PACKS,
  partsOf,
  PAYMENTS,
  PERIODS,
  readRenewal,
  type Renewal,
  type RenewalForm,
} from './renewal.ts'
import { useWording } from './use-wording.ts'

interface RenewFormProps {
  member: MemberDetails
  /** What the button does beside keeping the renewal. */
  submit: string
  onDone: () => void
}

/** A new end of the plan, more visits, a payment: what the member needs is chosen already, and one Enter does it. */
export function RenewForm({ member, submit, onDone }: RenewFormProps) {
  const { t } = useTranslation()
  const wording = useWording()
  const administration = useAdministration()
  const task = useHubTask({ request_conflict: t('renewal.overtaken') })
  const [form, setForm] = useState(() => beginRenewal(member))
  const [isTried, setIsTried] = useState(false)
  const read = readRenewal(form, member, wording.today)
  const outcome = 'renewal' in read ? outcomeOf(read.renewal, wording) : ''
  const isNothing = 'renewal' in read && outcome === ''
  const keep = (renewal: Renewal): void =>
    task.run(async () => {
      await administration.changeMember(member.id, { was: seenOf(member, renewal), now: renewal })
      onDone()
    })
  return (
    <form
      className="fix-it__form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setIsTried(true)
        if ('renewal' in read && !isNothing) keep(read.renewal)
      }}
    >
      <Parts
        member={member}
        form={form}
        wrong={isTried && 'wrong' in read ? read.wrong : null}
        onChange={(change) => setForm({ ...form, ...change })}
      />
      <p role="status" className="renewal__outcome">
        {outcome}
      </p>
      <div role="alert">{task.error !== null && <p className="ui-error">{task.error}</p>}</div>
      <Button
        kind="primary"
        type="submit"
        autoFocus
        label={`${submit}. ${outcome}`}
        isDisabled={task.isGoing || isNothing}
      >
        {submit}
      </Button>
    </form>
  )
}

/** What was seen of the fields that change, so that another desk's change is not lost. */
function seenOf(member: MemberDetails, renewal: Renewal): Renewal {
  const { valid_until, visits_left, debt_cents } = member
  const seen = { valid_until, visits_left, debt_cents }
  return Object.fromEntries(Object.entries(seen).filter(([field]) => field in renewal))
}

interface PartsProps {
  member: MemberDetails
  form: RenewalForm
  wrong: 'until' | 'visits' | 'open' | null
  onChange: (change: Partial<RenewalForm>) => void
}

function Parts({ member, form, wrong, onChange }: PartsProps) {
  const { t, i18n } = useTranslation()
  const parts = partsOf(member)
  const named = (group: string, value: string): string => t(`renewal.${group}.${value}`)
  const options = <Value extends string>(group: string, values: readonly Value[]) =>
    values.map((value) => ({ value, label: named(group, value) }))
  const errorOf = (field: PartsProps['wrong']) => (wrong === field ? t(`renewal.wrong.${wrong}`) : null)
  const debt = formatAmount(member.debt_cents, i18n.language)
  return (
    <>
      {parts.period && (
        <Part title={t('renewal.plan')}>
          <Choice
            label={t('renewal.plan')}
            value={form.period}
            options={options('period', PERIODS)}
            onChange={(period) => onChange({ period })}
          />
          {form.period === 'other' && (
            <TextField
              type="date"
              label={t('renewal.until')}
              value={form.until}
              error={errorOf('until')}
              onChange={(until) => onChange({ until })}
            />
          )}
        </Part>
      )}
      {parts.pack && (
        <Part title={t('renewal.visits')}>
          <Choice
            label={t('renewal.visits')}
            value={form.pack}
            options={options('pack', PACKS)}
            onChange={(pack) => onChange({ pack })}
          />
          {form.pack === 'other' && (
            <TextField
              label={t('renewal.howMany')}
              inputMode="numeric"
              value={form.visits}
              error={errorOf('visits')}
              onChange={(visits) => onChange({ visits })}
            />
          )}
        </Part>
      )}
      {parts.payment && (
        <Part title={t('renewal.debt', { amount: debt })}>
          <Choice
            label={t('renewal.debt', { amount: debt })}
            value={form.payment}
            options={options('payment', PAYMENTS)}
            onChange={(payment) => onChange({ payment })}
          />
          {form.payment === 'part' && (
            <TextField
              label={t('renewal.stillOpen')}
              inputMode="decimal"
              value={form.open}
              error={errorOf('open')}
              onChange={(open) => onChange({ open })}
            />
          )}
        </Part>
      )}
      {!parts.period && !parts.pack && !parts.payment && <p>{t('renewal.nothing')}</p>}
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="renewal__part">
      <p className="ui-field__label" aria-hidden="true">
        {title}
      </p>
      {children}
    </div>
  )
}
