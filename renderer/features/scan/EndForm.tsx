import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { useOperation, type Operation } from '../../contexts/use-operation.ts'
import { useOperationForm } from '../../contexts/use-operation-form.ts'
import { useWording, type Wording } from '../../contexts/use-wording.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { daysBetween, formatDay } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { FormTextField } from '../../ui/form-fields.tsx'

interface EndFormProps {
  member: MemberDetails
  onDone: () => void
}

/** What was changed, as it can be undone. */
interface Ended {
  changed_time: string
  was: { valid_until: string | null }
  now: { valid_until: string | null }
}

/** Ends a membership at a day, that day included; says before how many days lapse, and takes it back while the form is there. */
export function EndForm({ member, onDone }: EndFormProps) {
  const { t } = useTranslation()
  const wording = useWording()
  const hub = useHub()
  const task = useOperation()
  const [ended, setEnded] = useState<Ended | null>(null)
  const { id: memberId, valid_until } = member
  const { control, submit } = useOperationForm<'members.change', { valid_until: string }>('members.change', {
    defaultValues: { valid_until: wording.today },
    params: (typed) => ({ memberId, was: { valid_until }, now: { valid_until: typed.valid_until } }),
  })
  const lastDay = useWatch({ control, name: 'valid_until' })
  const canEnd = lastDay !== '' && lastDay >= wording.today && (valid_until === null || lastDay < valid_until)
  const end = submit((asked) =>
    task.run(async () => {
      const { changed_time } = await hub.call('members.change', asked)
      setEnded({ changed_time, was: { valid_until }, now: { valid_until: lastDay } })
    }),
  )
  const undo = (): void =>
    task.run(async () => {
      if (ended) await hub.call('members.undoChange', { memberId, ...ended })
      onDone()
    })
  if (ended) return <IsEnded lastDay={lastDay} task={task} onUndo={undo} onDone={onDone} />
  return (
    <Form className="fix-it__form" onSubmit={() => canEnd && end()}>
      <FormTextField
        control={control}
        name="valid_until"
        label={t('cards.end.lastDay')}
        type="date"
        min={wording.today}
        autoFocus
      />
      <p role="status">{canEnd ? outcomeOf(lastDay, valid_until, wording) : t('cards.end.notEarlier')}</p>
      <div role="alert">{task.error !== null && <p className="ui-error">{task.error}</p>}</div>
      <div className="ui-actions">
        <Button kind="primary" type="submit" isDisabled={task.isGoing || !canEnd}>
          {t('cards.end.doIt')}
        </Button>
        <Button onPress={onDone}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}

interface IsEndedProps {
  lastDay: string
  task: Operation
  onUndo: () => void
  onDone: () => void
}

function IsEnded({ lastDay, task, onUndo, onDone }: IsEndedProps) {
  const { t } = useTranslation()
  const wording = useWording()
  return (
    <div className="fix-it__form">
      <p role="status">{t('cards.end.ended', { day: dayIn(lastDay, wording) })}</p>
      <div role="alert">{task.error !== null && <p className="ui-error">{task.error}</p>}</div>
      <div className="ui-actions">
        <Button autoFocus onPress={onDone}>
          {t('close')}
        </Button>
        <Button isDisabled={task.isGoing} onPress={onUndo}>
          {t('cards.end.undo')}
        </Button>
      </div>
    </div>
  )
}

function outcomeOf(lastDay: string, until: string | null, wording: Wording): string {
  const { t } = wording
  const lastIs = t('cards.end.lastIs', { day: dayIn(lastDay, wording) })
  if (until === null) return lastIs
  return `${lastIs} ${t('cards.end.lapse', { count: daysBetween(lastDay, until) })}`
}

function dayIn(day: string, { language, today }: Wording): string {
  return formatDay(day, today, language)
}
