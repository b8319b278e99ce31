import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MAX_HANDOVER_CHARACTERS, type HandoverVersion } from '../../../server/protocol/handover.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useOperationForm } from '../../contexts/use-operation-form.ts'
import { useHub, useHandover } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { FormTextArea } from '../../ui/form-fields.tsx'

interface HandoverFormProps {
  /** The version to write on from, or null for the first. */
  current: HandoverVersion | null
  onDone: () => void
}

/** Lines of the field: most notes are seen whole. */
const ROWS = 10

/** Writes the next version. Where somebody else was faster, theirs is shown and mine stays in the field. */
export function HandoverForm({ current, onDone }: HandoverFormProps) {
  const { t } = useTranslation()
  const { note } = useHandover()
  const hub = useHub()
  const { isGoing, error, run } = useOperation()
  /** The version that is written on from: what is on the screen meanwhile is newer only where the hub said so. */
  const [base, setBase] = useState(current)
  const isNewer = current !== null && current.version !== (base?.version ?? 0)
  // While mine is being saved, what is newer may be mine.
  const overtaken = isNewer && !isGoing ? current : null
  const { control, submit, getValues, setValue } = useOperationForm('handover.write', {
    defaultValues: { text: current?.text ?? '' },
    params: ({ text }: { text: string }) => ({ base: base?.version ?? 0, text: text.trim() }),
  })
  const save = submit((written) =>
    run(async () => {
      await hub.call('handover.write', written).catch(async (refused: unknown) => {
        await note.load()
        throw refused
      })
      await note.load()
      onDone()
    }),
  )
  return (
    <Form className="messages-form" onSubmit={save}>
      {overtaken && (
        <Overtaken
          theirs={overtaken}
          onTakeIn={() => {
            setValue('text', [overtaken.text, getValues('text')].join('\n\n'))
            setBase(overtaken)
          }}
          onKeepMine={() => setBase(overtaken)}
        />
      )}
      <FormTextArea
        control={control}
        name="text"
        label={t('handover.text')}
        hint={t('handover.hint')}
        maxCharacters={MAX_HANDOVER_CHARACTERS}
        rows={ROWS}
        autoFocus
      />
      <div role="alert">{error !== null && overtaken === null && <p className="ui-error">{error}</p>}</div>
      <div className="ui-actions">
        <Button kind="primary" type="submit" isDisabled={isGoing || overtaken !== null}>
          {t('handover.save')}
        </Button>
        <Button onPress={onDone}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}

interface OvertakenProps {
  theirs: HandoverVersion
  onTakeIn: () => void
  onKeepMine: () => void
}

/** What somebody else has written meanwhile, and what to do about it: nothing goes on before that is decided. */
function Overtaken({ theirs, onTakeIn, onKeepMine }: OvertakenProps) {
  const { t } = useTranslation()
  return (
    <div className="handover__conflict" role="alert">
      <p>{t('handover.conflict', { author: theirs.author || t('messages.somebody') })}</p>
      <p className="handover__text" dir="auto">
        {theirs.text || t('handover.empty')}
      </p>
      <div className="ui-actions">
        <Button kind="primary" onPress={onTakeIn}>
          {t('handover.takeIn')}
        </Button>
        <Button onPress={onKeepMine}>{t('handover.saveMine')}</Button>
      </div>
    </div>
  )
}
