import { useTranslation } from 'react-i18next'
import { MAX_MESSAGE_CHARACTERS } from '../../../server/protocol/staff-messages.ts'
import { useDesk, useMessages } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { ALL_DESKS, useDraft } from './use-draft.ts'

/** Sends a message to all desks or to one. */
export function MessageForm() {
  const { t } = useTranslation()
  const { draft, change, send, isGoing, error, isSent, isMissing } = useDraft()
  return (
    <Form className="messages-form" onSubmit={send}>
      <TextArea
        label={t('messages.text')}
        hint={t('messages.textHint')}
        value={draft.text}
        onChange={(text) => change({ text })}
        maxCharacters={MAX_MESSAGE_CHARACTERS}
        error={isMissing ? t('messages.textMissing') : null}
        autoFocus
      />
      <div className="messages-form__row">
        <ToField value={draft.to} onChange={(to) => change({ to })} />
        <TextField
          label={t('messages.until')}
          value={draft.until}
          onChange={(until) => change({ until })}
          type="time"
        />
      </div>
      <p className="ui-field__hint">{t('messages.untilHint')}</p>
      <Switch isOn={draft.asksSeen} onChange={(asksSeen) => change({ asksSeen })}>
        {t('messages.asksSeen')}
      </Switch>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <div className="ui-actions messages-form__end">
        <Button kind="primary" type="submit" isDisabled={isGoing}>
          {t('messages.send')}
        </Button>
        <p role="status">{isSent && t('messages.sent')}</p>
      </div>
    </Form>
  )
}

/** All desks, or one of the others. */
function ToField({ value, onChange }: { value: string; onChange: (to: string) => void }) {
  const { t } = useTranslation()
  const own = useDesk('desk')
  const { desks } = useMessages()
  const others = desks.filter(({ id }) => id !== own?.id)
  return (
    <SelectField
      label={t('messages.to')}
      value={value}
      options={[
        { value: ALL_DESKS, label: t('messages.allDesks') },
        ...others.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={onChange}
    />
  )
}
