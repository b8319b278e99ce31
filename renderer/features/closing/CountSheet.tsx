import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { MAX_NAME_CHARACTERS } from '../../../server/protocol/limits.ts'
import { useMayTell, useOccupancyCommands } from '../../contexts/use-occupancy.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useOperationForm } from '../../contexts/use-operation-form.ts'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/Form.tsx'
import { FormSelect, FormTextField } from '../../ui/form-fields.tsx'

/** Why people are counted, by their text; `other` is in one's own words. */
const REASONS = ['walked', 'guests', 'left', 'drill', 'other'] as const

/** Takes how many somebody counted in the building, and why. */
export function CountSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { isLive } = useMayTell()
  const inside = useDesk('stats')?.currentlyIn ?? 0
  return (
    <Dialog title={t('closing.count.title')} closeLabel={t('close')} onClose={onClose}>
      <p>
        {t('closing.count.now', { count: inside })} {t('closing.count.means')}
      </p>
      {isLive ? <CountForm onDone={onClose} /> : <p className="ui-error">{t('closing.count.offline')}</p>}
    </Dialog>
  )
}

interface Counted {
  counted: string
  why: (typeof REASONS)[number]
  /** In one's own words, where it is none of the others. */
  reason: string
}

function CountForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const { correctOccupancy } = useOccupancyCommands()
  const { error, run } = useOperation({ denied: t('closing.count.refused') })
  const { control, submit } = useOperationForm<'occupancy.correct', Counted>('occupancy.correct', {
    defaultValues: { counted: '', why: 'walked', reason: '' },
    params: ({ counted, why, reason }) => ({
      counted: countOf(counted),
      reason: why === 'other' ? reason.trim() : t(`closing.count.reason.${why}`),
    }),
    words: { counted: t('closing.count.countedWrong'), reason: t('closing.count.whyMissing') },
  })
  const why = useWatch({ control, name: 'why' })
  const set = submit(({ counted, reason }) =>
    run(async () => {
      await correctOccupancy(counted, reason)
      onDone()
    }),
  )
  return (
    <Form className="closing__form" onSubmit={set}>
      <FormTextField
        control={control}
        name="counted"
        label={t('closing.count.counted')}
        maxLength={6}
        autoFocus
      />
      <FormSelect
        control={control}
        name="why"
        label={t('closing.count.why')}
        options={REASONS.map((value) => ({ value, label: t(`closing.count.reason.${value}`) }))}
      />
      {why === 'other' && (
        <FormTextField
          control={control}
          name="reason"
          label={t('closing.count.otherWhy')}
          maxLength={MAX_NAME_CHARACTERS}
        />
      )}
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <Button kind="primary" type="submit">
        {t('closing.count.submit')}
      </Button>
    </Form>
  )
}

/** A number of people as it was typed; NaN, which no operation takes, where it is none. */
function countOf(digits: string): number {
  return /^\d+$/.test(digits.trim()) ? Number(digits) : Number.NaN
}
