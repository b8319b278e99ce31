import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOperation, type Operation } from '../../contexts/use-operation.ts'
import { usePeople } from '../../contexts/use-people.ts'
import { useSession } from '../../contexts/WebSocketContext.tsx'
import type { ApproveBy, KnownPerson } from '../../services/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { PinField } from '../../ui/PinField.tsx'
import { walkRows } from '../../ui/row-focus.ts'
import { TextField } from '../../ui/TextField.tsx'

/** A manager says yes at this desk, by PIN where that is known here, else by password; nobody is signed out for it. */
export function AskManager({ onApproved }: { onApproved: (approval: string) => void }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const people = usePeople()
  const task = useOperation({
    forbidden: t('fixIt.notManager'),
    authentication_failed: t('fixIt.wrongSecret'),
  })
  const [tries, setTries] = useState(0)
  const [manager, setManager] = useState<KnownPerson | null>(null)
  const [wantsPassword, setWantsPassword] = useState(false)
  const ask = (by: ApproveBy): void =>
    task.run(async () => {
      try {
        onApproved(await session.askApproval(by))
      } catch (error) {
        setTries((count) => count + 1)
        throw error
      }
    })
  if (people === null) return <p role="status">{t('signIn.asking')}</p>
  const managers = people.filter(({ role }) => role === 'manager')
  if (wantsPassword || managers.length === 0) return <ByPassword task={task} onAsk={ask} />
  return (
    <>
      <p>{t('fixIt.askManager')}</p>
      {manager ? (
        <PinField
          label={t('people.pinOf', { name: manager.name })}
          onComplete={(pin) => ask({ staffId: manager.id, pin })}
          tries={tries}
          error={task.error}
          isGoing={task.isGoing}
        />
      ) : (
        <ul className="fix-it__list" onKeyDown={(event) => walkRows(event, event.currentTarget)}>
          {managers.map((each) => (
            <li key={each.id} data-row>
              <button type="button" className="fix-it__choice" onClick={() => setManager(each)}>
                <bdi>{each.name}</bdi>
              </button>
            </li>
          ))}
        </ul>
      )}
      <button type="button" className="ui-link-button" onClick={() => setWantsPassword(true)}>
        {t('people.usePassword')}
      </button>
    </>
  )
}

interface ByPasswordProps {
  task: Operation
  onAsk: (by: ApproveBy) => void
}

function ByPassword({ task, onAsk }: ByPasswordProps) {
  const { t } = useTranslation()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const isReady = username.trim() !== '' && password !== '' && !task.isGoing
  return (
    <Form
      className="fix-it__form"
      onSubmit={() => {
        if (isReady) onAsk({ username, password })
      }}
    >
      <p>{t('fixIt.askManager')}</p>
      <TextField label={t('fixIt.managerName')} value={username} onChange={setUsername} autoFocus />
      <TextField label={t('signIn.password')} value={password} onChange={setPassword} isSecret />
      <div role="alert">{task.error !== null && <p className="ui-error">{task.error}</p>}</div>
      <Button kind="primary" type="submit" isDisabled={!isReady}>
        {t(task.isGoing ? 'signIn.submitting' : 'fixIt.approve')}
      </Button>
    </Form>
  )
}
