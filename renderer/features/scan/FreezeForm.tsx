import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { v7 as uuidv7 } from 'uuid'
import {
  LATEST_FREEZE_DAYS,
  LONGEST_FREEZE_DAYS,
  MAX_FREEZE_REASON_CHARACTERS,
} from '../../../server/protocol/member-rights.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useOperationForm } from '../../contexts/use-operation-form.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { FormTextField } from '../../ui/form-fields.tsx'
import { firstFreezeDay, freezeOutcome, type FreezeDays } from './freeze.ts'

interface FreezeFormProps {
  member: MemberDetails
  onDone: () => void
}

const LIMITS = { ago: LATEST_FREEZE_DAYS, most: LONGEST_FREEZE_DAYS }

type Typed = FreezeDays & { reason: string }

/** Freezes a member from a day to a day, or until somebody ends it; says before what it comes to. One Enter freezes from the next day on. */
export function FreezeForm({ member, onDone }: FreezeFormProps) {
  const { t } = useTranslation()
  const wording = useWording()
  const hub = useHub()
  const task = useOperation({ invalid_message: t('freeze.refused', LIMITS) })
  // The same at each try: a freeze whose answer was lost is not made twice.
  const [freezeId] = useState(() => uuidv7())
  const first = firstFreezeDay(member.last_visit_time, wording)
  const { control, submit } = useOperationForm<'members.freeze', Typed>('members.freeze', {
    defaultValues: { from: first, until: '', reason: '' },
    params: ({ from, until, reason }) => ({
      ...{ memberId: member.id, freezeId, from, reason },
      until: until === '' ? null : until,
    }),
    words: { from: t('freeze.wrongFrom'), until: t('freeze.wrongUntil') },
  })
  const typed = useWatch({ control })
  const outcome = freezeOutcome(member, { from: typed.from ?? '', until: typed.until ?? '' }, wording)
  const freeze = submit((asked) =>
    task.run(async () => {
      await hub.call('members.freeze', asked)
      onDone()
    }),
  )
  return (
    <Form className="fix-it__form" onSubmit={freeze}>
      <FormTextField control={control} name="from" label={t('freeze.from')} type="date" />
      <FormTextField
        control={control}
        name="until"
        label={t('freeze.until')}
        hint={t('freeze.untilHint')}
        type="date"
        min={first}
      />
      <FormTextField
        control={control}
        name="reason"
        label={t('freeze.reason')}
        maxLength={MAX_FREEZE_REASON_CHARACTERS}
      />
      <p role="status">{outcome}</p>
      <div role="alert">{task.error !== null && <p className="ui-error">{task.error}</p>}</div>
      <div className="ui-actions">
        <Button
          kind="primary"
          type="submit"
          autoFocus
          label={`${t('freeze.submit')}. ${outcome}`}
          isDisabled={task.isGoing}
        >
          {t('freeze.submit')}
        </Button>
        <Button onPress={onDone}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}
