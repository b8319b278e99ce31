import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { v7 as uuidv7 } from 'uuid'
import type { SentParamsOf } from '../../../server/protocol/operations.ts'
import type { Plan, PlanEffect } from '../../../server/protocol/plans.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useOperationForm } from '../../contexts/use-operation-form.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { PlanFields, type PlanPlaces } from './PlanFields.tsx'
import { beginPlan, readPlan, type PlanValues } from './plan-values.ts'

interface PlanFormProps {
  /** The plan that is changed, or null for a new one. */
  plan: Plan | null
  where: PlanPlaces
  onSaved: () => void
}

/** A new plan, or the next version of one. Where members have it, what that does to them is told before it is saved. */
export function PlanForm({ plan: current, where, onSaved }: PlanFormProps) {
  const wording = useWording()
  const { t, currency } = wording
  // As it was when it was opened: what another desk makes of it meanwhile is not overwritten unseen.
  const [plan] = useState(current)
  const [newId] = useState(() => uuidv7())
  const id = plan?.id ?? newId
  const { isGoing, error, told, save } = useSave(plan, onSaved)
  const { control, setValue, submit } = useOperationForm<'plans.add', PlanValues>('plans.add', {
    defaultValues: beginPlan(plan, wording),
    params: (values) => readPlan(id, values, currency),
    words: {
      name: t('plans.wrong.name'),
      duration: t('plans.wrong.duration'),
      visits: t('plans.wrong.visits'),
      price_cents: t('plans.wrong.price'),
      grace_days: t('plans.wrong.grace'),
      hours: t('plans.wrong.hours'),
      guests_a_month: t('families.plan.wrongGuests'),
    },
  })
  // All of it is there from the first value on.
  const typed = useWatch({ control }) as PlanValues
  const isTold = told?.of === textOf(readPlan(id, typed, currency))
  const effect = isTold && told.effect.members > 0 ? told.effect : null
  return (
    <Form className="plans__form" onSubmit={submit(save)}>
      <PlanFields control={control} setValue={setValue} where={where} />
      {plan?.in_settings === true && <p>{t('plans.inSettings', { name: plan.name })}</p>}
      <div role="status">{effect !== null && <Effect effect={effect} />}</div>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <div className="ui-actions">
        <Button kind="primary" type="submit" isDisabled={isGoing}>
          {t(effect !== null ? 'plans.saveAnyway' : plan === null ? 'plans.add' : 'save')}
        </Button>
      </div>
    </Form>
  )
}

function Effect({ effect: { members, refused } }: { effect: PlanEffect }) {
  const { t } = useWording()
  return (
    <div className="plans__effect">
      <p>{t('plans.effect.members', { count: members })}</p>
      <p>{refused === 0 ? t('plans.effect.nobody') : t('plans.effect.refused', { count: refused })}</p>
    </div>
  )
}

/** Asks what a plan would do before it is saved; asked again for the same, it is saved. */
function useSave(plan: Plan | null, onSaved: () => void) {
  const { t } = useWording()
  const hub = useHub()
  const { isGoing, error, run } = useOperation({ request_conflict: t('plans.overtaken') })
  const [told, setTold] = useState<{ of: string; effect: PlanEffect } | null>(null)
  const save = (asked: SentParamsOf<'plans.add'>): void =>
    run(async () => {
      const of = textOf(asked)
      if (told?.of !== of) {
        const effect = await hub.call('plans.effect', asked)
        setTold({ of, effect })
        if (effect.members > 0) return
      }
      if (plan === null) await hub.call('plans.add', asked)
      else await hub.call('plans.change', { ...asked, version: plan.version })
      onSaved()
    })
  return { isGoing, error, told, save }
}

const textOf = (asked: SentParamsOf<'plans.add'>): string => JSON.stringify(asked)
