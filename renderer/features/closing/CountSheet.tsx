import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MAX_HEADCOUNT, MAX_NAME_CHARACTERS } from '../../../server/protocol/limits.ts'
import { useMayTell, useOccupancyCommands } from '../../contexts/use-occupancy.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useDesk } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/Form.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextField } from '../../ui/TextField.tsx'

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

function CountForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const { correctOccupancy } = useOccupancyCommands()
  const { error, run } = useOperation({ denied: t('closing.count.refused') })
  const [digits, setDigits] = useState('')
  const [reason, setReason] = useState<(typeof REASONS)[number]>('walked')
  const [words, setWords] = useState('')
  const [isTried, setIsTried] = useState(false)
  const counted = countOf(digits)
  const why = reason === 'other' ? words.trim() : t(`closing.count.reason.${reason}`)
  const set = async (): Promise<void> => {
    if (counted === null || why === '') return
    await correctOccupancy(counted, why)
    onDone()
  }
  return (
    <Form
      className="closing__form"
      onSubmit={() => {
        setIsTried(true)
        run(set)
      }}
    >
      <TextField
        label={t('closing.count.counted')}
        value={digits}
        onChange={setDigits}
        maxLength={6}
        error={isTried && counted === null ? t('closing.count.countedWrong') : null}
        autoFocus
      />
      <SelectField
        label={t('closing.count.why')}
        value={reason}
        options={REASONS.map((value) => ({ value, label: t(`closing.count.reason.${value}`) }))}
        onChange={setReason}
      />
      {reason === 'other' && (
        <TextField
          label={t('closing.count.otherWhy')}
          value={words}
          onChange={setWords}
          maxLength={MAX_NAME_CHARACTERS}
          error={isTried && why === '' ? t('closing.count.whyMissing') : null}
        />
      )}
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <Button kind="primary" type="submit">
        {t('closing.count.submit')}
      </Button>
    </Form>
  )
}

/** A whole number of people, or null where it is none. */
function countOf(digits: string): number | null {
  const count = /^\d+$/.test(digits.trim()) ? Number(digits) : MAX_HEADCOUNT + 1
  return count <= MAX_HEADCOUNT ? count : null
}
